/** What the beginning and the end of a line say about whether a paragraph goes on. */

/** `1.` `1)` `1.1.` `12.3` `(a)` `а)` `(iv)` and the like, with the space behind it. */
const numbered = /^(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)]|\(?(?:\d{1,3}|\p{L}|[ivx]{1,5})\))(?:\s|$)/u;
/** `2.1 Text`: a dotted number without a closing mark. */
const dotted = /^\d{1,2}(?:\.\d{1,2}){1,3}\s+\p{Lu}/u;
/** `Article 2.` `Статья 3` `Section 4` `§ 5` `7-бап` `Пункт 1.` */
const named =
  /^(?:(?:article|section|clause|part|статья|раздел|глава|пункт|§)\s{0,3}(?:\d{1,3}|[IVX]{1,5})(?=[.:\s]|$)|\d{1,3}[-–]\s?(?:бап|тарау|тармақ)(?=[.:\s]|$))/iu;
const bullet = /^[•·▪◦●○*■□➢‣]\s?(?=\S)/u;
const dash = /^[-–—]\s+(?=\S)/;
/** `5 A person must not`: only where a paragraph begins, and never a date. */
const bare =
  /^\d{1,2}\s+(?:\(\d{1,2}\)\s+)?(?!January|February|March|April|May\s+\d|June|July|August|September|October|November|December)\p{Lu}/u;

export type Marker = 'numbered' | 'dash' | 'bare';

/** The marker that a line begins with, if it is an item of a list. */
export function markerOf(text: string): Marker | null {
  const head = text.slice(0, 60);
  if (numbered.test(head) || dotted.test(head) || named.test(head) || bullet.test(head)) {
    return 'numbered';
  }
  if (dash.test(head)) return 'dash';
  return bare.test(head) ? 'bare' : null;
}

/** A line that holds nothing but an item's number. */
export function isLoneMarker(text: string): boolean {
  return text.length <= 12 && /^(?:\(?[\d.]{1,8}[.)]|[-–—•])$/.test(text);
}

/** The first letter is small, or there is none before something else begins. */
export function beginsSmall(text: string): boolean {
  return /^["'«“„(\s]{0,4}\p{Ll}/u.test(text.slice(0, 8));
}

export function beginsWithDigit(text: string): boolean {
  return /^\d/.test(text);
}

/** A sentence or a clause of a list ends here. */
export function endsSentence(text: string): boolean {
  return /[.!?…:;]["'»”’)\]]{0,3}$/.test(text.slice(-6));
}

export function endsWithComma(text: string): boolean {
  return text.endsWith(',');
}

/** `г.` `р.` `ул.` `им.`: a name follows, so the line goes on though it ends with a full stop. */
export function endsWithTitleShort(text: string): boolean {
  const tail = text.slice(-8).toLowerCase();
  return /(?:^|[\s(])(?:г|р|ул|пос|просп|им|ст|п|пп|с|о|mr|mrs|dr|st|no)\.$/.test(tail);
}

/** A preposition or conjunction that no line ends with on purpose. */
export function endsHanging(text: string): boolean {
  const word = /(?:^|\s)(\p{L}{1,5})$/u.exec(text.slice(-8))?.[1]?.toLowerCase();
  return word !== undefined && hanging.has(word);
}

const hanging: ReadonlySet<string> = new Set(
  (
    'в во на с со к по от до из за о об и или а не для при у под без ' +
    'of the and to in on at by for from with or a an until between ' +
    'және мен бен пен немесе'
  ).split(' '),
);
