// Owns: from bytes to text: which encoding a Swedish office file is in. Must not: split it into records.
import iconv from 'iconv-lite';
import type { FileProblem } from '../../domain/intake/problems.ts';
import type { TextEncoding } from '../../domain/intake/table.ts';
import { err, ok, type Result } from '../../domain/result.ts';

export type DecodedText = {
  readonly text: string;
  readonly encoding: TextEncoding;
  /** True when nothing in the file says so: the letters were judged. */
  readonly guessed: boolean;
};

const nulRun = Buffer.alloc(8);
const sample = 64 * 1024;

/** BOM, then UTF-16 without one, then strict UTF-8, then Windows-1252 or CP850 by the Swedish letters. */
export function decodeText(bytes: Buffer, wanted?: TextEncoding): Result<DecodedText, FileProblem> {
  const decoded = wanted === undefined ? detect(bytes) : decodeAs(bytes, wanted, false);
  if (!decoded.ok) return decoded;
  return looksBinary(decoded.value.text) ? err({ tag: 'fileBinary' }) : decoded;
}

function detect(bytes: Buffer): Result<DecodedText, FileProblem> {
  if (hasBom(bytes, [0xef, 0xbb, 0xbf])) return decodeUtf8(bytes) ?? damagedUtf8(bytes);
  if (hasBom(bytes, [0xff, 0xfe])) return decodeAs(bytes, 'utf-16le', false);
  if (hasBom(bytes, [0xfe, 0xff])) return decodeAs(bytes, 'utf-16be', false);
  if (bytes.includes(0)) return detectWithNul(bytes);
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== undefined) return utf8;
  if (isMostlyUtf8(bytes) || endsInsideCharacter(bytes)) return damagedUtf8(bytes);
  return decodeAs(bytes, guessSingleByte(bytes), true);
}

function detectWithNul(bytes: Buffer): Result<DecodedText, FileProblem> {
  const wide = wideWithoutBom(bytes);
  if (wide !== undefined) return decodeAs(bytes, wide, true);
  return err({ tag: bytes.includes(nulRun) || isOnlyNul(bytes) ? 'fileNulFilled' : 'fileBinary' });
}

function decodeAs(bytes: Buffer, encoding: TextEncoding, guessed: boolean): Result<DecodedText, FileProblem> {
  if (encoding === 'utf-8') return decodeUtf8(bytes) ?? damagedUtf8(bytes);
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  if (wide && bytes.length % 2 === 1) return err({ tag: 'fileTruncated' });
  const text = iconv.decode(bytes, encoding === 'utf-16be' ? 'utf16-be' : encoding);
  if (wide && text.includes('\u0000\u0000\u0000\u0000')) return err({ tag: 'fileNulFilled' });
  return ok({ text, encoding, guessed });
}

function decodeUtf8(bytes: Buffer): Result<DecodedText, FileProblem> | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.includes('\u0000')) return err({ tag: bytes.includes(nulRun) ? 'fileNulFilled' : 'fileBinary' });
    return ok({ text, encoding: 'utf-8', guessed: false });
  } catch {
    return undefined;
  }
}

/** Only the last character broken means that the file was cut off; otherwise bytes were lost or mixed inside it. */
function damagedUtf8(bytes: Buffer): Result<DecodedText, FileProblem> {
  return err({ tag: unfinishedAt(bytes) === undefined ? 'fileDamaged' : 'fileTruncated' });
}

/** Where an unfinished last character begins, when everything before it is whole UTF-8. */
function unfinishedAt(bytes: Buffer): number | undefined {
  const places = [1, 2, 3].map((length) => bytes.length - length);
  return places.find(
    (at) => at >= 0 && (bytes[at] ?? 0) >= 0xc2 && decodeUtf8(bytes.subarray(0, at)) !== undefined,
  );
}

/** After other letters in UTF-8, or 0xC3, the first half of å ä ö: in 8-bit files a word does not end in Ã. */
function endsInsideCharacter(bytes: Buffer): boolean {
  const at = unfinishedAt(bytes);
  return at !== undefined && (bytes[at] === 0xc3 || bytes.subarray(0, at).some((byte) => byte >= 0x80));
}

function hasBom(bytes: Buffer, bom: readonly number[]): boolean {
  return bom.every((byte, index) => bytes[index] === byte);
}

function isOnlyNul(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}

/** Western text in UTF-16 has a zero in nearly every second byte and on one side only. */
function wideWithoutBom(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, sample) & ~1;
  let [even, odd] = [0, 0];
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even++;
    if (bytes[index + 1] === 0) odd++;
  }
  const enough = (length / 2) * 0.6;
  if (length < 8) return undefined;
  if (odd > enough && even < odd / 20) return 'utf-16le';
  return even > enough && odd < even / 20 ? 'utf-16be' : undefined;
}

/** Whole two-byte letters outnumber stray bytes: a UTF-8 file with damage, not an 8-bit file. */
function isMostlyUtf8(bytes: Buffer): boolean {
  let [whole, stray] = [0, 0];
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    if (length > 0 && continues(bytes, index + 1, length - 1)) {
      whole++;
      index += length - 1;
    } else stray++;
  }
  return whole > stray * 2;
}

function continues(bytes: Buffer, from: number, count: number): boolean {
  for (let index = from; index < from + count; index++) {
    if (((bytes[index] ?? 0) & 0xc0) !== 0x80) return false;
  }
  return true;
}

type Letters = { readonly lower: ReadonlySet<number>; readonly upper: ReadonlySet<number> };

const western: Letters = {
  lower: new Set([0xe5, 0xe4, 0xf6, 0xe9, 0xfc]),
  upper: new Set([0xc5, 0xc4, 0xd6, 0xc9]),
};
const dos: Letters = {
  lower: new Set([0x86, 0x84, 0x94, 0x82, 0x81]),
  upper: new Set([0x8f, 0x8e, 0x99, 0x90]),
};

function guessSingleByte(bytes: Buffer): 'windows-1252' | 'cp850' {
  return countLetters(bytes, dos) > countLetters(bytes, western) ? 'cp850' : 'windows-1252';
}

/** å ä ö é ü inside words and Å Ä Ö É before a letter; quotation marks at word ends do not count. */
function countLetters(bytes: Buffer, letters: Letters): number {
  let count = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80 || !isLetter(bytes[index + 1])) continue;
    if (letters.upper.has(byte) || (letters.lower.has(byte) && isLetter(bytes[index - 1]))) count++;
  }
  return count;
}

function isLetter(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return byte >= 0x80 || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** Control characters do not occur in text; a few may, from old systems. */
function looksBinary(text: string): boolean {
  const part = text.slice(0, sample);
  if (part.startsWith('%PDF-') || part.startsWith('{\\rtf')) return true;
  let controls = 0;
  for (let index = 0; index < part.length; index++) {
    const code = part.charCodeAt(index);
    if (code < 0x20 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 26) controls++;
  }
  return controls > Math.max(2, part.length / 1000);
}
