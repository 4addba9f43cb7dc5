import { ok, type Result } from '../../base/index.ts';
import type { Gazetteer } from '../../place/index.ts';
import type { TimePoint } from '../../record/index.ts';
import { type InForceAnswer, inForceAnswer, readQuestion } from '../answers.ts';
import { clock, openService } from '../service.ts';
import { printable, type Terminal, wrap } from './terminal.ts';

/** How far from the day a code's own time is looked for, in years. */
const code_years_max = 40;

/** `aiqyn in-force`: what holds at a place and time, as known when. */

export interface InForceOptions {
  readonly place: string;
  readonly at?: string;
  readonly known?: string;
  readonly data: string;
  readonly json?: boolean;
}

export async function inForceCommand(
  options: InForceOptions,
  terminal: Terminal,
): Promise<Result<void>> {
  const service = openService(options.data, { readonly: true });
  if (!service.ok) return service;
  const { store, register, gazetteer } = service.value;
  try {
    const asked = { place: options.place, at: options.at ?? null, known: options.known ?? null };
    const question = readQuestion(asked, gazetteer, clock());
    if (!question.ok) {
      const { error } = question;
      return { ok: false, error: { ...error, at: `--${error.at}` } };
    }
    const answer = inForceAnswer(question.value, register);
    if (options.json) terminal.out(JSON.stringify(answer, null, 2));
    else {
      const { place, at } = question.value;
      show(answer, nameOf(place, at.slice(0, 10), gazetteer), terminal);
    }
    return ok(undefined);
  } finally {
    await store.close();
  }
}

/** "Almaty (KZ-ALA)"; for a code of another time its latest name before or after, saying so. */
function nameOf(code: string, on: string, gazetteer: Gazetteer): string {
  const place = gazetteer.place(code, on);
  if (place !== null) return `${place.names.en} (${code})`;
  const year = Number(on.slice(0, 4));
  const years = Array.from({ length: code_years_max }, (_, i) => i + 1);
  const name = [...years.map((i) => year - i), year, ...years.map((i) => year + i)]
    .map((one) => gazetteer.place(code, `${one}-12-31`)?.names.en)
    .find((one) => one !== undefined);
  return `${name ?? code} (${code}, a code that is not in force on ${on})`;
}

function show(answer: InForceAnswer, name: string, terminal: Terminal): void {
  const { paint, width } = terminal;
  const { inForce } = answer;
  const count = inForce.length === 1 ? '1 measure' : `${inForce.length} measures`;
  terminal.out(`${paint.bold(name)}, ${answer.at.replace('T', ' ')} local time: ${count} in force`);
  terminal.out(paint.dim(`as known at ${answer.known}`));
  for (const rule of inForce) {
    const marks = [
      rule.inherited ? `from ${rule.place}` : '',
      rule.certain ? '' : 'place not precise',
      rule.begun ? '' : 'from this day on, the hour is not stated',
      rule.activeNow || !rule.begun ? '' : 'not at this hour',
      rule.review === 'unreviewed' ? 'not confirmed by an editor' : '',
      rule.changes.some(({ review }) => review === 'unreviewed')
        ? 'changed by a record that no editor confirmed'
        : '',
      rule.conflicts.length > 0 ? `${rule.conflicts.length} sources disagree` : '',
    ].filter((mark) => mark !== '');
    const daily = rule.daily === null ? '' : `, daily ${rule.daily.join('–')}`;
    terminal.out(
      `\n${paint.bold(paint.yellow(rule.type))}  ${point(rule.from)} – ${point(rule.to)}${daily}`,
    );
    if (marks.length > 0) terminal.out(`    ${paint.dim(marks.join('; '))}`);
    terminal.out(wrap(`“${rule.quote}”`, width, '    '));
    const { title, publishedAt } = rule.statement;
    terminal.out(paint.dim(wrap(`${printable(title)}, ${publishedAt}`, width, '    ')));
    terminal.out(paint.dim(`    ${rule.id}`));
  }
}

function point(time: TimePoint): string {
  if (!('at' in time)) return time.basis === 'open' ? 'open' : 'not stated';
  return time.at.replace('T', ' ') + (time.basis === 'implied' ? ' (implied)' : '');
}
