import { utf8 } from './bytes.ts';

/** A JSON value as this project keeps it: finite numbers, well-formed strings, no `undefined`. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Half of a surrogate pair without the other half: not a character, and not UTF-8 encodable. */
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

export function isWellFormed(text: string): boolean {
  return !loneSurrogate.test(text);
}

/** The UTF-16 offset of the first lone surrogate, or -1. */
export function firstLoneSurrogate(text: string): number {
  return text.search(loneSurrogate);
}

/**
 * Canonical JSON (RFC 8785, JCS): no white space, keys sorted by UTF-16 code units, ECMAScript
 * number and string serialisation. Throws on what JCS has no form for (NaN, lone surrogates,
 * `undefined`): records are validated before they come here, so that is a defect.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`canonical JSON has no form for ${value}`);
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!isWellFormed(value)) throw new Error('canonical JSON has no form for a lone surrogate');
    return JSON.stringify(value);
  }
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members: string[] = [];
  // RFC 8785 section 3.2.3: sorted by UTF-16 code units, which is what sort() does.
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) throw new Error(`canonical JSON has no form for undefined (${key})`);
    members.push(`${canonicalJson(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}

export function canonicalBytes(value: Json): Uint8Array {
  return utf8(canonicalJson(value));
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
