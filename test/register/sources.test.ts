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

const emergency = {
  type: 'state_of_emergency',
  places: 'KZ-ALA',
  from: '2022-01-05T01:30',
  to: '2022-01-19T00:00',
} as const;

describe('several statements of one rule', () => {
  test('are one rule with several sources, and fill in what one leaves unsaid', () => {
    const log = new LogOf();
    const note = log.measure(log.statement('2022-01-05'), {
      type: 'state_of_emergency',
      places: 'KZ-ALA KZ-MAN',
      from: '2022-01-05',
    });
    const decree = log.measure(log.statement('2022-01-05T02:00'), emergency);
    const address = log.measure(log.statement('2022-01-07'), {
      type: 'state_of_emergency',
      act: 'continue',
      places: 'KZ-ALA',
    });
    const [rule, ...more] = asOf(log, 'KZ-ALA', '2022-01-08');
    expect(more).toEqual([]);
    expect(rule).toMatchObject({
      sources: [note, decree, address],
      from: { basis: 'stated', at: '2022-01-05T01:30' },
      to: { basis: 'stated', at: '2022-01-19T00:00' },
      history: [],
      conflicts: [],
    });
    expect(ids(asOf(log, 'KZ-ALA', '2022-01-20'))).toEqual([]);
    expect(asOf(log, 'KZ-MAN', '2022-01-20')[0]?.to).toEqual({ basis: 'unknown' });
  });

  test('that cannot be squared both stay, each with the other as its conflict', () => {
    const log = new LogOf();
    const one = log.measure(log.statement('2022-01-05'), emergency);
    const other = log.measure(log.statement('2022-01-05T12:00'), {
      ...emergency,
      to: '2022-01-20',
    });
    const answer = asOf(log, 'KZ-ALA', '2022-01-10');
    expect(ids(answer)).toEqual([one, other]);
    expect(answer.map((rule) => rule.conflicts)).toEqual([[other], [one]]);
    expect(ids(asOf(log, 'KZ-ALA', '2022-01-19T12:00'))).toEqual([other]);
  });

  test('of which one is lifted, end together', () => {
    const log = new LogOf();
    const decree = log.measure(log.statement('2022-01-05'), emergency);
    const news = log.measure(log.statement('2022-01-06'), emergency);
    log.measure(log.statement('2022-01-12'), {
      type: 'state_of_emergency',
      act: 'lift',
      places: 'KZ-ALA',
      from: '2022-01-13',
      about: [news],
    });
    expect(ids(asOf(log, 'KZ-ALA', '2022-01-12'))).toEqual([decree]);
    expect(asOf(log, 'KZ-ALA', '2022-01-13')).toEqual([]);
  });

  test('stay two rules where the type does not say what is forbidden', () => {
    const log = new LogOf();
    const decree = log.statement('2022-01-05');
    const ban = { ...emergency, type: 'sale_ban' } as const;
    const alcohol = log.measure(decree, { ...ban, quote: 'The sale of alcohol is prohibited.' });
    const arms = log.measure(decree, { ...ban, quote: 'The sale of arms is prohibited.' });
    const news = log.statement('2022-01-06');
    const again = log.measure(news, { ...ban, quote: 'The sale of  alcohol is prohibited.' });
    const answer = asOf(log, 'KZ-ALA', '2022-01-10');
    expect(answer.map((rule) => rule.sources)).toEqual([[alcohol, again], [arms]]);
    expect(answer.flatMap((rule) => rule.conflicts)).toEqual([]);
  });

  test('of one statement in two stages do not contradict each other', () => {
    const log = new LogOf();
    const order = log.statement('2022-01-08');
    log.measure(order, { places: 'KZ-ALA', daily: '23:00-07:00', from: '2022-01-08' });
    log.measure(order, { places: 'KZ-ALA', daily: '21:00-07:00', from: '2022-01-08' });
    expect(asOf(log, 'KZ-ALA', '2022-01-10').flatMap((rule) => rule.conflicts)).toEqual([]);
  });

  test('"still in force" after an extension squares with the new end', () => {
    const log = new LogOf();
    const decree = log.measure(log.statement('2022-01-05'), emergency);
    const extend = log.measure(log.statement('2022-01-18'), {
      type: 'state_of_emergency',
      act: 'extend',
      places: 'KZ-ALA',
      to: '2022-02-01',
      about: [decree],
    });
    const still = log.measure(log.statement('2022-01-20'), {
      type: 'state_of_emergency',
      act: 'continue',
      places: 'KZ-ALA',
      to: '2022-02-01',
    });
    const [rule, ...more] = asOf(log, 'KZ-ALA', '2022-01-25');
    expect(more).toEqual([]);
    expect(rule).toMatchObject({ sources: [decree, still], history: [extend] });
  });

  test('a linked "still in force" with another end stands beside, in conflict', () => {
    const log = new LogOf();
    const first = {
      type: 'closure',
      places: 'KZ-ALA',
      from: '2022-01-05',
      to: '2022-01-12',
    } as const;
    const closed = log.measure(log.statement('2022-01-05'), first);
    const still = log.measure(log.statement('2022-01-09'), {
      type: 'closure',
      act: 'continue',
      places: 'KZ-ALA KZ-MAN',
      to: '2022-01-14',
      about: [closed],
    });
    const answer = asOf(log, 'KZ-ALA', '2022-01-10');
    expect(answer.map((rule) => [rule.record.id, rule.conflicts])).toEqual([
      [closed, [still]],
      [still, [closed]],
    ]);
    expect(ids(asOf(log, 'KZ-MAN', '2022-01-10'))).toEqual([still]);
    expect(asOf(log, 'KZ-MAN', '2022-01-10')[0]?.from).toEqual({ basis: 'unknown' });
    expect(asOf(log, 'KZ-MAN', '2022-01-08')).toEqual([]);
  });
});

describe('corrections and retractions', () => {
  test('a correction takes the place of its record from when it is known', () => {
    const log = new LogOf();
    const decree = log.statement('2022-01-05');
    const wrong = log.measure(decree, { ...emergency, to: '2022-02-19' });
    const before = log.now();
    log.wait(60);
    const right = log.measure(decree, emergency);
    const correction = log.correct(wrong, right);
    expect(ids(asOf(log, 'KZ-ALA', '2022-01-25', before))).toEqual([wrong]);
    expect(ids(asOf(log, 'KZ-ALA', '2022-01-25'))).toEqual([]);
    expect(asOf(log, 'KZ-ALA', '2022-01-10')).toMatchObject([{ history: [correction] }]);
    const register = buildRegister(log.records, places);
    expect(register.replacedBy(wrong)).toBe(right);
    expect(register.withdrawn(wrong, before)).toBe(false);
    expect(register.withdrawn(wrong, later)).toBe(true);
    expect(register.provisionsOf(decree, before).map((one) => one.id)).toEqual([wrong]);
    expect(register.provisionsOf(decree, later).map((one) => one.id)).toEqual([right]);
  });

  test('what spoke of the corrected record speaks of the corrected one', () => {
    const log = new LogOf();
    const decree = log.statement('2022-01-05');
    const wrong = log.measure(decree, { ...emergency, places: 'KZ-ALA KZ-AKT' });
    const lift = {
      type: 'state_of_emergency',
      act: 'lift',
      places: 'KZ',
      from: '2022-01-12',
    } as const;
    log.measure(log.statement('2022-01-11'), { ...lift, about: [wrong] });
    log.correct(wrong, log.measure(decree, { ...emergency, places: 'KZ-ALA KZ-MAN' }));
    expect(asOf(log, 'KZ-MAN', '2022-01-11')).toHaveLength(1);
    expect(asOf(log, 'KZ-MAN', '2022-01-12')).toEqual([]);
    expect(asOf(log, 'KZ-AKT', '2022-01-11')).toEqual([]);
  });

  test('a retracted lifting is undone, and done again when the retraction is retracted', () => {
    const log = new LogOf();
    const rule = log.measure(log.statement('2022-01-05'), emergency);
    const lift = log.measure(log.statement('2022-01-11'), {
      type: 'state_of_emergency',
      act: 'lift',
      places: 'KZ-ALA',
      from: '2022-01-12',
      about: [rule],
    });
    expect(asOf(log, 'KZ-ALA', '2022-01-13')).toEqual([]);
    const retraction = log.retract(lift);
    expect(ids(asOf(log, 'KZ-ALA', '2022-01-13'))).toEqual([rule]);
    log.retract(retraction);
    expect(asOf(log, 'KZ-ALA', '2022-01-13')).toEqual([]);
  });

  test('a retracted statement takes its provisions with it, a corrected one hands them on', () => {
    const log = new LogOf();
    const wrong = log.statement('2021-01-05');
    const rule = log.measure(wrong, { places: 'KZ-ALA' });
    const right = log.statement('2022-01-05');
    log.correct(wrong, right);
    const register = buildRegister(log.records, places);
    expect(asOf(log, 'KZ-ALA', '2021-06-01')).toEqual([]);
    expect(asOf(log, 'KZ-ALA', '2022-01-06')[0]?.statement.id).toBe(right);
    expect(register.provisionsOf(right, later).map((one) => one.id)).toEqual([rule]);
    expect(register.statements(later).map((one) => one.id)).toEqual([right]);
    log.retract(right);
    expect(asOf(log, 'KZ-ALA', '2022-01-06')).toEqual([]);
  });

  test('corrections that chase each other leave nothing standing', () => {
    const log = new LogOf();
    const decree = log.statement('2022-01-05');
    const one = log.measure(decree, emergency);
    const other = log.measure(decree, { ...emergency, to: '2022-01-20' });
    log.correct(one, other);
    log.correct(other, one);
    expect(asOf(log, 'KZ-ALA', '2022-01-10')).toEqual([]);
    expect(buildRegister(log.records, places).replacedBy(one)).toBeNull();
  });
});

describe('long chains of edits', () => {
  test('of 12,000 retractions, each of the one before, are folded link by link', () => {
    const log = new LogOf();
    const rule = log.measure(log.statement('2022-01-05'), emergency);
    const chain = [rule];
    for (let i = 0; i < 12_000; i++) chain.push(log.retract(chain[i] ?? rule));
    const register = buildRegister(log.records, places);
    expect(ids(register.asOf('KZ-ALA', '2022-01-10', later))).toEqual([rule]);
    expect(register.withdrawn(chain[11_999] ?? rule, later)).toBe(true);
    expect(register.withdrawn(chain[11_998] ?? rule, later)).toBe(false);
  });

  test('give at every earlier time what stood then', () => {
    const log = new LogOf();
    const rule = log.measure(log.statement('2022-01-05'), emergency);
    const times: number[] = [];
    let last = rule;
    for (let i = 0; i < 300; i++) {
      log.wait(1);
      last = log.retract(last);
      times.push(log.now());
    }
    const register = buildRegister(log.records, places);
    times.forEach((known, i) => {
      expect(register.withdrawn(rule, known)).toBe(i % 2 === 0);
      expect(register.asOf('KZ-ALA', '2022-01-10', known)).toHaveLength(i % 2);
    });
  });

  test('of 1,000 corrections, each of the one before, leave the last record standing', () => {
    const log = new LogOf();
    const decree = log.statement('2022-01-05');
    let last = log.measure(decree, emergency);
    for (let i = 0; i < 1_000; i++) {
      const next = log.measure(decree, emergency);
      log.correct(last, next);
      last = next;
    }
    expect(ids(asOf(log, 'KZ-ALA', '2022-01-10'))).toEqual([last]);
  });
});

describe('a log that another writer kept', () => {
  test('may hold a record before what it speaks of', () => {
    const log = new LogOf();
    const decree = log.statement('2022-01-05');
    const rule = log.measure(decree, emergency);
    log.retract(rule);
    const [statement, measure, retraction] = log.records;
    if (statement === undefined || measure === undefined || retraction === undefined) return;
    const early = buildRegister([measure, statement], places);
    expect(ids(early.asOf('KZ-ALA', '2022-01-10', later))).toEqual([rule]);
    const withdrawn = buildRegister([retraction, measure, statement], places);
    expect(withdrawn.asOf('KZ-ALA', '2022-01-10', later)).toEqual([]);
  });

  test('may hold a record twice, or one of a statement that is not there', () => {
    const log = new LogOf();
    const rule = log.measure(log.statement('2022-01-05'), emergency);
    const twice = buildRegister([...log.records, ...log.records], places);
    expect(twice.asOf('KZ-ALA', '2022-01-10', later)).toMatchObject([{ sources: [rule] }]);
    const orphan = buildRegister(log.records.slice(1), places);
    expect(orphan.asOf('KZ-ALA', '2022-01-10', later)).toEqual([]);
    expect(orphan.get(rule)?.id).toBe(rule);
  });
});

describe('strips', () => {
  test('give a rule with its pieces, effective end and hours', () => {
    const log = new LogOf();
    const rule = log.measure(log.statement('2022-01-05'), {
      places: 'KZ-ALA',
      from: '2022-01-05',
      to: '2022-01-19',
      daily: '23:00-07:00',
    });
    const order = log.statement('2022-01-10');
    const amend = { act: 'amend', places: 'KZ-ALA', about: [rule] } as const;
    log.measure(order, { ...amend, from: '2022-01-12', daily: '22:00-06:00' });
    const register = buildRegister(log.records, places);
    const [strip, ...more] = register.strips('KZ-ALA', '2022-01-01', '2022-02-01', later);
    expect(more).toEqual([]);
    expect(strip).toMatchObject({ place: 'KZ-ALA', to: { basis: 'stated', at: '2022-01-19' } });
    const day = (date: string) => Date.parse(`${date}T00:00Z`) / 60_000;
    expect(strip?.intervals).toEqual([
      { from: day('2022-01-05'), to: day('2022-01-12'), daily: ['23:00', '07:00'] },
      { from: day('2022-01-12'), to: day('2022-01-19'), daily: ['22:00', '06:00'] },
    ]);
    expect(register.strips('KZ-ALA', '2022-01-19', '2022-02-01', later)).toEqual([]);
    expect(register.strips('KZ-MAN', '2022-01-01', '2022-02-01', later)).toEqual([]);
  });

  test('leave an unknown end null', () => {
    const log = new LogOf();
    log.measure(log.statement('2022-01-05'), { places: 'KZ' });
    const register = buildRegister(log.records, places);
    const [strip] = register.strips('KZ-ALA', '2022-03-01', '2022-04-01', later);
    expect(strip).toMatchObject({ inherited: true, intervals: [{ to: null }] });
  });
});

describe('findings', () => {
  test('are given by place, with those above and under it, as known', () => {
    const log = new LogOf();
    const finding = (place: string, from: string) =>
      log.add({
        kind: 'finding',
        place,
        what: 'outage',
        from,
        to: null,
        signals: ['probing'],
        severity: 0.9,
        confidence: 'medium',
        method: 'median of a week',
        basis: 'reconstructed',
        address: null,
      });
    const later1 = finding('KZ', '2022-01-05T11:15:00.000Z');
    const region = finding('KZ-ALA', '2022-01-04T11:15:00.000Z');
    finding('KZ-MAN', '2022-01-06T11:15:00.000Z');
    const register = buildRegister(log.records, places);
    const found = (place?: string) => register.findings(later, place).map((one) => one.id);
    expect(found('KZ-ALA')).toEqual([region, later1]);
    expect(found('KZ')).toHaveLength(3);
    expect(found()).toHaveLength(3);
    expect(register.findings(start - 1)).toEqual([]);
  });
});
