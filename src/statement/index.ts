export { decodeStatement } from './decode-statement.ts';
export { decodeText } from './decode-text.ts';
