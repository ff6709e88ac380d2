// Owns: joining, sealing and opening in a fuzzed group, each held against what files promised.
// Must not: bend a file; hostile.ts does.
import type { Role } from '../../domain/ledger/payloads/membership.ts';
import { same } from './checks.ts';
import { must, reopen, type Desk } from './desks.ts';
import type { StepOf } from './steps.ts';
import {
  count,
  Finding,
  heldOf,
  noteOwn,
  noteTakenIn,
  withoutHoles,
  type SealedFile,
  type World,
} from './world.ts';

function hostFor(world: World, desk: Desk, by: number): Desk | undefined {
  const host = world.group.desks[by];
  if (!host || host === desk || !world.joined.has(host.at) || world.joined.has(desk.at)) return undefined;
  // The older program does not know that a store can go on under new keys.
  const older = desk.running !== world.group.desks[0]?.running;
  return older && world.restored.size > 0 ? undefined : host;
}

/** A store without cases joins by key file and invitation, as between two computers. */
export async function joinGroup(world: World, desk: Desk, step: StepOf<'join'>): Promise<void> {
  const host = hostFor(world, desk, step.by);
  if (!host) return;
  const key = must(desk.running.program.readKeyFile(desk.running.program.ownKeyFile(desk.session)));
  const hostKey = must(host.running.program.readKeyFile(host.running.program.ownKeyFile(desk.session)));
  same('the key file as two programs read it', key, hostKey);
  const roles: Role[] = step.administrator ? ['caseworker', 'lead', 'administrator'] : ['caseworker'];
  const invited = await host.running.program.invite(host.session, hostKey, { roles });
  noteOwn(world, host, new Map());
  if (!invited.ok) {
    // Bo is an administrator; others who would invite are refused and nothing is written.
    if (host.at < 2) throw new Finding(`${host.name} may not invite: ${invited.error.tag}`);
    return;
  }
  must(await desk.running.program.join(desk.session, invited.value.bytes));
  reopen(world.group, desk);
  heldOf(world, desk).clear();
  world.joined.add(desk.at);
  noteTakenIn(world, desk);
  count(world, 'joined');
}

function colleagueToPutOut(world: World, desk: Desk, at: number): Desk | undefined {
  const of = world.group.desks[at];
  const older = desk.running !== world.group.desks[0]?.running;
  if (!of || of === desk || of.at < 2 || older) return undefined;
  // A mark that only some have met before they hear of this is gone from theirs and stands on the others' stores (PU-6).
  const held = heldOf(world, desk);
  const marks = [...world.acts.values()].filter((act) => act.payload.kind === 'identity.protected');
  const unmet = marks.some((act) => act.device === of.session.self.device && !held.has(act.hash));
  return unmet ? undefined : of;
}

/** An administrator puts a colleague or their computer out, with what has come from it so far. Those who let in stay. */
export function putOut(world: World, desk: Desk, step: StepOf<'putOut'>): void {
  const of = colleagueToPutOut(world, desk, step.of);
  if (!of) return;
  const { program } = desk.running;
  const { member, device } = of.session.self;
  const done =
    step.how === 'left'
      ? program.memberLeaves(desk.session, { member, day: desk.session.today() })
      : program.revokeDevice(desk.session, { device, reason: 'lost' });
  count(world, done.ok ? `put out: ${step.how}` : `not put out: ${done.error.tag}`);
  if (!done.ok) return;
  if (desk.at > 1) throw new Finding(`${desk.name} puts ${of.name} out and is no administrator`);
  world.out.add(of.at);
}

export async function sealFile(
  world: World,
  desk: Desk,
  step: StepOf<'seal'>,
): Promise<SealedFile | undefined> {
  const to = world.group.desks[step.to % world.group.desks.length];
  if (!to || to === desk || !world.joined.has(to.at)) return undefined;
  const { program } = desk.running;
  const sealed = await program.seal(desk.session, to.session.self.member, step.full);
  if (!sealed.ok) {
    // A colleague that nobody has told this desk of yet.
    same(`${desk.name} seals to ${to.name}`, sealed.error.tag, 'unknownMember');
    return undefined;
  }
  program.noteSealed(desk.session, sealed.value);
  const file: SealedFile = {
    from: desk.at,
    to: to.at,
    bytes: sealed.value.bytes,
    full: step.full,
    promise: withoutHoles(world, desk),
    merged: false,
  };
  world.files.push(file);
  count(world, 'files sealed');
  return file;
}

export async function openFile(world: World, desk: Desk, step: StepOf<'open'>): Promise<void> {
  const mine = world.files.filter((file) => file.to === desk.at);
  const file = mine[mine.length - 1 - (step.file % Math.max(1, mine.length))];
  if (!file) return;
  if (step.how === 'preview') {
    const before = heldOf(world, desk).size;
    await desk.running.program.previewBundle(desk.session, file.bytes);
    noteTakenIn(world, desk);
    same(`${desk.name} after a preview`, heldOf(world, desk).size, before);
    return;
  }
  await takeIn(world, desk, file);
  if (step.how !== 'twice') return;
  const again = await desk.running.program.mergeBundle(desk.session, file.bytes);
  if (again.ok) same(`${desk.name} opens a file twice`, again.value.added, 0);
  const fresh = noteTakenIn(world, desk);
  same(`${desk.name} holds more after the same file`, fresh.length, 0);
  count(world, 'files twice');
}

/** An honest file to its own recipient is taken in, or kept waiting for one that went before it. */
export async function takeIn(world: World, desk: Desk, file: SealedFile): Promise<void> {
  const held = heldOf(world, desk);
  const before = new Set(held.keys());
  const outcome = await desk.running.program.mergeBundle(desk.session, file.bytes);
  if (!outcome.ok) {
    count(world, `not yet: ${outcome.error.tag}`);
    if (mayRefuse(world, { desk, file, before }, outcome.error.tag)) return;
    throw new Finding(`${desk.name} refuses an honest file: ${JSON.stringify(outcome.error)}`);
  }
  const fresh = noteTakenIn(world, desk);
  same(`${desk.name} says how many it took in`, outcome.value.added, fresh.length);
  // Among those taken in may be what waited from before: promised by some file to this desk.
  const promised = new Set(
    world.files.filter((one) => one.to === desk.at).flatMap((one) => [...one.promise]),
  );
  const stranger = fresh.find((act) => !promised.has(act.hash));
  if (stranger)
    throw new Finding(
      `${desk.name} took in what no file to it promised: ${JSON.stringify(stranger.payload)}`,
    );
  const missing = [...file.promise].filter((hash) => !held.has(hash));
  if (missing.length === 0) file.merged = true;
  else if (canBeWhole(world, file, before))
    throw new Finding(
      `${desk.name} lacks ${missing.length} acts of a file that ${world.group.desks[file.from]?.name} gave: ${JSON.stringify(outcome.value)} ${JSON.stringify(missing.map((hash) => world.acts.get(hash)?.payload))}`,
    );
  else count(world, 'files waiting');
  count(world, 'files opened');
  for (const one of world.files)
    if (one.to === desk.at && [...one.promise].every((hash) => held.has(hash))) one.merged = true;
}

/** An older program refuses what it cannot read; a device that nobody has told of is nobody's. */
function mayRefuse(
  world: World,
  {
    desk,
    file,
    before,
  }: { readonly desk: Desk; readonly file: SealedFile; readonly before: ReadonlySet<unknown> },
  tag: string,
): boolean {
  const older = desk.running !== world.group.desks[0]?.running;
  if (tag === 'newerReader') return older;
  // Where this program waits for what went before, the older one takes the colleague for a stranger (SY-8).
  if (tag === 'unknownDevice' && older && (world.restored.size > 0 || !canBeWhole(world, file, before)))
    return true;
  const sender = world.group.desks[file.from]?.session.self.member;
  const isKnown = [...heldOf(world, desk).values()].some(
    ({ payload }) => payload.kind === 'member.added' && payload.member.id === sender,
  );
  return tag === 'unknownDevice' && file.from > 0 && !isKnown;
}

/** Nothing that went before it is missing: then it must not wait. */
function canBeWhole(world: World, file: SealedFile, before: ReadonlySet<unknown>): boolean {
  const earlier = world.files.slice(0, world.files.indexOf(file));
  const given = earlier.filter((one) => one.from === file.from && one.to === file.to);
  if (file.full) return true;
  return (
    !world.restored.has(file.to) &&
    given.every((one) => one.merged || [...one.promise].every((hash) => before.has(hash)))
  );
}

/** Sealed and opened at once; `full` is the repair for whatever was lost before. */
export async function exchange(
  world: World,
  desk: Desk,
  { to, full }: { readonly to: number; readonly full: boolean },
): Promise<void> {
  const file = await sealFile(world, desk, { do: 'seal', who: desk.at, to, full });
  const recipient = file ? world.group.desks[file.to] : undefined;
  if (!file || !recipient) return;
  noteOwn(world, desk, new Map());
  await takeIn(world, recipient, file);
}
