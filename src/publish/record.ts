import { canonicalJson, fail, type Json, must, ok, type Result, toHex } from '../base/index.ts';
import { leafHash } from '../log/format/index.ts';
import {
  encodeRecord,
  type FindingRecord,
  type Logged,
  type LogRecord,
  type ProvisionRecord,
  type StatementRecord,
} from '../record/index.ts';
import { isKind } from '../register/index.ts';
import { civilWords, instantRangeWords, instantWords } from './dates.ts';
import type { Content } from './frame.ts';
import { type Html, html, join, nothing } from './html.ts';
import { classCode, kindColour } from './palette.ts';
import { dueWords, figureWords, withdrawnNote } from './statement.ts';
import { type Page, placeName } from './view.ts';
import {
  addressWords,
  colourOf,
  dailyWords,
  pointWords,
  provisionTitle,
  reviewMark,
  reviewWords,
  scopeWords,
  sourceWords,
  spanHref,
} from './words.ts';

type Field = readonly [key: string, value: Html];

/** `/records/<id>`: every field of one record in words, its words, its history, its proof. */
export function recordPage(page: Page): Result<Content> {
  const id = page.request.params['id'] ?? '';
  const logged = page.view.register.get(id);
  if (logged === null) return fail('record_unknown', id, 'id');
  const title = recordTitle(page, logged);
  const main = html`<h1>${title}</h1><p class="sub">
    ${page.t('record.sub', { index: logged.index, when: instantWords(Date.parse(logged.record.recordedAt), page.lang) })}
    </p>${withdrawnNote(page, id)}${isProvision(logged) && quoted(page, logged)}<h2>
    ${page.t('record.fields')}</h2>${list(page, fieldsOf(page, logged))}${history(page, logged)}
    ${proof(page, logged)}`;
  return ok({ title, main, json: `/api/v1/records/${id}` });
}

/** A record in few words: for lists and headings. */
export function recordTitle(page: Page, logged: Logged): string {
  const { t } = page;
  const { record } = logged;
  if (isProvision(logged)) {
    const title = provisionTitle(page, logged);
    const on = publishedAt(page, logged);
    const codes = logged.record.places.codes;
    const places = codes.slice(0, 2).map((code) => placeName(page, code, on));
    if (codes.length > 2) places.push('…');
    return places.length === 0 ? title : `${title}: ${places.join(', ')}`;
  }
  if (record.kind === 'statement') return record.title;
  if (record.kind === 'finding') {
    const place = placeName(page, record.place, record.from.slice(0, 10));
    return `${t(`finding.${record.what}`)}: ${place}`;
  }
  return t(`kind.${record.kind}`);
}

export function isProvision(logged: Logged): logged is Logged<ProvisionRecord> {
  return isKind(logged, 'measure', 'claim', 'commitment', 'request', 'warning');
}

/** The words of a provision with what stands around them. */
function quoted(page: Page, logged: Logged<ProvisionRecord>): Html {
  const statement = statementOf(page, logged);
  const [quote] = logged.record.target.selector;
  const colour =
    logged.record.kind === 'measure'
      ? colourOf(logged.record)
      : classCode[kindColour[logged.record.kind]];
  const lang = statement === null ? nothing : html` lang="${statement.record.lang}"`;
  return html`<figure class="c ${colour}"><q${lang}>… ${quote.prefix}<mark>${quote.exact}</mark>
    ${quote.suffix} …</q><figcaption>
    ${statement !== null && sourceWords(page, statement)} · <a href="${spanHref(logged)}">
    ${page.t('record.inText')}</a></figcaption></figure>`;
}

function fieldsOf(page: Page, logged: Logged): readonly Field[] {
  const { record } = logged;
  const { t } = page;
  const head: Field[] = [['kind', html`${t(`kind.${record.kind}`)}`]];
  if (isProvision(logged)) return [...head, ...provisionFields(page, logged)];
  if (record.kind === 'statement') return [...head, ...statementFields(page, record)];
  if (record.kind === 'correction' || record.kind === 'retraction') {
    const of: Field = ['of', linkTo(page, record.of)];
    const reason: Field = ['reason', html`${record.reason}`];
    return record.kind === 'correction'
      ? [...head, of, ['by', linkTo(page, record.by)], reason]
      : [...head, of, reason];
  }
  if (record.kind !== 'finding') return head;
  return [
    ...head,
    ['what', html`${t(`finding.${record.what}`)}`],
    ['basis', html`<b>${t(`basis.${record.basis}`)}</b>`],
    [
      'place',
      html`<a href="/places/${record.place}">
        ${placeName(page, record.place, record.from.slice(0, 10))}</a>`,
    ],
    ['period', html`${findingPeriod(page, record, t('finding.open'))}`],
    ['signals', html`${record.signals.join(', ')}`],
    [
      'severity',
      html`${record.severity === null ? t('field.none') : percentWords(page, record.severity)}`,
    ],
    ['confidence', html`${t(`confidence.${record.confidence}`)}`],
    ['method', html`${record.method}`],
    ['address', addressField(page, record.address)],
  ];
}

/** From when to when a finding says it was so; `open` where its end was not yet seen. */
export function findingPeriod(page: Page, record: FindingRecord, open: string): string {
  const from = Date.parse(record.from);
  return record.to === null
    ? `${instantWords(from, page.lang)} – ${open}`
    : instantRangeWords(from, Date.parse(record.to), page.lang);
}

function provisionFields(page: Page, logged: Logged<ProvisionRecord>): readonly Field[] {
  const { t } = page;
  const { record } = logged;
  const near = publishedAt(page, logged);
  const fields: Field[] = [];
  if (record.kind === 'measure') {
    fields.push(
      ['type', html`${t(`type.${record.type}`)}`],
      ['act', html`${t(`act.${record.act}`)}`],
    );
  }
  fields.push(['places', scopeWords(page, record.places, near)]);
  if (record.kind === 'measure' || record.kind === 'claim') {
    fields.push(['from', html`${pointWords(page, record.from, false)}`]);
    fields.push(['to', html`${pointWords(page, record.to, true)}`]);
  }
  if (record.kind === 'measure') {
    const daily = record.daily === null ? t('field.none') : dailyWords(page, record.daily);
    fields.push(['daily', html`${daily}`]);
  }
  if (record.kind === 'claim' && record.figure !== null) {
    fields.push(['figure', html`${figureWords(page, record.figure)}`]);
  }
  if (record.kind === 'commitment') fields.push(['due', html`${dueWords(page, record.due, '')}`]);
  if (record.kind === 'request') {
    fields.push(['contact', html`${record.contact ?? t('field.none')}`]);
  }
  fields.push(['statement', linkTo(page, record.statement)]);
  fields.push(['review', reviewWords(page, record.review)]);
  fields.push(['reader', html`${record.reader ?? t('field.byHand')}`]);
  return fields;
}

function statementFields(page: Page, record: StatementRecord): readonly Field[] {
  const { t } = page;
  return [
    ['title', html`<span lang="${record.lang}">${record.title}</span>`],
    ['issuer', html`<span lang="${record.lang}">${record.issuer}</span>`],
    ['published', html`${civilWords(record.publishedAt, page.lang)}`],
    [
      'place',
      html`<a href="/places/${record.place}">${placeName(page, record.place, record.publishedAt)}
        </a>`,
    ],
    ['genre', html`${t(`genre.${record.genre}`)}`],
    ['lang', html`${t(`lang.${record.lang}`)}`],
    ['address', addressField(page, record.address)],
    ['mediaType', html`${record.mediaType}`],
    ['sha256', html`<code>${record.sha256}</code>`],
    ['textSha256', html`<code>${record.textSha256}</code>`],
    ['note', html`${record.note ?? t('field.none')}`],
  ];
}

/** What it changes, and what changed it since: both ways along `about`, corrections as well. */
function history(page: Page, logged: Logged): Html {
  const { t } = page;
  const { record, id } = logged;
  const about = record.kind === 'measure' ? record.about : [];
  const later = [...named(page, id), ...withdrawals(page, logged)];
  if (about.length === 0 && later.length === 0) {
    return html`<h2>${t('record.history')}</h2><p class="w">${t('record.noHistory')}</p>`;
  }
  const line = (other: string) => html`<li>${linkTo(page, other)}</li>`;
  return html`<h2>${t('record.history')}</h2>
    ${about.length > 0 && html`<h3>${t('record.about')}</h3><ol class="tl">${about.map(line)}</ol>`}
    ${
      later.length > 0 &&
      html`<h3>${t('record.changedBy')}</h3><ol class="tl">${later.map(line)}
      </ol>`
    }`;
}

/** Measures whose `about` names the record, in log order. */
function named(page: Page, id: string): readonly string[] {
  const { register, now } = page.view;
  return register
    .statements(now)
    .flatMap((statement) => register.provisionsOf(statement.id, now))
    .filter(({ record }) => record.kind === 'measure' && record.about.includes(id))
    .sort((a, b) => a.index - b.index)
    .map((logged) => logged.id);
}

/** Corrections and retractions of it. Only a record that was withdrawn is worth reading the log. */
function withdrawals(page: Page, { id, index }: Logged): readonly string[] {
  const { register, log, now } = page.view;
  if (!register.withdrawn(id, now)) return [];
  const found: string[] = [];
  for (const { id: by, record } of log.read(index + 1, register.size())) {
    const withdraws = record.kind === 'correction' || record.kind === 'retraction';
    if (withdraws && record.of === id) found.push(by);
  }
  return found;
}

/** Index, id, leaf hash and the entry itself: what a stranger needs to check the log. */
function proof(page: Page, logged: Logged): Html {
  const { t } = page;
  const fields: readonly Field[] = [
    ['index', html`${logged.index}`],
    ['id', html`<code>${logged.id}</code>`],
    ['leaf', html`<code>${leafHex(logged.record)}</code>`],
  ];
  return html`<h2>${t('record.proof')}</h2><p class="w">${t('record.proofWhy')} <a href="/log">
    ${t('nav.log')}</a></p>${list(page, fields)}<details><summary>${t('record.json')}</summary>
    <pre>${canonicalJson(logged.record as Json)}</pre></details>`;
}

/** RFC 6962 leaf hash of the record's entry, in hexadecimal. */
export function leafHex(record: LogRecord): string {
  return toHex(leafHash(must(encodeRecord(record))));
}

function list(page: Page, fields: readonly Field[]): Html {
  return html`<dl>
    ${fields.map(([key, value]) => html`<dt>${page.t(`field.${key}`)}</dt><dd>${value}</dd>`)}
    </dl>`;
}

export function linkTo(page: Page, id: string): Html {
  const logged = page.view.register.get(id);
  if (logged === null) return html`<code>${id}</code>`;
  const { record } = logged;
  const path = record.kind === 'statement' ? `/statements/${id}` : `/records/${id}`;
  const title = recordTitle(page, logged);
  const act = record.kind === 'measure' ? html`${page.t(`act.${record.act}`)} · ` : nothing;
  const source = isProvision(logged) ? statementOf(page, logged) : null;
  const parts = [
    html`${act}<a href="${path}">${title}</a>${isProvision(logged) && reviewMark(page, logged.record.review)}`,
    source !== null && sourceWords(page, source),
    page.t('rule.entry', { index: logged.index }),
  ];
  return join(
    parts.filter((part) => part !== false),
    ' · ',
  );
}

function addressField(page: Page, address: string | null): Html {
  return address === null ? html`${page.t('statement.noAddress')}` : addressWords(address, address);
}

function percentWords(page: Page, share: number): string {
  return page.t('unit.percent', { value: Math.round(share * 100) });
}

function statementOf(page: Page, logged: Logged<ProvisionRecord>): Logged<StatementRecord> | null {
  const statement = page.view.register.get(logged.record.statement);
  return statement !== null && isKind(statement, 'statement') ? statement : null;
}

function publishedAt(page: Page, logged: Logged<ProvisionRecord>): string {
  return statementOf(page, logged)?.record.publishedAt ?? logged.record.recordedAt.slice(0, 10);
}
