import { gzipSync } from 'node:zlib';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { languages, renderPage, styleSheet, type View } from '../../src/publish/index.ts';
import type { Lang } from '../../src/record/index.ts';
import { january, source, unknown, World } from './world.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const world = january();
const view = world.view();
const ids = (kind: string) =>
  world.entries.filter(({ record }) => record.kind === kind).map(({ id }) => id);

/** Every kind of page, with a request that shows most of it. */
const requests: readonly (readonly [string, Record<string, string>, Record<string, string>])[] = [
  ['/', {}, {}],
  ['/', {}, { place: 'KZ', at: '2022-01-07T14:00' }],
  ['/', {}, { place: 'KZ-75', at: '2026-03-01T12:00' }],
  ['/', {}, { place: 'KZ-ALA', at: '2022-01-07T14:00', known: '2022-01-20T06:00' }],
  ['/', {}, { place: 'QQ' }],
  ['/statements', {}, {}],
  ...ids('statement').map((id) => ['/statements/:id', { id }, {}] as const),
  ...world.entries.map(({ id }) => ['/records/:id', { id }, {}] as const),
  ['/places/:code', { code: 'KZ-ALA' }, { at: '2022-01-07T14:00' }],
  ['/places/:code', { code: 'KZ' }, {}],
  ['/log', {}, {}],
  ['/log', {}, { before: '10' }],
  ['/about', {}, {}],
  ['/nowhere', {}, {}],
];

function render(
  from: View,
  path: string,
  params: Record<string, string> = {},
  query: Record<string, string> = {},
  lang: Lang = 'en',
) {
  const asked = path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  return renderPage(from, path, {
    lang,
    path: asked,
    params,
    query: new Map(Object.entries(query)),
  });
}

function all(node: Node | DefaultTreeAdapterTypes.Document): readonly Element[] {
  if (!('childNodes' in node)) return [];
  const inside = node.childNodes.flatMap((child) => all(child));
  return 'tagName' in node ? [node, ...inside] : inside;
}

function attr(element: Element, name: string): string | null {
  return element.attrs.find((one) => one.name === name)?.value ?? null;
}

function text(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(text).join('') : '';
}

describe.each(languages)('every page in %s', (lang) => {
  test.each(requests.map((one) => [one[0] + JSON.stringify(one.slice(1)), one] as const))(
    '%s',
    (_, [path, params, query]) => {
      const { html } = render(view, path, params, query, lang);
      const problems: string[] = [];
      const document = parse(html, { onParseError: ({ code }) => problems.push(code) });
      expect(problems).toEqual([]);
      const elements = all(document);
      const named = (...names: readonly string[]) =>
        elements.filter(({ tagName }) => names.includes(tagName));
      expect(named('html').map((one) => attr(one, 'lang'))).toEqual([lang]);
      expect(named('main')).toHaveLength(1);
      expect(named('h1')).toHaveLength(1);
      inOrder(named('h1', 'h2', 'h3', 'h4'));
      const anchors = elements.flatMap((one) => attr(one, 'id') ?? []);
      expect(new Set(anchors).size).toBe(anchors.length);
      for (const link of named('a')) followable(attr(link, 'href'), anchors);
      for (const link of named('a', 'button', 'summary', 'option')) {
        expect((attr(link, 'aria-label') ?? text(link)).trim()).not.toBe('');
      }
      for (const table of named('table')) {
        const parts = all(table);
        expect(parts.filter(({ tagName }) => tagName === 'caption')).toHaveLength(1);
        const heads = parts.filter(({ tagName }) => tagName === 'th');
        for (const head of heads) expect(['col', 'row']).toContain(attr(head, 'scope'));
      }
      // What can be scrolled can be reached by keyboard, and says what it is.
      for (const box of elements.filter((one) =>
        /^(wide|scroll)$/.test(attr(one, 'class') ?? ''),
      )) {
        expect([attr(box, 'tabindex'), attr(box, 'role')]).toEqual(['0', 'region']);
        expect(attr(box, 'aria-label')).toMatch(/\S/);
      }
      for (const field of named('input', 'select')) {
        const label = named('label').find((one) => all(one).includes(field));
        expect(label === undefined ? '' : text(label).trim()).not.toBe('');
      }
      // A strict content security policy: nothing inline but the one style sheet.
      expect(elements.flatMap((one) => attr(one, 'style') ?? [])).toEqual([]);
      expect(named('style').map(text)).toEqual([styleSheet]);
      expect(named('script').filter((one) => attr(one, 'src') === null)).toEqual([]);
      expect(elements.flatMap((one) => one.attrs.filter(({ name }) => /^on/.test(name)))).toEqual(
        [],
      );
      expect(html).not.toMatch(/undefined|\[object|NaN|\{[a-z]+\}(?![^<]*<\/style>)/);
    },
  );
});

/** No level is skipped on the way down. */
function inOrder(headings: readonly Element[]): void {
  let last = 0;
  for (const { tagName } of headings) {
    const level = Number(tagName.slice(1));
    expect(level).toBeLessThanOrEqual(last + 1);
    last = level;
  }
}

const paths =
  /^\/(?:$|\?|statements|records\/[0-9a-f]{32}(?:$|\?)|places\/[A-Z]{2}|log|about|api\/v1\/|nowhere)/;

function followable(href: string | null, anchors: readonly string[]): void {
  if (href?.startsWith('#')) expect(anchors).toContain(href.slice(1));
  else expect(href).toMatch(href?.startsWith('/') ? paths : /^https?:\/\//);
}

describe('hostile words in every field', () => {
  const evil = '<script>alert(1)</script>"><img src=x onerror=alert(2)>\'`$\u202egnp.exe';
  const hostile = new World();
  const words = `Ввести ${evil} комендантский час на всё время чрезвычайного положения в городе.`;
  const held = hostile.statement(
    source('ru', evil, '2022-01-05', 'KZ-ALA', 'order'),
    evil,
    words,
    'https://example.org/?q=javascript:alert(1)',
  );
  hostile.measure(held, words, 'curfew', 'KZ-ALA', '2022-01-05', unknown);
  hostile.add({
    kind: 'finding',
    place: 'KZ-ALA',
    what: 'outage',
    from: '2022-01-05T11:15:00.000Z',
    to: null,
    signals: [evil],
    severity: 0.5,
    confidence: 'low',
    method: evil,
    basis: 'measured',
    address: null,
  });
  const first = hostile.entries[1]?.id ?? '';
  hostile.add({ kind: 'retraction', of: first, reason: evil });
  const shown = hostile.view({ notice: { ru: evil, kk: evil, en: evil } });
  const where: readonly (readonly [string, Record<string, string>, Record<string, string>])[] = [
    ['/', {}, { place: 'KZ-ALA', at: '2022-01-07T14:00', known: '2022-01-20T06:00:00' }],
    ['/', {}, { place: evil }],
    ['/', {}, { at: evil }],
    ['/', {}, { known: evil, [evil]: evil }],
    ['/statements', {}, {}],
    ['/statements', {}, { from: evil }],
    ['/statements/:id', { id: held.id }, {}],
    ['/statements/:id', { id: evil }, {}],
    ...hostile.entries.map(({ id }) => ['/records/:id', { id }, {}] as const),
    ['/places/:code', { code: 'KZ-ALA' }, { at: '2022-01-07T14:00' }],
    ['/places/:code', { code: evil }, {}],
    ['/log', {}, { before: evil }],
  ];
  test.each(where.map((one, i) => [i, one] as const))('page %i', (_, [path, params, query]) => {
    const { html } = render(shown, path, params, query);
    const elements = all(parse(html));
    expect(elements.filter(({ tagName }) => tagName === 'img')).toEqual([]);
    const scripts = elements.filter(({ tagName }) => tagName === 'script');
    expect(scripts.map((one) => attr(one, 'src'))).toEqual(scripts.map(() => '/assets/day.js'));
    expect(elements.flatMap((one) => one.attrs.filter(({ name }) => /^on/.test(name)))).toEqual([]);
    const links = elements
      .filter((one) => attr(one, 'rel') !== 'icon')
      .flatMap((one) => attr(one, 'href') ?? []);
    expect(links.filter((href) => !/^(?:\/|#|https:\/\/example\.org\/)/.test(href))).toEqual([]);
    expect(html).not.toContain('\u202e');
  });
});

describe('what cannot be answered', () => {
  test.each([
    [400, '/', {}, { place: 'KZ-QQ' }],
    [400, '/', {}, { place: 'KZ-ALA', at: '2022-02-31T10:00' }],
    [400, '/', {}, { place: 'KZ-ALA', at: '2022-01-07', known: 'yesterday' }],
    [400, '/log', {}, { before: '-1' }],
    [400, '/statements', {}, { from: 'x' }],
    [404, '/statements/:id', { id: '0'.repeat(32) }, {}],
    [404, '/records/:id', { id: 'x' }, {}],
    [404, '/places/:code', { code: 'KZ-QQ' }, {}],
    [404, '/nowhere', {}, {}],
  ] as const)('%i %s %j %j', (status, path, params, query) => {
    for (const lang of languages) {
      const page = render(view, path, params, query, lang);
      expect(page.status).toBe(status);
      expect(page.html).toContain('<h1>');
    }
  });
});

test('the name of the site is set in Kazakh where it is written so', () => {
  const brand = (lang: Lang) =>
    /<a class="n"[^>]*>[^<]*/.exec(render(view, '/about', {}, {}, lang).html);
  expect(String(brand('ru'))).toBe('<a class="n" href="/" lang="kk">Айқын');
  expect(String(brand('en'))).toBe('<a class="n" href="/">Aiqyn');
});

test('in a row of the strips no two kinds of bar lie over each other but on the emergency', () => {
  const { html } = render(view, '/', {}, { place: 'KZ-ALA', at: '2022-01-07T14:00' });
  const rows = html.match(/<svg height="\d+"><use.*?<\/svg>/g) ?? [];
  const lanes = rows.map((row) =>
    [...row.matchAll(/<g class="(?!eo?")\w+"><rect [^>]*y="([\d.]+)"[^>]*height="(\d+)"/g)]
      .map(([, y, height]) => [Number(y), Number(y) + Number(height)] as const)
      .sort((a, b) => a[0] - b[0]),
  );
  expect(Math.max(...lanes.map((row) => row.length))).toBeGreaterThan(1);
  for (const row of lanes) {
    for (const [i, [top]] of row.slice(1).entries()) {
      expect(top).toBeGreaterThan(row[i]?.[1] ?? 0);
    }
  }
});

test('a page says what it needs: its JSON and its script', () => {
  const { resources } = render(view, '/', {}, { place: 'KZ-ALA', at: '2022-01-07T14:00' });
  expect(resources).toEqual([
    '/api/v1/in-force?place=KZ-ALA&at=2022-01-07T14:00',
    '/assets/day.js',
  ]);
  expect(render(world.view({ script: null }), '/').html).not.toContain('<script');
});

test('pages are a function of what they are given', () => {
  for (const [path, params, query] of requests.slice(0, 8)) {
    const again = render(january().view(), path, params, query).html;
    expect(render(view, path, params, query).html).toBe(again);
  }
});

test.each(languages)('the home page in %s fits one round trip: 14 KB with its style', (lang) => {
  const { html } = render(view, '/', {}, {}, lang);
  expect(gzipSync(html).length).toBeLessThanOrEqual(14_000);
});
