// Owns: the shared folder of a fuzzed group: rounds by the program's own service, held against what each put there.
// Must not: touch the folder beside the program.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMailboxName } from '../../domain/sync/mailbox.ts';
import { memberOfDevice } from '../../domain/team/team-state.ts';
import { createMailboxFolder } from '../../main/files/mailbox-folder.ts';
import { must, type Desk } from './desks.ts';
import type { StepOf } from './steps.ts';
import { count, Finding, noteOwn, noteTakenIn, withoutHoles, type World } from './world.ts';

/** What is picked up was put by somebody for this desk; what is put promises what its author holds. */
export async function roundAtMailbox(world: World, desk: Desk, step: StepOf<'mailbox'>): Promise<void> {
  if (desk.running !== world.group.desks[0]?.running) return;
  const dir = join(world.group.dir, 'shared');
  mkdirSync(dir, { recursive: true });
  const before = new Set(readdirSync(dir));
  const { program } = desk.running;
  const ports = { folder: createMailboxFolder(dir), store: program.storePorts(desk.session) };
  const outcome = must(await program.runRound(ports, step));
  const fresh = takenIn(world, desk);
  if (outcome.added !== fresh)
    throw new Finding(`${desk.name} says ${outcome.added} of ${fresh} acts taken in at the folder`);
  noteOwn(world, desk, new Map());
  for (const name of readdirSync(dir))
    if (!before.has(name)) notePut(world, desk, { name, bytes: readFileSync(join(dir, name)) });
  count(world, 'rounds at the folder');
  count(world, 'files put in the folder', outcome.files);
  count(world, 'files taken from the folder', outcome.taken);
  for (const reason of outcome.left) count(world, `left in the folder: ${reason}`);
}

function takenIn(world: World, desk: Desk): number {
  const promised = new Set(
    world.files.filter((one) => one.to === desk.at).flatMap((one) => [...one.promise]),
  );
  const fresh = noteTakenIn(world, desk);
  const stranger = fresh.find((act) => !promised.has(act.hash));
  if (stranger)
    throw new Finding(`${desk.name} took in what nobody put for it: ${JSON.stringify(stranger.payload)}`);
  return fresh.length;
}

/** A name says for which device it is (domain/sync/mailbox.ts), a former one too; the file can be opened by hand too. */
function notePut(
  world: World,
  desk: Desk,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): void {
  const device = parseMailboxName(name)?.to;
  const member = device && memberOfDevice(desk.session.ledger.team(), device);
  const to = world.group.desks.find((one) => member && one.session.self.member === member.id);
  if (!to) return;
  world.files.push({
    from: desk.at,
    to: to.at,
    bytes,
    full: false,
    promise: withoutHoles(world, desk),
    merged: false,
  });
}
