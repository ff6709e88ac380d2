// Proves: a group is changed by the runner alone: roles, who may decide, computers, leaving, the agency's sheet, hand-over.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fixture, init, newFolder, run, type Json, type Store } from './casework.ts';

const folder = newFolder();
const at = (name: string) => join(folder, name);
let asa: Store;
let bo: Store;

beforeAll(async () => {
  const lines = readFileSync(fixture('intake-example.csv'), 'utf8').split('\r\n').slice(0, 4);
  writeFileSync(at('ansokningar.csv'), `${lines.join('\r\n')}\r\n`);
  [asa, bo] = await Promise.all([
    init(['--demo', '--name', 'Åsa', '--team', 'Provgruppen']),
    init(['--demo', '--name', 'Bo']),
  ]);
  await bo.done('pubkey', '--out', at('bo.nyckel'));
  await asa.done(
    'invite',
    '--file',
    at('bo.nyckel'),
    '--out',
    at('inbjudan'),
    '--roles',
    'caseworker,readOnly',
  );
  await bo.done('join', at('inbjudan'));
});

async function give(from: Store, to: Store, name: string): Promise<void> {
  await from.done('seal', '--to', name, '--out', at('fil'));
  await to.done('open', at('fil'));
}

type Member = Json & {
  readonly name: string;
  readonly roles: readonly string[];
  readonly devices: readonly Json[];
};
const memberOf = (group: Json, name: string) =>
  (group['members'] as Member[]).find((member) => member.name === name);

describe('GR-14 by the runner', () => {
  it('an administrator changes roles, a lead records who may decide, and the list of changes says so', async () => {
    expect(await bo.refused('roles', 'Bo', '--roles', 'caseworker,lead')).toBe('roleNeeded');
    expect(await asa.refused('roles', 'Åsa', '--roles', 'caseworker')).toBe('lastAdministrator');
    await asa.done('roles', 'Bo', '--roles', 'caseworker,lead');
    const source = 'Delegationsordning 2026:4';
    await asa.done('delegate', 'Bo', '--source', source, '--day', '2026-11-01', '--outcome', 'grant');
    const [given] = (await asa.done('group'))['delegations'] as Json[];
    expect(given).toMatchObject({ name: 'Bo', outcomes: ['grant'], from: '2026-11-01', source, holds: true });
    await asa.done('end-delegation', String(given?.['id']), '--source', 'Beslut 7', '--day', '2026-11-01');
    const group = await asa.done('group');
    expect(memberOf(group, 'Bo')?.roles).toEqual(['caseworker', 'lead']);
    expect((group['history'] as Json[]).map(({ kind, about }) => [kind, about])).toEqual([
      ['delegation.ended', 'Bo'],
      ['delegation.given', 'Bo'],
      ['roles.changed', 'Bo'],
      ['member.added', 'Bo'],
      ['team.founded', 'Provgruppen'],
    ]);
  });

  it('GR-15 cases are handed over and taken over, and stand beside the colleague', async () => {
    await asa.done('import', at('ansokningar.csv'), '--kind', 'applications', '--intake', '2026-autumn');
    const where = ['--where', 'intag:2026-autumn'];
    expect(await asa.done('hand-over', ...where, '--text', 'Ringt.', '--to', 'Bo')).toEqual({ changed: 3 });
    expect(await asa.refused('hand-over', '--where', 'område:farmaci', '--text', 'x')).toBe('caseNotOpened');
    await give(asa, bo, 'Bo');
    expect(await bo.done('colleagues')).toMatchObject({ waiting: 3 });
    expect(await bo.done('take-over', ...where)).toEqual({ changed: 3 });
    await give(bo, asa, 'Åsa');
    const members = (await asa.done('members'))['members'] as Json[];
    expect(members[1]).toMatchObject({
      name: 'Bo',
      open: 3,
      waiting: 0,
      heardAt: expect.any(Number),
    });
  });

  it('GR-11 the sheet makes an administrator; a computer is put out and a colleague leaves', async () => {
    const { code } = await asa.done('recovery-sheet', '--name', 'Arkivets kassaskåp');
    await give(asa, bo, 'Bo');
    process.env['SPRANGBRADAN_SHEET'] = String(code);
    await bo.done('sheet-administrator', 'Bo');
    expect(await bo.refused('settle-group', 'a'.repeat(64), '--reason', 'Inget att avgöra.')).toBe(
      'notDisputed',
    );
    delete process.env['SPRANGBRADAN_SHEET'];
    const device = memberOf(await bo.done('group'), 'Åsa')?.devices[0]?.['id'];
    await bo.done('revoke', String(device), '--reason', 'Stulen på tåget');
    expect(await bo.refused('revoke', String(device))).toBe('alreadyRevoked');
    await bo.done('leave', 'Åsa', '--reason', 'Ny tjänst');
    const group = await bo.done('group');
    expect(memberOf(group, 'Åsa')).toMatchObject({ standing: 'left', devices: [{ state: 'revoked' }] });
    expect((group['history'] as Json[])[2]).toMatchObject({
      by: null,
      kind: 'roles.changed',
      effect: 'stands',
    });
    expect(await bo.refused('seal', '--to', 'Åsa', '--out', at('till-asa'))).toBe('unknownMember');
  });
});

describe('GR-26 by the runner', () => {
  it('the sheet and a folder of files build the group where there is no store', async () => {
    const [eva, fia] = await Promise.all([
      init(['--demo', '--name', 'Eva']),
      init(['--demo', '--name', 'Fia']),
    ]);
    await fia.done('pubkey', '--out', at('fia.nyckel'));
    await eva.done('invite', '--file', at('fia.nyckel'), '--out', at('inbjudan-fia'));
    const { code } = await eva.done('recovery-sheet', '--name', 'Kassaskåpet');
    mkdirSync(at('delat'));
    await eva.done('seal', '--to', 'Fia', '--full', '--out', at('delat/a.sprangbradan'));
    const store = ['--store', join(newFolder(), 'store')];
    const words = ['rebuild', ...store, '--name', 'Gun', at('delat')];
    expect(await run(words)).toMatchObject({ code: 2 });
    process.env['SPRANGBRADAN_SHEET'] = `${String(code)}x`;
    const wrong = await run(words);
    process.env['SPRANGBRADAN_SHEET'] = String(code);
    // Not the group's, beside it: named, and no hindrance.
    writeFileSync(at('delat/b.sprangbradan'), 'skräp');
    const looked = await run(['rebuild', ...store, '--dry-run', at('delat')]);
    const built = await run(words);
    delete process.env['SPRANGBRADAN_SHEET'];
    expect(wrong).toMatchObject({ code: 1, json: { error: { tag: 'wrongRecoveryCode' } } });
    const left = [{ file: 'b.sprangbradan', why: 'damaged' }];
    expect(looked).toMatchObject({ code: 0, json: { members: ['Eva', 'Fia'], left } });
    expect(looked.json).not.toHaveProperty('recoveryCode');
    expect(built).toMatchObject({ code: 0, json: { members: ['Eva', 'Fia', 'Gun'], leftOut: 0, left } });
    expect((await run(['group', ...store])).json).toMatchObject({ mayAdminister: true });
  });
});

describe('GR-21 by the runner', () => {
  it('a lead names who may handle persons with protected identity, and nobody again', async () => {
    const source = 'Beslut 7';
    await asa.done('holders', 'Åsa', '--source', source);
    expect(await asa.done('group')).toMatchObject({
      restricted: { settings: [{ on: true, names: ['Åsa'], source }], holders: [{ name: 'Åsa' }] },
    });
    await asa.done('holders', '--source', source);
    expect(await asa.done('group')).toMatchObject({ restricted: { settings: [{ on: false }], holders: [] } });
  });
});
