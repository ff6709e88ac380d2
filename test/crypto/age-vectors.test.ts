// Every vector of the age format's own test suite (C2SP CCTV), and the wrapper's promises beside it.
import { describe, expect, it } from 'vitest';
import { ageVectors, isAsVectorSays } from '../../scripts/fuzz/age-vectors.ts';
import { createAgeKeys, decryptWith, encryptTo } from '../../main/crypto/age.ts';

describe('The age format', () => {
  it('has at least the 143 vectors that were measured', () => {
    expect(ageVectors.length).toBeGreaterThanOrEqual(143);
  });

  it.each(ageVectors)('$name is opened or refused as the vector says', async (vector) => {
    expect(await isAsVectorSays(vector)).toBe(true);
  });
});

describe('Sealing to keys', () => {
  it('lets every recipient open the file and nobody else', async () => {
    const [a, b, c] = [await createAgeKeys(), await createAgeKeys(), await createAgeKeys()];
    const sealed = await encryptTo([a.recipient, b.recipient], Buffer.from('hej'));
    for (const { identity } of [a, b]) {
      const opened = await decryptWith(identity, sealed, { bytes: 1000 });
      expect(opened.ok && Buffer.from(opened.value).toString()).toBe('hej');
    }
    expect(await decryptWith(c.identity, sealed, { bytes: 1000 })).toEqual({
      ok: false,
      error: { tag: 'notForUs' },
    });
  });

  it('gives nothing at all of a file that is cut off after whole chunks', async () => {
    const { identity, recipient } = await createAgeKeys();
    const sealed = await encryptTo([recipient], Buffer.alloc(200_000, 7));
    for (const length of [sealed.length - 1, sealed.length - 70_000, 65_552 + 216, 300]) {
      const opened = await decryptWith(identity, sealed.subarray(0, length), { bytes: 1e6 });
      expect(opened).toEqual({ ok: false, error: { tag: 'damaged' } });
    }
  });
});
