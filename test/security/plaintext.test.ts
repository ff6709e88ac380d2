// Proves: a thousand planted names and numbers are in no file that the work leaves behind: store, log of the store, backup,
// sealed file, temporary files, and files that SQLite has open and deleted (ST-2, ST-5).
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLog } from '../../main/log/log.ts';
import { seal } from '../../main/services/exchange/sealing.ts';
import { invite, ownKeyFile, readKeyFile } from '../../main/services/group/invitations.ts';
import { backUp } from '../../main/services/keeping/backups.ts';
import { idsMatching } from '../../main/services/review/lists.ts';
import { giveVerdictToMany } from '../../main/services/review/verdicts.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { applicant, everythingStored, importRows, must, newDesk } from '../services/desk.ts';

const planted = Array.from({ length: 1000 }, (_, at) => applicant(at, { Efternamn: `Zqplantad${at}` }));
const numbers = new Set(planted.map((row) => row['Personnummer'] ?? ''));

function namesUnder(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile());
}

/** Without the files that were read in. */
function filesUnder(dir: string): string[] {
  return namesUnder(dir).filter((path) => !path.endsWith('.csv'));
}

/** What SQLite or Node hold open after deleting its name can still be read by who takes the disk out. */
function deletedAndOpen(): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc/self/fd')
    .map((fd) => `/proc/self/fd/${fd}`)
    .filter((path) => {
      try {
        return readlinkSync(path).endsWith(' (deleted)') && statSync(path).isFile();
      } catch {
        return false;
      }
    });
}

function plantedIn(path: string): string[] {
  const bytes = readFileSync(path);
  const found = [bytes.toString('latin1'), bytes.toString('utf16le')].flatMap((text) => [
    ...[...text.matchAll(/zqplantad\d+/gi)].map((match) => match[0]),
    ...[...text.matchAll(/\d{12}/g)].map((match) => match[0]).filter((digits) => numbers.has(digits)),
  ]);
  return found.length === 0 ? [] : [`${path}: ${found.length}, such as ${found[0]}`];
}

it('none of a thousand planted names and numbers is in any file left behind', async () => {
  const before = process.env['TMPDIR'];
  const dir = mkdtempSync(join(tmpdir(), 'sprangbradan-plain-'));
  process.env['TMPDIR'] = dir;
  try {
    const [desk, colleague] = [await newDesk('Åsa'), await newDesk('Bo')];
    await importRows(desk, planted, { kind: 'applications' });
    const cases = must(idsMatching(desk.session, 'färg:grön'));
    must(giveVerdictToMany(desk.session, { cases, conclusion: 'eligible' }));
    const key = must(readKeyFile(ownKeyFile(colleague.session)));
    must(await invite(desk.session, key, { roles: ['caseworker'] }));
    const sealed = must(await seal(desk.session, colleague.session.self.member, true));
    writeFileSync(join(dir, 'till-bo.sprangbradan'), sealed.bytes);
    const folder = join(dir, 'kopior');
    mkdirSync(folder);
    must(backUp(desk.session, { folder, keep: 2, program: 'prov', dataKey: desk.dataKey }, quietJob));
    desk.session.store.db.prepare('SELECT payload FROM events ORDER BY payload').all();
    createLog(join(dir, 'faults.log'), () => new Date(0)).fault('prov', new Error(planted[0]?.['Efternamn']));
    expect(everythingStored(desk)).toContain('Zqplantad999');
    const files = [...filesUnder(dir), ...deletedAndOpen()];
    expect(files.some((path) => path.endsWith('-wal'))).toBe(true);
    // The search itself finds what stands in the clear: the files that were read in.
    expect(
      namesUnder(dir)
        .filter((path) => path.endsWith('.csv'))
        .flatMap(plantedIn),
    ).not.toEqual([]);
    expect(files.length).toBeGreaterThan(8);
    expect(files.flatMap(plantedIn)).toEqual([]);
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(dir, { recursive: true, force: true });
  }
}, 60_000);
