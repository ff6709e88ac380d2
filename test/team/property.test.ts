// The group is a function of the SET of its events: random quarrels on several computers, folded in any order.
import { describe, expect, it } from 'vitest';
import type { Payload } from '../../domain/ledger/payload.ts';
import { orderEvents } from '../../domain/ledger/dag.ts';
import type { FoldEvent } from '../../domain/ledger/stream.ts';
import { foldTeam } from '../../domain/team/history.ts';
import { createJudge } from '../../domain/team/judge.ts';
import { deviceKeys } from '../../domain/team/team-state.ts';
import { added, changed, Computer, delegated, groupOf, left, revoked, shuffled } from './acts.ts';

function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function randomAct(of: Computer, all: readonly Computer[], chance: () => number): Payload {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(chance() * items.length)] as T;
  const who = pick(all);
  const seen = [...of.seen.values()].filter(({ device }) => device === who.device).length;
  const disputed = foldTeam(of.teamEvents(), null).disputed;
  if (disputed.length > 0 && chance() < 0.4)
    return { kind: 'membership.settled', setAside: [pick(disputed)], reason: 'Utrett.' };
  return pick<() => Payload>([
    () => added(who, pick([['caseworker'], ['caseworker', 'administrator'], []])),
    () => revoked(who, Math.max(0, seen - Math.floor(chance() * 2))),
    () => left(who, seen),
    () =>
      changed(who, pick([['caseworker'], ['administrator'], ['caseworker', 'lead', 'administrator']]), seen),
    () => delegated(who),
    () => ({ kind: 'facts.entered', fields: { note: 'x' } }),
  ])();
}

/** Four administrators and two newcomers, thirty acts, now and then somebody hears from somebody. */
function quarrel(seed: number): { events: FoldEvent[]; acts: FoldEvent[]; chance: () => number } {
  const chance = chanceOf(seed);
  const old = groupOf('Åsa', 'Bo', 'Cia', 'Dag');
  const all = [...old, new Computer('Eva'), new Computer('Fia')];
  for (let round = 0; round < 30; round += 1) {
    const one = all[Math.floor(chance() * all.length)] as Computer;
    const payload = randomAct(one, all, chance);
    one.act(payload, payload.kind === 'facts.entered' ? 'shared' : 'team');
    if (chance() < 0.5) one.hear(all[Math.floor(chance() * all.length)] as Computer);
  }
  const whole = new Map(all.flatMap((one) => [...one.seen]));
  const events = [...whole.values()].filter(({ stream }) => stream === 'team');
  return { events, acts: [...whole.values()].filter(({ stream }) => stream !== 'team'), chance };
}

const seeds = Array.from({ length: 14 }, (_, at) => 2026 + at);

describe('a group', () => {
  it.each(seeds)('GR-1 is the same in any order, twice and in pieces (seed %i)', (seed) => {
    const { events, acts, chance } = quarrel(seed);
    const team = foldTeam(events, null);
    const judge = createJudge(events, null);
    for (let round = 0; round < 3; round += 1) {
      const order = shuffled([...events, ...events.slice(0, 5)], chance);
      expect(foldTeam(order, null)).toEqual(team);
      const other = createJudge(order, null);
      expect(acts.map((act) => other(act))).toEqual(acts.map((act) => judge(act)));
    }
  });

  it.each(seeds.slice(0, 6))('GR-4 forgets no key, whatever more it hears (seed %i)', (seed) => {
    const { events, chance } = quarrel(seed);
    const whole = foldTeam(events, null);
    const { events: ordered, isAncestor } = orderEvents(events);
    for (let round = 0; round < 6; round += 1) {
      const head = ordered[Math.floor(chance() * ordered.length)];
      if (!head) continue;
      const part = ordered.filter(({ hash }) => hash === head.hash || isAncestor(hash, head.hash));
      for (const device of foldTeam(part, null).members.flatMap((member) => member.devices)) {
        expect(deviceKeys(whole, device.id)).toMatchObject({ id: device.id, signKey: device.signKey });
      }
    }
  });

  it('quarrels enough for the rules to matter', () => {
    const disputes = seeds.filter((seed) => foldTeam(quarrel(seed).events, null).disputed.length > 0);
    expect(disputes.length).toBeGreaterThan(0);
  });
});
