// Owns: rewriting a TrueType program without its hinting, so that the subset is small and holds no font code.
// Must not choose glyphs; the subset is made before it comes here.

type Tables = Map<string, Uint8Array>;

const HINTING = new Set(['cvt ', 'fpgm', 'prep']);
const WE_HAVE_INSTRUCTIONS = 0x0100;
const MORE_COMPONENTS = 0x0020;

/** Takes a whole TrueType program and gives the same glyphs, in the same order, without instructions. */
export function withoutHinting(program: Uint8Array): Uint8Array {
  const tables = readTables(program);
  const head = viewOf(tables, 'head');
  const offsets = glyphOffsets(viewOf(tables, 'loca'), head.getInt16(50) === 1);
  const source = tables.get('glyf') ?? new Uint8Array(0);
  const glyphs = offsets.slice(0, -1).map((start, index) => {
    const glyph = source.subarray(start, offsets[index + 1]);
    return glyph.length === 0 ? glyph : bareGlyph(glyph);
  });
  const kept: Tables = new Map([...tables].filter(([tag]) => !HINTING.has(tag)));
  kept.set('head', longLoca(bytesOf(head)));
  kept.set('maxp', withoutInstructionLimits(bytesOf(viewOf(tables, 'maxp'))));
  kept.set('glyf', joinPadded(glyphs));
  kept.set('loca', locaOf(glyphs));
  return writeTables(kept);
}

function readTables(program: Uint8Array): Tables {
  const view = new DataView(program.buffer, program.byteOffset, program.byteLength);
  const tables: Tables = new Map();
  for (let index = 0; index < view.getUint16(4); index++) {
    const record = 12 + index * 16;
    const tag = String.fromCharCode(...program.subarray(record, record + 4));
    const start = view.getUint32(record + 8);
    tables.set(tag, program.slice(start, start + view.getUint32(record + 12)));
  }
  return tables;
}

function viewOf(tables: Tables, tag: string): DataView {
  const bytes = tables.get(tag);
  if (bytes === undefined) throw new Error(`font has no table ${tag}`);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
}

function glyphOffsets(loca: DataView, long: boolean): number[] {
  const count = loca.byteLength / (long ? 4 : 2);
  return Array.from({ length: count }, (_, index) =>
    long ? loca.getUint32(index * 4) : loca.getUint16(index * 2) * 2,
  );
}

function bareGlyph(glyph: Uint8Array): Uint8Array {
  const view = new DataView(glyph.buffer, glyph.byteOffset, glyph.byteLength);
  const contours = view.getInt16(0);
  return contours < 0 ? bareComposite(glyph) : bareSimple(glyph, 10 + contours * 2);
}

/** `at` is where the instruction length stands: after the header and the last points of the contours. */
function bareSimple(glyph: Uint8Array, at: number): Uint8Array {
  const length = new DataView(glyph.buffer, glyph.byteOffset).getUint16(at);
  const bare = new Uint8Array(glyph.length - length);
  bare.set(glyph.subarray(0, at));
  bare.set(glyph.subarray(at + 2 + length), at + 2);
  return bare;
}

function bareComposite(glyph: Uint8Array): Uint8Array {
  const bare = glyph.slice();
  const view = new DataView(bare.buffer);
  let at = 10;
  for (;;) {
    const flags = view.getUint16(at);
    view.setUint16(at, flags & ~WE_HAVE_INSTRUCTIONS);
    at += 4 + ((flags & 0x0001) === 0 ? 2 : 4) + transformLength(flags);
    if ((flags & MORE_COMPONENTS) === 0) return bare.subarray(0, at);
  }
}

function transformLength(flags: number): number {
  if ((flags & 0x0008) !== 0) return 2;
  if ((flags & 0x0040) !== 0) return 4;
  return (flags & 0x0080) === 0 ? 0 : 8;
}

function longLoca(head: Uint8Array): Uint8Array {
  const view = new DataView(head.buffer);
  view.setUint32(8, 0);
  view.setInt16(50, 1);
  return head;
}

function withoutInstructionLimits(maxp: Uint8Array): Uint8Array {
  const view = new DataView(maxp.buffer);
  // maxZones stays; twilight points, storage, function and instruction definitions, stack, instruction size go.
  for (const at of [16, 18, 20, 22, 24, 26]) view.setUint16(at, 0);
  return maxp;
}

function padded(length: number): number {
  return (length + 3) & ~3;
}

function joinPadded(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + padded(part.length), 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += padded(part.length);
  }
  return joined;
}

function locaOf(glyphs: readonly Uint8Array[]): Uint8Array {
  const view = new DataView(new ArrayBuffer((glyphs.length + 1) * 4));
  let at = 0;
  glyphs.forEach((glyph, index) => {
    view.setUint32(index * 4, at);
    at += padded(glyph.length);
  });
  view.setUint32(glyphs.length * 4, at);
  return new Uint8Array(view.buffer);
}

function writeTables(tables: Tables): Uint8Array {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  const headerLength = 12 + sorted.length * 16;
  const program = joinPadded([new Uint8Array(headerLength), ...sorted.map(([, bytes]) => bytes)]);
  const view = new DataView(program.buffer);
  view.setUint32(0, 0x00010000);
  view.setUint16(4, sorted.length);
  view.setUint16(6, power * 16);
  view.setUint16(8, Math.log2(power));
  view.setUint16(10, sorted.length * 16 - power * 16);
  let start = padded(headerLength);
  let headStart = 0;
  sorted.forEach(([tag, bytes], index) => {
    const record = 12 + index * 16;
    for (let char = 0; char < 4; char++) view.setUint8(record + char, tag.charCodeAt(char));
    view.setUint32(record + 4, checksum(program.subarray(start, start + padded(bytes.length))));
    view.setUint32(record + 8, start);
    view.setUint32(record + 12, bytes.length);
    if (tag === 'head') headStart = start;
    start += padded(bytes.length);
  });
  view.setUint32(headStart + 8, (0xb1b0afba - checksum(program)) >>> 0);
  return program;
}

function checksum(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}
