// Reads a ZIP archive from disk, entry by entry. Only what the Electron archive needs: stored and deflated
// entries under 4 GB. Nothing is written outside the folder it is told.
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, open } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;

/** The entries of a central directory: name, method, sizes, unix mode, offset of the local header. */
export function readDirectory(buffer, count) {
  const entries = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (buffer.readUInt32LE(at) !== CENTRAL) throw new Error('The archive has a damaged directory.');
    const nameLength = buffer.readUInt16LE(at + 28);
    const extra = buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
    entries.push({
      name: buffer.toString('utf8', at + 46, at + 46 + nameLength),
      method: buffer.readUInt16LE(at + 10),
      compressed: buffer.readUInt32LE(at + 20),
      mode: (buffer.readUInt32LE(at + 38) >>> 16) & 0o777,
      offset: buffer.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + extra;
  }
  return entries;
}

/** Whether an entry's name stays inside the folder it is unpacked into. */
export function isSafeName(name) {
  const path = normalize(name.replaceAll('\\', '/'));
  return name !== '' && !isAbsolute(path) && !/^([a-z]:|\.\.([\\/]|$))/i.test(path);
}

/** Unpacks into `folder` the entries for which `rename(name)` gives a new relative path. */
export async function unzip(archive, folder, rename) {
  const file = await open(archive, 'r');
  try {
    for (const entry of await listEntries(file)) {
      const target = entry.name.endsWith('/') ? undefined : rename(entry.name);
      if (target === undefined) continue;
      if (!isSafeName(target)) throw new Error(`The archive names a file outside its folder: ${entry.name}`);
      await extractEntry(file, entry, join(folder, target));
    }
  } finally {
    await file.close();
  }
}

async function listEntries(file) {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END) continue;
    const count = tail.readUInt16LE(at + 10);
    return readDirectory(await readAt(file, tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12)), count);
  }
  throw new Error('The archive is cut off or is no ZIP file.');
}

async function extractEntry(file, entry, target) {
  await mkdir(dirname(target), { recursive: true });
  const local = await readAt(file, entry.offset, 30);
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const source = Readable.from(chunksOf(file, start, entry.compressed));
  const sink = createWriteStream(target);
  if (entry.method === 8) await pipeline(source, createInflateRaw(), sink);
  else if (entry.method === 0) await pipeline(source, sink);
  else throw new Error(`The archive packs ${entry.name} in a way that cannot be read here.`);
  if (entry.mode !== 0) await chmod(target, entry.mode);
}

async function* chunksOf(file, start, length) {
  for (let at = 0; at < length; at += 1 << 20)
    yield await readAt(file, start + at, Math.min(1 << 20, length - at));
}

async function readAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('The archive is cut off.');
  return buffer;
}
