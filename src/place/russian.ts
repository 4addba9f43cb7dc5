/**
 * Declension of Russian place names, for recognition: every form that occurs in print, and some
 * that do not, since a wrong extra form matches nothing. Words are folded (lower case, ё as е).
 */

const afterHusher = /[жшчщцгкх]$/;

/** All forms of an adjective («актюбинск» + ending) in every gender, number and case. */
export function adjectiveForms(word: string): string[] {
  const stem = word.replace(/(?:ая|ий|ый|ой|ое|ие|ые)$/, '');
  const soft = /[гкхжшчщ]$/.test(stem);
  const endings = soft
    ? ['ая', 'ой', 'ую', 'ою', 'ий', 'ого', 'ому', 'им', 'ом', 'ое', 'ие', 'их', 'ими']
    : ['ая', 'ой', 'ую', 'ою', 'ый', 'ого', 'ому', 'ым', 'ом', 'ое', 'ые', 'ых', 'ыми'];
  return [...endings.map((ending) => stem + ending), word];
}

/** All forms of a town's or country's name; one word, or a word with hyphens. */
export function nounForms(word: string): string[] {
  const onRiver = /^(.+?)(-на-.+)$/.exec(word);
  if (onRiver?.[1] !== undefined) return nounForms(onRiver[1]).map((form) => form + onRiver[2]);
  if (/(?:ый|ой|ое|ые|ская|ский|ские|ая)$/.test(word) && word.length > 5)
    return adjectiveForms(word);
  const stem = word.slice(0, -1);
  const last = word.at(-1) ?? '';
  switch (last) {
    case 'а':
      return withEndings(stem, [
        'а',
        afterHusher.test(stem) ? 'и' : 'ы',
        'е',
        'у',
        'ой',
        'ою',
        'ей',
      ]);
    case 'я':
      return withEndings(
        stem,
        stem.endsWith('и') ? ['я', 'и', 'ю', 'ей'] : ['я', 'и', 'е', 'ю', 'ей'],
      );
    case 'ь':
      return withEndings(stem, ['ь', 'я', 'ю', 'ем', 'е', 'и', 'ью']);
    case 'й':
      return withEndings(stem, ['й', 'я', 'ю', 'ем', 'е', 'и']);
    case 'о':
      return withEndings(stem, ['о', 'а', 'у', 'ом', 'е']);
    case 'е':
    case 'и':
    case 'у':
    case 'ю':
    case 'э':
    case 'ы':
      return [word];
    default:
      return withEndings(word, ['', 'а', 'у', 'ом', 'ем', 'е', 'ым']);
  }
}

/** A plural name («Сумы», «Нидерланды», «Соединенные Штаты»): its last word in every case. */
export function pluralForms(word: string): string[] {
  const stem = word.replace(/[ыиая]$/, '');
  const endings = [
    word.slice(stem.length),
    '',
    'ам',
    'ами',
    'ах',
    'ов',
    'ев',
    'ей',
    'ям',
    'ями',
    'ях',
  ];
  return withEndings(stem, endings);
}

function withEndings(stem: string, endings: readonly string[]): string[] {
  return endings.map((ending) => stem + ending);
}
