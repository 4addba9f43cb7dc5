import { addDays, civilOfMinute } from '../base/index.ts';
import type { Strip } from '../register/index.ts';
import type { Asked } from './asked.ts';
import { type Unchecked, uncheckedIn } from './changes.ts';
import { civilWords, dayMark, rangeWords } from './dates.ts';
import { type Html, html, join, nothing } from './html.ts';
import { findingPeriod } from './record.ts';
import type { BarKind, Chart, ChartRow, Span } from './strips-model.ts';
import { type Page, shortNames } from './view.ts';
import { beginWords, dailyWords, endWords, reviewMark, wide } from './words.ts';

/**
 * Strips over time as SVG in shares of the width: no inline styles, no script, sharp at any size.
 * Height, order and pattern tell the kinds apart as well as colour does.
 */

/** The least height of a row. */
const row_px = 22;
/** Above and below the bars of a row, between two of them, around what lies under them all. */
const pad_px = 5;
const gap_px = 2;
const ground_pad_px = 2;

/** In the order in which they lie; those that a row has stand under each other in it. */
const bars: Readonly<Record<BarKind, { readonly css: string; readonly lane: Lane | null }>> = {
  emergency: { css: 'e', lane: null },
  openEnd: { css: 'eo', lane: null },
  curfew: { css: 'n', lane: 'curfew' },
  declared: { css: 'd', lane: 'declared' },
  declaredOpen: { css: 'do', lane: 'declared' },
  measured: { css: 'o', lane: 'measured' },
};
const kinds = Object.keys(bars) as readonly BarKind[];

type Lane = 'curfew' | 'declared' | 'measured';
const lane_px: Readonly<Record<Lane, number>> = { curfew: 8, declared: 8, measured: 5 };

/** Where the bars of each kind lie in a row of these kinds, and how high the row is. */
interface Lanes {
  readonly height: number;
  readonly of: (kind: BarKind) => { readonly y: number; readonly height: number };
}

function lanesOf(used: readonly BarKind[]): Lanes {
  const lanes = [...new Set(used.flatMap((kind) => bars[kind].lane ?? []))];
  const inside = lanes.reduce((sum, lane) => sum + lane_px[lane] + gap_px, -gap_px);
  const height = Math.max(row_px, inside + 2 * pad_px);
  const tops = new Map<Lane, number>();
  let y = (height - inside) / 2;
  for (const lane of lanes) {
    tops.set(lane, y);
    y += lane_px[lane] + gap_px;
  }
  const ground = { y: ground_pad_px, height: height - 2 * ground_pad_px };
  return {
    height,
    of: (kind) => {
      const { lane } = bars[kind];
      return lane === null ? ground : { y: tops.get(lane) ?? 0, height: lane_px[lane] };
    },
  };
}

export function stripChart(page: Page, asked: Asked, chart: Chart): Html {
  const { t, lang } = page;
  const names = shortNames(
    page,
    chart.rows.map((row) => row.place),
  );
  const lastDay = addDays(chart.from, chart.days - 1) ?? chart.from;
  const period = { days: rangeWords(chart.from, lastDay, lang) };
  const used = kinds.filter((kind) => chart.rows.some((row) => row.bars[kind].length > 0));
  return html`<h2 id="strips">${t('strips.title', period)}</h2>${defs(chart)}
    <div class="key" aria-hidden="true">${used.map((kind) => keyEntry(page, kind))}<span>
    ${keySvg(html`<line class="now" x1="50%" x2="50%" y1="0" y2="${row_px}"/>`)}${t('strips.now')}
    </span></div>
    <div class="scroll" tabindex="0" role="region" aria-label="${t('strips.label', period)}">
    <div aria-hidden="true"><div class="row"><span></span>${head(page, asked, chart)}</div>
    ${chart.rows.map((row) => drawnRow(chart, row, names))}</div></div>${asTable(page, chart)}`;
}

/** Everything that rows share: the grid of days and the two hatchings. */
function defs(chart: Chart): Html {
  const grid = Array.from({ length: chart.days }, (_, i) => {
    const x = percent(i / chart.days);
    return html`<line x1="${x}" x2="${x}" y1="0" y2="100%"/>`;
  });
  const hatch = (id: string, width: number, angle: number) =>
    html`
      <pattern id="${id}" width="${width}" height="${width}" patternUnits="userSpaceOnUse" patternTransform="rotate(${angle})">
      <line x1="0" x2="0" y1="0" y2="${width}"/></pattern>`;
  return html`<svg class="skip" width="0" height="0" aria-hidden="true"><defs>
    <symbol id="g" class="gl">${grid}</symbol>${hatch('hd', 5, 45)}${hatch('hn', 9, 45)}${hatch('ho', 7, -45)}</defs>
    </svg>`;
}

function head(page: Page, asked: Asked, chart: Chart): Html {
  const marks = Array.from({ length: chart.days }, (_, i) => {
    const day = addDays(chart.from, i) ?? chart.from;
    const first = i === 0 || day.endsWith('-01');
    const words = first ? dayMark(day, page.lang) : String(Number(day.slice(8)));
    return html`<text x="${percent((i + 0.08) / chart.days)}" y="34">${words}</text>`;
  });
  const share = shareOf(chart, chart.now);
  const anchor = share > 0.8 ? 'end' : share < 0.2 ? 'start' : 'middle';
  return html`<svg height="40">${marks}
    <text class="at" x="${percent(share)}" y="14" text-anchor="${anchor}">
    ${civilWords(asked.at, page.lang, asked.at)}</text></svg>`;
}

function drawnRow(chart: Chart, row: ChartRow, names: ReadonlyMap<string, string>): Html {
  const { place } = row;
  const now = percent(shareOf(chart, chart.now));
  const used = kinds.filter((kind) => row.bars[kind].length > 0);
  const lanes = lanesOf(used);
  return html`<div class="row${row.selected && ' sel'}"><span>
    ${names.get(place.code) ?? place.code}</span><svg height="${lanes.height}">
    <use href="#g" width="100%" height="100%"/>
    ${used.map((kind) => group(kind, row.bars[kind], lanes, chart))}
    <line class="now" x1="${now}" x2="${now}" y1="0" y2="100%"/></svg></div>`;
}

function group(kind: BarKind, spans: readonly Span[], lanes: Lanes, chart: Chart): Html {
  const { y, height } = lanes.of(kind);
  const rects = spans.map((span) => {
    const x = shareOf(chart, span.from);
    const width = shareOf(chart, span.to) - x;
    return html`<rect x="${percent(x)}" y="${y}" width="${percent(width)}" height="${height}"/>`;
  });
  return html`<g class="${bars[kind].css}">${rects}</g>`;
}

function keyEntry(page: Page, kind: BarKind): Html {
  const { y, height } = lanesOf([kind]).of(kind);
  const mark = html`<rect class="${bars[kind].css}" x="0" y="${y}" width="34" height="${height}"/>`;
  return html`<span>${keySvg(mark)}${page.t(`strips.${kind}`)}</span>`;
}

function keySvg(mark: Html): Html {
  return html`<svg height="${row_px}">${mark}</svg>`;
}

/** The same in words, for those who do not see the drawing or want to copy from it. */
function asTable(page: Page, chart: Chart): Html {
  const { t } = page;
  const rows = chart.rows.map((row) => {
    const of = (...types: readonly string[]) =>
      row.strips.filter((strip) => types.includes(strip.record.record.type));
    const measured = row.findings.map((found) => {
      const basis = t(`basis.${found.record.basis}`);
      return html`<a href="/records/${found.id}">
        ${findingPeriod(page, found.record, t('period.toUnknown'))}</a> (${basis})`;
    });
    return html`<tr><th scope="row"><a href="/places/${row.place.code}">
      ${row.place.names[page.lang]}</a></th><td>
      ${cell(page, of('state_of_emergency', 'martial_law'))}</td><td>${cell(page, of('curfew'))}
      </td><td>${cell(page, of('internet_restriction'))}</td><td>${join(measured, html`<br>`)}
      </td></tr>`;
  });
  return html`<details><summary>${t('strips.asTable')}</summary>${wide(
    t('strips.asTable'),
    html`<table><caption>
    ${t('strips.caption')}</caption><thead><tr><th scope="col">${t('field.place')}</th>
    <th scope="col">${t('strips.emergency')}</th><th scope="col">${t('strips.curfew')}</th>
    <th scope="col">${t('strips.declared')}</th><th scope="col">${t('strips.measured')}</th></tr>
    </thead><tbody>${rows}</tbody></table>`,
  )}</details>`;
}

function cell(page: Page, strips: readonly Strip[]): Html {
  if (strips.length === 0) return nothing;
  const lines = strips.map((strip) => {
    const daily = strip.intervals.find((interval) => interval.daily !== null)?.daily ?? null;
    const first = strip.intervals[0];
    const near = first === undefined ? null : civilOfMinute(first.from);
    const unchecked = uncheckedIn(page, { ...strip, daily });
    const mark = (of: keyof Unchecked) => unchecked[of] && reviewMark(page, 'unreviewed');
    return html`<a href="/records/${strip.record.id}">${beginWords(page, strip.from, near)}
      ${mark('from')}, ${endWords(page, strip.to, near)}</a>${mark('to')}
      ${daily !== null && html`, ${dailyWords(page, daily)}${mark('daily')}`}
      ${reviewMark(page, strip.record.record.review)}`;
  });
  return join(lines, html`<br>`);
}

function shareOf(chart: Chart, minute: number): number {
  return (minute - chart.start) / (chart.end - chart.start);
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
