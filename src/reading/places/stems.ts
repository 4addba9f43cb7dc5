/**
 * A pattern of beginnings of words, given as a text with a space between two: `закон указ(?:а|у)?$`
 * (a `$` ends the word). Each part is the source of a regular expression, with `u`.
 */
export function stems(text: string): RegExp {
  return new RegExp(`^(?:${text.split(' ').join('|')})`, 'u');
}
