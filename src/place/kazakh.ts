/**
 * Kazakh adds endings in a fixed order: number, possession, case, «-ғы» (that which is in), case.
 * Names are kept as stems; a word is a name if what follows the stem is such a chain. Vowel harmony
 * is not checked: a chain that breaks it is a misprint, not another word.
 */

const number = '(?:лар|лер|дар|дер|тар|тер)?';
const possession = '(?:ы|і|сы|сі)?';
const cases =
  '(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|на|не|а|е|ны|ні|ды|ді|ты|ті|н' +
  '|да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен|мен|бен|пен)';
const chain = new RegExp(
  `^-?${number}${possession}(?:${cases}(?:ғы|гі|қы|кі)?(?:${number}${cases})?)?$`,
);

/** The longest chain that is looked at, in letters: «-ларындағыларымен». */
const chainMax = 18;

/** Whether an ending (which may be empty) is a chain of Kazakh suffixes. */
export function isSuffixChain(ending: string): boolean {
  return ending.length <= chainMax && chain.test(ending);
}
