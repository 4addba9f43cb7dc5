import { fail, ok, type Result } from '../base/index.ts';
import { instantWords } from './dates.ts';
import { type Content, logHead } from './frame.ts';
import { type Html, html } from './html.ts';
import { leafHex, recordTitle } from './record.ts';
import type { Page } from './view.ts';
import { wide } from './words.ts';

/** Entries on one page of the log. */
export const log_page_entries = 50;

/** `/log`: the signed checkpoint, the key to check it with, the entries, newest first. */
export function logPage(page: Page): Result<Content> {
  const { t, view } = page;
  const size = view.register.size();
  const before = readBefore(page, size);
  if (before === null)
    return fail('page_invalid', page.request.query.get('before') ?? '', 'before');
  const from = Math.max(0, before - log_page_entries);
  const entries = [...view.log.read(from, before)].reverse();
  const rows = entries.map((logged) => {
    const { record, id, index } = logged;
    const when = instantWords(Date.parse(record.recordedAt), page.lang);
    return html`<tr><td>${index}</td><td>${t(`kind.${record.kind}`)}</td><th scope="row">
      <a href="/records/${id}">${recordTitle(page, logged)}</a></th><td>
      <time datetime="${record.recordedAt}">${when}</time></td><td><code>
      ${leafHex(record).slice(0, 16)}</code></td></tr>`;
  });
  const heads = ['index', 'kind', 'record', 'recordedAt', 'leaf'];
  const title = t('log.title', { size });
  const main = html`<h1>${title}</h1><p class="sub">${t('log.sub')}</p>${checkpoint(page)}<h2>
    ${t('log.entries')}</h2>
    ${
      rows.length === 0
        ? html`<p>${t('log.empty')}
      </p>`
        : wide(
            t('log.entries'),
            html`<table class="log"><caption>${t('log.caption', { from, to: before - 1 })}
        </caption><thead><tr>
        ${heads.map((key) => html`<th scope="col">${t(`field.${key}`)}</th>`)}</tr></thead><tbody>
        ${rows}</tbody></table>`,
          )
    }
    ${pager(page, from, before, size)}`;
  return ok({ title, main, json: `/api/v1/log?before=${before}` });
}

/** The number before which entries are listed: `?before=`; the size of the log if not given. */
function readBefore(page: Page, size: number): number | null {
  const text = page.request.query.get('before') ?? '';
  if (text === '') return size;
  if (!/^\d{1,15}$/.test(text)) return null;
  return Math.min(Number(text), size);
}

function checkpoint(page: Page): Html {
  const { t, view } = page;
  const head = logHead(view.log);
  return html`<section aria-labelledby="h-cp"><h2 id="h-cp">${t('log.checkpoint')}</h2>
    <p class="w">${t('log.checkpointWhy')}</p>
    ${
      head !== null &&
      html`<dl><dt>${t('field.origin')}</dt><dd>${head.origin}</dd><dt>
      ${t('field.size')}</dt><dd>${head.size}</dd><dt>${t('field.root')}</dt><dd><code>
      ${head.rootHex}</code></dd><dt>${t('field.vkey')}</dt><dd><code>${view.log.vkey}</code></dd>
      </dl>`
    }
    <pre>${view.log.checkpoint}</pre></section>`;
}

function pager(page: Page, from: number, before: number, size: number): Html {
  const { t } = page;
  const newer = Math.min(size, before + log_page_entries);
  return html`<nav aria-label="${t('log.pages')}">
    ${before < size && html`<a href="/log?before=${newer}">${t('log.newer')}</a>`}
    ${from > 0 && html`<a href="/log?before=${from}">${t('log.older')}</a>`}</nav>`;
}
