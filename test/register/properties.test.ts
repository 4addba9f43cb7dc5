import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildRegister, type InForce, type Register } from '../../src/register/index.ts';
import { LogOf, places, placesSplitOn, start } from './logs.ts';
import { civil, days, naiveAsOf } from './oracle.ts';

/** Fixed, so that a failure repeats; fast-check prints it with the counter-example. */
const seed = 20220105;
const minute = 60_000;
const regions = ['KZ', 'KZ-MAN', 'KZ-AKT'] as const;

const day = fc.integer({ min: 0, max: days / 2 });
const namedOf = (codes: readonly string[]) =>
  fc.subarray([...codes], { minLength: 1 }).map((some) => some.join(' '));
const named = namedOf(regions);
const kind = fc.constantFrom('curfew', 'state_of_emergency', 'closure');
const hours = fc.constantFrom(undefined, '23:00-07:00', '22:00-06:00');

const declared = fc.record({
  what: fc.constant('state'),
  act: fc.constantFrom('declare', 'declare', 'continue', 'extend', 'amend'),
  type: kind,
  places: named,
  published: day,
  from: fc.option(day, { nil: undefined }),
  length: fc.option(fc.integer({ min: 1, max: 25 }), { nil: undefined }),
  daily: hours,
});
const changed = fc.record({
  what: fc.constant('change'),
  act: fc.constantFrom('extend', 'amend', 'ease', 'lift', 'continue'),
  places: named,
  published: day,
  about: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }),
  from: fc.option(day, { nil: undefined }),
  length: fc.option(fc.integer({ min: 1, max: 25 }), { nil: undefined }),
  daily: hours,
});
const edited = fc.record({
  what: fc.constantFrom('correct', 'retract'),
  of: fc.nat(),
  by: fc.nat(),
});
const waited = fc.record({ what: fc.constant('wait') });

const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: declared },
    { weight: 6, arbitrary: changed },
    { weight: 1, arbitrary: edited },
    { weight: 3, arbitrary: waited },
  ),
  { maxLength: 24 },
);
type Step = typeof steps extends fc.Arbitrary<readonly (infer S)[]> ? S : never;

/** A log of the steps; a step that has nothing to speak of is left out. */
function logOf(list: readonly Step[]): LogOf {
  const log = new LogOf();
  const made: string[] = [];
  for (const step of list) {
    const pick = (n: number) => made[n % Math.max(1, made.length)];
    if ('published' in step) {
      const from = step.from === undefined ? {} : { from: civil(step.from) };
      const since = step.from ?? step.published;
      const to = step.length === undefined ? {} : { to: civil(since + step.length) };
      const daily = step.daily === undefined ? {} : { daily: step.daily };
      const about = 'about' in step ? step.about.flatMap((n) => pick(n) ?? []) : [];
      const type = 'type' in step ? step.type : 'curfew';
      const statement = log.statement(civil(step.published));
      // A linked "still in force" says no more than that here: what it adds has its own tests.
      const period =
        step.act === 'continue' && about.length > 0 ? {} : { ...from, ...to, ...daily };
      const { act, places: codes } = step;
      made.push(log.measure(statement, { act, type, places: codes, about, ...period }));
    } else if ('of' in step) {
      const [of, by] = [pick(step.of), pick(step.by)];
      if (of === undefined || by === undefined) continue;
      // Chains that run in a circle have their own test.
      if (step.what === 'retract' || of === by) made.push(log.retract(of));
      else if (made.indexOf(by) > made.indexOf(of)) log.correct(of, by);
    } else log.wait(1);
  }
  return log;
}

function told(answer: readonly InForce[]) {
  return answer.map(({ record, place, from, to, daily, sources, history }) => ({
    id: record.id,
    place,
    from,
    to,
    daily: daily?.join('-') ?? '',
    sources,
    history: history.filter((id) => record.id !== id),
  }));
}

function sorted<T>(list: readonly T[]): readonly string[] {
  return list.map((one) => JSON.stringify(one)).sort();
}

const moments = [0, 3, 9].map((minutes) => start + minutes * minute);
const asked = [0, 8, 16, 24, 32, 40, 48, 70];

test('the register answers as a scan of the whole log for each question does', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const log = logOf(list);
      const corrections = new Set(
        log.records.filter(({ record }) => record.kind === 'correction').map(({ id }) => id),
      );
      const register = buildRegister(log.records, places);
      for (const known of moments) {
        for (const place of regions) {
          for (const at of asked) {
            const fast = told(register.asOf(place, civil(at), known)).map((one) => ({
              ...one,
              history: one.history.filter((id) => !corrections.has(id)),
            }));
            const naive = naiveAsOf(log.records, place, at, known);
            expect(sorted(fast), `${place} ${civil(at)}`).toEqual(
              sorted(naive.map(({ id, place: code, ...rest }) => ({ id, place: code, ...rest }))),
            );
          }
        }
      }
    }),
    { seed, numRuns: 150 },
  );
});

function everything(register: Register, known: number): string {
  const answers = regions.flatMap((place) => [
    ...asked.map((at) => register.asOf(place, civil(at), known)),
    register.strips(place, civil(0), civil(days), known),
    register.touching([place], civil(20), known),
  ]);
  return JSON.stringify([answers, register.statements(known)]);
}

test('record by record, asked or not in between, is the same as built at once', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const { records } = logOf(list);
      const grown = buildRegister([], places);
      for (const record of records) {
        grown.add(record);
        grown.asOf('KZ-MAN', civil(20), start);
      }
      const rebuilt = buildRegister(records, places);
      for (const known of moments) {
        expect(everything(grown, known)).toBe(everything(rebuilt, known));
      }
    }),
    { seed, numRuns: 60 },
  );
});

test('an answer known at a time is that of the records of that time alone', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const { records } = logOf(list);
      const whole = buildRegister(records, places);
      for (const known of moments) {
        const then = records.filter(({ record }) => Date.parse(record.recordedAt) <= known);
        expect(everything(whole, known)).toBe(everything(buildRegister(then, places), known));
      }
    }),
    { seed, numRuns: 60 },
  );
});

const splitDay = 12;
const parts = ['KZ-19', 'KZ-33'] as const;
const codesOfSplit = namedOf(['KZ', 'KZ-ALM', ...parts]);
const stepsOfSplit = fc.array(
  fc.oneof(
    declared.chain((step) => codesOfSplit.map((codes) => ({ ...step, places: codes }))),
    changed.chain((step) => codesOfSplit.map((codes) => ({ ...step, places: codes }))),
  ),
  { maxLength: 16 },
);

test('under a code that has split, what holds is what holds in its parts', () => {
  const early = placesSplitOn(civil(splitDay));
  const rulesAt = (register: Register, place: string, at: number) =>
    register.asOf(place, civil(at), start).map((one) => `${one.record.id}|${one.place}`);
  fc.assert(
    fc.property(stepsOfSplit, (list) => {
      const register = buildRegister(logOf(list).records, early);
      for (const at of asked) {
        if (at < splitDay) continue;
        const inParts = parts.flatMap((part) => rulesAt(register, part, at));
        const whole = rulesAt(register, 'KZ-ALM', at);
        expect([...new Set(whole)].sort()).toEqual([...new Set(inParts)].sort());
      }
    }),
    { seed, numRuns: 150 },
  );
});
