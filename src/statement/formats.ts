/** File formats that are told apart from text by their first bytes. */

interface Format {
  readonly name: string;
  readonly magic: readonly number[];
}

const formats: readonly Format[] = [
  { name: 'a PDF', magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { name: 'a ZIP container (DOCX, ODT, XLSX)', magic: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'an OLE document (DOC, XLS)', magic: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { name: 'an RTF document', magic: [0x7b, 0x5c, 0x72, 0x74, 0x66] },
  { name: 'a PNG image', magic: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a JPEG image', magic: [0xff, 0xd8, 0xff] },
  { name: 'a GIF image', magic: [0x47, 0x49, 0x46, 0x38] },
  { name: 'a TIFF image', magic: [0x49, 0x49, 0x2a, 0x00] },
  { name: 'a TIFF image', magic: [0x4d, 0x4d, 0x00, 0x2a] },
  { name: 'a DjVu scan', magic: [0x41, 0x54, 0x26, 0x54, 0x46, 0x4f, 0x52, 0x4d] },
  { name: 'a RIFF file (WebP)', magic: [0x52, 0x49, 0x46, 0x46] },
  { name: 'a gzip archive', magic: [0x1f, 0x8b] },
  { name: 'a RAR archive', magic: [0x52, 0x61, 0x72, 0x21, 0x1a] },
  { name: 'a 7z archive', magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
];

/** What the file is, with its article, if its first bytes say that it is no text; else `null`. */
export function fileFormat(bytes: Uint8Array): string | null {
  const found = formats.find(({ magic }) => magic.every((byte, i) => bytes[i] === byte));
  return found?.name ?? null;
}
