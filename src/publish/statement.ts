import { fail, ok, type Result } from '../base/index.ts';
import type { Logged, ProvisionKind, ProvisionRecord, StatementRecord } from '../record/index.ts';
import { isKind } from '../register/index.ts';
import { civilWords, instantWords } from './dates.ts';
import type { Content } from './frame.ts';
import { type Html, html, join, nothing } from './html.ts';
import { classCode, kindColour } from './palette.ts';
import { piecesOf } from './spans.ts';
import { offsetWords, type Page, placeName, zoneOf } from './view.ts';
import {
  addressWords,
  beginWords,
  dailyWords,
  endWords,
  provisionTitle,
  quoteOf,
  reviewWords,
  scopeWords,
  sourceWords,
  wide,
} from './words.ts';

/** A longer text is not shown as received on the page as well; in UTF-16 units. */
const raw_chars_max = 60_000;

/** Statements listed on one page. */
const statements_page_max = 100;

/** The line under the words tells the kinds apart without colour. */
const lineOf: Readonly<Record<ProvisionKind, string>> = {
  measure: 'km',
  claim: 'kc',
  commitment: 'ko',
  request: 'kr',
  warning: 'kw',
};

/** `/statements`: all statements, newest first. */
export function statementsPage(page: Page): Result<Content> {
  const { t, view, lang } = page;
  const all = [...view.register.statements(view.now)].sort(
    (a, b) => b.record.publishedAt.localeCompare(a.record.publishedAt) || b.index - a.index,
  );
  const asked = page.request.query.get('from') ?? '0';
  if (!/^\d{1,9}$/.test(asked)) return fail('page_invalid', asked, 'from');
  const from = Number(asked);
  const rows = all.slice(from, from + statements_page_max).map((logged) => {
    const { record, id } = logged;
    const count = view.register.provisionsOf(id, view.now).length;
    return html`<tr><td><time datetime="${record.publishedAt}">
      ${civilWords(record.publishedAt, lang)}</time></td><th scope="row">
      <a href="/statements/${id}" lang="${record.lang}">${record.title}</a></th><td>
      ${t(`genre.${record.genre}`)}</td><td lang="${record.lang}">${record.issuer}</td><td>
      <a href="/places/${record.place}">${placeName(page, record.place, record.publishedAt)}</a>
      </td><td>${count}</td></tr>`;
  });
  const title = t('statements.title', { count: all.length });
  const heads = ['published', 'title', 'genre', 'issuer', 'place', 'provisions'];
  const main = html`<h1>${title}</h1>
    ${
      all.length === 0
        ? html`<p>${t('statements.none')}
      </p>`
        : wide(
            t('statements.caption'),
            html`<table><caption>${t('statements.caption')}</caption><thead>
        <tr>${heads.map((key) => html`<th scope="col">${t(`field.${key}`)}</th>`)}</tr></thead>
        <tbody>${rows}</tbody></table>`,
          )
    }
    ${pager(page, from, all.length)}`;
  return ok({ title, main, json: '/api/v1/statements' });
}

function pager(page: Page, from: number, total: number): Html {
  const { t } = page;
  const newer = Math.max(0, from - statements_page_max);
  const older = from + statements_page_max;
  if (from === 0 && older >= total) return nothing;
  return html`<nav aria-label="${t('statements.pages')}">
    ${from > 0 && html`<a href="/statements?from=${newer}">${t('statements.newer')}</a>`}
    ${older < total && html`<a href="/statements?from=${older}">${t('statements.older')}</a>`}
    </nav>`;
}

/** `/statements/<id>`: the words, and beside them what a reader took from each. */
export function statementPage(page: Page): Result<Content> {
  const { view, t } = page;
  const id = page.request.params['id'] ?? '';
  const logged = view.register.get(id);
  if (logged === null || !isKind(logged, 'statement')) return fail('statement_unknown', id, 'id');
  const provisions = view.register.provisionsOf(id, view.now);
  const { record } = logged;
  const main = html`<h1 lang="${record.lang}">${record.title}</h1><p class="sub">
    ${sourceWords(page, logged)} · ${t(`genre.${record.genre}`)} · <a href="/places/${record.place}">
    ${placeName(page, record.place, record.publishedAt)}</a></p>
    ${record.note !== null && html`<p class="note">${record.note}</p>`}${withdrawnNote(page, id)}
    <div class="two"><section aria-labelledby="h-words"><h2 id="h-words">${t('statement.words')}
    </h2>${legend(page, provisions)}${words(page, logged, provisions)}</section>
    <section aria-labelledby="h-prov"><h2 id="h-prov">
    ${t('statement.provisions', { count: provisions.length })}</h2><ol>
    ${provisions.map((provision, i) => beside(page, provision, i + 1, record))}</ol></section>
    </div>${facts(page, logged)}`;
  return ok({ title: record.title, main, json: `/api/v1/statements/${id}` });
}

/** A record that no longer stands says so, and by what it is replaced. */
export function withdrawnNote(page: Page, id: string): Html {
  const { register, now } = page.view;
  if (!register.withdrawn(id, now)) return nothing;
  const by = register.replacedBy(id);
  return by === null
    ? html`<p class="note">${page.t('record.retracted')}</p>`
    : html`<p class="note">${page.t('record.replaced')} <a href="/records/${by}">
      ${page.t('record.newer')}</a></p>`;
}

function legend(page: Page, provisions: readonly Logged<ProvisionRecord>[]): Html {
  const kinds = [...new Set(provisions.map((logged) => logged.record.kind))];
  return html`<p class="w">${join(
    kinds.map(
      (kind) =>
        html`<span class="s ${lineOf[kind]} ${classCode[kindColour[kind]]}">
          ${page.t(`kind.${kind}`)}</span>`,
    ),
    ' · ',
  )}</p>`;
}

function words(
  page: Page,
  logged: Logged<StatementRecord>,
  provisions: readonly Logged<ProvisionRecord>[],
): Html {
  const { lang } = logged.record;
  const statement = page.view.words(logged);
  if (statement === null) return html`<p class="note">${page.t('statement.lost')}</p>`;
  const spans = provisions.map((provision, i) => {
    const { start, end } = provision.record.target.selector[1];
    return { start, end, number: i + 1, provision };
  });
  const begun = new Set<number>();
  const blocks = statement.blocks.map((block) => {
    const inside = piecesOf(block, spans).map((piece) => {
      const span = piece.span;
      if (span === null) return piece.text;
      const { provision, number } = span;
      const { kind } = provision.record;
      const css = `s ${lineOf[kind]} ${classCode[kindColour[kind]]}`;
      const short = provision.id.slice(0, 8);
      const first = !begun.has(number);
      begun.add(number);
      const title = provisionTitle(page, provision);
      return html`
        <a class="${css}"${first && html` id="w-${short}"`} href="#p-${short}" title="${title}">
        ${first && html`<sup>${number}</sup>`}${piece.text}</a>`;
    });
    if (block.kind === 'heading') return html`<h3>${inside}</h3>`;
    return html`<p${block.kind === 'item' && html` class="item"`}>${inside}</p>`;
  });
  const raw = statement.text.length <= raw_chars_max;
  return html`<div class="words" lang="${lang}">${blocks}</div>
    ${
      raw &&
      html`<details><summary>${page.t('statement.raw')}</summary><pre lang="${lang}">
      ${statement.text}</pre></details>`
    }`;
}

/** One provision beside the words: kind, fields, the way to its record. */
function beside(
  page: Page,
  logged: Logged<ProvisionRecord>,
  number: number,
  source: StatementRecord,
): Html {
  const { t } = page;
  const { record, id } = logged;
  const colour = classCode[kindColour[record.kind]];
  const short = id.slice(0, 8);
  const title = record.kind === 'measure' ? t(`type.${record.type}`) : firstWords(quoteOf(record));
  const own = record.kind === 'measure' ? nothing : html` lang="${source.lang}"`;
  return html`<li class="c ${colour}" id="p-${short}"><p class="k"><a href="#w-${short}">${number}
    </a> · ${t(`kind.${record.kind}`)}</p><h3><a href="/records/${id}"${own}>${title}</a></h3>
    <p class="w">${join(fieldsOf(page, logged, source), ' · ')}</p></li>`;
}

function fieldsOf(
  page: Page,
  { record }: Logged<ProvisionRecord>,
  source: StatementRecord,
): readonly Html[] {
  const { t } = page;
  const near = source.publishedAt;
  const fields: Html[] = [];
  const add = (words: string): number => fields.push(html`${words}`);
  if (record.kind === 'measure') add(t(`act.${record.act}`));
  const placed = record.kind === 'measure' || record.places.codes.length > 0;
  if (placed) fields.push(scopeWords(page, record.places, near));
  if (record.kind === 'measure') {
    add(beginWords(page, record.from, near));
    add(endWords(page, record.to, near));
    if (record.daily !== null) add(dailyWords(page, record.daily));
  }
  if (record.kind === 'claim') {
    if ('at' in record.from) add(beginWords(page, record.from, near));
    if ('at' in record.to) add(endWords(page, record.to, near));
    if (record.figure !== null) add(figureWords(page, record.figure));
  }
  if (record.kind === 'commitment') add(dueWords(page, record.due, near));
  if (record.kind === 'request' && record.contact !== null) {
    add(`${t('field.contact')}: ${record.contact}`);
  }
  fields.push(reviewWords(page, record.review));
  return fields;
}

export function figureWords(page: Page, figure: { value: number; unit: string }): string {
  const key = `unit.${figure.unit}`;
  const value = figure.value;
  return page.catalogue.keys.includes(key)
    ? page.t(key, { value })
    : page.t('unit.other', { value, unit: figure.unit });
}

export function dueWords(
  page: Page,
  due: { readonly basis: string; readonly on?: string },
  near: string,
): string {
  return due.on === undefined
    ? page.t(due.basis === 'vague' ? 'due.vague' : 'due.unknown')
    : page.t('due.on', { when: civilWords(due.on, page.lang, near) });
}

function firstWords(text: string): string {
  const limit = 90;
  if (text.length <= limit) return text;
  return `${text.slice(0, limit).replace(/\s+\S*$/, '')} …`;
}

/** Where the text came from and how anyone can check it. */
function facts(page: Page, logged: Logged<StatementRecord>): Html {
  const { t, lang } = page;
  const { record } = logged;
  const zone = zoneOf(page.view, record.place, record.publishedAt.slice(0, 10));
  const rows: readonly (readonly [string, Html])[] = [
    [
      'address',
      record.address === null
        ? html`${t('statement.noAddress')}`
        : addressWords(record.address, record.address),
    ],
    [
      'published',
      html`
        ${civilWords(record.publishedAt, lang)}, ${t('home.clock', { offset: offsetWords(record.publishedAt, zone) })}`,
    ],
    ['recordedAt', html`${instantWords(Date.parse(record.recordedAt), lang)}`],
    ['mediaType', html`${record.mediaType}`],
    ['sha256', html`<code>${record.sha256}</code>`],
    ['textSha256', html`<code>${record.textSha256}</code>`],
    [
      'record',
      html`<a href="/records/${logged.id}">${t('rule.entry', { index: logged.index })}</a>`,
    ],
  ];
  return html`<h2>${t('statement.facts')}</h2><dl>
    ${rows.map(([key, value]) => html`<dt>${t(`field.${key}`)}</dt><dd>${value}</dd>`)}</dl>`;
}
