import type { Failure, Result } from '../../base/index.ts';
import { utf8 } from '../../base/index.ts';
import { count, type Fields, field, pick } from './fields.ts';
import { httpStatus, refuse } from './guard.ts';
import type { Door, Inside } from './routes.ts';
import { sourceFields, sourceOf, sourceValuesOf } from './source-form.ts';
import { newPage, queuePage, sourcePage } from './views/queue.ts';

/** The list of drafts, new ones, and what is known about them. */

const drafts_shown_max = 200;

export function addDraftRoutes(door: Door): void {
  door.get('/desk', ({ c, site, view }) => {
    const did = c.req.query('did');
    const status = did === 'discarded' ? view.t('desk.did.discarded') : '';
    const settled = site.desk.settleUnmarked();
    if (!settled.ok) return refuse(c, view, settled.error);
    return c.html(queuePage(view, site.desk.drafts.list(drafts_shown_max), status));
  });
  door.get('/desk/new', ({ c, site, view }) => {
    const source = {
      title: '',
      issuer: '',
      publishedAt: '',
      place: '',
      lang: 'ru',
      genre: 'notice',
      address: '',
    };
    const places = site.desk.placeNames(site.desk.today(), view.lang);
    return c.html(newPage(view, { source, words: '', inbox: site.desk.inbox(), places }, []));
  });
  door.post('/desk/new', makeDraft);
  door.get('/desk/drafts/:id/source', ({ c, site, view }) => {
    const draft = site.desk.drafts.get(c.req.param('id') ?? '');
    if (!draft.ok) return refuse(c, view, draft.error);
    const { id, revision, received } = draft.value;
    const source = sourceValuesOf(received);
    const places = site.desk.placeNames(received.source.publishedAt, view.lang);
    return c.html(sourcePage(view, { id, revision, source, places }, []));
  });
  door.post('/desk/drafts/:id/source', changeSource);
  door.get('/desk/drafts/:id/received', ({ c, site, view }) => {
    const draft = site.desk.drafts.get(c.req.param('id') ?? '');
    if (!draft.ok) return refuse(c, view, draft.error);
    // Never shown in place: what was received may be a page with a script.
    return c.body(new Uint8Array(draft.value.received.bytes), 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': 'attachment; filename="received"',
    });
  });
  door.post('/desk/drafts/:id/discard', ({ c, site, view, session }) => {
    const discarded = site.desk.drafts.discard(c.req.param('id') ?? '', session.name);
    if (!discarded.ok) return refuse(c, view, discarded.error);
    return c.redirect('/desk?did=discarded', 303);
  });
}

async function makeDraft(inside: Inside): Promise<Response> {
  const { c, site, view, session, fields } = inside;
  const values = pick(fields, sourceFields);
  const again = (failures: readonly Failure[]) => {
    const words = field(fields, 'words');
    const places = site.desk.placeNames(site.desk.today(), view.lang);
    const again = { source: values, words, inbox: site.desk.inbox(), places };
    const page = newPage(view, again, failures);
    const [first] = failures;
    return c.html(page, first === undefined ? 400 : httpStatus(first));
  };
  const source = sourceOf(values, site.desk.gazetteer);
  const given = await givenFile(inside, fields);
  if (!source.ok || !given.ok) {
    return again([...(source.ok ? [] : source.error), ...(given.ok ? [] : [given.error])]);
  }
  const draft = site.desk.take({ ...source.value, ...given.value }, session.name);
  if (!draft.ok) {
    const at = draft.error.at === null ? '' : ` (${draft.error.at})`;
    return again([{ ...draft.error, message: draft.error.message + at, at: given.value.field }]);
  }
  return c.redirect(`/desk/drafts/${draft.value}`, 303);
}

interface Given {
  readonly bytes: Uint8Array;
  readonly mediaType?: 'text/plain' | 'text/html';
  /** The field that gave it. */
  readonly field: string;
}

/** Exactly one of the pasted words, the uploaded file and the file of the inbox. */
async function givenFile({ site, view }: Inside, fields: Fields): Promise<Result<Given>> {
  const words = field(fields, 'words');
  const file = fields.get('file');
  const name = field(fields, 'inbox');
  const uploaded = file instanceof File && (file.size > 0 || file.name !== '') ? file : null;
  const ways = [words.trim() !== '', uploaded !== null, name !== ''].filter(Boolean).length;
  if (ways !== 1) {
    const code = ways === 0 ? 'text_none' : 'text_twice';
    const error = { code, message: view.t(`desk.wrong.${code}`), at: 'words', todo: null };
    return { ok: false, error };
  }
  if (uploaded !== null) {
    const bytes = new Uint8Array(await uploaded.arrayBuffer());
    return { ok: true, value: { bytes, ...typeOf(uploaded.name), field: 'file' } };
  }
  if (name !== '') {
    const bytes = site.desk.inboxFile(name);
    if (!bytes.ok) return { ok: false, error: { ...bytes.error, at: 'inbox' } };
    return { ok: true, value: { bytes: bytes.value, ...typeOf(name), field: 'inbox' } };
  }
  return { ok: true, value: { bytes: utf8(words), mediaType: 'text/plain', field: 'words' } };
}

function typeOf(name: string): { mediaType?: 'text/plain' | 'text/html' } {
  if (/\.html?$/i.test(name)) return { mediaType: 'text/html' };
  return /\.txt$/i.test(name) ? { mediaType: 'text/plain' } : {};
}

function changeSource({ c, site, view, session, fields }: Inside): Response {
  const draft = site.desk.drafts.get(c.req.param('id') ?? '');
  if (!draft.ok) return refuse(c, view, draft.error);
  const { id, revision, received } = draft.value;
  const values = pick(fields, sourceFields);
  const source = sourceOf(values, site.desk.gazetteer);
  if (!source.ok) {
    const places = site.desk.placeNames(received.source.publishedAt, view.lang);
    const again = { id, revision, source: values, places };
    return c.html(sourcePage(view, again, source.error), 400);
  }
  const reading = site.desk.read({ ...received, ...source.value });
  if (!reading.ok) return refuse(c, view, reading.error);
  const seen = { ...draft.value, revision: count(fields, 'revision') ?? revision };
  const { proposals } = reading.value;
  const changed = site.desk.drafts.reread(seen, source.value, proposals, session.name);
  if (!changed.ok) return refuse(c, view, changed.error);
  return c.redirect(`/desk/drafts/${id}?did=reread`, 303);
}
