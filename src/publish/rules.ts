import type { Civil } from '../base/index.ts';
import type { Logged, MeasureRecord } from '../record/index.ts';
import { type InForce, isKind } from '../register/index.ts';
import { changes, measureWith, type Unchecked, uncheckedIn } from './changes.ts';
import { type Html, html, join } from './html.ts';
import { classOf, measureClasses } from './palette.ts';
import { type Page, placeName } from './view.ts';
import {
  addressWords,
  beginWords,
  colourOf,
  dailyWords,
  endWords,
  quoteOf,
  reviewMark,
  reviewWords,
  scopeWords,
  sourceWords,
  spanHref,
} from './words.ts';

/** Rules in force as a list: what, where, from when to when, in which words, by whom. */

/** Rules of one thing on which sources disagree; mostly there is one. Never empty. */
export type RuleGroup = readonly [InForce, ...(readonly InForce[])];

/**
 * Gravest class first; within a class those that hold at this hour, then by the log. What sources
 * say differently of one measure is one group: it counts once.
 */
export function ruleGroups(rules: readonly InForce[]): readonly RuleGroup[] {
  const groups: [InForce, ...InForce[]][] = [];
  for (const rule of inOrder(rules)) {
    const rivals = groups.find((group) => group.some((one) => disagree(one, rule)));
    if (rivals === undefined) groups.push([rule]);
    else rivals.push(rule);
  }
  return groups;
}

function disagree(a: InForce, b: InForce): boolean {
  return a.conflicts.includes(b.record.id) || b.conflicts.includes(a.record.id);
}

function inOrder(rules: readonly InForce[]): readonly InForce[] {
  const rank = (rule: InForce): number =>
    measureClasses.indexOf(classOf[rule.record.record.type]) * 2 + (rule.activeNow ? 0 : 1);
  return [...rules].sort((a, b) => rank(a) - rank(b) || a.record.index - b.record.index);
}

export function ruleList(page: Page, rules: readonly InForce[], at: Civil): Html {
  return html`<ol>${ruleGroups(rules).map((group) => ruleItem(page, group, at))}</ol>`;
}

function ruleItem(page: Page, group: RuleGroup, at: Civil): Html {
  const { t } = page;
  const [rule] = group;
  const { type } = rule.record.record;
  const holds = group.some((one) => one.activeNow && one.certain);
  const css = `c ${colourOf(rule.record.record)}${holds ? '' : ' off'}`;
  const others = conflictsOf(page, group);
  const body = others.length === 0 ? oneRule(page, rule, at) : disputed(page, others, at);
  const hours = [...new Set(group.flatMap((one) => one.daily?.join('–') ?? []))].join(', ');
  const asleep = hours !== '' && group.every((one) => one.begun && !one.activeNow);
  return html`<li class="${css}"><p class="k">${t(`class.${classOf[type]}`)}</p><h3>
    <a href="/records/${rule.record.id}">${t(`type.${type}`)}</a></h3>
    ${asleep && html`<p class="w"><b>${t('rule.notNow', { hours })}</b></p>`}${body}
    ${group.map((one) => changes(page, one, at))}</li>`;
}

function oneRule(page: Page, rule: InForce, at: Civil): Html {
  const { t } = page;
  return html`${whereAndWhen(page, rule, at)}
    ${!rule.certain && html`<p class="w"><b>${t('rule.uncertain')}</b></p>`}
    ${!rule.begun && html`<p class="w"><b>${t('rule.hourUnknown')}</b></p>`}
    <q lang="${rule.statement.record.lang}">${quoteOf(rule.record.record)}</q>
    ${sourceLine(page, rule)}`;
}

function whereAndWhen(page: Page, rule: InForce, at: Civil): Html {
  const { t } = page;
  const name = placeName(page, rule.place, at);
  const unchecked = uncheckedIn(page, rule);
  const mark = (of: keyof Unchecked) => unchecked[of] && reviewMark(page, 'unreviewed');
  const parts = [
    html`<b>${name}</b>${rule.inherited && html` (${t('rule.inherited')})`}`,
    rule.area !== null && html`${t('place.area', { area: rule.area })}`,
    html`${beginWords(page, rule.from, at)}${mark('from')}`,
    html`${endWords(page, rule.to, at)}${mark('to')}`,
    rule.daily !== null && html`<b>${dailyWords(page, rule.daily)}</b>${mark('daily')}`,
  ];
  return html`<p class="w">${join(
    parts.filter((part) => part !== false),
    ' · ',
  )}</p>`;
}

function sourceLine(page: Page, rule: InForce): Html {
  const { t } = page;
  const { statement, record } = rule;
  const others = rule.sources.filter((id) => id !== record.id);
  const address = statement.record.address;
  const parts = [
    html`<a href="${spanHref(record)}">${sourceWords(page, statement)}</a>`,
    address !== null && addressWords(address, t('rule.original')),
    others.length > 0 &&
      html`${t('rule.alsoStated', { count: others.length })} ${recordLinks(others)}`,
    reviewWords(page, record.record.review),
    html`<a href="/records/${record.id}">${t('rule.entry', { index: record.index })}</a>`,
  ];
  return html`<p class="w">${join(
    parts.filter((part) => part !== false),
    ' · ',
  )}</p>`;
}

function recordLinks(ids: readonly string[]): Html {
  return join(
    ids.map((id, i) => html`<a href="/records/${id}">[${i + 1}]</a>`),
    ' ',
  );
}

/** All records that speak of a disputed measure; none if it is not disputed. */
function conflictsOf(page: Page, group: RuleGroup): readonly Logged<MeasureRecord>[] {
  const ids = new Set(group.flatMap((rule) => [rule.record.id, ...rule.conflicts]));
  if (ids.size < 2) return [];
  const sides = [...ids].flatMap((id) => measureWith(page, id) ?? []);
  return sides.length < 2 ? [] : sides;
}

/** Sources that disagree stand side by side: none of them is taken for the right one. */
function disputed(page: Page, sides: readonly Logged<MeasureRecord>[], at: Civil): Html {
  const { t } = page;
  return html`<p class="w"><b>${t('rule.conflict')}</b></p><ul class="sides">
    ${sides.map((logged) => side(page, logged, at))}</ul>`;
}

function side(page: Page, logged: Logged<MeasureRecord>, at: Civil): Html {
  const { record, id } = logged;
  const found = page.view.register.get(record.statement);
  const statement = found !== null && isKind(found, 'statement') ? found : null;
  const times = html`${beginWords(page, record.from, at)} · ${endWords(page, record.to, at)}`;
  return html`<li><p class="w">
    ${statement !== null && html`<a href="${spanHref(logged)}">${sourceWords(page, statement)}</a>`}
    </p><p class="w"><b>${scopeWords(page, record.places, at)}</b> · ${times}
    ${record.daily !== null && html` · <b>${dailyWords(page, record.daily)}</b>`}</p>
    <q${statement !== null && html` lang="${statement.record.lang}"`}>${quoteOf(record)}</q>
    <p class="w">${reviewWords(page, record.review)} · <a href="/records/${id}">
    ${page.t('rule.entry', { index: logged.index })}</a></p></li>`;
}

/** One dash a measure in the colour of its class: what the tile's number consists of. */
export function dashes(rules: readonly InForce[]): Html {
  return html`<s>${ruleGroups(rules)
    .slice(0, 9)
    .map(([rule]) => html`<u class="${colourOf(rule.record.record)}"></u>`)}</s>`;
}
