// Debian's `age` opens what we seal, and we open what it seals.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAgeKeys, decryptWith } from '../../main/crypto/age.ts';
import { openingKeyFile } from '../../main/services/group/key-file.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { applicant, countEvents, must, type Desk } from '../services/desk.ts';
import { give, groupWith, phone } from '../services/group-of-desks.ts';
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

/** What `docs/open-with-age.md` tells a person to do, with the program's own key file. */
async function openedByAge(bo: Desk, bundle: Uint8Array): Promise<Buffer> {
  const [sealed, key, packed] = ['till-bo', 'bo.nyckel', 'till-bo.gz'].map((name) => join(folder, name));
  if (!sealed || !key || !packed) throw new Error('The test is wrong');
  writeFileSync(sealed, bundle);
  writeFileSync(key, openingKeyFile(bo.session), { mode: 0o600 });
  execFileSync('age', ['--decrypt', '--identity', key, '--output', packed, sealed]);
  return readFileSync(packed);
}

it('opens with the exported key, and takes in what age seals from the same contents (SY-30)', async () => {
  const person = applicant(1);
  const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
  phone(asa, person, '070-1740601');
  const packed = await openedByAge(bo, await give(asa, bo));
  const text = gunzipSync(packed).toString('utf8');
  expect(text).toContain('070-1740601');
  const again = join(folder, 'igen');
  execFileSync('age', ['--recipient', bo.session.self.keys.recipient, '--output', again], {
    input: gzipSync(text),
  });
  const before = countEvents(bo);
  expect(must(await mergeBundle(bo.session, readFileSync(again)))).toMatchObject({ added: 1, conflicts: [] });
  expect(countEvents(bo)).toBe(before + 1);
});

it('refuses what age seals from altered contents: the signature inside does not hold (SY-12)', async () => {
  const person = applicant(1);
  const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
  phone(asa, person, '070-1740601');
  const text = gunzipSync(await openedByAge(bo, await give(asa, bo))).toString('utf8');
  const forged = join(folder, 'forfalskad');
  execFileSync('age', ['--recipient', bo.session.self.keys.recipient, '--output', forged], {
    input: gzipSync(text.replace('070-1740601', '070-1740666')),
  });
  const before = countEvents(bo);
  expect(await mergeBundle(bo.session, readFileSync(forged))).toMatchObject({ ok: false });
  expect(countEvents(bo)).toBe(before);
});
