import type { Lang } from '../record/index.ts';
import type { Clause } from './clause.ts';

/**
 * Verbs that ask the reader to do something, told by their form: Russian -йте/-ите, Kazakh -ңыз,
 * an English bare verb at the beginning. Words that only look so are told apart by their place.
 */
export function hasImperative(clause: Clause, lang: Lang): boolean {
  return imperativeAt(clause, lang) !== null;
}

const russian = /(?:[аеиоуыэюя]йте|[^аеиоуыэюя]ите|[^аеиоуыэюя]ьте)(?:сь)?$/;
/** Present-tense second persons and nouns in the prepositional with the same ending. */
const russianOthers =
  /^(?:сайте|лимите|визите|аппетите|кредите|защите|элите|орбите|граните|магните|зените|дефиците|аудите|транзите|видите|хотите|спите|говорите|знаете|помните|находитесь|петите|бойте)$/;
const kazakh = /(?:ңыз|ңіз)(?:дар|дер)?(?:шы|ші)?$/;
/** "барсаңыздар": if you go. */
const kazakhConditional = /(?:са|се)(?:ңыз|ңіз)(?:дар|дер)?$/;
/** "балаларыңыз", "сұрақтарыңыз": yours, in the plural; but not "қайтарыңыз". */
const kazakhPossessive = /(?:лар|лер|тар|тер|дар|дер)(?:ыңыз|іңіз)/;
const kazakhVerb = /^(?:қайтар|көтер|аудар|тапсыр|қарат|шығар|жібер|тексер|бер|ескер)/;
/** Polite possessives end like imperatives: "көмегіңіз", "үйіңіздің". */
const kazakhNoun = /(?:үй|көмег|отбас|өмір|денсаулы|қауіпсіздіг|аула|балала|мекенжай|құжат)/;

function imperativeAt(clause: Clause, lang: Lang): number | null {
  const { tokens } = clause.sentence;
  for (let i = clause.from; i < clause.to; i++) {
    const token = tokens[i];
    if (token?.kind !== 'word') continue;
    if (lang === 'ru' && russian.test(token.text) && !russianOthers.test(token.text)) return i;
    if (lang === 'kk' && isKazakhImperative(token.text)) return i;
  }
  return null;
}

function isKazakhImperative(word: string): boolean {
  if (!kazakh.test(word) || kazakhNoun.test(word) || kazakhConditional.test(word)) return false;
  return !kazakhPossessive.test(word) || kazakhVerb.test(word);
}
