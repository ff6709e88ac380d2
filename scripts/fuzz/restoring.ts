// Owns: backups of fuzzed stores and their restore by the program, and what the model must forget with the store.
// Must not: put a file in a store's place itself.
import { join } from 'node:path';
import { quietJob } from '../../main/threads/protocol.ts';
import { aroundOf, must, resume, type Desk } from './desks.ts';
import { count, forgetLost, type World } from './world.ts';

function keepingOf(desk: Desk, dir: string) {
  const { nativeBinding } = aroundOf(desk);
  return {
    folder: join(dir, `backup-${desk.at}`),
    keep: 3,
    program: '0',
    dataKey: desk.dataKey,
    nativeBinding,
  };
}

export function backUp(world: World, desk: Desk): void {
  if (desk.running !== world.group.desks[0]?.running) return;
  must(desk.running.program.backUp(desk.session, keepingOf(desk, world.group.dir), quietJob));
  count(world, 'backups');
}

/** What was written since is lost here; what of it had left in a file comes back from colleagues. */
export function restore(world: World, desk: Desk, pick: number): void {
  if (desk.running !== world.group.desks[0]?.running || !world.joined.has(desk.at)) return;
  const { program } = desk.running;
  const backups = program.backupsOf(desk.dir, keepingOf(desk, world.group.dir).folder);
  const backup = backups[pick % Math.max(1, backups.length)];
  if (!backup) return;
  const { device } = desk.session.self;
  desk.session.store.close();
  const around = aroundOf(desk);
  must(program.restoreBackup(around, backup, { dataKey: desk.dataKey, keyslots: null, job: quietJob }));
  resume(world.group, desk);
  forgetLost(world, desk);
  count(world, desk.session.self.device === device ? 'restored' : 'restored, under new keys');
}
