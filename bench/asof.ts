import Database from 'better-sqlite3';
import { civilMinute, civilOfMinute } from '../src/base/index.ts';
import { buildRegister, type Register, RowIndex } from '../src/register/index.ts';
import { collect, quantile, type Row, type Section, seconds, shown } from './figures.ts';
import {
  idOf,
  logOf,
  makeQuestions,
  makeRevisions,
  open,
  type Question,
  type Revision,
  world,
} from './revisions.ts';

const data_seed = 20220105;
const question_seed = 61;
const questions_timed = 1000;
const questions_warm = 200;
const runs = 5;

/** One way to answer "what held in a region and its country at a time, as known when". */
interface Engine {
  readonly name: string;
  /** What is timed: the answers as the engine gives them; how many there are. */
  readonly ask: (question: Question) => number;
  /** The answers as `measure:validTo`, sorted, to hold the engines against each other. */
  readonly told: (question: Question) => readonly string[];
}

export const asOf: Section = {
  name: 'asof',
  title: 'As-of: what holds at a place and time, as known when',
  about:
    `Data from seed ${data_seed}, questions from seed ${question_seed}: 60 countries of 17 ` +
    'regions, 20 kinds, 0-3 revisions a measure. Each question asks for a region and its ' +
    `country; ${questions_timed} timed one by one after ${questions_warm} to warm up, ${runs} ` +
    'runs, the engines by turns. Before that, the answers of all engines to all questions were ' +
    'found equal. SQLite: better-sqlite3 in memory, prepared statement, rows as arrays, covering ' +
    'index (region, valid_to, valid_from, known_from, known_to, measure, rev). Index: row ids ' +
    'from `RowIndex`. Register: whole answers of `asOf` (record, statement, place, effective ' +
    'end, sources, history, conflicts), over a log in which each revision is a statement with a ' +
    'declaration or an extension, of the 15 types whose statements are not merged.',
  async run() {
    const rows: Row[] = [];
    for (const size of [100_000, 1_000_000]) rows.push(...(await atSize(size)));
    return rows;
  },
};

async function atSize(size: number): Promise<readonly Row[]> {
  const label = `${shown(size)} revisions`;
  const revisions = makeRevisions(size, data_seed);
  const questions = makeQuestions(questions_timed + questions_warm, question_seed);
  const made: Row[] = [];
  const timed = async <T>(what: string, make: () => T): Promise<T> => {
    let value: T | undefined;
    const took = await seconds(() => {
      value = make();
    });
    made.push({ what: `${label}: ${what}`, unit: 's', values: [took] });
    if (value === undefined) throw new Error('nothing was made');
    return value;
  };
  const engines = [
    await timed('SQLite, load and index', () => sqlite(revisions)),
    await timed('index, build', () => index(revisions)),
    await timed('register, fold of the log', () => register(revisions)),
  ];
  const sizes = questions.map((question) => checkEqual(engines, question));
  const answers: Row = {
    what: `${label}: rules an answer holds, mean`,
    unit: 'rules',
    values: [sizes.reduce((sum, one) => sum + one, 0) / sizes.length],
  };
  return [...made, answers, ...measure(engines, questions, label)];
}

function checkEqual(engines: readonly Engine[], question: Question): number {
  const [first, ...others] = engines.map((engine) => engine.told(question));
  for (const [i, other] of others.entries()) {
    if (JSON.stringify(other) === JSON.stringify(first)) continue;
    const names = `${engines[0]?.name} and ${engines[i + 1]?.name}`;
    throw new Error(`${names} differ on ${JSON.stringify(question)}: ${first} / ${other}`);
  }
  return first?.length ?? 0;
}

function measure(
  engines: readonly Engine[],
  questions: readonly Question[],
  label: string,
): readonly Row[] {
  const found = engines.map(() => ({ p50: [] as number[], p99: [] as number[] }));
  for (let run = 0; run < runs; run++) {
    for (const [i, engine] of engines.entries()) {
      collect();
      for (const question of questions.slice(questions_timed)) engine.ask(question);
      const times = questions.slice(0, questions_timed).map((question) => {
        const start = process.hrtime.bigint();
        engine.ask(question);
        return Number(process.hrtime.bigint() - start) / 1000;
      });
      found[i]?.p50.push(quantile(times, 0.5));
      found[i]?.p99.push(quantile(times, 0.99));
    }
  }
  return engines.flatMap(({ name }, i) => [
    { what: `${label}: ${name}, p50`, unit: 'us', values: found[i]?.p50 ?? [] },
    { what: `${label}: ${name}, p99`, unit: 'us', values: found[i]?.p99 ?? [] },
  ]);
}

function sqlite(revisions: readonly Revision[]): Engine {
  const db = new Database(':memory:');
  db.exec(`create table revision (
    measure integer, rev integer, kind integer, region text,
    valid_from integer, valid_to integer, known_from integer, known_to integer)`);
  const insert = db.prepare('insert into revision values (?, ?, ?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (const r of revisions) {
      const { measure: number, rev, kind, region } = r;
      insert.run(number, rev, kind, region, r.validFrom, r.validTo, r.knownFrom, r.knownTo);
    }
  })();
  db.exec(`create index covering on revision
    (region, valid_to, valid_from, known_from, known_to, measure, rev); analyze`);
  const where = `where region in (?, ?) and valid_to > ? and valid_from <= ?
    and known_from <= ? and known_to > ?`;
  const ids = db.prepare(`select measure, rev from revision ${where}`).raw();
  const ends = db.prepare(`select measure, valid_to from revision ${where}`).raw();
  const values = ({ region, country, valid, known }: Question) =>
    [region, country, valid, valid, known, known] as const;
  return {
    name: 'SQLite',
    ask: (question) => ids.all(...values(question)).length,
    told: (question) => {
      const rows = ends.all(...values(question)) as [number, number][];
      return rows.map(([number, to]) => `${number}:${to}`).sort();
    },
  };
}

function index(revisions: readonly Revision[]): Engine {
  const rows = new RowIndex();
  // Known time as the index has it: how many changes of the record there were.
  const changes = revisions
    .flatMap((revision, i) => [
      { at: revision.knownFrom, i, opens: true },
      ...(revision.knownTo === open ? [] : [{ at: revision.knownTo, i, opens: false }]),
    ])
    .sort((a, b) => a.at - b.at || Number(a.opens) - Number(b.opens));
  const times = Float64Array.from(changes, (change) => change.at);
  const rowOf = new Int32Array(revisions.length);
  const revisionOf = new Int32Array(revisions.length);
  for (const [n, { i, opens }] of changes.entries()) {
    const revision = revisions[i];
    if (revision === undefined) continue;
    if (opens) {
      const { region, validFrom, validTo } = revision;
      const to = validTo === open ? Number.POSITIVE_INFINITY : validTo;
      const row = rows.open(region, validFrom, to, n + 1);
      rowOf[i] = row;
      revisionOf[row] = i;
    } else rows.close(rowOf[i] ?? 0, n + 1);
  }
  const find = ({ region, country, valid, known }: Question) => {
    const out: number[] = [];
    const count = upperBound(times, known);
    rows.find(region, valid, valid + 1, count, out);
    if (country !== region) rows.find(country, valid, valid + 1, count, out);
    return out;
  };
  return {
    name: 'index',
    ask: (question) => find(question).length,
    told: (question) =>
      find(question)
        .map((row) => revisions[revisionOf[row] ?? 0])
        .map((revision) => `${revision?.measure}:${revision?.validTo}`)
        .sort(),
  };
}

function upperBound(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function register(revisions: readonly Revision[]): Engine {
  const built: Register = buildRegister(logOf(revisions), world);
  const numbers = new Map(revisions.map((one) => [idOf(one.measure, 0), one.measure]));
  const ask = ({ region, valid, known }: Question) =>
    built.asOf(region, civilOfMinute(valid), known * 60_000);
  return {
    name: 'register',
    ask: (question) => ask(question).length,
    told: (question) =>
      ask(question)
        .map(({ record, to }) => {
          const end = 'at' in to ? civilMinute(to.at) : open;
          return `${numbers.get(record.id)}:${end}`;
        })
        .sort(),
  };
}
