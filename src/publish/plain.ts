import type { Failure } from '../base/index.ts';
import { ok, type Result } from '../base/index.ts';
import { type Content, framed, type Rendered } from './frame.ts';
import { html } from './html.ts';
import type { Page } from './view.ts';

/** Pages of words alone: what the record is, and what went wrong with a request. */

const paragraphs = ['what', 'refuses', 'words', 'unknown', 'conflict', 'machine'] as const;
const steps = ['checkpoint', 'leaf', 'rebuild'] as const;

/** `/about`: what this is, what it refuses to be, how to check it. */
export function aboutPage(page: Page): Result<Content> {
  const { t } = page;
  const title = t('about.title');
  const main = html`<h1>${title}</h1>
    ${paragraphs.map((key) => html`<h2>${t(`about.${key}Title`)}</h2><p>${t(`about.${key}`)}</p>`)}
    <h2 id="verify">${t('about.verifyTitle')}</h2><p>${t('about.verify')}</p><ol class="tl">
    ${steps.map((key) => html`<li>${t(`about.step.${key}`)}</li>`)}</ol><p><a href="/log">
    ${t('nav.log')}</a> · <a href="/api/v1/openapi.json">API</a></p>`;
  return ok({ title, main, json: null });
}

/** Failures of requests that have words of their own; any other is a page that does not exist. */
const asked = new Set(['place_unknown', 'time_invalid', 'known_invalid', 'page_invalid']);
const missing = new Set(['statement_unknown', 'record_unknown']);

/** The answer to a request that cannot be answered: what is wrong, and the way on. */
export function errorPage(page: Page, failure: Failure): Rendered {
  const { t } = page;
  const wrong = asked.has(failure.code);
  const key = wrong || missing.has(failure.code) ? failure.code : 'page_unknown';
  const title = t(`error.${key}`);
  const given = failure.message.slice(0, 80);
  // A place that is part of the path is a page that does not exist.
  const status = wrong && failure.at !== 'code' ? 400 : 404;
  const main = html`<h1>${title}</h1>
    ${given !== '' && html`<p>${t('error.given')} <code>${given}</code></p>`}<p>
    ${t(`error.${key}Todo`)}</p><p><a href="/">${t('nav.inForce')}</a> · <a href="/statements">
    ${t('nav.statements')}</a></p>`;
  return framed(page, { title, main, json: null }, status);
}
