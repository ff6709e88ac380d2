// Owns: reading every page of an encrypted database and of its log as raw bytes, free pages and left-over log frames included.
// Must not: use SQLite: what its cells no longer point to is just what is looked for.
import { createDecipheriv } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const pageSize = 4096;
/** SQLCipher 4: 16 bytes of IV and 64 of HMAC at the end of each page; the first page begins with 16 bytes of salt. */
const reserved = 80;

function decryptPage(page: Buffer, key: Uint8Array, first: boolean): Buffer {
  const start = first ? 16 : 0;
  const end = pageSize - reserved;
  const decipher = createDecipheriv('aes-256-cbc', key, page.subarray(end, end + 16));
  decipher.setAutoPadding(false);
  return Buffer.concat([decipher.update(page.subarray(start, end)), decipher.final()]);
}

function pagesOf(file: Buffer, key: Uint8Array): Buffer[] {
  return Array.from({ length: Math.floor(file.length / pageSize) }, (_, at) =>
    decryptPage(file.subarray(at * pageSize, (at + 1) * pageSize), key, at === 0),
  );
}

/** Frames of the log, valid or left over: a header of 24 bytes, then the page. */
function framesOf(log: Buffer, key: Uint8Array): Buffer[] {
  const frame = 24 + pageSize;
  return Array.from({ length: Math.max(0, Math.floor((log.length - 32) / frame)) }, (_, at) => {
    const begin = 32 + at * frame;
    const number = log.readUInt32BE(begin);
    return decryptPage(log.subarray(begin + 24, begin + frame), key, number === 1);
  });
}

/** Every byte that lies in a store's folder, decrypted where it is encrypted, by file. */
export function allBytes(dir: string, key: Uint8Array): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const name of readdirSync(dir, { recursive: true }).map(String)) {
    const path = join(dir, name);
    if (!statSync(path).isFile()) continue;
    const bytes = readFileSync(path);
    found.set(name, bytes);
    if (name.endsWith('.db')) found.set(`${name} pages`, Buffer.concat(pagesOf(bytes, key)));
    if (name.endsWith('-wal')) found.set(`${name} frames`, Buffer.concat(framesOf(bytes, key)));
  }
  return found;
}

/** Files in which one of the words stands, as UTF-8, as UTF-16 or as hex. */
export function filesWith(dir: string, key: Uint8Array, words: readonly string[]): string[] {
  if (!existsSync(dir)) throw new Error(`nothing to search in ${dir}`);
  const hits: string[] = [];
  for (const [name, bytes] of allBytes(dir, key)) {
    for (const word of words) {
      const forms = [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')];
      if (forms.some((form) => bytes.includes(form))) hits.push(`${name}: ${word}`);
    }
  }
  return hits;
}
