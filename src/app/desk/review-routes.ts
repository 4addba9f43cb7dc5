import type { Failure } from '../../base/index.ts';
import { count, field, pick } from './fields.ts';
import { type ProvisionValues, provisionFields, provisionOf } from './form.ts';
import { refuse } from './guard.ts';
import type { Door, Inside } from './routes.ts';
import { type Review, reviewPage } from './views/review.ts';
import { targetOf } from './words.ts';

/** The text beside its proposals: decide, edit, add, publish. */

const decisions = ['open', 'confirmed', 'rejected'] as const;
const deeds = ['confirmed', 'rejected', 'open', 'added', 'reread', 'published'] as const;

export function addRoutes(door: Door): void {
  door.get('/desk/drafts/:id', (inside) => {
    const { c } = inside;
    const edit = c.req.query('edit') ?? '';
    const editing = /^\d{1,6}$/.test(edit) ? Number(edit) : null;
    return show(inside, { editing });
  });
  door.post('/desk/drafts/:id/proposals/:n', decide);
  door.post('/desk/drafts/:id/proposals/:n/edit', edit);
  door.post('/desk/drafts/:id/add', add);
  door.post('/desk/drafts/:id/publish', publish);
}

function show(
  { c, site, view }: Inside,
  state: Partial<Pick<Review, 'editing' | 'refused'>>,
  status: 200 | 400 = 200,
): Response {
  const draft = site.desk.look(c.req.param('id') ?? '');
  if (!draft.ok) return refuse(c, view, draft.error);
  const statement = site.desk.statement(draft.value);
  if (!statement.ok) return refuse(c, view, statement.error);
  const { publishedAt, place } = draft.value.received.source;
  const did = deeds.find((deed) => deed === c.req.query('did'));
  const review: Review = {
    draft: draft.value,
    statement: statement.value,
    proposals: site.desk.proposals(draft.value),
    names: { place: (code) => site.desk.placeName(code, publishedAt, view.lang) },
    places: site.desk.placeNames(publishedAt, view.lang, place.slice(0, 2)),
    editing: null,
    refused: null,
    status: did === undefined ? '' : view.t(`desk.did.${did}`),
    ...state,
  };
  return c.html(reviewPage(view, review), status);
}

function decide({ c, site, view, session, fields }: Inside): Response {
  const id = c.req.param('id') ?? '';
  const n = Number(c.req.param('n'));
  const decision = decisions.find((one) => one === field(fields, 'decision'));
  const revision = count(fields, 'revision');
  if (decision === undefined || revision === null) return refuse(c, view, notThisForm);
  const { drafts } = site.desk;
  const decided = drafts.decide(id, n, revision, decision, null, session.name);
  if (!decided.ok) return refuse(c, view, decided.error);
  return c.redirect(`/desk/drafts/${id}?did=${decision}#p${nextOpen(site, id, n)}`, 303);
}

/** The proposal to look at next: the first open one behind this one, else this one. */
function nextOpen({ desk }: Inside['site'], id: string, n: number): number {
  const proposals = desk.drafts.proposals(id);
  const at = proposals.findIndex((proposal) => proposal.n === n);
  const isOpen = ({ state }: { state: string }) => state === 'open';
  return (proposals.slice(at + 1).find(isOpen) ?? proposals.find(isOpen))?.n ?? n;
}

function edit(inside: Inside): Response {
  const { c, site, view, session, fields } = inside;
  const draft = site.desk.drafts.get(c.req.param('id') ?? '');
  if (!draft.ok) return refuse(c, view, draft.error);
  const { id } = draft.value;
  const n = Number(c.req.param('n'));
  const stored = site.desk.proposals(draft.value).find((proposal) => proposal.n === n);
  const revision = count(fields, 'revision');
  if (stored === undefined || revision === null) return refuse(c, view, notThisForm);
  const values = pick(fields, provisionFields);
  const changed = provisionOf(values, stored.provision.target, site.desk.gazetteer);
  if (!changed.ok) return showRefused(inside, n, values, changed.error);
  const { drafts } = site.desk;
  const done = drafts.decide(id, n, revision, 'confirmed', changed.value, session.name);
  if (!done.ok) return refuse(c, view, done.error);
  return c.redirect(`/desk/drafts/${id}?did=confirmed#p${nextOpen(site, id, n)}`, 303);
}

function add(inside: Inside): Response {
  const { c, site, view, session, fields } = inside;
  const draft = site.desk.drafts.get(c.req.param('id') ?? '');
  if (!draft.ok) return refuse(c, view, draft.error);
  const statement = site.desk.statement(draft.value);
  if (!statement.ok) return refuse(c, view, statement.error);
  const values = pick(fields, provisionFields);
  const words = field(fields, 'words');
  const start = count(fields, 'start');
  const end = count(fields, 'end');
  // The span counts only for the words that were selected, not for words typed afterwards.
  const selected = start !== null && end !== null && field(fields, 'selected') === words;
  const target = targetOf(statement.value, words, selected ? { start, end } : null);
  if (!target.ok) return showRefused(inside, 0, values, [target.error]);
  const added = provisionOf(values, target.value, site.desk.gazetteer);
  if (!added.ok) return showRefused(inside, 0, values, added.error);
  const done = site.desk.drafts.add(draft.value.id, added.value, session.name);
  if (!done.ok) return refuse(c, view, done.error);
  return c.redirect(`/desk/drafts/${draft.value.id}?did=added#p${done.value}`, 303);
}

function showRefused(
  inside: Inside,
  editing: number,
  values: ProvisionValues,
  failures: readonly Failure[],
): Response {
  const { fields } = inside;
  const words = {
    words: field(fields, 'words'),
    start: field(fields, 'start'),
    end: field(fields, 'end'),
  };
  return show(inside, { editing, refused: { values, words, failures } }, 400);
}

async function publish({ c, site, view, session, fields }: Inside): Promise<Response> {
  const draft = site.desk.drafts.get(c.req.param('id') ?? '');
  if (!draft.ok) return refuse(c, view, draft.error);
  const { id } = draft.value;
  // A second click finds it published: that is what was asked for.
  if (draft.value.state !== 'open') return c.redirect(`/desk/drafts/${id}`, 303);
  const revision = count(fields, 'revision');
  if (revision === null) return refuse(c, view, notThisForm);
  const published = await site.desk.publish(draft.value, revision, session.name);
  if (published.ok) return c.redirect(`/desk/drafts/${id}?did=published`, 303);
  if (published.error.code === 'draft_closed') return c.redirect(`/desk/drafts/${id}`, 303);
  return refuse(c, view, published.error);
}

const notThisForm: Failure = {
  code: 'form_invalid',
  message: 'the form lacks a field that the page gives it',
  at: 'body',
  todo: 'Open the page again and repeat the step.',
};
