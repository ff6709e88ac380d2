// Owns: playing a script on real stores through the program's services, and holding each step against the model.
// Must not: decide what a set of acts means (model.ts) or what must hold of a store (checks.ts).
import { seeded } from '../../main/demo/random.ts';
import { seedChance } from './chance.ts';
import { checkCases, checkWhole, sameStates } from './checks.ts';
import { closeGroup, openGroup, reopen, type Desk, type Templates } from './desks.ts';
import { exchange, joinGroup, openFile, putOut, sealFile } from './exchanges.ts';
import { forge, fork, spoil } from './hostile.ts';
import type { Script, Step } from './steps.ts';
import { roundAtMailbox } from './mailbox.ts';
import { backUp, restore } from './restoring.ts';
import { work } from './work.ts';
import { count, Finding, heldOf, inGroup, newWorld, noteOwn, type World } from './world.ts';

export type Played = {
  readonly finding: string | undefined;
  readonly counts: Readonly<Record<string, number>>;
};

/** Undefined finding: everything held. An exception of the product is a finding too. */
export async function play(templates: Templates, script: Script, seed: number): Promise<Played> {
  seedChance(seed);
  const group = openGroup(templates, script.size, script.older);
  const world = newWorld(group);
  let at = -1;
  try {
    for (const step of script.steps) {
      at += 1;
      await playStep(world, step);
    }
    at = script.steps.length;
    await ending(world, templates, seed);
    return { finding: undefined, counts: world.counts };
  } catch (error) {
    const where =
      at < script.steps.length ? `step ${at + 1} ${JSON.stringify(script.steps[at])}` : 'the ending';
    return { finding: `${where}\n${wordsOf(error)}`, counts: world.counts };
  } finally {
    closeGroup(group);
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof Finding) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function playStep(world: World, step: Step): Promise<void> {
  const desk = world.group.desks[step.who % world.group.desks.length];
  if (!desk || (step.do !== 'join' && !world.joined.has(desk.at))) return;
  count(world, 'steps');
  await doStep(world, desk, step);
  noteOwn(world, desk, new Map());
  checkCases(world, desk);
}

async function doStep(world: World, desk: Desk, step: Step): Promise<unknown> {
  switch (step.do) {
    case 'join':
      return joinGroup(world, desk, step);
    case 'clock':
      desk.wrongBy = step.hours * 3_600_000_000;
      return;
    case 'reopen':
      return reopen(world.group, desk);
    case 'seal':
      return sealFile(world, desk, step);
    case 'open':
      return openFile(world, desk, step);
    case 'exchange':
      return exchange(world, desk, { to: step.to, full: false });
    case 'spoil':
      return spoil(world, desk, step);
    case 'forge':
      return forge(world, desk, step);
    case 'fork':
      return fork(world, desk, step);
    case 'putOut':
      return putOut(world, desk, step);
    case 'backUp':
      return backUp(world, desk);
    case 'restore':
      return restore(world, desk, step.pick);
    case 'mailbox':
      return roundAtMailbox(world, desk, step);
    default:
      return work(world, desk, step);
  }
}

/** Everybody exchanges with everybody until nothing is new, in an order of its own; then all stores are alike. */
async function ending(world: World, templates: Templates, seed: number): Promise<void> {
  const random = seeded(seed ^ 0x5eed);
  const desks = random.shuffled(inGroup(world));
  await exchangeAll(world, desks);
  for (const desk of desks) {
    // The colleague with the older program installs the new one, and gets anew what that one could not read.
    if (desk.running === templates.current) continue;
    reopen(world.group, desk, templates.current);
    noteOwn(world, desk, new Map());
  }
  await exchangeAll(world, desks);
  const total = Math.max(...desks.map((desk) => heldOf(world, desk).size));
  for (const desk of desks) {
    const held = heldOf(world, desk).size;
    if (held !== total)
      throw new Finding(`${desk.name} holds ${held} of ${total} acts after all have exchanged`);
    checkCases(world, desk);
  }
  const one = random.pick(desks);
  for (const desk of desks) if (desk !== one) sameStates(one, desk);
  // The others hold the same events and the same states: what is proved of one is proved of all.
  checkWhole(world, one, random);
  count(world, 'acts', total);
  count(world, 'stores', desks.length);
}

/**
 * All to one and back, whole bundles, until everybody has all acts. The one is another each round: who let a member in may have
 * lost that act with a restored store, and then nobody knows the member until two others have exchanged.
 */
async function exchangeAll(world: World, desks: readonly Desk[]): Promise<void> {
  const isWhole = () => {
    const all = new Set(desks.flatMap((desk) => [...heldOf(world, desk).keys()]));
    return desks.every((desk) => heldOf(world, desk).size === all.size);
  };
  for (let round = 0; round < desks.length + 2 && !isWhole(); round++) {
    const hub = desks[round % desks.length];
    const others = desks.filter((desk) => desk !== hub);
    if (!hub) return;
    for (const other of others) await exchange(world, other, { to: hub.at, full: true });
    for (const other of others) await exchange(world, hub, { to: other.at, full: true });
  }
}
