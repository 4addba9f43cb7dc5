import { describe, expect, test } from 'vitest';
import type { Measure } from '../../src/record/index.ts';
import { buildRegister, proposeLinks } from '../../src/register/index.ts';
import { LogOf, type MeasureWords, places, start } from './logs.ts';

const later = start + 1_000_000_000;

/** What is proposed for a measure of a statement that is not in the log yet. */
function proposed(log: LogOf, publishedAt: string, words: MeasureWords): readonly string[] {
  const draft = new LogOf();
  const id = draft.measure(draft.statement(publishedAt), words);
  const record = draft.records.find((one) => one.id === id)?.record;
  if (record?.kind !== 'measure') throw new Error('no measure');
  const { v: _v, recordedAt: _at, statement: _s, review: _r, reader: _p, ...measure } = record;
  const source = {
    lang: 'en',
    issuer: 'An office made for testing',
    publishedAt,
    place: 'KZ',
    genre: 'order',
  } as const;
  return proposeLinks(measure satisfies Measure, source, buildRegister(log.records, places), later);
}

function emergencies() {
  const log = new LogOf();
  const decree = log.statement('2022-01-05');
  const period = { from: '2022-01-05T01:30', to: '2022-01-19T00:00' };
  const regime = log.measure(decree, {
    type: 'state_of_emergency',
    places: 'KZ-ALA KZ-MAN',
    ...period,
  });
  const curfew = log.measure(decree, { places: 'KZ-ALA KZ-MAN', daily: '23:00-07:00', ...period });
  const alcohol = log.measure(decree, {
    type: 'sale_ban',
    places: 'KZ-ALA',
    quote: 'The sale of alcoholic drinks is banned.',
    from: '2022-01-05',
  });
  const arms = log.measure(decree, {
    type: 'sale_ban',
    places: 'KZ-ALA',
    quote: 'The sale of firearms is banned.',
    from: '2022-01-05',
  });
  const country = log.measure(log.statement('2022-01-07'), {
    type: 'counter_terrorist_operation',
    act: 'continue',
    places: 'KZ',
  });
  return { log, regime, curfew, alcohol, arms, country };
}

describe('links are proposed', () => {
  test('for an extension: the rule of the same type and place', () => {
    const { log, curfew } = emergencies();
    const words = { act: 'extend', places: 'KZ-ALA', to: '2022-02-01' } as const;
    expect(proposed(log, '2022-01-18', words)).toEqual([curfew]);
  });

  test('for a rule set on the very day', () => {
    const { log, curfew } = emergencies();
    const words = { act: 'amend', places: 'KZ-MAN', daily: '22:00-06:00' } as const;
    expect(proposed(log, '2022-01-05', words)).toEqual([curfew]);
  });

  test('for an extension published after the end, by the moment it joins on', () => {
    const { log, curfew } = emergencies();
    const words = {
      act: 'extend',
      places: 'KZ-ALA',
      from: '2022-01-19',
      to: '2022-02-01',
    } as const;
    expect(proposed(log, '2022-01-19T09:00', words)).toEqual([curfew]);
  });

  test('for a lifting of an emergency: the regime, and what was set for its period', () => {
    const { log, regime, curfew } = emergencies();
    const words = { type: 'state_of_emergency', act: 'lift', places: 'KZ-ALA' } as const;
    expect(proposed(log, '2022-01-12', words)).toEqual([regime, curfew]);
  });

  test('for a lifting in the country: what its regions set; in a region: what the country set', () => {
    const { log, curfew, country } = emergencies();
    expect(proposed(log, '2022-01-12', { act: 'lift', places: 'KZ' })).toEqual([curfew]);
    const operation = { type: 'counter_terrorist_operation', act: 'lift' } as const;
    expect(proposed(log, '2022-01-12', { ...operation, places: 'KZ-AKT' })).toEqual([country]);
  });

  test('by the words, where the type alone does not tell', () => {
    const { log, alcohol } = emergencies();
    const lift = { type: 'sale_ban', act: 'lift', places: 'KZ-ALA' } as const;
    const quote = 'The ban on alcohol ends.';
    expect(proposed(log, '2022-01-12', { ...lift, quote })).toEqual([alcohol]);
    expect(proposed(log, '2022-01-12', { ...lift, quote: 'The ban is off.' })).toEqual([]);
  });

  test('for a town: its own rule, else that of the region around it', () => {
    const { log, curfew } = emergencies();
    const lift = { act: 'lift', places: 'KZ-ALA', area: 'Тараз' } as const;
    expect(proposed(log, '2022-01-12', lift)).toEqual([curfew]);
    const own = log.measure(log.statement('2022-01-07'), {
      places: 'KZ-ALA',
      area: 'г. Тараз',
      daily: '20:00-07:00',
      from: '2022-01-08',
    });
    expect(proposed(log, '2022-01-12', lift)).toEqual([own]);
    expect(proposed(log, '2022-01-12', { ...lift, act: 'amend' })).toEqual([own]);
    expect(proposed(log, '2022-01-12', { ...lift, area: 'Каратау' })).toEqual([curfew]);
  });

  test('never for a declaration, an unnamed place, or where nothing is in force', () => {
    const { log } = emergencies();
    expect(proposed(log, '2022-01-12', { places: 'KZ-ALA' })).toEqual([]);
    expect(proposed(log, '2022-01-12', { act: 'lift' })).toEqual([]);
    expect(proposed(log, '2022-01-12', { act: 'lift', places: 'KZ-AKT' })).toEqual([]);
    expect(proposed(log, '2022-03-12', { act: 'lift', places: 'KZ-ALA' })).toEqual([]);
  });
});
