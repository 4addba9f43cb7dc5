import type { Failure } from '../../../base/index.ts';
import { type Html, html, type Part } from '../../../publish/index.ts';
import {
  type Due,
  measureAct,
  measureType,
  type Provision,
  type TimePoint,
} from '../../../record/index.ts';
import type { ProvisionValues } from '../form.ts';
import { failureList, field, select, textInput, token, type View } from './layout.ts';

/** A provision in words, and the form to change it or to add one. */

export const kinds = ['measure', 'claim', 'commitment', 'request', 'warning'] as const;

export interface Names {
  place(code: string): string;
}

/** "Curfew · declared", "Claim". */
export function headline(view: View, value: Provision): string {
  const { t } = view;
  if (value.kind !== 'measure') return t(`kind.${value.kind}`);
  return `${t(`type.${value.type}`)} · ${t(`act.${value.act}`)}`;
}

/** What the provision says besides its words, as a list of terms. */
export function facts(view: View, value: Provision, names: Names): Html {
  const { t } = view;
  const rows: [string, Part][] = [];
  const places = value.places.codes.map((code) => `${names.place(code)} (${code})`).join(', ');
  const where = [value.places.area, places].filter((part) => part).join(', ');
  rows.push([t('desk.field.places'), where || t('desk.basis.unknown')]);
  if (value.kind === 'measure' || value.kind === 'claim') {
    rows.push([t('desk.field.from'), timeWords(view, value.from)]);
    rows.push([t('desk.field.to'), timeWords(view, value.to)]);
  }
  if (value.kind === 'measure' && value.daily !== null) {
    rows.push([t('desk.field.daily'), value.daily.join('–')]);
  }
  if (value.kind === 'measure' && value.about.length > 0) {
    rows.push([t('desk.field.about'), value.about.map(recordLink)]);
  }
  if (value.kind === 'claim' && value.figure !== null) {
    rows.push([t('desk.field.value'), `${value.figure.value} ${value.figure.unit}`]);
  }
  if (value.kind === 'commitment') rows.push([t('desk.field.due'), dueWords(view, value.due)]);
  if (value.kind === 'request' && value.contact !== null) {
    rows.push([t('desk.field.contact'), value.contact]);
  }
  return html`<dl>${rows.map(([term, what]) => html`<div><dt>${term}</dt><dd>${what}</dd></div>`)}</dl>`;
}

function recordLink(id: string): Html {
  return html`<a href="/records/${id}"><code>${id.slice(0, 8)}</code></a> `;
}

function timeWords({ t }: View, point: TimePoint): string {
  if (!('at' in point)) return t(`desk.basis.${point.basis}`);
  const at = point.at.replace('T', ' ');
  return point.basis === 'stated' ? at : `${at} (${t('desk.basis.implied')})`;
}

function dueWords({ t }: View, due: Due): string {
  return due.basis === 'stated' ? due.on : t(`desk.due.${due.basis}`);
}

export interface ProvisionForm {
  readonly action: string;
  readonly values: ProvisionValues;
  /** Words and span of a provision that is added; null where the words stand already. */
  readonly words: { readonly words: string; readonly start: string; readonly end: string } | null;
  readonly revision: number | null;
  readonly failures: readonly Failure[];
  readonly cancel: string | null;
  readonly submit: string;
}

/** The form; fields that a kind does not have are hidden by the style sheet where it can. */
export function provisionForm(view: View, form: ProvisionForm): Html {
  const { t } = view;
  const { values } = form;
  const labelled = (group: string, options: readonly string[]) =>
    [['', '–'], ...options.map((option) => [option, t(`${group}.${option}`)])] as [
      string,
      string,
    ][];
  const basis = (name: string, options: readonly string[], chosen: string) =>
    html`<select name="${name}" aria-label="${t('desk.basisLabel')}">${options.map(
      (option) =>
        html`<option value="${option}"${option === chosen ? html` selected` : null}>${t(`desk.basis.${option}`)}</option>`,
    )}</select>`;
  const time = (name: 'from' | 'to', options: readonly string[]) =>
    field(
      t(`desk.field.${name}`),
      name,
      html`<span class="pair">${textInput(name, values[name], 'placeholder="2022-01-05 01:30"')}${basis(`${name}_basis`, options, values[`${name}_basis`])}</span>`,
    );
  return html`<form method="post" action="${form.action}" class="provision">
${token(view)}${form.revision !== null && html`<input type="hidden" name="revision" value="${form.revision}">`}
${failureList(view, form.failures)}
${form.words && wordFields(view, form.words)}
${field(t('desk.field.kind'), 'kind', select('kind', labelled('kind', kinds), values.kind))}
<div class="only measure">
${field(t('desk.field.type'), 'type', select('type', labelled('type', measureType.options), values.type))}
${field(t('desk.field.act'), 'act', select('act', labelled('act', measureAct.options), values.act))}
</div>
${field(t('desk.field.places'), 'places', html`<span class="pair">${textInput('places', values.places, 'placeholder="KZ-ALA KZ-MAN" list="places" autocapitalize="characters"')}${basis('places_basis', ['stated', 'implied'], values.places_basis)}</span>`)}
${field(t('desk.field.area'), 'area', textInput('area', values.area), t('desk.hint.area'))}
<div class="only measure claim">
${time('from', ['stated', 'implied', 'unknown'])}
${time('to', ['stated', 'implied', 'open', 'unknown'])}
</div>
<div class="only measure">
${field(t('desk.field.daily'), 'daily_from', html`<span class="pair">${textInput('daily_from', values.daily_from, 'placeholder="23:00"')}<input id="f-daily_to" name="daily_to" value="${values.daily_to}" placeholder="07:00" aria-label="${t('desk.field.daily_to')}"></span>`)}
${field(t('desk.field.about'), 'about', textInput('about', values.about), t('desk.hint.about'))}
</div>
<div class="only claim">
${field(t('desk.field.value'), 'value', html`<span class="pair">${textInput('value', values.value, 'inputmode="decimal" placeholder="160"')}<input id="f-unit" name="unit" value="${values.unit}" placeholder="person" aria-label="${t('desk.field.unit')}"></span>`, t('desk.hint.unit'))}
</div>
<div class="only commitment">
${field(t('desk.field.due'), 'due', html`<span class="pair">${textInput('due', values.due, 'placeholder="2022-01-11"')}<select name="due_basis" aria-label="${t('desk.basisLabel')}">${['stated', 'vague', 'unknown'].map((option) => html`<option value="${option}"${option === values.due_basis ? html` selected` : null}>${t(`desk.due.${option}`)}</option>`)}</select></span>`)}
</div>
<div class="only request">
${field(t('desk.field.contact'), 'contact', textInput('contact', values.contact))}
</div>
<p class="buttons"><button class="primary">${form.submit}</button>${form.cancel !== null && html` <a href="${form.cancel}">${t('desk.cancel')}</a>`}</p>
</form>`;
}

function wordFields(view: View, words: NonNullable<ProvisionForm['words']>): Html {
  const { t } = view;
  return html`${field(t('desk.field.words'), 'words', html`<textarea id="f-words" name="words" rows="3" required aria-describedby="h-words">${words.words}</textarea>`, t('desk.hint.words'))}
<input type="hidden" name="start" value="${words.start}"><input type="hidden" name="end" value="${words.end}"><input type="hidden" name="selected" value="${words.start === '' ? '' : words.words}">`;
}
