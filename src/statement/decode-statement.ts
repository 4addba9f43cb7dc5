import { ok, type Result } from '../base/index.ts';
import type { Statement, StatementSource } from '../record/index.ts';
import { decodeText } from './decode-text.ts';
import { layOutText } from './layout.ts';

/**
 * A received file as the reader takes it in. Every offset of a block leads back to the decoded
 * text. Fails as `decodeText` does, and with `text_language` if no known script is in the words.
 */
export function decodeStatement(
  bytes: Uint8Array,
  source: StatementSource,
  mediaType: Statement['mediaType'] = 'text/plain',
): Result<Statement> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const { text, encoding } = decoded.value;
  return ok({ source, text, encoding, mediaType, blocks: layOutText(text) });
}
