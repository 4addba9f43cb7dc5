import type { Failure } from '../../../base/index.ts';
import { type Html, html, literal, type Part } from '../../../publish/index.ts';
import type { Lang } from '../../../record/index.ts';

/** What every page of the desk needs. */
export interface View {
  readonly lang: Lang;
  /** The text of a message in the language of the page. */
  readonly t: (key: string, args?: Readonly<Record<string, string | number>>) => string;
  /** A failure in the language of the page, else in the words of the code that met it. */
  readonly wrong: (failure: Failure) => string;
  /** The editor, null before signing in. */
  readonly session: { readonly name: string; readonly formToken: string } | null;
  /** Path of this page, for the switch of language. */
  readonly path: string;
}

/** Endonyms, the same in every language. */
const languages: readonly (readonly [Lang, string])[] = [
  ['kk', 'Қазақша'],
  ['ru', 'Русский'],
  ['en', 'English'],
];

export interface Page {
  readonly title: string;
  readonly main: Part;
  /** Links for the keyboard besides the one to the content: target and text. */
  readonly skips?: readonly (readonly [string, string])[];
  /** What just happened, announced to screen readers. */
  readonly status?: string;
  readonly wide?: boolean;
}

export function layout(view: View, page: Page): string {
  const { t, session, lang } = view;
  const skips = [...(page.skips ?? []), ['#main', t('desk.skip')] as const];
  const text = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title} · Aiqyn</title>
<link rel="stylesheet" href="/desk/desk.css">
<link rel="icon" href="data:,">
<script src="/desk/desk.js" type="module"></script>
</head>
<body${page.wide ? literal(' class="wide"') : ''}>
<p class="skips">${skips.map(([to, words]) => html`<a href="${to}">${words}</a>`)}</p>
<header class="top">
<a class="mark" href="/desk"><b>Aiqyn</b> <span>${t('desk.name')}</span></a>
<nav aria-label="${t('desk.nav')}">
<a href="/">${t('desk.public')}</a>
${session && html`<a href="/desk">${t('desk.drafts')}</a><a href="/desk/new">${t('desk.new')}</a>`}
</nav>
<nav class="langs" aria-label="${t('desk.language')}">${languages.map(([code, name]) => langLink(view, code, name))}</nav>
${session && html`<form method="post" action="/desk/sign-out" class="out">${token(view)}<span>${session.name}</span><button>${t('desk.signOut')}</button></form>`}
</header>
<main id="main" tabindex="-1">
<p id="status" role="status" aria-live="polite">${page.status ?? ''}</p>
${page.main}
</main>
</body>
</html>`;
  return text.toString();
}

function langLink(view: View, code: Lang, name: string): Html {
  if (code === view.lang) return html`<b lang="${code}" aria-current="true">${name}</b>`;
  const href = `/desk/language?to=${code}&back=${encodeURIComponent(view.path)}`;
  return html`<a href="${href}" lang="${code}" hreflang="${code}">${name}</a>`;
}

/** The hidden field that shows that a form comes from this session's pages. */
export function token(view: View): Html {
  return html`<input type="hidden" name="token" value="${view.session?.formToken ?? ''}">`;
}

/** Failures as a list at the head of a form; each links to its field. */
export function failureList(view: View, failures: readonly Failure[]): Html | null {
  if (failures.length === 0) return null;
  return html`<div class="failures" role="alert" tabindex="-1">
<p><b>${view.t('desk.failures', { n: failures.length })}</b></p>
<ul>${failures.map((failure) => html`<li><a href="#f-${failure.at ?? ''}">${view.wrong(failure)}</a> <code>${failure.code}</code></li>`)}</ul>
</div>`;
}

export function failurePage(view: View, failure: Failure): string {
  const { t } = view;
  const main = html`<h1>${t('desk.failed')}</h1>
<div class="failures" role="alert"><p>${view.wrong(failure)}</p><p><code>${failure.code}</code>${failure.at === null ? null : html` <code>${failure.at}</code>`}</p></div>
<p><a href="/desk">${t('desk.back')}</a></p>`;
  return layout(view, { title: t('desk.failed'), main });
}

/** A labelled field. `input` gets the id `f-NAME`. */
export function field(label: string, name: string, input: Part, hint: string | null = null): Html {
  return html`<div class="field"><label for="f-${name}">${label}</label>${input}${hint && html`<small id="h-${name}">${hint}</small>`}</div>`;
}

export function textInput(name: string, value: string, extra = ''): Html {
  return html`<input id="f-${name}" name="${name}" value="${value}"${literal(extra && ` ${extra}`)}>`;
}

export function select(
  name: string,
  options: readonly (readonly [string, string])[],
  chosen: string,
): Html {
  return html`<select id="f-${name}" name="${name}">${options.map(
    ([value, label]) =>
      html`<option value="${value}"${value === chosen ? literal(' selected') : ''}>${label}</option>`,
  )}</select>`;
}

/** Codes with their names. */
export type PlaceNames = readonly (readonly [string, string])[];

/** What an input with `list="places"` offers: it finds a code by its name, and gives the code. */
export function placeList(places: PlaceNames): Html {
  return html`<datalist id="places">${places.map(([code, name]) => html`<option value="${code}">${name} (${code})</option>`)}</datalist>`;
}
