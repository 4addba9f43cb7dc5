/** Telephone numbers and addresses of offices, as a request names them. */

const phone =
  /(?<![\d.,/№])(?:\+?\d[\d\s()–-]{5,18}\d|\d-\d{3,5}-[\dA-Z-]{4,12}|1\d{2,3}|3\d{3}|0\d{2,4}|[2-9]\d{3})(?![.,/:]\d|\d|\s?(?:%|тенге|теңге|год|жыл|г\.|чел|км|см|м\b))/u;
const portal =
  /\b(?:[a-z0-9-]+\.)+(?:kz|kg|uz|tj|tm|ru|by|ua|gov|org|com|net|int|info|lk|nz|ca|uk|au|in|ph|ng|ke|np|bd|pe|et)\b(?:\/[^\s,;)]*)?/i;
/** Right behind a word that leads to a number, any three digits or more are one. */
const called =
  /(?:тел\.?|телефон\S*|номер\S*|звон\S*|call|dial|phone|ring|text|hotline|helpline|\btel\.?|enquiries|inquiries|free number|нөмір\S*)\s*(?:по|на|on|is|:|–|—|№)?\s*(\+?\d[\d\s()–-]{1,18}\d)/iu;
const leadsToPhone =
  /тел|\btel\b|номер|лини|звон|обращ|сообщ|пиш|call|dial|phone|ring|hotline|helpline|number|line|contact|report|text|нөмір|нөмер|хабарлас|хабарла|қоңырау|байланыс|жүгін|желі|\d\s+арқылы|whatsapp|^\D{0,40}[–—:-]\s?\d{3,4}\D*$|:\s?\+?\d[\d\s()-]{5,18}\d\.?$/iu;

/** The telephone number or address in the words, as it is written; null if none is named. */
export function contactIn(text: string): string | null {
  const direct = called.exec(text)?.[1]?.trim();
  if (direct !== undefined) return direct;
  if (leadsToPhone.test(text)) {
    const found = phone.exec(text)?.[0].trim();
    if (found !== undefined) return found;
  }
  return portal.exec(text)?.[0] ?? null;
}
