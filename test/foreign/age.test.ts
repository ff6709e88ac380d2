// Debian's `age` opens what we seal, and we open what it seals.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAgeKeys, decryptWith } from '../../main/crypto/age.ts';
import { caseA, createGroup, opening } from '../sync/group.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'age-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('opens a bundle of ours with an exported identity', async () => {
  const [asa, bo] = await createGroup('Åsa', 'Bo');
  if (!asa || !bo) throw new Error('The test is wrong');
  asa.act(caseA, opening('JS-1'));
  const [bundle, identity, packed] = ['bundle', 'identity', 'packed'].map((name) => join(folder, name));
  if (!bundle || !identity || !packed) throw new Error('The test is wrong');
  writeFileSync(bundle, await asa.seal([bo]));
  writeFileSync(identity, `${bo.person.age.identity}\n`, { mode: 0o600 });
  execFileSync('age', ['--decrypt', '--identity', identity, '--output', packed, bundle]);
  const [header, signature, ...lines] = gunzipSync(readFileSync(packed))
    .toString('utf8')
    .trimEnd()
    .split('\n');
  expect(JSON.parse(header ?? '')).toMatchObject({
    kind: 'sprangbradan-bundle',
    team: asa.team,
    count: lines.length,
  });
  expect(signature).toMatch(/^[0-9a-f]{128}$/);
});

it('seals a file that we open', async () => {
  const { identity, recipient } = await createAgeKeys();
  const [plain, sealed] = [join(folder, 'plain'), join(folder, 'sealed')];
  writeFileSync(plain, 'från ett annat program');
  execFileSync('age', ['--recipient', recipient, '--output', sealed, plain]);
  const opened = await decryptWith(identity, readFileSync(sealed), { bytes: 1e6 });
  expect(opened.ok && Buffer.from(opened.value).toString('utf8')).toBe('från ett annat program');
});
