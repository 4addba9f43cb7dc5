/** Whether a hyphen at a line's end belongs to the word or only divides it. */

export type Joint = 'space' | 'keep' | 'drop';

/** First parts of compounds that keep their hyphen. A linguist may add to them. */
const firstParts: ReadonlySet<string> = new Set(
  (
    'северо юго западно восточно южно северно центрально торгово информационно социально ' +
    'военно медико контрольно научно учебно хозяйственно политико материально санитарно ' +
    'административно культурно финансово оперативно следственно аварийно поисково пресс вице экс ' +
    'генерал премьер онлайн интернет смс веб бизнес медиа мини макси кое из какой ' +
    'өкпе ата ойын жүріп оқ іс жанар дәрі үй мал бір қол көз тұз сауда тері ыдыс киім көкөніс ' +
    'self non well long short high low so-called anti co ex semi vice cross state half all ' +
    'twenty thirty forty fifty sixty seventy eighty ninety'
  ).split(' '),
);

/** Last parts that are always joined by a hyphen. */
const lastParts = /^(?:то|либо|нибудь|ка|таки|де|с|ақ|ау|мыс|міс|ші|шы)(?!\p{L})/u;

/**
 * How `next` is joined to a line that ends with `line`. `known` tells whether a word stands
 * elsewhere in the same text.
 */
export function jointOf(line: string, next: string, known: (word: string) => boolean): Joint {
  const mark = line.charAt(line.length - 1);
  const before = line.charAt(line.length - 2);
  const after = next.charAt(0);
  if (mark === '\u00ad' || mark === '¬') return /\p{L}/u.test(before) ? 'drop' : 'space';
  if (mark === '–' && /\d/.test(before) && /\d/.test(after)) return 'keep';
  if (!/[-‐‑]/.test(mark) || !/[\p{L}\d]/u.test(before) || !/[\p{L}\d]/u.test(after))
    return 'space';
  if (/\d/.test(before) || !/\p{Ll}/u.test(after)) return 'keep';
  return isCompound(line.slice(0, -1), next, known) ? 'keep' : 'drop';
}

function isCompound(line: string, next: string, known: (word: string) => boolean): boolean {
  const first = /[\p{L}-]{1,40}$/u.exec(line.slice(-40))?.[0].toLowerCase() ?? '';
  const last = /^[\p{L}-]{1,40}/u.exec(next.slice(0, 40))?.[0].toLowerCase() ?? '';
  if (known(first + last)) return false;
  if (known(`${first}-${last}`)) return true;
  if (firstParts.has(first) || lastParts.test(next)) return true;
  // «по-прежнему», «по-русски», «по-товарищески».
  return first === 'по' && /(?:ому|ему|ски|цки|ьи)$/.test(last);
}
