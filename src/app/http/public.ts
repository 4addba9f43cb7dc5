import { type Context, Hono } from 'hono';
import { fromUtf8, parseInstant } from '../../base/index.ts';
import { pages, renderMissing, renderPage, type View } from '../../publish/index.ts';
import type { Logged, Statement, StatementRecord } from '../../record/index.ts';
import { decodeStatement } from '../../statement/index.ts';
import { languageOf } from './language.ts';
import type { Site } from './site.ts';

/** The public pages, from the pure functions of `publish`. */

/** Pages shown within one minute are the same, so they are made once. */
const minute_ms = 60_000;
const rendered_max = 500;
const decoded_max = 16;

type Rendered = ReturnType<typeof renderPage>;

/** The parameters that a page asks for; others go into no link and no key. */
const parameters = ['at', 'before', 'from', 'known', 'lang', 'place'] as const;

/** In one order, whatever order they were given in. */
function knownOf(given: URLSearchParams): ReadonlyMap<string, string> {
  return new Map(
    parameters.flatMap((name) => {
      const value = given.get(name);
      return value === null ? [] : [[name, value] as const];
    }),
  );
}

export class PublicPages {
  readonly #site: Site;
  readonly #rendered = new Map<string, Rendered>();
  readonly #decoded = new Map<string, Statement | null>();

  constructor(site: Site) {
    this.#site = site;
  }

  routes(): Hono {
    const app = new Hono();
    for (const { path } of pages) app.get(path, (c) => this.#answer(c, path));
    return app;
  }

  /** The page for a path that nothing answers to. */
  missing(c: Context): Response {
    return this.#answer(c, null);
  }

  #answer(c: Context, path: string | null): Response {
    const lang = languageOf(c);
    const url = new URL(c.req.url);
    const now = this.#now();
    const query = knownOf(url.searchParams);
    const asked = new URLSearchParams([...query]);
    const key = `${now} ${this.#site.service.store.size()} ${lang} ${url.pathname}?${asked}`;
    const rendered = this.#kept(key, () => {
      const params = path === null ? {} : (c.req.param() as Record<string, string>);
      const request = { lang, path: url.pathname, params, query };
      const view = this.#view(now);
      return path === null ? renderMissing(view, request) : renderPage(view, path, request);
    });
    return this.#site.answers.send(c, {
      status: rendered.status,
      type: 'text/html; charset=utf-8',
      text: rendered.html,
    });
  }

  /** The minute that has begun, but never before the last record: the page shows all of them. */
  #now(): number {
    const { store } = this.#site.service;
    const [last] = store.read(store.size() - 1, store.size());
    const recorded = last === undefined ? 0 : (parseInstant(last.record.recordedAt) ?? 0);
    return Math.max(Math.floor(this.#site.now() / minute_ms) * minute_ms, recorded);
  }

  #kept(key: string, render: () => Rendered): Rendered {
    const known = this.#rendered.get(key);
    if (known !== undefined) return known;
    const rendered = render();
    // Addresses that lead nowhere are without number; they must not drive out pages that are read.
    if (rendered.status !== 200) return rendered;
    const [oldest] = this.#rendered.keys();
    if (this.#rendered.size >= rendered_max && oldest !== undefined) this.#rendered.delete(oldest);
    this.#rendered.set(key, rendered);
    return rendered;
  }

  #view(now: number): View {
    const { service, messages, example } = this.#site;
    const { store, register, gazetteer } = service;
    return {
      register,
      places: gazetteer,
      messages,
      log: {
        checkpoint: store.checkpoint(),
        vkey: store.keys().vkey,
        read: (from, to) => store.read(from, to),
      },
      words: (statement) => this.#words(statement),
      now,
      country: 'KZ',
      opening: example?.opening ?? null,
      ...(example === null ? {} : { notice: example.notice }),
      script: '/day.js',
    };
  }

  /** The statement of a record, decoded from the bytes that were received. */
  #words({ record, id }: Logged<StatementRecord>): Statement | null {
    const known = this.#decoded.get(id);
    if (known !== undefined) return known;
    const bytes = this.#site.service.store.blob(record.sha256);
    const { lang, issuer, publishedAt, place, genre } = record;
    const source = { lang, issuer, publishedAt, place, genre };
    const decoded = bytes === null ? null : decodeStatement(bytes, source, record.mediaType);
    // Another version of the decoder must not move the quotes: the text is the one that was kept.
    const text = this.#site.service.store.blob(record.textSha256);
    const same = decoded?.ok && text !== null && decoded.value.text === fromUtf8(text);
    const statement = decoded?.ok && same ? decoded.value : null;
    const [oldest] = this.#decoded.keys();
    if (this.#decoded.size >= decoded_max && oldest !== undefined) this.#decoded.delete(oldest);
    this.#decoded.set(id, statement);
    return statement;
  }
}
