export { decodeStatement } from './decode-statement.ts';
export { type DecodedText, decodeText } from './decode-text.ts';
