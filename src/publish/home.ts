import {
  addDays,
  type Civil,
  civilAt,
  formatInstant,
  instantOf,
  ok,
  type Result,
} from '../base/index.ts';
import { type Answer, answerLists, sorted } from './answer.ts';
import { type Asked, askedQuery, readAsked } from './asked.ts';
import { civilWords, momentWords } from './dates.ts';
import type { Content } from './frame.ts';
import { type Html, html, nothing } from './html.ts';
import { ruleGroups } from './rules.ts';
import { stripChart } from './strips-draw.ts';
import { type Chart, chartAround, chartPlaces } from './strips-model.ts';
import { type Tile, tileMap, tilesAt } from './tiles.ts';
import { byName, offsetWords, type Page, placeName } from './view.ts';

/** `/`: what is in force at a place and time, as known when. */
export function homePage(page: Page): Result<Content> {
  const asked = readAsked(page.view, page.request.query);
  if (!asked.ok) return asked;
  const question = asked.value;
  const answer = answerAt(page, question);
  const tiles = tilesAt(page, question);
  const chart = chartAround(page, question, chartPlaces(page, question));
  const title = headline(page, question, ruleGroups(answer.certain).length);
  const main = html`<h1>${title}</h1>${moment(page, question, html`${openingNote(page, question)}${chart !== null && toStrips(page)}`)}
    <div class="top"><div>${tileMap(page, question, tiles)}${askForm(page, question)}
    ${slider(page, question, chart)}</div><div>${answerLists(page, answer, question.at, regional(page, question, tiles))}</div></div>
    ${chart !== null && stripChart(page, question, chart)}`;
  const json = `/api/v1/in-force${askedQuery(question)}`;
  return ok({ title, main, json, script: true });
}

export function answerAt(page: Page, asked: Asked): Answer {
  return sorted(page.view.register.asOf(asked.place, asked.at, asked.knownAt), asked.at);
}

/** The answer as a sentence. */
export function headline(page: Page, asked: Asked, count: number): string {
  const place = placeName(page, asked.place, asked.at);
  const key = asked.place === page.view.country ? 'home.headlineCountry' : 'home.headline';
  return page.t(key, { place, count });
}

/** Of which moment, by which clock, and known when. */
export function moment(page: Page, asked: Asked, note: Html = nothing): Html {
  const { t, lang } = page;
  const when = momentWords(asked.at, lang);
  const clock = t('home.clock', { offset: offsetWords(asked.at, asked.zone) });
  if (asked.known !== null) {
    const known = civilWords(asked.known, lang);
    const today = `${page.request.path}${askedQuery(asked, { known: null })}`;
    return html`<p class="sub"><time datetime="${asked.at}"><b>${when}</b></time> ${clock}. <b>
      ${t('home.asKnownOn', { known })}</b> <a href="${today}">${t('home.showToday')}</a></p>`;
  }
  const then = `${page.request.path}${askedQuery(asked, { known: asked.at })}`;
  return html`<p class="sub"><time datetime="${asked.at}"><b>${when}</b>
    </time> ${clock}. ${t('home.asKnownToday')}
    ${knewThen(page, asked) && html` <a href="${then}">${t('home.showThen')}</a>`}${note}</p>`;
}

/** Whether the record held anything at the moment asked for; else there is no "then" to show. */
function knewThen(page: Page, asked: Asked): boolean {
  const instant = instantOf(asked.at, asked.zone);
  if (instant >= asked.knownAt) return false;
  for (const first of page.view.log.read(0, 1)) {
    return first.record.recordedAt <= formatInstant(instant);
  }
  return false;
}

/** The page opens on a moment of the past: say so, and give the way to now. */
function openingNote(page: Page, asked: Asked): Html {
  const { opening, now } = page.view;
  if (opening === null || asked.chosen || page.request.query.has('place')) return nothing;
  const here: Civil = civilAt(now, asked.zone);
  return html` ${page.t('home.opening')} <a href="/${askedQuery(asked, { at: here })}">
    ${page.t('home.showNow')}</a>`;
}

/** On a phone the strips stand far below. */
function toStrips(page: Page): Html {
  return html` <a class="to" href="#strips">${page.t('home.toStrips')}</a>`;
}

/** For the country: how many regions have more than what holds everywhere. */
function regional(page: Page, asked: Asked, tiles: readonly Tile[]): Html {
  const count = asked.place === page.view.country ? regionalCount(tiles) : 0;
  return count === 0 ? nothing : html`<p class="w">${page.t('home.regional', { count })}</p>`;
}

/** Regions with rules of their own. */
function regionalCount(tiles: readonly Tile[]): number {
  return tiles.filter((tile) => tile.rules.some((rule) => !rule.inherited)).length;
}

function askForm(page: Page, asked: Asked): Html {
  const { t, view, lang } = page;
  const day = asked.at.slice(0, 10);
  const regions = [...view.places.regions(view.country, day)].sort(byName(lang));
  const codes = [view.country, ...regions.map((place) => place.code)];
  const all = codes.includes(asked.place) ? codes : [asked.place, ...codes];
  const options = all.map(
    (code) =>
      html`<option value="${code}"${code === asked.place && html` selected`}>
        ${placeName(page, code, asked.at)}</option>`,
  );
  return html`<form action="/" method="get" aria-label="${t('form.label')}"><label>
    ${t('form.place')}<select name="place">${options}</select></label><label>${t('form.at')}
    <input type="datetime-local" name="at" value="${asked.at}" required></label><button>
    ${t('form.show')}</button><details${asked.known !== null && html` open`}><summary>
    ${t('form.knownMore')}</summary><label>${t('form.known')}
    <input type="datetime-local" name="known"${asked.known !== null && html` value="${asked.known}"`}>
    </label></details></form>`;
}

/** What the script makes a slider of; nothing without it. */
function slider(page: Page, asked: Asked, chart: Chart | null): Html {
  if (chart === null || page.view.script === null) return nothing;
  // Days in words come from here: browsers do not write dates in every language.
  const days = Array.from({ length: chart.days }, (_, i) => addDays(chart.from, i) ?? chart.from);
  const words = days.map((day) => civilWords(day, page.lang, day)).join('|');
  return html`
    <div class="day" hidden data-from="${chart.from}" data-words="${words}" data-at="${asked.at}" data-label="${page.t('form.slider')}">
    </div>`;
}
