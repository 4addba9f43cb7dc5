import { fail, ok, type Result } from '../base/index.ts';
import type { Gazetteer } from '../place/index.ts';
import { type Cues, compileCues } from './cues.ts';
import { compileVocabulary, type Vocabulary } from './vocabulary.ts';
import type { ReadingResources } from './walk.ts';

/**
 * Compiles the lexicons of all languages. `files`: the names and texts of `data/lexicon/*`.
 * Failures: `lexicon_missing`, `lexicon_syntax`, `lexicon_invalid`.
 */
export function loadReading(
  files: ReadonlyMap<string, string>,
  gazetteer: Gazetteer,
): Result<ReadingResources> {
  const ru = loadLanguage(files, 'ru');
  if (!ru.ok) return ru;
  const kk = loadLanguage(files, 'kk');
  if (!kk.ok) return kk;
  const en = loadLanguage(files, 'en');
  if (!en.ok) return en;
  return ok({
    cues: { ru: ru.value.cues, kk: kk.value.cues, en: en.value.cues },
    vocabulary: {
      ru: ru.value.vocabulary,
      kk: kk.value.vocabulary,
      en: en.value.vocabulary,
    },
    gazetteer,
  });
}

function loadLanguage(
  files: ReadonlyMap<string, string>,
  lang: 'ru' | 'kk' | 'en',
): Result<{ readonly cues: Cues; readonly vocabulary: Vocabulary }> {
  const texts: string[] = [];
  for (const part of ['cues', 'time', 'numbers']) {
    const name = `${lang}.${part}.yaml`;
    const text = files.get(name);
    if (text === undefined) {
      return fail('lexicon_missing', `there is no lexicon ${name}`, `data/lexicon/${name}`);
    }
    texts.push(text);
  }
  const [cuesText = '', timeText = '', numbersText = ''] = texts;
  const cues = compileCues(lang, cuesText);
  if (!cues.ok) return cues;
  const vocabulary = compileVocabulary(timeText, numbersText);
  if (!vocabulary.ok) return vocabulary;
  return ok({ cues: cues.value, vocabulary: vocabulary.value });
}
