/** Every input has a named limit with its unit. Nothing larger is read, stored or served. */
export const limits = {
  /** A received file, before decoding. A 2,000-page transcript is about 4 MB. */
  statement_bytes_max: 10_000_000,
  /** One log entry: `tlog-tiles` bundles give an entry's length as uint16. */
  entry_bytes_max: 65_535,
  /** A quote's context on either side, in UTF-16 units. */
  quote_context_chars: 32,
  /** A request body to the server, in bytes. A statement, form-encoded, with room to spare. */
  body_bytes_max: 12_000_000,
  /** Provisions proposed from one statement. */
  proposals_max: 20_000,
} as const;
