// Owns: what a file is, told by its bytes, and which files are not taken in. Must not: decode a picture or a page.
import type { MediaType } from '../ledger/payloads/attachments.ts';
import { err, ok, type Result } from '../result.ts';

/** A page of A4 at 600 points to the inch is 35 million; four bytes each while it is shown. */
export const mostPixels = 64_000_000;
const longestSide = 30_000;

export type FileRefusal =
  | { readonly tag: 'attachmentType' }
  | { readonly tag: 'attachmentBroken' }
  | { readonly tag: 'attachmentTooManyPixels'; readonly width: number; readonly height: number };

type Told = Result<MediaType, FileRefusal>;
const broken: Told = err({ tag: 'attachmentBroken' });

/** AT-2, AT-3: by the first bytes; whole to its end; a picture small enough to be shown. Size is the caller's. */
export function judgeFile(bytes: Uint8Array): Told {
  if (startsWith(bytes, pdfStart)) return judgePdf(bytes);
  if (startsWith(bytes, pngStart)) return judgePng(bytes);
  if (startsWith(bytes, jpegStart)) return judgeJpeg(bytes);
  return err({ tag: 'attachmentType' });
}

/** `%PDF-` and `%%EOF`. */
const pdfStart = [0x25, 0x50, 0x44, 0x46, 0x2d];
const pdfEnd = [0x25, 0x25, 0x45, 0x4f, 0x46];
const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const jpegStart = [0xff, 0xd8, 0xff];

function startsWith(bytes: Uint8Array, start: readonly number[], at = 0): boolean {
  return start.every((byte, index) => bytes[at + index] === byte);
}

/** What a reader of PDF looks back for (ISO 32000-1, annex H.3: the last 1 024 bytes); some writers leave blanks after it. */
const pdfTail = 2048;

function judgePdf(bytes: Uint8Array): Told {
  for (let at = bytes.length - pdfEnd.length; at >= 0 && at >= bytes.length - pdfTail; at -= 1)
    if (startsWith(bytes, pdfEnd, at)) return ok('application/pdf');
  return broken;
}

function sized(type: MediaType, width: number, height: number): Told {
  if (width < 1 || height < 1) return broken;
  const isTooLarge = width > longestSide || height > longestSide || width * height > mostPixels;
  return isTooLarge ? err({ tag: 'attachmentTooManyPixels', width, height }) : ok(type);
}

/** Every part says its length; the first holds the size, and the last is empty (ISO/IEC 15948, 5.3 and 11.2). */
function judgePng(bytes: Uint8Array): Told {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: Told | undefined;
  let at = pngStart.length;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (size === undefined) {
      if (name !== 'IHDR' || length !== 13 || at + 25 > bytes.length) return broken;
      size = sized('image/png', view.getUint32(at + 8), view.getUint32(at + 12));
    }
    at += 12 + length;
    if (name === 'IEND') return at <= bytes.length ? size : broken;
  }
  return broken;
}

/** Marks with no length of their own (ITU-T T.81, table B.1). */
const isBare = (mark: number) => mark === 0x01 || (mark >= 0xd0 && mark <= 0xd7);
/** The frame of every way of coding holds the size; three of the numbers are something else. */
const isFrame = (mark: number) => mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark);
const scan = 0xda;

/** A part that says its length: the mark, where what it says begins, and where the next part does. */
type Part = { readonly mark: number; readonly at: number; readonly next: number };

/** The parts up to the first scan; ends early where the file is not as it should be. */
function* jpegParts(bytes: Uint8Array): Generator<Part> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const mark = bytes[at + 1] ?? 0;
    if (mark === 0xff) at += 1;
    else if (isBare(mark)) at += 2;
    else {
      const next = at + 2 + view.getUint16(at + 2);
      yield { mark, at: at + 4, next };
      if (mark === scan || next < at + 4) return;
      at = next;
    }
  }
}

function judgeJpeg(bytes: Uint8Array): Told {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size = broken;
  for (const { mark, at, next } of jpegParts(bytes)) {
    if (isFrame(mark) && at + 5 <= bytes.length)
      size = sized('image/jpeg', view.getUint16(at + 3), view.getUint16(at + 1));
    if (mark === scan) return hasEnd(bytes, next) ? size : broken;
  }
  return broken;
}

function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at >= from; at -= 1)
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}
