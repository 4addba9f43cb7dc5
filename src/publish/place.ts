import { civilAt, dayOf, fail, ok, type Result } from '../base/index.ts';
import type { Logged, ProvisionRecord } from '../record/index.ts';
import { answerLists } from './answer.ts';
import { askedQuery, readAsked } from './asked.ts';
import { civilWords } from './dates.ts';
import type { Content } from './frame.ts';
import { answerAt, headline, moment } from './home.ts';
import { type Html, html, join, nothing } from './html.ts';
import { languages } from './messages.ts';
import { linkTo } from './record.ts';
import { ruleGroups } from './rules.ts';
import { stripChart } from './strips-draw.ts';
import { chartAround } from './strips-model.ts';
import { offsetWords, type Page, type PagePlace, placeOn } from './view.ts';

/** Records listed on a place's page, newest first; the JSON has all. */
const records_max = 300;

/** `/places/<code>`: what holds, over time, all records, and the place itself. */
export function placePage(page: Page): Result<Content> {
  const code = (page.request.params['code'] ?? '').toUpperCase();
  const { view, t } = page;
  if (!view.places.known(code)) return fail('place_unknown', code, 'code');
  const asked = readAsked(view, page.request.query, code);
  if (!asked.ok) return asked;
  const question = asked.value;
  const answer = answerAt(page, question);
  const codes = [...new Set([view.country, code])];
  const chart = chartAround(page, question, codes);
  const title = headline(page, question, ruleGroups(answer.certain).length);
  const records = recordsOf(page, code);
  const shown = records.slice(0, records_max);
  const main = html`<h1>${title}</h1>
    ${moment(page, question, html` <a href="/${askedQuery(question)}">${t('place.onMap')}</a>`)}
    <div class="two"><div>${answerLists(page, answer, question.at, nothing)}</div>
    ${about(page, code, question.at)}</div>
    ${chart !== null && stripChart(page, question, chart)}<h2>
    ${t('place.records', { count: records.length })}</h2><ol class="tl">
    ${shown.map((logged) => html`<li>${linkTo(page, logged.id)}</li>`)}</ol>
    ${records.length > shown.length && html`<p class="w">${t('place.moreRecords')}</p>`}`;
  return ok({ title, main, json: `/api/v1/places/${code}` });
}

/** Provisions that name the place, or a code of another time for it; newest first. */
export function recordsOf(page: Page, code: string): readonly Logged<ProvisionRecord>[] {
  const { register, now } = page.view;
  const codes = new Set(codesOverTime(page, code));
  return register
    .statements(now)
    .flatMap((statement) => register.provisionsOf(statement.id, now))
    .filter((logged) => logged.record.places.codes.some((named) => codes.has(named)))
    .sort((a, b) => b.index - a.index);
}

/** The code, and those in force today and at the beginning of years past for its territory. */
export function codesOverTime(page: Page, code: string): readonly string[] {
  const { places } = page.view;
  const year = Number(page.today.slice(0, 4));
  const days = [page.today, ...Array.from({ length: 12 }, (_, i) => `${year - i}-01-01`)];
  return [...new Set([code, ...days.flatMap((day) => places.current(code, day))])];
}

function about(page: Page, code: string, at: string): Html {
  const { t, lang } = page;
  const rows = codesOverTime(page, code).flatMap((one) => {
    const place = placeOn(page, one, at);
    return place === null ? [] : [placeRow(page, place)];
  });
  const here = placeOn(page, code, at);
  const zone = here?.zone ?? 'UTC';
  const nowHere = civilAt(page.view.now, zone);
  const offset = offsetWords(dayOf(at), zone);
  const offsetNow = offsetWords(nowHere, zone);
  const parent = here?.parent ?? null;
  return html`<section aria-labelledby="h-place"><h2 id="h-place">${t('place.about')}</h2><dl><dt>
    ${t('field.names')}</dt><dd>
    ${
      here !== null &&
      languages.map(
        (one) => html`<span lang="${one}">${here.names[one]}</span>
      <br>`,
      )
    }
    </dd><dt>${t('field.zone')}</dt><dd>
    ${zone}: ${offset} (${civilWords(dayOf(at), lang)}), ${offsetNow} (${civilWords(dayOf(nowHere), lang)})</dd>
    ${
      parent !== null &&
      html`<dt>${t('field.parent')}</dt><dd><a href="/places/${parent}">
      ${placeOn(page, parent, at)?.names[lang] ?? parent}</a></dd>`
    }
    </dl><table><caption>${t('place.codes')}</caption><thead><tr><th scope="col">
    ${t('field.code')}</th><th scope="col">${t('field.name')}</th><th scope="col">
    ${t('field.codeTime')}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

function placeRow(page: Page, place: PagePlace): Html {
  const { t, lang } = page;
  const days = [
    place.from !== null && t('period.from', { when: civilWords(place.from, lang) }),
    place.to !== null && t('period.to', { when: civilWords(place.to, lang) }),
  ].filter((part) => part !== false);
  return html`<tr><th scope="row"><a href="/places/${place.code}">${place.code}</a></th><td>
    ${place.names[lang]}</td><td>${days.length === 0 ? t('place.always') : join(days, ', ')}</td>
    </tr>`;
}
