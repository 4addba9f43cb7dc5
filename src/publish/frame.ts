import { toHex } from '../base/index.ts';
import { openCheckpoint, parseVkey } from '../log/format/index.ts';
import type { Lang } from '../record/index.ts';
import { type Html, html, literal, nothing } from './html.ts';
import { languages } from './messages.ts';
import { styleSheet } from './style.ts';
import type { Page, PageLog } from './view.ts';

/** What stands around every page: head, navigation, language switch, state of the record. */

export interface Content {
  readonly title: string;
  readonly main: Html;
  /** The path of the same as JSON; null if there is none. */
  readonly json: string | null;
  /** The page uses the day slider. */
  readonly script?: boolean;
}

/** A page as it is served, and the paths of this site that it needs or points a machine to. */
export interface Rendered {
  readonly status: 200 | 400 | 404;
  readonly html: string;
  readonly resources: readonly string[];
}

/** How each language names itself. */
const ownNames: Readonly<Record<Lang, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };

export function framed(page: Page, content: Content, status: Rendered['status'] = 200): Rendered {
  const { lang, t, view } = page;
  const script = content.script === true ? view.script : null;
  const markup = html`<!doctype html><html lang="${lang}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
    <title>${content.title} · ${t('site.name')}
    </title><style>${literal(styleSheet)}</style>
    ${languages.map(
      (other) => html`
      <link rel="alternate" hreflang="${other}" href="${withLang(page, other)}">`,
    )}
    ${
      content.json !== null &&
      html`
      <link rel="alternate" type="application/json" href="${content.json}">`
    }
    </head><body><a class="skip" href="#main">${t('site.skip')}</a>${header(page)}${notice(page)}
    <main id="main" tabindex="-1">${content.main}</main>${footer(page, content.json)}
    ${script !== null && html`<script src="${script}" defer></script>`}</body></html>`;
  const resources = [content.json, script].filter((path) => path !== null);
  return { status, html: markup.toString(), resources };
}

function header(page: Page): Html {
  const { t, request } = page;
  const places: readonly (readonly [string, string])[] = [
    ['/', 'nav.inForce'],
    ['/statements', 'nav.statements'],
    ['/log', 'nav.log'],
    ['/about', 'nav.about'],
  ];
  return html`<header><a class="n" href="/"${page.lang !== 'en' && html` lang="kk"`}>${t('site.name')}</a><span class="w">
    ${t('site.tagline')}</span><nav class="g" aria-label="${t('nav.label')}">
    ${places.map(
      ([path, key]) => html`
      <a href="${path}"${request.path === path && html` aria-current="page"`}>${t(key)}</a>`,
    )}
    </nav><nav aria-label="${t('nav.languages')}">
    ${(['kk', 'ru', 'en'] as const).map(
      (lang) => html`
      <a href="${withLang(page, lang)}" lang="${lang}" hreflang="${lang}"${lang === page.lang && html` aria-current="true"`}>
      ${ownNames[lang]}</a>`,
    )}
    </nav></header>`;
}

/** The first sentence at once, the rest on demand: the answer of the page comes first. */
function notice(page: Page): Html {
  const text = page.view.notice?.[page.lang]?.trim() ?? '';
  if (text === '') return nothing;
  const [gist = text] = text.split(/(?<=[.!?])\s/, 1);
  return html`<aside><details><summary>${gist}</summary><p class="w">${text.slice(gist.length)}</p>
    </details></aside>`;
}

function footer(page: Page, json: string | null): Html {
  const { t, view } = page;
  const head = logHead(view.log);
  return html`<footer><p>
    ${
      head !== null &&
      html`${t('footer.record', { size: head.size })} <code>
      ${head.rootHex.slice(0, 16)}</code>`
    }
    </p><p class="l"><a class="b" href="/log">${t('footer.verify')}</a>
    ${
      json !== null &&
      html` · <a class="b" href="${json}">${t('footer.json')}
      </a>`
    } · <a class="b" href="/about">
    ${t('footer.about')}</a></p></footer>`;
}

/** Size and root of the checkpoint, if it is signed by the log's key; else null. */
export function logHead({
  checkpoint,
  vkey,
}: PageLog): { readonly origin: string; readonly size: number; readonly rootHex: string } | null {
  const key = parseVkey(vkey);
  const opened = key.ok ? openCheckpoint(checkpoint, key.value) : key;
  if (!opened.ok) return null;
  const { origin, size, root } = opened.value;
  return { origin, size, rootHex: toHex(root) };
}

/** The address of this page in another language; the server remembers the choice. */
function withLang(page: Page, lang: Lang): string {
  const query = [...page.request.query].filter(([key]) => key !== 'lang');
  const pairs = [...query, ['lang', lang] as const].map(
    ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`,
  );
  return `${page.request.path}?${pairs.join('&')}`;
}
