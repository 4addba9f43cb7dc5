import { civilAt, type Failure } from '../../../base/index.ts';
import { type Html, html } from '../../../publish/index.ts';
import type { DraftHead } from '../draft-rows.ts';
import type { SourceValues } from '../source-form.ts';
import {
  failureList,
  field,
  layout,
  type PlaceNames,
  placeList,
  select,
  textInput,
  token,
  type View,
} from './layout.ts';

/** The list of drafts, and the form of a new one. */

export function queuePage(view: View, drafts: readonly DraftHead[], status: string): string {
  const { t } = view;
  const open = drafts.filter(({ state }) => state !== 'published');
  const published = drafts.filter(({ state }) => state === 'published');
  const main = html`<h1>${t('desk.drafts')}</h1>
<p><a class="button primary" href="/desk/new">${t('desk.new')}</a></p>
${open.length === 0 ? html`<p class="quiet">${t('desk.noDrafts')}</p>` : html`<ul class="drafts">${open.map((draft) => draftItem(view, draft))}</ul>`}
${published.length > 0 && html`<h2>${t('desk.published')}</h2><ul class="drafts">${published.map((draft) => draftItem(view, draft))}</ul>`}`;
  return layout(view, { title: t('desk.drafts'), main, status });
}

function draftItem(view: View, draft: DraftHead): Html {
  const { t } = view;
  const changed = civilAt(draft.changed, 'UTC').replace('T', ' ');
  const counts =
    draft.state === 'open' ? t('desk.counts', draft.counts) : t(`desk.state.${draft.state}`);
  return html`<li><a href="/desk/drafts/${draft.id}">${draft.title}</a>
<p class="quiet">${counts} · ${t('desk.changed', { at: changed, by: draft.changedBy })}</p></li>`;
}

export interface NewDraft {
  readonly source: SourceValues;
  readonly words: string;
  readonly places: PlaceNames;
  /** Names of files in the inbox folder. */
  readonly inbox: readonly string[];
}

export function newPage(view: View, draft: NewDraft, failures: readonly Failure[]): string {
  const { t } = view;
  const inbox = draft.inbox.map((name) => [name, name] as const);
  const main = html`<h1>${t('desk.new')}</h1>
${failureList(view, failures)}
<form method="post" action="/desk/new" enctype="multipart/form-data" class="new">
${token(view)}
<fieldset><legend>${t('desk.words')}</legend>
${field(t('desk.paste'), 'words', html`<textarea id="f-words" name="words" rows="14">${draft.words}</textarea>`)}
${field(t('desk.file'), 'file', html`<input id="f-file" type="file" name="file" accept=".txt,.html,.htm,text/plain,text/html" aria-describedby="h-file">`, t('desk.fileHint'))}
${inbox.length > 0 && field(t('desk.inbox'), 'inbox', select('inbox', [['', '–'], ...inbox], ''))}
</fieldset>
<fieldset><legend>${t('desk.source')}</legend>
${sourceInputs(view, draft.source, draft.places)}
</fieldset>
<button class="primary">${t('desk.readIt')}</button>
</form>`;
  return layout(view, { title: t('desk.new'), main });
}

export interface ChangedSource {
  readonly id: string;
  readonly revision: number;
  readonly source: SourceValues;
  readonly places: PlaceNames;
}

export function sourcePage(view: View, draft: ChangedSource, failures: readonly Failure[]): string {
  const { t } = view;
  const { id, revision } = draft;
  const main = html`<div class="narrow"><h1>${t('desk.source')}</h1>
<p class="quiet">${t('desk.sourceHelp')}</p>
${failureList(view, failures)}
<form method="post" action="/desk/drafts/${id}/source" class="stack">
${token(view)}<input type="hidden" name="revision" value="${revision}">
${sourceInputs(view, draft.source, draft.places)}
<button class="primary">${t('desk.readAgain')}</button> <a href="/desk/drafts/${id}">${t('desk.cancel')}</a>
</form></div>`;
  return layout(view, { title: t('desk.source'), main });
}

const genres = ['address', 'decree', 'order', 'notice', 'bulletin', 'message'] as const;

function sourceInputs(view: View, source: SourceValues, places: PlaceNames): Html {
  const { t } = view;
  const langs = [
    ['ru', 'Русский'],
    ['kk', 'Қазақша'],
    ['en', 'English'],
  ] as const;
  return html`<div class="grid">
${field(t('desk.field.title'), 'title', textInput('title', source.title, 'required maxlength="300"'))}
${field(t('desk.field.issuer'), 'issuer', textInput('issuer', source.issuer, 'required'), t('desk.hint.issuer'))}
${field(t('desk.field.publishedAt'), 'publishedAt', textInput('publishedAt', source.publishedAt, 'required placeholder="2022-01-05 14:30" aria-describedby="h-publishedAt"'), t('desk.hint.publishedAt'))}
${field(t('desk.field.place'), 'place', textInput('place', source.place, 'required list="places" autocapitalize="characters" aria-describedby="h-place"'), t('desk.hint.place'))}${placeList(places)}
${field(t('desk.field.lang'), 'lang', select('lang', langs, source.lang))}
${field(
  t('desk.field.genre'),
  'genre',
  select(
    'genre',
    genres.map((genre) => [genre, t(`genre.${genre}`)] as const),
    source.genre,
  ),
)}
${field(t('desk.field.address'), 'address', textInput('address', source.address, 'type="url" aria-describedby="h-address"'), t('desk.hint.address'))}
</div>`;
}
