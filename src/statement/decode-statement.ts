import { fail, ok, type Result } from '../base/index.ts';
import type { Statement, StatementSource } from '../record/index.ts';
import { decodeText } from './decode-text.ts';
import { layOutHtml } from './html.ts';
import { checkLanguage } from './language.ts';
import { layOutText } from './layout.ts';

/**
 * A received file as the reader takes it in. Every offset of a block leads back to the decoded
 * text; for HTML that is its source, tags and all. Without a media type, the first tag decides.
 * Fails as `decodeText` does, with `text_empty` if no words are left, and with `text_language` if
 * they are in no language that is known.
 */
export function decodeStatement(
  bytes: Uint8Array,
  source: StatementSource,
  mediaType?: Statement['mediaType'],
): Result<Statement> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const { text, encoding } = decoded.value;
  const type = mediaType ?? (looksLikeHtml(text) ? 'text/html' : 'text/plain');
  const blocks = type === 'text/html' ? layOutHtml(text) : layOutText(text);
  if (blocks.length === 0) {
    return fail('text_empty', 'the file holds no words', null, 'Give the statement itself.');
  }
  const language = checkLanguage(blocks, source.lang);
  if (!language.ok) return language;
  return ok({ source, text, encoding, mediaType: type, blocks });
}

function looksLikeHtml(text: string): boolean {
  const head = text.slice(0, 4000).trimStart();
  return /^(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,1000}-->\s*)?<(?:!doctype\s+html|html|head|body|main|article|section|div|p|h[1-6]|table|ul|ol)[\s>]/i.test(
    head,
  );
}
