import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { fail, ok, type Result } from '../base/index.ts';
import {
  check,
  type Lang,
  type MeasureAct,
  type MeasureType,
  measureType,
} from '../record/index.ts';
import { PatternSet } from './pattern.ts';

/**
 * The cues of one language, out of `data/lexicon/<lang>.cues.yaml`: which words name a measure,
 * which verbs set, keep, end or change one, and which words make a sentence a request, a warning,
 * a promise, an assertion or none of these. `docs/languages.md` explains how to add a language.
 */

/** What a verb does to a rule or to an activity; `acts.ts` turns it into a measure's act. */
export const verbRoles = [
  'set',
  'keep',
  'prolong',
  'change',
  'soften',
  'end',
  'stop',
  'go',
  'only',
] as const;
export type VerbRole = (typeof verbRoles)[number];

/** What a cue says about the clause as a whole. */
export const signs = [
  'request',
  'warning',
  'promise',
  'duty',
  'future',
  'event',
  'state',
  'denial',
  'nothing',
  'negation',
  'condition',
  'reported',
  'history',
  'intention',
  'some_places',
  'already',
  'anaphor',
  'wish',
  'ask',
  'regime_period',
  'regime_end',
  'document_period',
  'addressee',
  'infinitive',
  'stative',
  'ban_noun',
  'tail',
  'that_day',
  'heading',
  'enacting',
] as const;
export type Sign = (typeof signs)[number];

export type Cue =
  | {
      readonly kind: 'type';
      readonly type: MeasureType;
      /** rule: names the restriction; activity: what it restricts; direct: a whole predicate. */
      readonly part: 'rule' | 'activity' | 'direct';
      readonly act: MeasureAct | null;
      readonly name: string;
    }
  | { readonly kind: 'verb'; readonly role: VerbRole; readonly name: string }
  | { readonly kind: 'sign'; readonly sign: Sign; readonly name: string }
  | { readonly kind: 'mask'; readonly name: string };

export interface Cues {
  readonly lang: Lang;
  readonly patterns: PatternSet<Cue>;
  /** Words at which a sentence may be cut into clauses, if what follows can stand alone. */
  readonly joints: ReadonlySet<string>;
  /** Abbreviations that end in a full stop without ending a sentence. */
  readonly abbreviations: ReadonlySet<string>;
}

const patternList = z.array(z.string().min(1)).default([]);
const actLists = z
  .strictObject({
    declare: patternList,
    continue: patternList,
    extend: patternList,
    amend: patternList,
    ease: patternList,
    lift: patternList,
  })
  .partial();

const cueFile = z.strictObject({
  groups: z.record(z.string(), z.array(z.string().min(1))).default({}),
  joints: z.array(z.string()),
  abbreviations: z.array(z.string()),
  mask: patternList,
  verbs: z.partialRecord(z.enum(verbRoles), patternList),
  signs: z.partialRecord(z.enum(signs), patternList),
  measures: z.partialRecord(
    measureType,
    z.strictObject({ rule: patternList, activity: patternList, direct: actLists.default({}) }),
  ),
});

/** Compiles the text of a cue file. Failures: `lexicon_syntax`, `lexicon_invalid`. */
export function compileCues(lang: Lang, text: string): Result<Cues> {
  const at = `data/lexicon/${lang}.cues.yaml`;
  let raw: unknown;
  try {
    raw = parseYaml(text);
  } catch (error) {
    return fail('lexicon_syntax', `${at} is not YAML: ${String(error)}`, at);
  }
  const file = check(cueFile, raw, 'lexicon_invalid');
  if (!file.ok) return fail('lexicon_invalid', `${at}: ${file.error.message}`, at);
  const patterns = new PatternSet<Cue>(new Map(Object.entries(file.value.groups)));
  try {
    for (const { pattern, cue } of cuesOf(lang, file.value)) patterns.add(pattern, cue);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return fail('lexicon_syntax', `${at}: ${error.message}`, at, 'See docs/languages.md.');
  }
  return ok({
    lang,
    patterns,
    joints: new Set(file.value.joints),
    abbreviations: new Set(file.value.abbreviations),
  });
}

function* cuesOf(
  lang: Lang,
  file: z.infer<typeof cueFile>,
): Generator<{ pattern: string; cue: Cue }> {
  for (const pattern of file.mask) yield { pattern, cue: { kind: 'mask', name: `${lang}/mask` } };
  for (const role of verbRoles) {
    for (const pattern of file.verbs[role] ?? []) {
      yield { pattern, cue: { kind: 'verb', role, name: `${lang}/verbs/${role}` } };
    }
  }
  for (const sign of signs) {
    for (const pattern of file.signs[sign] ?? []) {
      yield { pattern, cue: { kind: 'sign', sign, name: `${lang}/signs/${sign}` } };
    }
  }
  for (const type of measureType.options) {
    const lists = file.measures[type];
    if (lists === undefined) continue;
    const name = `${lang}/measures/${type}`;
    for (const part of ['rule', 'activity'] as const) {
      for (const pattern of lists[part]) {
        yield { pattern, cue: { kind: 'type', type, part, act: null, name: `${name}/${part}` } };
      }
    }
    for (const act of ['declare', 'continue', 'extend', 'amend', 'ease', 'lift'] as const) {
      for (const pattern of lists.direct[act] ?? []) {
        yield { pattern, cue: { kind: 'type', type, part: 'direct', act, name: `${name}/${act}` } };
      }
    }
  }
}
