// Owns: looking for words in every file below a folder: as it lies, decrypted, unsealed with the keys given, and inflated.
// Must not: use the program's own reading of what is there, keys and seals apart.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateSync } from 'node:zlib';
import { decryptWith } from '../../main/crypto/age.ts';
import { openConnection } from '../../db/connection.ts';
import { textOf } from '../pdf/extract.ts';
import { allBytes } from '../builders/pages.ts';
import { must } from '../services/desk.ts';

export type Keys = { readonly dataKey: Uint8Array; readonly identities: readonly string[] };

const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];

/** File and word of every find, sorted. */
export async function foundIn(root: string, keys: Keys, words: readonly string[]): Promise<string[]> {
  const finds = new Set<string>();
  const look = (name: string, bytes: Buffer) => {
    for (const word of words)
      if ([word, word.normalize('NFD')].some((form) => holds(bytes, form))) finds.add(`${name}: ${word}`);
  };
  for (const [name, bytes] of allBytes(root, keys.dataKey)) {
    for (const part of [bytes, ...(await pagesOf(bytes))]) look(name, part);
    for (const part of await unsealed(bytes, keys.identities)) look(name, part);
  }
  for (const [name, bytes] of blobsBelow(root, keys.dataKey))
    for (const part of [bytes, ...(await pagesOf(bytes))]) look(name, part);
  return [...finds].sort();
}

function holds(bytes: Buffer, word: string): boolean {
  const wide = Buffer.from(word, 'utf16le');
  const swapped = Buffer.from(wide).swap16();
  return [Buffer.from(word, 'utf8'), Buffer.from(word, 'latin1'), wide, swapped].some((form) =>
    bytes.includes(form),
  );
}

/** The text of a PDF, and its streams as they inflate. */
async function pagesOf(bytes: Buffer): Promise<Buffer[]> {
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) return [];
  const parts = [Buffer.from((await textOf(bytes)).join('\n'), 'utf8')];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 7)) {
    try {
      parts.push(inflateSync(bytes.subarray(at + 7)));
    } catch {
      // Not deflated: it has been looked through as it lies.
    }
  }
  return parts;
}

async function unsealed(bytes: Buffer, identities: readonly string[]): Promise<Buffer[]> {
  if (!bytes.subarray(0, 21).equals(Buffer.from('age-encryption.org/v1'))) return [];
  const parts: Buffer[] = [];
  for (const identity of identities) {
    const opened = await decryptWith(identity, bytes, { bytes: 256 * 1024 ** 2 });
    if (opened.ok) parts.push(gunzipSync(must(opened)));
  }
  return parts;
}

/** Documents lie over many pages, so they are also read as the database gives them. */
function blobsBelow(root: string, dataKey: Uint8Array): [string, Buffer][] {
  return readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('blobs.db') && statSync(join(root, name)).size > 0)
    .flatMap((name) => {
      const db = openConnection(join(root, name), { dataKey, readonly: true, nativeBinding });
      try {
        const rows = db.prepare<unknown[], { bytes: Buffer }>('SELECT bytes FROM blob').all();
        return rows.map(({ bytes }, index): [string, Buffer] => [`${name} document ${index}`, bytes]);
      } finally {
        db.close();
      }
    });
}
