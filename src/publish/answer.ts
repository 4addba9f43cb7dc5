import { type Civil, civilMinute } from '../base/index.ts';
import type { InForce } from '../register/index.ts';
import { type Html, html } from './html.ts';
import { ruleList } from './rules.ts';
import type { Page } from './view.ts';

/** What the record says of a place and time, by how far it may be relied upon. */
export interface Answer {
  /** What headline and map count. */
  readonly certain: readonly InForce[];
  /** The words name no place precisely. */
  readonly uncertain: readonly InForce[];
  /** No end is recorded, and it began so long before that it may well have ended. */
  readonly lapsed: readonly InForce[];
}

/**
 * Days after which a rule whose end is not stated no longer counts as holding. Two months are this
 * page's choice, not a law: long enough for most emergencies, short enough not to show one of years
 * ago as today's. "Until lifted" does count: its words say that it goes on.
 */
const unknown_end_days_max = 60;

export function sorted(rules: readonly InForce[], at: Civil): Answer {
  const fresh = rules.filter((rule) => !mayHaveEnded(rule, at));
  return {
    certain: fresh.filter((rule) => rule.certain),
    uncertain: fresh.filter((rule) => !rule.certain),
    lapsed: rules.filter((rule) => mayHaveEnded(rule, at)),
  };
}

function mayHaveEnded({ from, to, statement }: InForce, at: Civil): boolean {
  if (to.basis !== 'unknown') return false;
  const begun = civilMinute('at' in from ? from.at : statement.record.publishedAt);
  const now = civilMinute(at);
  if (begun === null || now === null) return false;
  return now - begun > unknown_end_days_max * 1440;
}

/** The answer as lists; the headline has said how many. `after` follows the first of them. */
export function answerLists(page: Page, answer: Answer, at: Civil, after: Html): Html {
  const { t } = page;
  const { certain, uncertain, lapsed } = answer;
  const apart = (title: string, why: string, rules: readonly InForce[]) =>
    rules.length > 0 && html`<h2>${title}</h2><p class="w">${why}</p>${ruleList(page, rules, at)}`;
  return html`<h2 class="skip">${t('home.measures')}</h2>
    ${certain.length === 0 ? html`<p>${t('home.none')}</p>` : ruleList(page, certain, at)}${after}
    ${apart(t('home.uncertain'), t('home.uncertainWhy'), uncertain)}
    ${apart(t('home.lapsed'), t('home.lapsedWhy', { days: unknown_end_days_max }), lapsed)}`;
}
