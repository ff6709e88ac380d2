// Proves: two colleagues exchange work by the runner alone (issue §7–§8): join, seal, open, replay, gap, doubles, conflict.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fixture, init, newFolder, type Json, type Store } from './casework.ts';

const folder = newFolder();
const at = (name: string) => join(folder, name);
const applications = [
  'import',
  at('ansokningar.csv'),
  '--kind',
  'applications',
  '--intake',
  '2026-autumn',
  '--as-of',
  '2026-09-15',
] as const;
let asa: Store & { readonly made: Json };
let bo: Store & { readonly made: Json };

/** Hend's green applications: the first thirty rows of the example file. */
function writeShortFile(): void {
  const lines = readFileSync(fixture('intake-example.csv'), 'utf8').split('\r\n').slice(0, 31);
  writeFileSync(at('ansokningar.csv'), `${lines.join('\r\n')}\r\n`);
}

beforeAll(async () => {
  writeShortFile();
  [asa, bo] = await Promise.all([
    init(['--demo', '--name', 'Åsa', '--team', 'Provgruppen']),
    init(['--demo', '--name', 'Bo']),
  ]);
});

const count = async (store: Store, where: string) =>
  (await store.done('list', '--where', where, '--count'))['count'];

describe('two colleagues', () => {
  it('one invites and the other joins; the control words are the same on both sides', async () => {
    const key = await bo.done('pubkey', '--out', at('bo.nyckel'));
    expect(key['fingerprint']).toBe(bo.made['fingerprint']);
    const invited = await asa.done('invite', '--file', at('bo.nyckel'), '--out', at('inbjudan'));
    expect(invited).toMatchObject({ member: 'Bo', fingerprint: bo.made['fingerprint'] });
    expect(await bo.done('join', at('inbjudan'))).toEqual({
      team: 'Provgruppen',
      fingerprint: asa.made['fingerprint'],
    });
    const members = (await bo.done('members'))['members'] as Json[];
    expect(members.map(({ name, roles, self }) => [name, roles, self])).toEqual([
      ['Åsa', ['caseworker', 'lead', 'administrator'], false],
      ['Bo', ['caseworker'], true],
    ]);
    expect(await bo.refused('join', at('inbjudan'))).toBe('alreadyMember');
    expect(await bo.refused('invite', '--file', at('bo.nyckel'), '--out', at('x'))).toBe('roleNeeded');
  });

  it('both read the same file in offline: no doubles, no conflicts; a replay is skipped', async () => {
    const reports = await Promise.all([asa.done(...applications), bo.done(...applications)]);
    expect(reports[0]).toEqual(reports[1]);
    const sealed = await asa.done('seal', '--to', 'Bo', '--out', at('1'));
    expect(sealed).toEqual({ events: expect.any(Number), bytes: readFileSync(at('1')).length });
    const dry = await bo.done('open', at('1'), '--dry-run');
    const opened = await bo.done('open', at('1'));
    expect(opened).toEqual({ added: dry['added'], skipped: dry['skipped'], conflicts: [], waiting: 0 });
    expect(Number(opened['added']) + Number(opened['skipped'])).toBe(sealed['events']);
    expect(await bo.done('open', at('1'))).toEqual({
      added: 0,
      skipped: sealed['events'],
      conflicts: [],
      waiting: 0,
    });
    expect(await count(bo, '')).toBe(reports[0]?.['new']);
    expect(await count(bo, 'läge:motstridig')).toBe(0);
  });

  it('a gap waits, and the missing file lets it in', async () => {
    await asa.done('verdict', '--where', 'färg:orange', '--to', 'needs-check');
    await asa.done('seal', '--to', 'Bo', '--out', at('2'));
    await asa.done('verdict', '--where', 'ansökan:JS-2026B-00001', '--to', 'eligible');
    await asa.done('seal', '--to', 'Bo', '--out', at('3'));
    expect(await bo.done('open', at('3'))).toEqual({ added: 0, skipped: 0, conflicts: [], waiting: 1 });
    expect(await bo.done('open', at('2'))).toMatchObject({ conflicts: [], waiting: 0 });
    expect(await count(bo, 'slutsats:behörig')).toBe(1);
  });

  it('different verdicts on one case are listed as a conflict on both sides', async () => {
    const words = ['verdict', '--where', 'ansökan:JS-2026B-00002', '--to'] as const;
    expect(await asa.done(...words, 'eligible')).toMatchObject({ changed: 1 });
    expect(await bo.done(...words, 'needs-check')).toMatchObject({ changed: 1 });
    await Promise.all([
      asa.done('seal', '--to', 'Bo', '--out', at('4')),
      bo.done('seal', '--to', 'Åsa', '--out', at('5')),
    ]);
    const label = 'JS-2026B-00002';
    const means = `Ärende ${label}: kollegor har gjort olika`;
    const told = { conflicts: [label], arising: [{ what: 'case', label, means }], waiting: 0 };
    expect(await bo.done('open', at('4'), '--dry-run')).toMatchObject(told);
    expect(await bo.done('open', at('4'))).toMatchObject(told);
    expect(await asa.done('open', at('5'))).toMatchObject(told);
    for (const store of [asa, bo])
      expect(await store.done('verify')).toMatchObject({ ok: true, problems: [] });
  });

  it('a shared folder carries work both ways by itself; what would conflict stays there', async () => {
    const folder = newFolder();
    expect(await asa.refused('mailbox')).toBe('mailboxNotChosen');
    expect(await asa.refused('set-mailbox', '--folder', at('finns-inte'))).toBe('mailboxUnreachable');
    for (const store of [asa, bo])
      expect(await store.done('set-mailbox', '--folder', folder)).toEqual({ folder, takeIn: 'self' });
    const turned = ['verdict', '--where', 'ansökan:JS-2026B-00006', '--to', 'needs-check'] as const;
    expect(await asa.done(...turned)).toMatchObject({ changed: 1 });
    expect(await asa.done('mailbox')).toMatchObject({ files: 1, taken: 0, left: [] });
    expect(await bo.done('mailbox')).toMatchObject({ taken: 1, left: [] });
    expect(await asa.done('mailbox')).toMatchObject({ taken: 1, files: 0 });
    expect(await bo.done('mailbox')).toMatchObject({ taken: 0, files: 0 });
    expect(readdirSync(folder)).toEqual([]);
    const cells = (await asa.done('seen'))['cells'] as Json[];
    expect(cells.find((one) => one['of'] === 'Åsa' && one['by'] === 'Bo')).toMatchObject({ missing: 0 });
    const words = ['verdict', '--where', 'ansökan:JS-2026B-00005', '--to'] as const;
    expect(await asa.done(...words, 'eligible')).toMatchObject({ changed: 1 });
    expect(await bo.done(...words, 'needs-check')).toMatchObject({ changed: 1 });
    await asa.done('mailbox', '--put-only');
    expect((await bo.done('mailbox'))['left']).toMatchObject([{ from: 'Åsa', reason: 'becomesConflict' }]);
    expect(await bo.done('waiting')).toEqual({ waiting: [], setAside: [] });
    expect(await bo.done('set-mailbox', '--stop')).toMatchObject({ folder: null });
  });

  it('a cut, altered or foreign file is refused, and so are unknown colleagues', async () => {
    const bytes = readFileSync(at('4'));
    writeFileSync(at('cut'), bytes.subarray(0, bytes.length - 40));
    const altered = Buffer.from(bytes);
    altered[bytes.length >> 1] = (altered[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(at('altered'), altered);
    const cai = await init(['--demo', '--name', 'Cai']);
    for (const name of ['cut', 'altered'])
      expect(await bo.refused('open', at(name))).toMatch(/^(damaged|truncated|notSealed|wrongKey)$/);
    expect(await cai.refused('open', at('4'))).toMatch(/^(wrongKey|notForUs)$/);
    expect(await asa.refused('seal', '--to', 'Ingen', '--out', at('6'))).toBe('unknownMember');
    expect(await asa.refused('seal', '--to', 'Åsa', '--out', at('6'))).toBe('ownMember');
    await cai.done(...applications);
    await cai.done('pubkey', '--out', at('cai.nyckel'));
    await asa.done('invite', '--file', at('cai.nyckel'), '--out', at('inbjudan-cai'));
    expect(await cai.refused('join', at('inbjudan-cai'))).toBe('storeHasCases');
  });
});
