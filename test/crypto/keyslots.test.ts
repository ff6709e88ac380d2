// Owns: the promises of keyslots.json and of the printed recovery code.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changePassphrase,
  createKeyslots,
  openWithPassphrase,
  openWithRecoveryCode,
} from '../../main/crypto/keyslots.ts';
import { readRecoveryCode, writeRecoveryCode } from '../../main/crypto/recovery-code.ts';

const floor = 2 ** 15;
type Json = Record<string, unknown>;

function changed(text: string, change: (file: { passphrase: Json; recovery: Json } & Json) => void): string {
  const file = JSON.parse(text) as { passphrase: Json; recovery: Json } & Json;
  change(file);
  return JSON.stringify(file);
}

describe('key slots', async () => {
  const made = await createKeyslots('åtta gröna ben', floor);

  it('opens by passphrase, composed or decomposed letters alike', async () => {
    expect(await openWithPassphrase(made.text, 'åtta gröna ben')).toEqual({ ok: true, value: made.dataKey });
    expect(await openWithPassphrase(made.text, 'åtta gröna ben'.normalize('NFD'))).toEqual({
      ok: true,
      value: made.dataKey,
    });
  });

  it('opens by the recovery code as a person types it', async () => {
    const typed = ` ${made.recoveryCode.toLowerCase().replaceAll('-', ' – ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    expect(await openWithRecoveryCode(made.text, typed)).toEqual({ ok: true, value: made.dataKey });
  });

  it('refuses another passphrase and another code', async () => {
    const other = await createKeyslots('en annan', floor);
    expect(await openWithPassphrase(made.text, 'åtta gröna Ben')).toEqual({
      ok: false,
      error: { tag: 'wrongPassphrase' },
    });
    expect(await openWithRecoveryCode(made.text, other.recoveryCode)).toEqual({
      ok: false,
      error: { tag: 'wrongRecoveryCode', reason: 'noMatch' },
    });
  });

  it('changes the passphrase and keeps the recovery code', async () => {
    const next = await changePassphrase(made.text, {
      dataKey: made.dataKey,
      passphrase: 'ny fras',
      cost: floor,
    });
    const text = next.ok ? next.value : '';
    expect(await openWithPassphrase(text, 'ny fras')).toEqual({ ok: true, value: made.dataKey });
    expect(await openWithPassphrase(text, 'åtta gröna ben')).toEqual({
      ok: false,
      error: { tag: 'wrongPassphrase' },
    });
    expect(await openWithRecoveryCode(text, made.recoveryCode)).toEqual({ ok: true, value: made.dataKey });
  });

  it('refuses a cost below the floor, above the ceiling or between powers', async () => {
    for (const N of [2 ** 14, 2 ** 21, floor + 1, 1]) {
      const text = changed(made.text, (file) => Object.assign(file.passphrase, { N }));
      expect(await openWithPassphrase(text, 'åtta gröna ben')).toEqual({
        ok: false,
        error: { tag: 'keyslotsDamaged' },
      });
    }
  });

  it('opens nothing when any bound part of the file is another', async () => {
    const other = await createKeyslots('åtta gröna ben', floor);
    const foreign = JSON.parse(other.text) as { store: string };
    const flipped = (value: unknown) => String(value).replace(/^./, (first) => (first === '0' ? '1' : '0'));
    const texts = [
      changed(made.text, (file) => Object.assign(file, { store: foreign.store })),
      changed(made.text, (file) => Object.assign(file.passphrase, { N: floor * 2 })),
      ...['salt', 'nonce', 'sealed'].map((name) =>
        changed(made.text, (file) =>
          Object.assign(file.passphrase, { [name]: flipped(file.passphrase[name]) }),
        ),
      ),
    ];
    for (const text of texts) {
      expect(await openWithPassphrase(text, 'åtta gröna ben')).toEqual({
        ok: false,
        error: { tag: 'wrongPassphrase' },
      });
    }
  });

  it('tells damage from a newer version', async () => {
    const newer = changed(made.text, (file) => Object.assign(file, { v: 2, extra: true }));
    expect(await openWithPassphrase(newer, 'x')).toEqual({
      ok: false,
      error: { tag: 'keyslotsNewer', v: 2 },
    });
    for (const text of [
      '',
      '{',
      '[]',
      'null',
      made.text.slice(0, 200),
      changed(made.text, (file) => Object.assign(file, { recovery: null })),
    ]) {
      expect(await openWithPassphrase(text, 'x')).toEqual({ ok: false, error: { tag: 'keyslotsDamaged' } });
    }
  });

  it('holds neither the key nor the code in the file', () => {
    expect(made.text).not.toContain(Buffer.from(made.dataKey).toString('hex'));
    expect(made.text).not.toContain(made.recoveryCode);
  });

  it('asks for 2^17 unless told otherwise', async () => {
    const usual = await createKeyslots('fras');
    expect(JSON.parse(usual.text)).toMatchObject({ passphrase: { kdf: 'scrypt', N: 131072, r: 8, p: 1 } });
  });
});

describe('recovery code', () => {
  it('writes 20 bytes as eight groups of four and a check character, and reads them back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        const code = writeRecoveryCode(bytes);
        expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-Z*~$=]$/);
        const read = readRecoveryCode(code);
        expect(read.ok && Buffer.from(read.value).equals(Buffer.from(bytes))).toBe(true);
      }),
    );
  });

  it('notices every single wrong character and every pair swapped', () => {
    const code = writeRecoveryCode(Buffer.from('00112233445566778899aabbccddeeff01234567', 'hex')).replaceAll(
      '-',
      '',
    );
    for (let at = 0; at < 32; at += 1) {
      const wrong = code.charAt(at) === '7' ? '8' : '7';
      expect(readRecoveryCode(code.slice(0, at) + wrong + code.slice(at + 1))).toEqual({
        ok: false,
        error: { tag: 'wrongRecoveryCode', reason: 'check' },
      });
      const swapped = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
      if (at < 31 && swapped !== code) expect(readRecoveryCode(swapped).ok).toBe(false);
    }
  });

  it('says what is wrong with a code that cannot be one', () => {
    expect(readRecoveryCode('ABCD')).toEqual({
      ok: false,
      error: { tag: 'wrongRecoveryCode', reason: 'length' },
    });
    expect(readRecoveryCode('U'.repeat(33))).toEqual({
      ok: false,
      error: { tag: 'wrongRecoveryCode', reason: 'character' },
    });
  });
});
