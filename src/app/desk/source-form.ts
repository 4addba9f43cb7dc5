import { err, type Failure, isCivil, ok, type Result } from '../../base/index.ts';
import { check, statementSource, webAddress } from '../../record/index.ts';
import type { Received } from '../pipeline.ts';
import type { FormFailures, PlaceKnower } from './form.ts';

/** The form of what is known about a statement besides its words. */

export const sourceFields = [
  'title',
  'issuer',
  'publishedAt',
  'place',
  'lang',
  'genre',
  'address',
] as const;
export type SourceField = (typeof sourceFields)[number];
export type SourceValues = Readonly<Record<SourceField, string>>;

const title_chars_max = 300;

/**
 * The source of a form. Failures: `field_missing` `date_invalid` `place_unknown`
 * `address_invalid` `field_invalid`; all that are wrong, at once.
 */
export function sourceOf(
  values: SourceValues,
  places: PlaceKnower,
): Result<Pick<Received, 'source' | 'title' | 'address'>, FormFailures> {
  const failures: Failure[] = [];
  const required = ['title', 'issuer', 'publishedAt', 'place', 'lang', 'genre'] as const;
  for (const field of required) {
    if (values[field].trim() !== '') continue;
    const todo = 'Fill in the field.';
    failures.push({ code: 'field_missing', message: `${field} is not given`, at: field, todo });
  }
  const day = values.publishedAt.trim().replace(/^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/, '$1T$2');
  if (day !== '' && (!isCivil(day) || day.length < 10)) {
    failures.push({
      code: 'date_invalid',
      message: `${day.slice(0, 40)} is no day or minute that exists`,
      at: 'publishedAt',
      todo: 'Write 2022-01-05 or 2022-01-05 01:30, local to the place.',
    });
  }
  const place = values.place.trim().toUpperCase();
  if (place !== '' && !places.known(place)) {
    failures.push({
      code: 'place_unknown',
      message: `no place has the code ${place.slice(0, 20)}`,
      at: 'place',
      todo: 'Give a code of ISO 3166, such as KZ or KZ-ALA.',
    });
  }
  const address = values.address.trim() || null;
  if (address !== null && !webAddress.safeParse(address).success) {
    failures.push({
      code: 'address_invalid',
      message: 'the address is none that a page may link to',
      at: 'address',
      todo: 'Give an address that begins with https:// or http://, or none.',
    });
  }
  if (failures.length > 0) return err(failures);
  const { lang, issuer, genre } = values;
  const given = { lang, issuer: issuer.trim(), publishedAt: day, place, genre };
  const source = check(statementSource, given, 'field_invalid');
  if (!source.ok) return err([source.error]);
  return ok({
    source: source.value,
    title: values.title.trim().slice(0, title_chars_max),
    address,
  });
}

export function sourceValuesOf({ source, title, address }: Received): SourceValues {
  return { ...source, title, address: address ?? '' };
}
