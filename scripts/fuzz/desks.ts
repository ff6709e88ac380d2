// Owns: the stores of a fuzzed group: real, encrypted, founded by the real service once and then copied; their clocks.
// Must not: write in a store by any other way than a service.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isoDateSchema } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import type { Surroundings } from '../../main/services/lifecycle.ts';
import type { Reference } from '../../main/services/reference.ts';
import type { WriteSession } from '../../main/services/session.ts';
import { seedChance } from './chance.ts';
import type { Program } from './program.ts';

const names = ['Åsa', 'Bo', 'Cai', 'Dag', 'Eva'] as const;

/** A program with its own dated data. */
export type Running = { readonly program: Program; readonly reference: Reference };

export type Desk = {
  readonly at: number;
  readonly name: string;
  readonly dir: string;
  readonly dataKey: Uint8Array;
  running: Running;
  session: WriteSession;
  /** Microseconds that this desk's clock is wrong by. */
  wrongBy: number;
};

/** Founded stores, one for each name and program, under one folder. */
export type Templates = {
  readonly dir: string;
  readonly current: Running;
  readonly older?: Running;
  readonly keys: ReadonlyMap<string, Uint8Array>;
};

/** Memory where the system has a folder in it: ten thousand groups of stores would wear a disk. */
export function workFolder(name: string): string {
  const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  return mkdtempSync(join(base, `sprangbradan-${name}-`));
}

const today = isoDateSchema.parse('2026-11-02');
const begin = 1_793_000_000_000_000;
const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];

/** scrypt costs half a second a store on purpose: all seeds share these, and runs that are given the same folder. */
export async function foundTemplates(
  dir: string,
  programs: { readonly current: Running; readonly older?: Running },
): Promise<Templates> {
  seedChance(1);
  const kept = join(dir, 'keys.json');
  if (existsSync(kept)) return { dir, ...programs, keys: readKeys(readFileSync(kept, 'utf8')) };
  const keys = new Map<string, Uint8Array>();
  const wanted = [
    ...names.map((name) => ({ name, age: 'current' as const, running: programs.current })),
    ...(programs.older ? [{ name: names[2], age: 'older' as const, running: programs.older }] : []),
  ];
  for (const { name, age, running } of wanted) {
    const to = join(dir, `${age}-${name}`);
    const { program, reference } = running;
    const around = surroundings(to, reference, () => begin);
    const founding = { name, team: 'Provgruppen', passphrase: 'prov-fras-1', demo: true };
    keys.set(`${age}-${name}`, must(await program.foundStore(around, founding)).dataKey);
  }
  const hex = [...keys].map(([name, key]) => [name, Buffer.from(key).toString('hex')]);
  writeFileSync(kept, JSON.stringify(Object.fromEntries(hex)));
  return { dir, ...programs, keys };
}

/** Data keys of invented groups that live for one run. */
function readKeys(text: string): Map<string, Uint8Array> {
  const keys = Object.entries(JSON.parse(text) as Record<string, string>);
  return new Map(keys.map(([name, key]) => [name, Buffer.from(key, 'hex')]));
}

function surroundings(dir: string, reference: Reference, now: () => number): Surroundings {
  return { dir, reference, nativeBinding, now, today: () => today };
}

export type Group = { readonly desks: Desk[]; readonly dir: string; time: number };

/** Desk 2 runs the older program when `older` says so. */
export function openGroup(templates: Templates, size: number, older: boolean): Group {
  const dir = mkdtempSync(join(templates.dir, 'group-'));
  const group: Group = { desks: [], dir, time: begin };
  for (let at = 0; at < size; at++) {
    const isOlder = older && at === 2 && templates.older !== undefined;
    const running = isOlder && templates.older ? templates.older : templates.current;
    const age = isOlder ? 'older' : 'current';
    const name = names[at] ?? '';
    const to = join(dir, String(at));
    cpSync(join(templates.dir, `${age}-${name}`), to, { recursive: true });
    const dataKey = templates.keys.get(`${age}-${name}`) ?? new Uint8Array();
    group.desks.push(openDesk(group, { at, name, dir: to, dataKey, running, wrongBy: 0 }));
  }
  return group;
}

function openDesk(group: Group, parts: Omit<Desk, 'session'>): Desk {
  const desk = { ...parts } as Desk;
  desk.session = openSession(group, desk);
  return desk;
}

/** Every look at a clock is a millisecond later for all of them. */
function openSession(group: Group, desk: Omit<Desk, 'session'>): WriteSession {
  const now = () => (group.time += 1000) + desk.wrongBy;
  const around = surroundings(desk.dir, desk.running.reference, now);
  return must(desk.running.program.openForWriting(around, desk.dataKey));
}

/** The session anew from the disk, by the same program or a newer one. */
export function reopen(group: Group, desk: Desk, running: Running = desk.running): void {
  desk.session.store.close();
  desk.running = running;
  desk.session = openSession(group, desk);
}

/** A session after the store's folder was changed for another. */
export function resume(group: Group, desk: Desk): void {
  desk.session = openSession(group, desk);
}

export function aroundOf(desk: Desk): Surroundings {
  return surroundings(desk.dir, desk.running.reference, desk.session.now);
}

/** Another folder with files of this desk's store, opened if it can be. */
export function openBeside(desk: Desk, dir: string): ReturnType<Program['openForWriting']> {
  return desk.running.program.openForWriting({ ...aroundOf(desk), dir }, desk.dataKey);
}

/** A copy of the store as it lies on the disk now, opened beside it: what a cloned disk or a restored backup is. */
export function cloneOf(group: Group, desk: Desk): Desk {
  desk.session.store.db.pragma('wal_checkpoint(TRUNCATE)');
  const dir = mkdtempSync(join(group.dir, 'clone-'));
  for (const name of ['store.db', 'blobs.db', 'keyslots.json']) cpSync(join(desk.dir, name), join(dir, name));
  return openDesk(group, { ...desk, dir });
}

export function closeGroup(group: Group): void {
  for (const { session } of group.desks) session.store.close();
  rmSync(group.dir, { recursive: true, force: true });
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
