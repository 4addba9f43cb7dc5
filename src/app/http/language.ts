import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { type Lang, lang } from '../../record/index.ts';

/** The language of an answer: chosen by the switch, else that of the browser, else English. */

const cookie = 'aiqyn_lang';
const cookie_seconds = 365 * 86_400;

/**
 * Readers get no cookie, unless they use the switch of language: then one that holds the language
 * and nothing else.
 */
export function languageOf(c: Context): Lang {
  const asked = lang.safeParse(c.req.query('lang'));
  if (asked.success) {
    setCookie(c, cookie, asked.data, { path: '/', sameSite: 'Lax', maxAge: cookie_seconds });
    return asked.data;
  }
  const kept = lang.safeParse(getCookie(c, cookie));
  return kept.success ? kept.data : preferred(c.req.header('accept-language'));
}

/** RFC 9110, section 12.5.4: the known language with the highest weight, the first of equals. */
export function preferred(header: string | undefined): Lang {
  let best: Lang = 'en';
  let most = 0;
  for (const part of (header ?? '').slice(0, 500).split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const known = lang.safeParse(range.split('-')[0]);
    const q = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean);
    const weight = q === undefined ? 1 : Number(q);
    if (!known.success || !(weight > most)) continue;
    best = known.data;
    most = weight;
  }
  return best;
}
