import { type Civil, civilMinute, dayOf } from '../base/index.ts';
import type { Logged, MeasureRecord, StatementRecord, TimePoint } from '../record/index.ts';
import { type InForce, isKind } from '../register/index.ts';
import { civilWords } from './dates.ts';
import { type Html, html, join, nothing } from './html.ts';
import type { Page } from './view.ts';
import { reviewMark } from './words.ts';

/** What later records made of a rule, and how far an editor has checked that. */

/** A rule as its page shows it: in force at a moment, or over time. */
type Changed = Pick<InForce, 'record' | 'from' | 'to' | 'daily' | 'sources' | 'history'>;

/** True where a value comes only from readings that nobody checked; its record may be checked. */
export interface Unchecked {
  readonly from: boolean;
  readonly to: boolean;
  readonly daily: boolean;
}

/** A record together with the day or minute at which it was published. */
interface Said {
  readonly record: MeasureRecord;
  readonly published: TimePoint;
}

/**
 * A value of the rule's first record stands under that record's own mark. Any other came from a
 * record that states the rule as well or changed it: one that an editor checked must say the same.
 */
export function uncheckedIn(page: Page, rule: Changed): Unchecked {
  const own = rule.record.record;
  const others = [...rule.sources, ...rule.history].flatMap((id) => saidIn(page, id) ?? []);
  const open = others.some(({ record }) => record.review === 'unreviewed');
  const only = (inOwn: boolean, says: (said: Said) => boolean): boolean =>
    open && !inOwn && !others.some((said) => said.record.review === 'confirmed' && says(said));
  const hours = (record: MeasureRecord) => record.daily?.join() === rule.daily?.join();
  return {
    from: only(same(own.from, rule.from), (said) =>
      beginnings(said).some((point) => same(point, rule.from)),
    ),
    to: only(same(own.to, rule.to), (said) => ends(said).some((point) => same(point, rule.to))),
    daily: rule.daily !== null && only(hours(own), ({ record }) => hours(record)),
  };
}

/** Where a rule begins by this record; a lifting that ends lets it begin again. */
function beginnings({ record, published }: Said): readonly TimePoint[] {
  if (record.act === 'lift') return [record.to];
  return 'at' in record.from ? [record.from] : [record.from, published];
}

/** Where a rule ends by this record; a lifting without a moment takes effect when published. */
function ends({ record, published }: Said): readonly TimePoint[] {
  if (record.act !== 'lift') return [record.to];
  return ['at' in record.from ? record.from : published];
}

function same(a: TimePoint, b: TimePoint): boolean {
  if ('at' in a && 'at' in b) return civilMinute(a.at) === civilMinute(b.at);
  return a.basis === b.basis;
}

/** "Changed since": each act with its day, by whom; several sources of one act stand together. */
export function changes(page: Page, rule: Pick<InForce, 'history'>, at: Civil): Html {
  const groups = new Map<string, Logged<MeasureRecord>[]>();
  for (const logged of rule.history.flatMap((id) => measureWith(page, id) ?? [])) {
    const { act, review } = logged.record;
    const key = `${act} ${dayOf(publishedOf(page, logged))} ${review}`;
    groups.set(key, [...(groups.get(key) ?? []), logged]);
  }
  if (groups.size === 0) return nothing;
  const lines = [...groups.values()].map((group) => changeLine(page, group, at));
  return html`<p class="w">${page.t('rule.changed')} ${join(lines, '; ')}</p>`;
}

/** Never empty; all of one act, one day and one state of review. */
function changeLine(page: Page, group: readonly Logged<MeasureRecord>[], at: Civil): Html {
  const byIssuer = new Map<string, Logged<MeasureRecord>[]>();
  for (const logged of group) {
    const issuer = shortIssuer(statementOf(page, logged));
    byIssuer.set(issuer, [...(byIssuer.get(issuer) ?? []), logged]);
  }
  const issuers = [...byIssuer].map(([issuer, records]) =>
    join(
      records.map(({ id }, i) => {
        const lang = statementOf(page, records[0])?.record.lang ?? page.lang;
        return i === 0
          ? html`<a href="/records/${id}" lang="${lang}">${issuer}</a>`
          : html`<a href="/records/${id}">[${i + 1}]</a>`;
      }),
      ' ',
    ),
  );
  const [first] = group;
  if (first === undefined) return nothing;
  const day = civilWords(dayOf(publishedOf(page, first)), page.lang, at);
  return html`${page.t(`act.${first.record.act}`)}, ${day}: ${join(issuers, ', ')}
    ${reviewMark(page, first.record.review)}`;
}

/** The name before its first comma: who said it, without by whom it was reported. */
function shortIssuer(statement: Logged<StatementRecord> | null): string {
  return statement?.record.issuer.split(',', 1)[0] ?? '';
}

export function measureWith(page: Page, id: string): Logged<MeasureRecord> | null {
  const logged = page.view.register.get(id);
  return logged !== null && isKind(logged, 'measure') ? logged : null;
}

function saidIn(page: Page, id: string): Said | null {
  const logged = measureWith(page, id);
  if (logged === null) return null;
  const published: TimePoint = { basis: 'implied', at: publishedOf(page, logged) };
  return { record: logged.record, published };
}

function statementOf(
  page: Page,
  logged: Logged<MeasureRecord> | undefined,
): Logged<StatementRecord> | null {
  const found = logged === undefined ? null : page.view.register.get(logged.record.statement);
  return found !== null && isKind(found, 'statement') ? found : null;
}

function publishedOf(page: Page, logged: Logged<MeasureRecord>): Civil {
  const statement = statementOf(page, logged);
  return statement?.record.publishedAt ?? logged.record.recordedAt.slice(0, 10);
}
