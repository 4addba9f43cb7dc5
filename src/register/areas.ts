/**
 * Parts of a place without codes, as records name them: names parted by ", ". Reading gives the
 * usual name of each; an editor may write "г. Тараз" or "the city of Taraz".
 */

const nounBefore = /^(?:г\.|город(?:а|е|ом|у)?|қ\.|(?:the )?(?:city|town) of)\s+/u;
const nounAfter = /\s+(?:city|town|қаласы|қ\.)$/u;

/** The same for two ways to write the same parts: names folded, in order, each once. */
export function areaKey(words: string): string {
  const names = words.toLowerCase().replace(/ё/g, 'е').replace(/\s+/g, ' ').split(',');
  const bare = names.map((name) => name.trim().replace(nounBefore, '').replace(nounAfter, ''));
  return [...new Set(bare)]
    .filter((name) => name !== '')
    .sort()
    .join(', ');
}

/** True if the parts of one key are all among those of the other; null is the whole place. */
export function coversArea(whole: string | null, part: string | null): boolean {
  if (whole === null || whole === part) return true;
  if (part === null) return false;
  const names = new Set(whole.split(', '));
  return part.split(', ').every((name) => names.has(name));
}
