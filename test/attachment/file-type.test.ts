// Proves AT-2 and AT-3: a file is what its bytes say, whole, and small enough to be shown.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeFile } from '../../domain/attachment/file-type.ts';
import { jpegFile, pdfFile, pngFile } from '../builders/attached.ts';

const refused = (bytes: Uint8Array) => {
  const told = judgeFile(bytes);
  return told.ok ? told.value : told.error.tag;
};

describe('AT-2 what a file is', () => {
  it('is told by its bytes', () => {
    expect(judgeFile(pdfFile(['Intyg']))).toEqual({ ok: true, value: 'application/pdf' });
    expect(judgeFile(pngFile(4, 3))).toEqual({ ok: true, value: 'image/png' });
    expect(judgeFile(jpegFile(40, 30))).toEqual({ ok: true, value: 'image/jpeg' });
  });

  it('other kinds are refused, also those that a window could run', () => {
    for (const text of [
      '',
      '<html><script>1</script>',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'GIF89a',
      'PK\u0003\u0004',
      ' %PDF-1.4 %%EOF',
    ])
      expect(refused(Buffer.from(text))).toBe('attachmentType');
  });

  it('one that is cut off or goes on in nothing is refused as broken', () => {
    for (const whole of [pdfFile(['Intyg']), pngFile(9, 9), jpegFile(9, 9)])
      expect(refused(whole.subarray(0, whole.length - 8))).toBe('attachmentBroken');
    expect(refused(jpegFile(0, 9))).toBe('attachmentBroken');
    const noHead = pngFile(9, 9);
    noHead.write('IDAT', 12, 'latin1');
    expect(refused(noHead)).toBe('attachmentBroken');
    const noSize = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2]), Buffer.from([0xff, 0xd9])]);
    expect(refused(noSize)).toBe('attachmentBroken');
  });
});

describe('AT-3 a picture that says it is enormous', () => {
  it('is refused by what its head says, before anything is unpacked', () => {
    expect(judgeFile(pngFile(2, 2, { width: 29_000, height: 29_000 }))).toEqual({
      ok: false,
      error: { tag: 'attachmentTooManyPixels', width: 29_000, height: 29_000 },
    });
    expect(refused(pngFile(2, 2, { width: 4_294_967_295, height: 1 }))).toBe('attachmentTooManyPixels');
    expect(refused(jpegFile(65_535, 65_535))).toBe('attachmentTooManyPixels');
    expect(refused(pngFile(2, 2, { width: 8000, height: 8000 }))).toBe('image/png');
  });
});

it('AT-2 no bytes end the judgement in anything but an answer', () => {
  const seeds = [pdfFile(['Intyg']), pngFile(5, 5), jpegFile(5, 5)];
  fc.assert(
    fc.property(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
      fc.nat(),
      (seed, bends, cut) => {
        const bytes = Buffer.from(seed);
        for (const [at, value] of bends) bytes[at % bytes.length] = value;
        expect(typeof judgeFile(bytes.subarray(0, cut % (bytes.length + 1))).ok).toBe('boolean');
      },
    ),
    { numRuns: 2000 },
  );
});
