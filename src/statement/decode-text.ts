import { fail, firstLoneSurrogate, limits, ok, type Result } from '../base/index.ts';
import type { Statement } from '../record/index.ts';
import { fileFormat } from './formats.ts';

/** Received bytes to text, or one clear refusal. Nothing is guessed that the bytes do not show. */

interface DecodedText {
  /** Without byte order mark; otherwise as received, line ends and all. */
  readonly text: string;
  readonly encoding: Statement['encoding'];
}

/** How much of a file is looked at to recognise UTF-16 without a byte order mark, in bytes. */
const sample_bytes = 65_536;

/**
 * UTF-8 (with or without byte order mark), UTF-16 in either order, or windows-1251.
 * Fails with `text_empty`, `text_too_large`, `format_unsupported`, `text_binary`, `text_encoding`
 * or `text_surrogate`; `at` names the byte offset and the line.
 */
export function decodeText(bytes: Uint8Array): Result<DecodedText> {
  if (bytes.length > limits.statement_bytes_max) {
    const message = `the file has ${bytes.length} bytes, at most ${limits.statement_bytes_max} are read`;
    return fail('text_too_large', message, null, 'Give the part that holds the statement.');
  }
  const format = fileFormat(bytes);
  if (format !== null) {
    const todo = 'Save the words as plain text or HTML and give that file.';
    return fail('format_unsupported', `the file is ${format}, which is not read yet`, null, todo);
  }
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  const { text, encoding } = decoded.value;
  if (text.trim() === '') {
    return fail('text_empty', 'the file holds no words', null, 'Give the statement itself.');
  }
  const control = firstControl(text);
  if (control !== null) return binary(control, lineAt(text, control), encoding);
  return decoded;
}

function decode(bytes: Uint8Array): Result<DecodedText> {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return decodeUtf8(bytes, 3);
  if (a === 0xff && b === 0xfe) return decodeUtf16(bytes, 2, true);
  if (a === 0xfe && b === 0xff) return decodeUtf16(bytes, 2, false);
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    const order = utf16Order(bytes);
    if (order === null) return binary(zero, lineOfByte(bytes, zero), 'utf-8');
    return decodeUtf16(bytes, 0, order === 'le');
  }
  return decodeUtf8(bytes, 0);
}

function decodeUtf8(bytes: Uint8Array, skip: number): Result<DecodedText> {
  const bad = firstInvalidUtf8(bytes, skip);
  if (bad < 0) {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(skip));
    return ok({ text, encoding: 'utf-8' });
  }
  if (skip === 0 && looksLikeWindows1251(bytes)) {
    return ok({ text: new TextDecoder('windows-1251').decode(bytes), encoding: 'windows-1251' });
  }
  const at = `byte ${bad}, line ${lineOfByte(bytes, bad)}`;
  if (bytes[bad] === 0xed && ((bytes[bad + 1] ?? 0) & 0xe0) === 0xa0) return surrogate(at);
  const hex = (bytes[bad] ?? 0).toString(16).padStart(2, '0');
  return fail(
    'text_encoding',
    `byte 0x${hex} is not UTF-8 there, and the whole does not read as windows-1251`,
    at,
    'Save the file as UTF-8.',
  );
}

function decodeUtf16(bytes: Uint8Array, skip: number, little: boolean): Result<DecodedText> {
  const encoding = little ? 'utf-16le' : 'utf-16be';
  if ((bytes.length - skip) % 2 !== 0) {
    const at = `byte ${bytes.length - 1}`;
    return fail('text_encoding', `${encoding} ends in the middle of a character`, at, null);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let from = skip; from < bytes.length; from += 8192) {
    const units: number[] = [];
    for (let i = from; i < Math.min(from + 8192, bytes.length); i += 2) {
      units.push(view.getUint16(i, little));
    }
    parts.push(String.fromCharCode(...units));
  }
  const text = parts.join('');
  const lone = firstLoneSurrogate(text);
  if (lone >= 0) return surrogate(`byte ${skip + 2 * lone}, line ${lineAt(text, lone)}`);
  return ok({ text, encoding });
}

/**
 * UTF-16 without a mark: white space and Latin letters have a zero byte, Cyrillic letters a 4, and
 * always on the same side.
 */
function utf16Order(bytes: Uint8Array): 'le' | 'be' | null {
  const size = Math.min(bytes.length, sample_bytes) & ~1;
  let zerosFirst = 0;
  let zerosSecond = 0;
  let highFirst = 0;
  let highSecond = 0;
  for (let i = 0; i < size; i += 2) {
    const [first = 0, second = 0] = [bytes[i], bytes[i + 1]];
    if (first === 0) zerosFirst++;
    if (second === 0) zerosSecond++;
    if (isCommonHigh(first)) highFirst++;
    if (isCommonHigh(second)) highSecond++;
  }
  const enough = (size / 2) * 0.9;
  if (zerosSecond > zerosFirst * 5 && highSecond >= enough) return 'le';
  if (zerosFirst > zerosSecond * 5 && highFirst >= enough) return 'be';
  return null;
}

/** 0x00 Latin, 0x04 Cyrillic, 0x20 general punctuation, 0xd8 to 0xdf surrogates. */
function isCommonHigh(byte: number): boolean {
  return byte === 0 || byte === 4 || byte === 0x20 || (byte >= 0xd8 && byte <= 0xdf);
}

/** The offset of the first byte that begins no well-formed sequence (RFC 3629), or -1. */
function firstInvalidUtf8(bytes: Uint8Array, from: number): number {
  let i = from;
  while (i < bytes.length) {
    const size = sequenceSize(bytes, i);
    if (size === 0) return i;
    i += size;
  }
  return -1;
}

/** Bytes of the well-formed UTF-8 sequence that begins here; 0 if none does. */
function sequenceSize(bytes: Uint8Array, i: number): number {
  const [lead = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(i, i + 4);
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return isTail(second) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    if (lead === 0xe0 && second < 0xa0) return 0;
    if (lead === 0xed && second > 0x9f) return 0;
    return isTail(second) && isTail(third) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    if (lead === 0xf0 && second < 0x90) return 0;
    if (lead === 0xf4 && second > 0x8f) return 0;
    return isTail(second) && isTail(third) && isTail(fourth) ? 4 : 0;
  }
  return 0;
}

function isTail(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** The ten commonest letters of Russian in windows-1251, small; they are common in Kazakh too. */
const common1251: ReadonlySet<number> = new Set([
  0xee, 0xe5, 0xe0, 0xe8, 0xed, 0xf2, 0xf1, 0xf0, 0xe2, 0xeb,
]);
/** Quotation marks, dashes, ellipsis, bullet, №, « », no-break space and section mark. */
const marks1251: ReadonlySet<number> = new Set([
  0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xa0, 0xa7, 0xab, 0xb0, 0xb7, 0xb9,
  0xbb,
]);

/**
 * Whether bytes that are not UTF-8 read as Russian or Kazakh in windows-1251: nearly every high
 * byte is a letter or a mark of text, the letters are the common ones (KOI8-R and code page 866
 * fail here), and it is not UTF-8 with damage.
 */
function looksLikeWindows1251(bytes: Uint8Array): boolean {
  let letters = 0;
  let common = 0;
  let other = 0;
  let sequences = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) continue;
    if (byte >= 0xc2 && byte <= 0xdf && isTail(bytes[i + 1] ?? 0)) sequences++;
    if (byte >= 0xc0 || byte === 0xa8 || byte === 0xb8) {
      letters++;
      if (common1251.has(byte < 0xe0 ? byte + 0x20 : byte)) common++;
    } else if (!marks1251.has(byte)) {
      other++;
    }
  }
  if (letters < 10 || other > letters * 0.05 || sequences > letters * 0.3) return false;
  return common >= letters * 0.45;
}

/** The first control character that no text has, if there are too many for a slip; else `null`. */
function firstControl(text: string): number | null {
  const first = text.search(controls);
  if (first < 0) return null;
  const count = text.match(allControls)?.length ?? 0;
  return text[first] === '\0' || count > Math.max(2, text.length / 500) ? first : null;
}

const controls = /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/;
const allControls = new RegExp(controls, 'g');

function binary(offset: number, line: number, encoding: string): ReturnType<typeof fail> {
  return fail(
    'text_binary',
    `the file holds control characters that no ${encoding} text has`,
    `offset ${offset}, line ${line}`,
    'Give a file of plain text or HTML.',
  );
}

function surrogate(at: string): ReturnType<typeof fail> {
  const message = 'half of a surrogate pair stands alone, which is no character';
  return fail('text_surrogate', message, at, 'Remove it or save the text anew as UTF-8.');
}

function lineOfByte(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) if (bytes[i] === 0x0a) line++;
  return line;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) if (text.charCodeAt(i) === 0x0a) line++;
  return line;
}
