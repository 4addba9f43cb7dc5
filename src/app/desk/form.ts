import { err, type Failure, isCivil, type Result } from '../../base/index.ts';
import {
  check,
  type Due,
  type Provision,
  type ProvisionKind,
  placeCode,
  provision,
  type Target,
  type TimePoint,
} from '../../record/index.ts';

/** The form of a provision: from its fields to a provision, and back. Every field is a text. */

export const provisionFields = [
  'kind',
  'type',
  'act',
  'places',
  'places_basis',
  'area',
  'from',
  'from_basis',
  'to',
  'to_basis',
  'daily_from',
  'daily_to',
  'due',
  'due_basis',
  'value',
  'unit',
  'contact',
  'about',
] as const;
export type ProvisionField = (typeof provisionFields)[number];
export type ProvisionValues = Readonly<Record<ProvisionField, string>>;

export const emptyValues = Object.fromEntries(
  provisionFields.map((field) => [field, '']),
) as ProvisionValues;

/** A failure per field that is wrong, each with the field's name as `at`. */
export type FormFailures = readonly Failure[];

export interface PlaceKnower {
  known(code: string): boolean;
}

/**
 * The provision of a form. Failures: `date_invalid` `hours_invalid` `place_unknown`
 * `number_invalid` `field_missing` `field_invalid`; all that are wrong, at once.
 */
export function provisionOf(
  values: ProvisionValues,
  target: Target,
  places: PlaceKnower,
): Result<Provision, FormFailures> {
  const failures: Failure[] = [];
  const built = build(values, target, (failure) => failures.push(failure), places);
  if (failures.length > 0) return err(failures);
  const checked = check(provision, built, 'field_invalid');
  return checked.ok ? checked : err([checked.error]);
}

/** The fields of a provision as a form shows them. */
export function valuesOf(value: Provision): ProvisionValues {
  const has = <K extends string>(key: K) => key in value;
  const shown = { ...emptyValues, kind: value.kind, ...placeValues(value) };
  if (value.kind === 'measure') {
    Object.assign(shown, {
      type: value.type,
      act: value.act,
      daily_from: value.daily?.[0] ?? '',
      daily_to: value.daily?.[1] ?? '',
      about: value.about.join(' '),
    });
  }
  if (value.kind === 'measure' || value.kind === 'claim') {
    Object.assign(shown, timeValues('from', value.from), timeValues('to', value.to));
  }
  if (value.kind === 'claim' && value.figure !== null) {
    Object.assign(shown, { value: String(value.figure.value), unit: value.figure.unit });
  }
  if (value.kind === 'commitment') {
    const on = value.due.basis === 'stated' ? value.due.on : '';
    Object.assign(shown, { due: on, due_basis: value.due.basis });
  }
  if (value.kind === 'request' && has('contact')) shown.contact = value.contact ?? '';
  return shown;
}

type Report = (failure: Failure) => void;

function build(
  values: ProvisionValues,
  target: Target,
  report: Report,
  known: PlaceKnower,
): Record<string, unknown> {
  const places = readPlaces(values, report, known);
  const common = { kind: values.kind, target, places };
  const times = () => ({
    from: readTime(values, 'from', report),
    to: readTime(values, 'to', report),
  });
  switch (values.kind as ProvisionKind) {
    case 'measure': {
      if (values.type === '') report(missing('type'));
      if (values.act === '') report(missing('act'));
      const period = times();
      const about = values.about.split(/[\s,]+/).filter((id) => id !== '');
      const daily = readDaily(values, report);
      return { ...common, type: values.type, act: values.act, ...period, daily, about };
    }
    case 'claim':
      return { ...common, ...times(), figure: readFigure(values, report) };
    case 'commitment':
      return { ...common, due: readDue(values, report) };
    case 'request':
      return { ...common, contact: values.contact.trim() || null };
    case 'warning':
      return common;
    default:
      report(missing('kind'));
      return common;
  }
}

function readPlaces(values: ProvisionValues, report: Report, known: PlaceKnower) {
  const codes = values.places
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((code) => code !== '');
  for (const code of codes) {
    if (placeCode.safeParse(code).success && known.known(code)) continue;
    report({
      code: 'place_unknown',
      message: `no place has the code ${code}`,
      at: 'places',
      todo: 'Give codes of ISO 3166-2 with spaces between them, such as KZ-ALA KZ-MAN.',
    });
  }
  const given = values.places_basis === 'implied' ? 'implied' : 'stated';
  return {
    basis: codes.length === 0 ? 'unknown' : given,
    codes: [...new Set(codes)],
    area: values.area.trim() || null,
  };
}

function readTime(values: ProvisionValues, field: 'from' | 'to', report: Report): TimePoint {
  const at = readCivil(values[field], field, report);
  const basis = values[`${field}_basis`];
  if (at === null) return { basis: basis === 'open' ? 'open' : 'unknown' };
  return { basis: basis === 'implied' ? 'implied' : 'stated', at };
}

function readDue(values: ProvisionValues, report: Report): Due {
  const on = readCivil(values.due, 'due', report);
  if (on !== null) return { basis: 'stated', on };
  return { basis: values.due_basis === 'vague' ? 'vague' : 'unknown' };
}

/** "2022-01-05 01:30" is as good as with a T: that is how people write it. */
function readCivil(given: string, field: ProvisionField, report: Report): string | null {
  const civil = given.trim().replace(/^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/, '$1T$2');
  if (civil === '') return null;
  if (isCivil(civil)) return civil;
  report({
    code: 'date_invalid',
    message: `${civil.slice(0, 40)} is no month, day or minute that exists`,
    at: field,
    todo: 'Write 2022-01-05 or 2022-01-05 01:30.',
  });
  return null;
}

function readDaily(values: ProvisionValues, report: Report): [string, string] | null {
  const from = values.daily_from.trim();
  const to = values.daily_to.trim();
  if (from === '' && to === '') return null;
  const hours = [from, to].map((hour) => hour.padStart(5, '0'));
  for (const [i, hour] of hours.entries()) {
    if (/^([01]\d|2[0-3]):[0-5]\d$/.test(hour)) continue;
    const at = i === 0 ? 'daily_from' : 'daily_to';
    const todo = 'Give both hours, such as 23:00 and 07:00.';
    const message = `${hour.slice(0, 20)} is no time of day`;
    report({ code: 'hours_invalid', message, at, todo });
  }
  return [hours[0] ?? '', hours[1] ?? ''];
}

function readFigure(values: ProvisionValues, report: Report) {
  const number = values.value.trim().replace(/\s/g, '').replace(',', '.');
  const unit = values.unit.trim();
  if (number === '' && unit === '') return null;
  const value = Number(number);
  if (number === '' || !Number.isFinite(value)) {
    const message = `${number.slice(0, 40) || 'nothing'} is no number`;
    report({ code: 'number_invalid', message, at: 'value', todo: 'Write 160 or 2.5.' });
  }
  if (unit === '') report(missing('unit'));
  return { value, unit };
}

function missing(field: ProvisionField): Failure {
  return {
    code: 'field_missing',
    message: `${field} is not given`,
    at: field,
    todo: 'Fill in the field.',
  };
}

function placeValues({ places }: Provision) {
  const places_basis = places.basis === 'unknown' ? '' : places.basis;
  return { places: places.codes.join(' '), places_basis, area: places.area ?? '' };
}

function timeValues(field: 'from' | 'to', point: TimePoint): Record<string, string> {
  const at = 'at' in point ? point.at.replace('T', ' ') : '';
  return { [field]: at, [`${field}_basis`]: point.basis };
}
