// Makes a screenshot small: at most 256 colours and the best deflate; the browser writes them in haste. Knows 8-bit RGB(A) only.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

type Image = { readonly width: number; readonly height: number; readonly colours: Uint32Array };

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

export function smallPng(png: Buffer): Buffer {
  const image = decode(png);
  const palette = paletteOf(image.colours);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(image.width, 0);
  header.writeUInt32BE(image.height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const entries = Buffer.from(palette.colours.flatMap((one) => [one >> 16, (one >> 8) & 255, one & 255]));
  const lines = Buffer.alloc((image.width + 1) * image.height);
  image.colours.forEach((colour, at) => {
    const line = Math.floor(at / image.width);
    lines[at + line + 1] = palette.indexOf(colour);
  });
  const parts = [
    chunk('IHDR', header),
    chunk('PLTE', entries),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
  ];
  return Buffer.concat([signature, ...parts, chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** The 256 colours met most; any other becomes the nearest of them. */
function paletteOf(colours: Uint32Array) {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const kept = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 256);
  const list = kept.map(([colour]) => colour);
  const known = new Map(list.map((colour, index) => [colour, index]));
  const indexOf = (colour: number): number => {
    const index = known.get(colour) ?? nearest(list, colour);
    known.set(colour, index);
    return index;
  };
  return { colours: list, indexOf };
}

function nearest(list: readonly number[], colour: number): number {
  const away = (other: number) =>
    [16, 8, 0].reduce((sum, shift) => sum + (((colour >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
  return list.reduce((best, other, index) => (away(other) < away(list[best] ?? 0) ? index : best), 0);
}

function decode(png: Buffer): Image {
  const data: Buffer[] = [];
  for (let at = signature.length; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const [width, height, bytes] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 6 ? 4 : 3];
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * bytes;
  const lines = Buffer.alloc(stride * height);
  for (let line = 0; line < height; line += 1) {
    const guess = guesses[raw[line * (stride + 1)] ?? 0] ?? guesses[0];
    for (let x = 0; x < stride; x += 1) {
      const at = line * stride + x;
      const [above, before] = [at - stride, x < bytes ? -1 : at - bytes];
      const corner = before < 0 ? -1 : before - stride;
      lines[at] =
        byteAt(raw, at + line + 1) +
        guess(byteAt(lines, before), byteAt(lines, above), byteAt(lines, corner));
    }
  }
  const colours = Uint32Array.from({ length: width * height }, (_, at) => lines.readUIntBE(at * bytes, 3));
  return { width, height, colours };
}

/** Outside the picture everything is 0. */
const byteAt = (bytes: Buffer, at: number): number => (at < 0 ? 0 : (bytes[at] ?? 0));

type Guess = (left: number, up: number, corner: number) => number;
const guesses: readonly [Guess, ...Guess[]] = [
  () => 0,
  (left) => left,
  (_left, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
