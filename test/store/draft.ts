import { sha256, toHex, utf8 } from '../../src/base/index.ts';
import type { Draft } from '../../src/record/index.ts';

/** A statement and a request drawn from it, with the bytes that the statement names. */
export function statementDraft(text: string): { draft: Draft; blobs: Uint8Array[] } {
  const bytes = utf8(text);
  const hash = toHex(sha256(bytes));
  return {
    draft: {
      kind: 'statement',
      lang: 'en',
      issuer: 'Test Office (composed for a test)',
      publishedAt: '2022-01-07',
      place: 'KZ',
      genre: 'notice',
      title: text.slice(0, 40) || 'Untitled',
      address: null,
      mediaType: 'text/plain',
      sha256: hash,
      textSha256: hash,
      note: null,
    },
    blobs: [bytes],
  };
}

export function requestDraft(statement: string, words: string): Draft {
  return {
    kind: 'request',
    target: {
      selector: [
        { type: 'TextQuoteSelector', exact: words, prefix: '', suffix: '' },
        { type: 'TextPositionSelector', start: 0, end: words.length },
      ],
    },
    places: { basis: 'implied', codes: ['KZ'], area: null },
    contact: null,
    statement,
    review: 'confirmed',
    reader: null,
  };
}

export function findingDraft(method: string): Draft {
  return {
    kind: 'finding',
    place: 'KZ-ALA',
    what: 'outage',
    from: '2022-01-05T11:15:00.000Z',
    to: null,
    signals: ['active probing'],
    severity: 0.9,
    confidence: 'medium',
    method,
    basis: 'reconstructed',
    address: null,
  };
}
