import type { Failure } from '../../../base/index.ts';
import { type Html, html } from '../../../publish/index.ts';
import type { Provision, Statement } from '../../../record/index.ts';
import type { StoredDraft, StoredProposal } from '../draft-rows.ts';
import { emptyValues, type ProvisionValues, valuesOf } from '../form.ts';
import { layout, type PlaceNames, placeList, token, type View } from './layout.ts';
import { facts, headline, type Names, provisionForm } from './provision.ts';
import { statementText } from './text.ts';

/** The text on the left, the proposals on the right. */

export interface Review {
  readonly draft: StoredDraft;
  readonly statement: Statement;
  readonly proposals: readonly StoredProposal[];
  readonly names: Names;
  readonly places: PlaceNames;
  /** Number of the proposal whose form is open; 0: the form of a new one; null: none. */
  readonly editing: number | null;
  /** What the form held when it was refused; null: as stored. */
  readonly refused: {
    readonly values: ProvisionValues;
    readonly words: { readonly words: string; readonly start: string; readonly end: string };
    readonly failures: readonly Failure[];
  } | null;
  readonly status: string;
}

export function reviewPage(view: View, review: Review): string {
  const { t } = view;
  const { draft } = review;
  const main = html`${head(view, draft)}
<div id="review" class="review" data-open="${draft.counts.open}">
<section class="words" lang="${draft.received.source.lang}" aria-labelledby="text-head" id="text" tabindex="-1">
<h2 id="text-head" class="part" lang="${view.lang}">${t('desk.text')}</h2>
${statementText(review.statement, review.proposals)}
</section>
<section class="cards" aria-labelledby="cards-head">
<h2 id="cards-head" class="part">${t('desk.proposals')}</h2>
<p class="quiet tally">${t('desk.counts', draft.counts)}</p>
<ol id="proposals" tabindex="-1">${review.proposals.map((proposal, i) => card(view, review, proposal, i + 1))}</ol>
${review.proposals.length === 0 && html`<p class="quiet">${t('desk.noProposals')}</p>`}
${draft.state === 'open' && addSection(view, review)}
${draft.state === 'open' ? publishSection(view, draft) : closedSection(view, draft)}
</section>
</div>
${placeList(review.places)}`;
  return layout(view, {
    title: draft.title,
    main,
    wide: true,
    status: review.status,
    skips: [
      ['#proposals', t('desk.skipProposals')],
      ['#text', t('desk.skipText')],
    ],
  });
}

function head(view: View, draft: StoredDraft): Html {
  const { t } = view;
  const { source, address } = draft.received;
  const when = source.publishedAt.replace('T', ' ');
  return html`<h1>${draft.title}</h1>
<p class="quiet">${source.issuer} · ${when} · ${source.place} · ${t(`genre.${source.genre}`)}${address !== null && html` · <a href="${address}" rel="noreferrer noopener">${t('desk.field.address')}</a>`}
· <a href="/desk/drafts/${draft.id}/received">${t('desk.received')}</a>${draft.state === 'open' && html` · <a href="/desk/drafts/${draft.id}/source">${t('desk.editSource')}</a>`}</p>
<p class="keys" hidden>${t('desk.keys')}</p>`;
}

function card(view: View, review: Review, proposal: StoredProposal, number: number): Html {
  const { t } = view;
  const { draft } = review;
  const { n, provision, state, machine } = proposal;
  const at = `/desk/drafts/${draft.id}`;
  const quote = provision.target.selector[0].exact.split(/\s+/).join(' ').trim();
  const editing = draft.state === 'open' && review.editing === n;
  const changed =
    machine !== null && JSON.stringify(machine.provision) !== JSON.stringify(provision);
  const origin = machine === null ? t('desk.added') : changed ? t('desk.edited') : '';
  return html`<li id="p${n}" class="card ${provision.kind} ${state}" tabindex="-1" data-n="${n}" aria-label="${number}. ${headline(view, provision)}, ${t(`desk.decision.${state}`)}">
<h3 class="k"><span class="number">${number}</span> ${headline(view, provision)}<span class="state">${t(`desk.decision.${state}`)}${origin && ` · ${origin}`}</span></h3>
<blockquote lang="${draft.received.source.lang}"><a href="#t${n}" tabindex="-1">${quote}</a></blockquote>
${editing ? editForm(view, review, proposal) : facts(view, provision, review.names)}
${draft.state === 'open' && state !== 'rejected' && isUnlinked(provision) && html`<p class="warn">${t('desk.unlinked')}</p>`}
${!editing && draft.state === 'open' && decisionForm(view, at, proposal)}
</li>`;
}

/** A change of a rule that names no rule: it is recorded, and changes nothing. */
function isUnlinked(provision: Provision): boolean {
  if (provision.kind !== 'measure' || provision.about.length > 0) return false;
  return ['lift', 'ease', 'extend', 'amend'].includes(provision.act);
}

function decisionForm(view: View, at: string, { n, state, revision }: StoredProposal): Html {
  const { t } = view;
  const button = (decision: string, key: string) =>
    html`<button name="decision" value="${decision}" data-key="${key}"${decision === 'confirmed' && html` class="primary"`}>${t(`desk.do.${decision}`)}</button> `;
  return html`<form method="post" action="${at}/proposals/${n}" class="decide">
${token(view)}<input type="hidden" name="revision" value="${revision}">
${state !== 'confirmed' && button('confirmed', 'c')}<a class="button" href="${at}?edit=${n}#p${n}" data-key="e">${t('desk.do.edit')}</a>
${state !== 'rejected' && button('rejected', 'r')}${state !== 'open' && button('open', 'u')}
</form>`;
}

function editForm(view: View, review: Review, proposal: StoredProposal): Html {
  const { t } = view;
  const at = `/desk/drafts/${review.draft.id}`;
  return provisionForm(view, {
    action: `${at}/proposals/${proposal.n}/edit`,
    values: review.refused?.values ?? valuesOf(proposal.provision),
    words: null,
    revision: proposal.revision,
    failures: review.refused?.failures ?? [],
    cancel: `${at}#p${proposal.n}`,
    submit: t('desk.saveConfirm'),
  });
}

function addSection(view: View, review: Review): Html {
  const { t } = view;
  const open = review.editing === 0;
  const form = provisionForm(view, {
    action: `/desk/drafts/${review.draft.id}/add`,
    values: (open ? review.refused?.values : undefined) ?? emptyValues,
    words: (open ? review.refused?.words : undefined) ?? { words: '', start: '', end: '' },
    revision: null,
    failures: open ? (review.refused?.failures ?? []) : [],
    cancel: null,
    submit: t('desk.addIt'),
  });
  // Two forms on a page would give their fields the same ids.
  if (review.editing !== null && !open) {
    return html`<p><a class="button" href="/desk/drafts/${review.draft.id}?edit=0#add">${t('desk.add')}</a></p>`;
  }
  return html`<details id="add"${open && html` open`}><summary data-key="a">${t('desk.add')}</summary>
<p class="quiet">${t('desk.addHelp')}</p>${form}</details>`;
}

function publishSection(view: View, draft: StoredDraft): Html {
  const { t } = view;
  const { confirmed, open } = draft.counts;
  return html`<form method="post" action="/desk/drafts/${draft.id}/publish" class="publish" id="publish">
${token(view)}<input type="hidden" name="revision" value="${draft.revision}">
<p>${t('desk.publishHelp', { n: confirmed })}</p>
${open > 0 && html`<p class="warn">${t('desk.undecided', { n: open })}</p>`}
<button class="primary big">${t('desk.publish', { n: confirmed })}</button>
</form>
<details class="discard"><summary>${t('desk.discard')}</summary>
<form method="post" action="/desk/drafts/${draft.id}/discard">${token(view)}<p>${t('desk.discardHelp')}</p><button class="danger">${t('desk.discard')}</button></form></details>`;
}

function closedSection(view: View, draft: StoredDraft): Html {
  const { t } = view;
  if (draft.statement === null) return html`<p class="publish">${t('desk.state.publishing')}</p>`;
  return html`<p class="publish done"><b>${t('desk.state.published')}</b> <a href="/statements/${draft.statement}">${t('desk.seeIt')}</a></p>`;
}
