// Owns: from a file, or bytes, to a table of cells, within limits. Must not: know our fields (domain/intake does) or the store.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { FileProblem } from '../../domain/intake/problems.ts';
import type { Delimiter, RawTable, TableNote, TextEncoding } from '../../domain/intake/table.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { decodeCsv } from './decode-csv.ts';
import { decodeJson } from './decode-json.ts';
import { decodeText } from './decode-text.ts';
import { decodeXlsx } from './decode-xlsx.ts';
import { defaultLimits, type FileLimits, megabytes } from './limits.ts';
import { readBounded } from './read-bounded.ts';

export type TableSource = { readonly path: string } | { readonly bytes: Uint8Array; readonly name: string };

/** What a person chose instead of the guesses, and narrower limits in tests. */
export type TableOptions = {
  readonly encoding?: TextEncoding;
  readonly delimiter?: Delimiter;
  readonly limits?: Partial<FileLimits>;
};

type Reading<T> = Result<T, FileProblem>;

/** Reads CSV, XLSX or JSON by content, not by name. Nothing is written anywhere; every fault is a tagged value. */
export async function readTable(source: TableSource, options: TableOptions = {}): Promise<Reading<RawTable>> {
  const limits = { ...defaultLimits, ...options.limits };
  const bytes = 'path' in source ? await readBounded(source.path, limits) : ok(Buffer.from(source.bytes));
  if (!bytes.ok) return bytes;
  if (bytes.value.length > limits.fileBytes) {
    return err({ tag: 'fileTooLarge', megabytes: megabytes(limits.fileBytes) });
  }
  const name = 'path' in source ? basename(source.path) : source.name;
  const sha256 = createHash('sha256').update(bytes.value).digest('hex');
  const table = await decode(bytes.value, name, { ...options, limits });
  return table.ok ? ok({ ...table.value, sha256 }) : table;
}

type Decoded = Omit<RawTable, 'sha256'>;
type Decoding = TableOptions & { readonly limits: FileLimits };

async function decode(bytes: Buffer, name: string, options: Decoding): Promise<Reading<Decoded>> {
  const signature = bytes.toString('latin1', 0, 8);
  if (signature.startsWith('PK\u0003\u0004') || signature.startsWith('PK\u0005\u0006')) {
    if (isOpenDocument(bytes)) return err({ tag: 'fileOpenDocument' });
    const table = await decodeXlsx(bytes, options.limits);
    return table.ok ? ok({ format: 'xlsx', ...table.value }) : table;
  }
  if (signature === '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1') return err({ tag: 'fileOldExcel' });
  return decodeAsText(bytes, name, options);
}

/** ODS and its kin begin with a part that names their kind, uncompressed. */
function isOpenDocument(bytes: Buffer): boolean {
  return bytes.toString('latin1', 30, 80).startsWith('mimetypeapplication/vnd.oasis.opendocument.');
}

function decodeAsText(bytes: Buffer, name: string, options: Decoding): Reading<Decoded> {
  const decoded = decodeText(bytes, options.encoding);
  if (!decoded.ok) return decoded;
  const { encoding, guessed } = decoded.value;
  const text = withoutMarks(decoded.value.text);
  const notes: TableNote[] = guessed ? [{ tag: 'encodingGuessed', encoding }] : [];
  const shape = textShape(text, name);
  switch (shape) {
    case 'empty':
      return err({ tag: 'fileEmpty' });
    case 'other':
      return err({ tag: 'fileNotATable' });
    case 'json': {
      const table = decodeJson(text, options.limits);
      return table.ok ? ok({ format: 'json', encoding, notes, ...table.value }) : table;
    }
    case 'csv': {
      const table = decodeCsv(text, options.limits, options.delimiter);
      if (!table.ok) return table;
      return ok({ format: 'csv', encoding, ...table.value, notes: [...table.value.notes, ...notes] });
    }
  }
}

/** The byte order mark before, and the end marks (0x1A) that old programs leave after, are no text. */
function withoutMarks(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 0x1a) end--;
  return text.slice(text.startsWith('\uFEFF') ? 1 : 0, end);
}

function textShape(text: string, name: string): 'empty' | 'json' | 'csv' | 'other' {
  const start = /\S/.exec(text)?.[0];
  if (start === undefined) return 'empty';
  if (start === '[' && !/\.(csv|tsv|txt)$/i.test(name)) return 'json';
  return start === '<' || start === '{' || /\.json$/i.test(name) ? 'other' : 'csv';
}
