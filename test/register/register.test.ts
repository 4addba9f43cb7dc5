import { describe, expect, test } from 'vitest';
import { buildRegister, type InForce } from '../../src/register/index.ts';
import { LogOf, places, start } from './logs.ts';

const later = start + 1_000_000_000;

function asOf(log: LogOf, place: string, at: string, known = later): readonly InForce[] {
  return buildRegister(log.records, places).asOf(place, at, known);
}

function ids(answer: readonly InForce[]): readonly string[] {
  return answer.map((rule) => rule.record.id);
}

describe('a declared rule', () => {
  test('holds half-open from its first minute to its last', () => {
    const log = new LogOf();
    const decree = log.statement('2022-01-05');
    const rule = log.measure(decree, {
      type: 'state_of_emergency',
      places: 'KZ-MAN KZ-ALA',
      from: '2022-01-05T01:30',
      to: '2022-01-19T00:00',
    });
    expect(ids(asOf(log, 'KZ-ALA', '2022-01-05T01:29'))).toEqual([]);
    expect(ids(asOf(log, 'KZ-ALA', '2022-01-05T01:30'))).toEqual([rule]);
    expect(ids(asOf(log, 'KZ-MAN', '2022-01-18T23:59'))).toEqual([rule]);
    expect(ids(asOf(log, 'KZ-MAN', '2022-01-19'))).toEqual([]);
    expect(ids(asOf(log, 'KZ-AKT', '2022-01-10'))).toEqual([]);
    expect(ids(asOf(log, 'KZ', '2022-01-10'))).toEqual([]);
  });

  test('for a country is inherited by its regions, never copied', () => {
    const log = new LogOf();
    log.measure(log.statement('2022-01-07'), { places: 'KZ', from: '2022-01-07' });
    const [own] = asOf(log, 'KZ', '2022-01-08');
    const [inherited] = asOf(log, 'KZ-ALA', '2022-01-08');
    expect(own).toMatchObject({ place: 'KZ', inherited: false });
    expect(inherited).toMatchObject({ place: 'KZ', inherited: true, certain: true });
  });

  test('with no end stated holds on, and its end stays unknown', () => {
    const log = new LogOf();
    log.measure(log.statement('2020-03-16'), { places: 'KZ', from: '2020-03-16' });
    expect(asOf(log, 'KZ-ALA', '2030-01-01')[0]?.to).toEqual({ basis: 'unknown' });
  });

  test('with no place named may hold anywhere under the place of the statement', () => {
    const log = new LogOf();
    log.measure(log.statement('2022-01-07'), { type: 'internet_access', from: '2022-01-07' });
    expect(asOf(log, 'KZ-ALA', '2022-01-08')[0]).toMatchObject({ certain: false, place: 'KZ' });
    expect(asOf(log, 'UA-48', '2022-01-08')).toEqual([]);
  });

  test('keeps holding on its territory when codes change', () => {
    const log = new LogOf();
    const decree = log.statement('2022-01-05');
    const old = log.measure(decree, { places: 'KZ-ALM KZ-ALA', from: '2022-01-05' });
    for (const place of ['KZ-19', 'KZ-33', 'KZ-75', 'KZ-ALM']) {
      expect(ids(asOf(log, place, '2022-07-01')), place).toEqual([old]);
    }
    expect(asOf(log, 'KZ-19', '2022-07-01')[0]).toMatchObject({
      place: 'KZ-ALM',
      inherited: false,
    });
    expect(ids(asOf(log, 'KZ-19', '2022-01-06'))).toEqual([old]);
  });

  test('with no beginning, published on a day: is shown on that day, sure from its end on', () => {
    const log = new LogOf();
    const day = log.measure(log.statement('2022-01-05'), {
      places: 'KZ-ALA',
      daily: '00:00-07:00',
    });
    const at = (minute: string) => asOf(log, 'KZ-ALA', minute)[0];
    expect(at('2022-01-04T23:59')).toBeUndefined();
    const unsure = { record: { id: day }, certain: true, begun: false, activeNow: false };
    expect(at('2022-01-05T00:30')).toMatchObject(unsure);
    expect(at('2022-01-05T23:59')).toMatchObject(unsure);
    expect(at('2022-01-06T00:30')).toMatchObject({ begun: true, activeNow: true });
    log.measure(log.statement('2022-01-05T02:00'), { places: 'KZ-ALA', act: 'continue' });
    expect(at('2022-01-05T01:59')).toMatchObject(unsure);
    expect(at('2022-01-05T02:00')).toMatchObject({ begun: true, activeNow: true });
    const stated = new LogOf();
    stated.measure(stated.statement('2022-01-05'), { places: 'KZ-ALA', from: '2022-01-05' });
    expect(asOf(stated, 'KZ-ALA', '2022-01-05T00:30')[0]).toMatchObject({ activeNow: true });
  });

  test('given by a month begins on its first day', () => {
    const log = new LogOf();
    log.measure(log.statement('2020-04-30'), { places: 'KZ', from: '2020-05', to: '2020-06' });
    expect(asOf(log, 'KZ', '2020-04-30T23:59')).toEqual([]);
    expect(asOf(log, 'KZ', '2020-05')).toHaveLength(1);
    expect(asOf(log, 'KZ', '2020-06-01')).toEqual([]);
  });
});

describe('daily hours', () => {
  const log = new LogOf();
  log.measure(log.statement('2022-01-05'), {
    places: 'KZ-ALA',
    from: '2022-01-05T01:30',
    to: '2022-01-19T00:00',
    daily: '23:00-07:00',
  });

  test.each([
    ['2022-01-05T01:30', true],
    ['2022-01-05T07:00', false],
    ['2022-01-05T22:59', false],
    ['2022-01-05T23:00', true],
    ['2022-01-06T06:59', true],
    ['2022-01-18T23:30', true],
  ])('over midnight at %s: %s', (at, active) => {
    expect(asOf(log, 'KZ-ALA', at)[0]?.activeNow).toBe(active);
  });

  test('the last night does not run past the end', () => {
    expect(asOf(log, 'KZ-ALA', '2022-01-19T00:00')).toEqual([]);
  });
});

describe('what changes a rule', () => {
  function curfew() {
    const log = new LogOf();
    const decree = log.statement('2022-01-05');
    const rule = log.measure(decree, {
      places: 'KZ-ALA KZ-MAN',
      from: '2022-01-05',
      to: '2022-01-19',
      daily: '23:00-07:00',
    });
    log.wait(60);
    return { log, rule };
  }

  test('extend sets a new end for the places it names only', () => {
    const { log, rule } = curfew();
    const order = log.statement('2022-01-18');
    const extend = log.measure(order, {
      act: 'extend',
      places: 'KZ-ALA',
      to: '2022-02-01',
      about: [rule],
    });
    const [found] = asOf(log, 'KZ-ALA', '2022-01-25');
    expect(found).toMatchObject({ to: { basis: 'stated', at: '2022-02-01' }, history: [extend] });
    expect(found?.record.id).toBe(rule);
    expect(asOf(log, 'KZ-MAN', '2022-01-25')).toEqual([]);
    expect(asOf(log, 'KZ-ALA', '2022-01-25', start)).toEqual([]);
  });

  test('amend sets new hours from its moment on; the old ones hold before', () => {
    const { log, rule } = curfew();
    const order = log.statement('2022-01-10');
    log.measure(order, {
      act: 'amend',
      places: 'KZ-ALA',
      from: '2022-01-12',
      daily: '22:00-06:00',
      about: [rule],
    });
    expect(asOf(log, 'KZ-ALA', '2022-01-11T23:59')[0]?.daily).toEqual(['23:00', '07:00']);
    expect(asOf(log, 'KZ-ALA', '2022-01-12')[0]).toMatchObject({
      daily: ['22:00', '06:00'],
      from: { basis: 'stated', at: '2022-01-05' },
      to: { basis: 'stated', at: '2022-01-19' },
    });
    expect(asOf(log, 'KZ-MAN', '2022-01-13')[0]?.daily).toEqual(['23:00', '07:00']);
  });

  test('ease shortens the hours and ends nothing', () => {
    const { log, rule } = curfew();
    const order = log.statement('2022-01-10');
    log.measure(order, {
      act: 'ease',
      places: 'KZ-ALA KZ-MAN',
      from: '2022-01-11',
      daily: '23:00-06:00',
      about: [rule],
    });
    expect(asOf(log, 'KZ-MAN', '2022-01-12T06:30')[0]).toMatchObject({
      daily: ['23:00', '06:00'],
      activeNow: false,
    });
  });

  test('ease of a rule without hours does not turn permitted hours into forbidden ones', () => {
    const log = new LogOf();
    const order = log.statement('2020-08-15');
    const closed = log.measure(order, { type: 'closure', places: 'KZ', from: '2020-08-01' });
    const ease = log.measure(log.statement('2020-08-20'), {
      type: 'closure',
      act: 'ease',
      places: 'KZ',
      from: '2020-08-24',
      daily: '10:00-19:00',
      about: [closed],
    });
    const [found] = asOf(log, 'KZ', '2020-08-25T12:00');
    expect(found).toMatchObject({ daily: null, activeNow: true, history: [ease] });
  });

  test('lift ends the rule in the places named, at the moment of effect', () => {
    const { log, rule } = curfew();
    log.measure(log.statement('2022-01-13'), {
      act: 'lift',
      places: 'KZ-MAN',
      from: '2022-01-14T06:00',
      about: [rule],
    });
    expect(asOf(log, 'KZ-MAN', '2022-01-14T05:59')).toHaveLength(1);
    expect(asOf(log, 'KZ-MAN', '2022-01-14T06:00')).toEqual([]);
    expect(asOf(log, 'KZ-ALA', '2022-01-14T06:00')).toHaveLength(1);
    expect(asOf(log, 'KZ-MAN', '2022-01-14T06:00', start)).toHaveLength(1);
  });

  test('lift for the country ends a regional rule; a regional one excepts its region', () => {
    const log = new LogOf();
    const country = log.measure(log.statement('2022-01-07'), {
      type: 'state_of_emergency',
      places: 'KZ',
      from: '2022-01-07',
    });
    const region = log.measure(log.statement('2022-01-08', 'KZ-ALA'), {
      places: 'KZ-ALA',
      from: '2022-01-08',
    });
    log.measure(log.statement('2022-01-12'), {
      act: 'lift',
      type: 'state_of_emergency',
      places: 'KZ-MAN',
      from: '2022-01-13',
      about: [country],
    });
    log.measure(log.statement('2022-01-14'), {
      act: 'lift',
      places: 'KZ',
      from: '2022-01-15',
      about: [region],
    });
    expect(ids(asOf(log, 'KZ-MAN', '2022-01-12T23:59'))).toEqual([country]);
    expect(ids(asOf(log, 'KZ-MAN', '2022-01-13'))).toEqual([]);
    expect(ids(asOf(log, 'KZ-ALA', '2022-01-14'))).toEqual([region, country]);
    expect(ids(asOf(log, 'KZ-ALA', '2022-01-15'))).toEqual([country]);
    expect(ids(asOf(log, 'KZ', '2022-01-15'))).toEqual([country]);
  });

  test('a lifting that names a region by its later code reaches that part only', () => {
    const log = new LogOf();
    const rule = log.measure(log.statement('2022-01-05'), {
      places: 'KZ-ALM KZ-ALA',
      from: '2022-01-05',
    });
    log.measure(log.statement('2022-07-01'), {
      act: 'lift',
      places: 'KZ-19 KZ-75',
      from: '2022-07-02',
      about: [rule],
    });
    expect(asOf(log, 'KZ-19', '2022-07-03')).toEqual([]);
    expect(asOf(log, 'KZ-75', '2022-07-03')).toEqual([]);
    expect(ids(asOf(log, 'KZ-33', '2022-07-03'))).toEqual([rule]);
    expect(ids(asOf(log, 'KZ-19', '2022-07-01'))).toEqual([rule]);
  });

  test('without a link ends nothing: an extend stands alone, a lift is not in force', () => {
    const { log, rule } = curfew();
    const order = log.statement('2022-01-18');
    const extend = log.measure(order, { act: 'extend', places: 'KZ-ALA', to: '2022-02-01' });
    log.measure(order, { act: 'lift', places: 'KZ-ALA', from: '2022-01-18' });
    expect(ids(asOf(log, 'KZ-ALA', '2022-01-18T12:00'))).toEqual([rule, extend]);
    expect(ids(asOf(log, 'KZ-ALA', '2022-01-20'))).toEqual([extend]);
  });

  test('an amendment for a part stands beside the rule for the rest', () => {
    const { log, rule } = curfew();
    const order = log.statement('2022-01-08');
    const part = log.measure(order, {
      act: 'amend',
      places: 'KZ-ALA',
      area: 'Medeu district',
      from: '2022-01-08T20:00',
      daily: '21:00-07:00',
      about: [rule],
    });
    const found = asOf(log, 'KZ-ALA', '2022-01-09');
    expect(ids(found)).toEqual([rule, part]);
    expect(found[0]).toMatchObject({ area: null, daily: ['23:00', '07:00'], conflicts: [] });
    expect(found[1]).toMatchObject({ area: 'Medeu district', daily: ['21:00', '07:00'] });
    log.measure(log.statement('2022-01-10'), {
      act: 'lift',
      places: 'KZ-ALA',
      from: '2022-01-11',
      about: [rule],
    });
    expect(asOf(log, 'KZ-ALA', '2022-01-12')).toEqual([]);
  });

  test('a lifting for a part ends nothing in the rest, and stands in the history', () => {
    const { log, rule } = curfew();
    const lift = log.measure(log.statement('2022-01-09'), {
      act: 'lift',
      places: 'KZ-ALA',
      area: 'Medeu district',
      from: '2022-01-08',
      about: [rule],
    });
    expect(asOf(log, 'KZ-ALA', '2022-01-12')[0]).toMatchObject({ area: null, history: [lift] });
  });

  test('a lifting somewhere unnamed ends nothing', () => {
    const { log, rule } = curfew();
    const lift = log.measure(log.statement('2022-01-09'), { act: 'lift', about: [rule] });
    expect(asOf(log, 'KZ-ALA', '2022-01-12')[0]?.history).toEqual([lift]);
  });

  test('acts count by publication, however late they are recorded', () => {
    const { log, rule } = curfew();
    const lift = { act: 'lift', places: 'KZ-ALA', from: '2022-02-10', about: [rule] } as const;
    log.measure(log.statement('2022-02-09'), lift);
    const extend = { act: 'extend', places: 'KZ-ALA', to: '2022-03-01', about: [rule] } as const;
    log.measure(log.statement('2022-01-18'), extend);
    expect(asOf(log, 'KZ-ALA', '2022-02-09')).toHaveLength(1);
    expect(asOf(log, 'KZ-ALA', '2022-02-10')).toEqual([]);
  });

  test('a lifting in one part of a region that split leaves the rule for the rest', () => {
    const log = new LogOf();
    const rule = log.measure(log.statement('2022-01-05'), { places: 'KZ-ALM', from: '2022-01-05' });
    log.measure(log.statement('2024-04-02'), {
      act: 'lift',
      places: 'KZ-33',
      from: '2024-04-03',
      about: [rule],
    });
    const rest = { place: 'KZ-ALM', inherited: false, to: { basis: 'unknown' } };
    for (const at of ['2022-01-10', '2024-04-02', '2024-04-05']) {
      expect(asOf(log, 'KZ-ALM', at), at).toMatchObject([rest]);
    }
    expect(asOf(log, 'KZ-33', '2024-04-05')).toEqual([]);
    expect(asOf(log, 'KZ-33', '2024-04-02')).toMatchObject([{ to: { at: '2024-04-03' } }]);
    const register = buildRegister(log.records, places);
    const strips = (place: string) => register.strips(place, '2022-01-01', '2024-05-01', later);
    expect(strips('KZ-ALM')).toMatchObject([rest]);
    expect(strips('KZ-33')).toMatchObject([{ to: { at: '2024-04-03' } }]);
    log.measure(log.statement('2024-04-10'), {
      act: 'lift',
      places: 'KZ-19',
      from: '2024-04-11',
      about: [rule],
    });
    expect(ids(asOf(log, 'KZ-ALM', '2024-04-05'))).toEqual([rule]);
    expect(asOf(log, 'KZ-ALM', '2024-04-11')).toEqual([]);
  });

  test('an extension for the country revives no region lifted on its own, unless it names it', () => {
    const country = () => {
      const log = new LogOf();
      const rule = log.measure(log.statement('2022-01-05'), {
        places: 'KZ',
        from: '2022-01-05',
        to: '2022-01-19',
      });
      const lift = { act: 'lift', places: 'KZ-ALA', from: '2022-01-13', about: [rule] } as const;
      log.measure(log.statement('2022-01-12'), lift);
      return { log, rule };
    };
    const extend = { act: 'extend', to: '2022-01-25' } as const;
    const plain = country();
    const order = plain.log.statement('2022-01-14');
    plain.log.measure(order, { ...extend, places: 'KZ', about: [plain.rule] });
    expect(asOf(plain.log, 'KZ-ALA', '2022-01-20')).toEqual([]);
    expect(ids(asOf(plain.log, 'KZ-MAN', '2022-01-20'))).toEqual([plain.rule]);
    const naming = country();
    const other = naming.log.statement('2022-01-14');
    naming.log.measure(other, { ...extend, places: 'KZ KZ-ALA', about: [naming.rule] });
    expect(ids(asOf(naming.log, 'KZ-ALA', '2022-01-20'))).toEqual([naming.rule]);
    expect(asOf(naming.log, 'KZ-ALA', '2022-01-13T12:00')).toEqual([]);
  });

  test('an extension with hours and no end sets the hours; the end stays', () => {
    const { log, rule } = curfew();
    const order = log.statement('2022-01-10T18:00');
    log.measure(order, { act: 'extend', places: 'KZ-ALA', daily: '22:00-06:00', about: [rule] });
    const next = log.statement('2022-01-11');
    const later = { from: '2022-01-12', daily: '21:00-05:00', about: [rule] } as const;
    log.measure(next, { act: 'extend', places: 'KZ-MAN', ...later });
    const hours = (place: string, at: string) => asOf(log, place, at)[0]?.daily;
    expect(hours('KZ-ALA', '2022-01-10T17:59')).toEqual(['23:00', '07:00']);
    expect(hours('KZ-ALA', '2022-01-10T18:00')).toEqual(['22:00', '06:00']);
    expect(hours('KZ-MAN', '2022-01-11')).toEqual(['23:00', '07:00']);
    expect(hours('KZ-MAN', '2022-01-12')).toEqual(['21:00', '05:00']);
    expect(asOf(log, 'KZ-ALA', '2022-01-18')[0]?.to).toMatchObject({ at: '2022-01-19' });
  });

  test('a change for a town meets the rule of the town, however the area is written', () => {
    const { log, rule } = curfew();
    const town = { places: 'KZ-ALA' } as const;
    const own = log.measure(log.statement('2022-01-07'), {
      ...town,
      area: 'Тараз, Каратау',
      from: '2022-01-08',
      daily: '20:00-07:00',
    });
    const half = log.measure(log.statement('2022-01-08'), {
      ...town,
      act: 'lift',
      area: 'город Каратау',
      from: '2022-01-09',
      about: [own],
    });
    expect(asOf(log, 'KZ-ALA', '2022-01-10')[1]).toMatchObject({ history: [half] });
    log.measure(log.statement('2022-01-10'), {
      ...town,
      act: 'lift',
      area: 'г. Каратау, г. Тараз',
      from: '2022-01-11',
      about: [own],
    });
    expect(ids(asOf(log, 'KZ-ALA', '2022-01-10'))).toEqual([rule, own]);
    expect(ids(asOf(log, 'KZ-ALA', '2022-01-11'))).toEqual([rule]);
  });
});
