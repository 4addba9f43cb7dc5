import type { Civil } from '../base/index.ts';
import type {
  Logged,
  MeasureRecord,
  PlaceScope,
  ProvisionRecord,
  StatementRecord,
  TimePoint,
} from '../record/index.ts';
import { civilWords, lastDay, sinceWords } from './dates.ts';
import { type Html, html, join, linkable, nothing } from './html.ts';
import { classCode, classOf } from './palette.ts';
import { type Page, placeName } from './view.ts';

/** Fields of records in words, the same on every page. */

export function beginWords(page: Page, from: TimePoint, near: Civil | null): string {
  const { t, lang } = page;
  if (!('at' in from)) return t('period.fromUnknown');
  const when = sinceWords(from.at, lang, near);
  return t(from.basis === 'implied' ? 'period.fromImplied' : 'period.from', { when });
}

/** A half-open end in days is said by its last day; "until lifted" and "not stated" stay apart. */
export function endWords(page: Page, to: TimePoint, near: Civil | null): string {
  const { t, lang } = page;
  if (to.basis === 'open') return t('period.toOpen');
  if (to.basis === 'unknown') return t('period.toUnknown');
  const last = lastDay(to.at);
  const implied = to.basis === 'implied' ? 'Implied' : '';
  return last === null
    ? t(`period.to${implied}`, { when: civilWords(to.at, lang, near) })
    : t(`period.through${implied}`, { when: civilWords(last, lang, near) });
}

/** A time point beside its field's name, where "from" or "to" would say it twice. */
export function pointWords(page: Page, point: TimePoint, end: boolean): string {
  const whole = end ? endWords : beginWords;
  if (!('at' in point) || (end && lastDay(point.at) !== null)) return whole(page, point, null);
  const when = civilWords(point.at, page.lang);
  return point.basis === 'implied' ? page.t('period.implied', { when }) : when;
}

export function dailyWords(page: Page, daily: readonly [string, string]): string {
  const [from, to] = daily;
  return page.t('period.daily', { from, to });
}

/** The places of a scope, each a link; says plainly where the text names none precisely. */
export function scopeWords(page: Page, scope: PlaceScope, on: Civil): Html {
  const { t } = page;
  const links = scope.codes.map(
    (code) => html`<a href="/places/${code}">${placeName(page, code, on)}</a>`,
  );
  const named = scope.codes.length === 0 ? html`${t('place.none')}` : join(links, ', ');
  return html`${named}${scope.basis === 'implied' && html` ${t('place.implied')}`}
    ${scope.basis === 'unknown' && scope.codes.length > 0 && html` ${t('place.unsure')}`}
    ${scope.area !== null && html` · ${t('place.area', { area: scope.area })}`}`;
}

type Review = ProvisionRecord['review'];

export function reviewWords(page: Page, review: Review): Html {
  return review === 'confirmed'
    ? html`${page.t('review.confirmed')}`
    : html`<span class="pill">${page.t('review.unreviewed')}</span>`;
}

/** Beside what a record says: the mark of a reading that nobody checked, with a space before it. */
export function reviewMark(page: Page, review: Review): Html {
  return review === 'confirmed' ? nothing : html` ${reviewWords(page, review)}`;
}

/** Who, and when: "Akimat of Almaty, 5 January 2022". */
export function sourceWords(page: Page, { record }: Logged<StatementRecord>): Html {
  const day = civilWords(record.publishedAt, page.lang);
  return html`<span lang="${record.lang}">${record.issuer}
    </span>, <time datetime="${record.publishedAt}">${day}</time>`;
}

/** A table that may be wider than the page: it can be scrolled by keyboard, and has a name. */
export function wide(label: string, table: Html): Html {
  return html`<div class="wide" tabindex="0" role="region" aria-label="${label}">${table}</div>`;
}

/** The address of a source as a link, or as plain text if it is none that a page may link to. */
export function addressWords(address: string, words: string): Html {
  const href = linkable(address);
  return href === null ? html`${address}` : html`<a href="${href}" rel="noreferrer">${words}</a>`;
}

/** The colour class of a measure. */
export function colourOf(record: Pick<MeasureRecord, 'type'>): string {
  return classCode[classOf[record.type]];
}

/** What a provision is, in few words: the type of a measure, or the kind. */
export function provisionTitle(page: Page, { record }: Logged<ProvisionRecord>): string {
  return record.kind === 'measure' ? page.t(`type.${record.type}`) : page.t(`kind.${record.kind}`);
}

/** The quoted words of a record. */
export function quoteOf(record: ProvisionRecord): string {
  return record.target.selector[0].exact.replace(/\s+/g, ' ');
}

/** Where a provision stands on the page of its statement. */
export function spanHref(logged: Logged<ProvisionRecord>): string {
  return `/statements/${logged.record.statement}#w-${logged.id.slice(0, 8)}`;
}
