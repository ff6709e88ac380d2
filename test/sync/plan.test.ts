// Which events go to whom (SY-2, SY-3), and how a file is put in place (SY-23).
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deviceIdSchema, eventHashSchema } from '../../domain/ids.ts';
import type { SignedHead } from '../../domain/sync/header.ts';
import { planBundle } from '../../domain/sync/plan.ts';
import { writeWhole } from '../../main/files/write-whole.ts';

const device = (letter: string) => deviceIdSchema.parse(letter.repeat(32));
const [a, b, c] = [device('a'), device('b'), device('c')];
const head = eventHashSchema.parse('1'.repeat(64));
const heads: SignedHead[] = [
  { device: b, seq: 4, head, signature: 'sb' },
  { device: a, seq: 9, head, signature: 'sa' },
  { device: c, seq: 2, head, signature: null },
];

describe('The plan of a bundle', () => {
  it('leaves out what was sealed to every one of the recipients (SY-2)', () => {
    const marks = new Map([
      [
        b,
        new Map([
          [a, 7],
          [b, 4],
        ]),
      ],
      [c, new Map([[a, 8]])],
    ]);
    const chains = (recipients: (typeof a)[], full = false) =>
      planBundle({ heads, marks, recipients, full }).chains.map(({ device, base, seq }) => [
        device,
        base,
        seq,
      ]);
    expect(chains([b])).toEqual([[a, 7, 9]]);
    expect(chains([c])).toEqual([
      [a, 8, 9],
      [b, 0, 4],
    ]);
    expect(chains([b, c])).toEqual([
      [a, 7, 9],
      [b, 0, 4],
    ]);
    expect(chains([b], true)).toEqual([
      [a, 0, 9],
      [b, 0, 4],
    ]);
  });

  it('tells what we have, and relays no chain its own device has not signed (SY-3)', () => {
    const plan = planBundle({ heads, marks: new Map(), recipients: [b], full: false });
    expect(plan.have.map((one) => one.device)).toEqual([a, b, c]);
    expect(plan.chains.map((one) => one.device)).toEqual([a, b]);
    expect(plan.count).toBe(13);
  });
});

describe('A sealed file', () => {
  it('stands whole under its name with nothing beside it, and replaces an older one (SY-23)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sealed-'));
    try {
      const path = join(folder, 'till-bo.sprang');
      await writeWhole(path, Buffer.from('ett'));
      await writeWhole(path, Buffer.from('två'));
      expect(readdirSync(folder)).toEqual(['till-bo.sprang']);
      expect(readFileSync(path, 'utf8')).toBe('två');
      await expect(writeWhole(join(folder, 'saknas', 'x'), Buffer.from('x'))).rejects.toThrow('ENOENT');
      await expect(writeWhole(folder, Buffer.from('x'))).rejects.toThrow();
      expect(readdirSync(folder)).toEqual(['till-bo.sprang']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
