// Owns: reading a zip archive held in memory, counting every byte while it is inflated. Must not: trust declared sizes.
import { createInflateRaw, crc32 } from 'node:zlib';
import type { FileProblem } from '../../domain/intake/problems.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { type FileLimits, megabytes } from './limits.ts';

export type ZipPart = {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly offset: number;
};

/** Bytes still allowed, shared by all parts of one archive. */
export type Budget = { left: number };

type Reading<T> = Result<T, FileProblem>;

const endSignature = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const endLength = 22;
const pieceLength = 64 * 1024;

/** The archive's table of contents. An archive without its end was cut off. */
export function listParts(bytes: Buffer, limits: FileLimits): Reading<readonly ZipPart[]> {
  const end = bytes.lastIndexOf(endSignature);
  if (end === -1 || end + endLength > bytes.length) return err(missingEnd(bytes));
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.parts) return err({ tag: 'fileBomb', megabytes: megabytes(limits.inflatedBytes) });
  const parts: ZipPart[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return err({ tag: 'fileDamaged' });
    const nameLength = bytes.readUInt16LE(at + 28);
    const part = {
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packedSize: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    };
    parts.push(part);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return ok(parts);
}

function missingEnd(bytes: Buffer): FileProblem {
  const tail = bytes.subarray(-endLength);
  return { tag: tail.every((byte) => byte === 0) ? 'fileNulFilled' : 'fileTruncated' };
}

/**
 * Inflates one part in small pieces and stops the moment the budget is used up. With `keep` the content is returned and its
 * checksum verified; without it the bytes are only counted, so memory stays flat however far a part expands.
 */
export async function inflatePart(
  bytes: Buffer,
  part: ZipPart,
  options: { readonly budget: Budget; readonly keep: boolean; readonly limits: FileLimits },
): Promise<Reading<Buffer>> {
  const packed = packedBytes(bytes, part);
  if (!packed.ok) return packed;
  const kept: Buffer[] = [];
  try {
    for await (const piece of piecesOf(packed.value, part.method)) {
      options.budget.left -= piece.length;
      if (options.budget.left < 0) {
        return err({ tag: 'fileBomb', megabytes: megabytes(options.limits.inflatedBytes) });
      }
      if (options.keep) kept.push(piece);
    }
  } catch {
    return err({ tag: 'fileDamaged' });
  }
  const content = Buffer.concat(kept);
  return options.keep && crc32(content) !== part.crc ? err({ tag: 'fileDamaged' }) : ok(content);
}

function packedBytes(bytes: Buffer, part: ZipPart): Reading<Buffer> {
  const encrypted = (part.flags & 1) === 1;
  if (encrypted || (part.method !== 0 && part.method !== 8)) return err({ tag: 'fileUnreadable' });
  const { offset } = part;
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50)
    return err({ tag: 'fileDamaged' });
  const from = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const to = from + part.packedSize;
  return to > bytes.length ? err({ tag: 'fileTruncated' }) : ok(bytes.subarray(from, to));
}

async function* piecesOf(packed: Buffer, method: number): AsyncGenerator<Buffer> {
  if (method === 0) {
    yield packed;
    return;
  }
  const inflate = createInflateRaw({ chunkSize: pieceLength });
  inflate.end(packed);
  for await (const piece of inflate) {
    if (Buffer.isBuffer(piece)) yield piece;
  }
}

/** An archive of the given contents without compression, as a stream: what the spreadsheet reader is handed. */
export function* packStored(contents: ReadonlyMap<string, Buffer>): Generator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of contents) {
    const name = Buffer.from(path, 'utf8');
    const fixed = storedFields(content, name.length);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), fixed, name]);
    yield local;
    for (let from = 0; from < content.length; from += pieceLength) {
      yield content.subarray(from, from + pieceLength);
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from([0x50, 0x4b, 0x01, 0x02, 20, 0]), fixed, tail, name);
    offset += local.length + content.length;
  }
  const entries = Buffer.concat(directory);
  yield entries;
  const end = Buffer.alloc(endLength);
  endSignature.copy(end);
  end.writeUInt16LE(contents.size, 8);
  end.writeUInt16LE(contents.size, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  yield end;
}

/** The 26 bytes that the local header and the directory entry share. */
function storedFields(content: Buffer, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}
