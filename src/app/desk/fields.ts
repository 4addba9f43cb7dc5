import type { Context } from 'hono';
import { fail, ok, type Result } from '../../base/index.ts';

/** The fields of a form that was sent: texts and files. */

export type Fields = ReadonlyMap<string, string | File>;

/** `form_invalid` for a body that is no form. */
export async function readFields(c: Context): Promise<Result<Fields>> {
  const type = c.req.header('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) {
    return invalid('the request is no form');
  }
  try {
    const body = await c.req.parseBody();
    const entries = Object.entries(body) as [string, FormValue][];
    return ok(new Map(entries.map(([name, value]) => [name, first(value)])));
  } catch {
    return invalid('the form cannot be read');
  }
}

/** The text of a field, empty where there is none. Browsers send line ends as CR LF. */
export function field(fields: Fields, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}

/** A field that is a whole number, null where it is not. */
export function count(fields: Fields, name: string): number | null {
  const value = field(fields, name);
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
}

/** The texts of all these fields. */
export function pick<K extends string>(fields: Fields, names: readonly K[]): Record<K, string> {
  return Object.fromEntries(names.map((name) => [name, field(fields, name)])) as Record<K, string>;
}

type FormValue = string | File | (string | File)[];

function first(value: FormValue): string | File {
  return Array.isArray(value) ? (value[0] ?? '') : value;
}

function invalid(message: string): Result<never> {
  return fail('form_invalid', message, 'body', 'Send the form of the page again.');
}
