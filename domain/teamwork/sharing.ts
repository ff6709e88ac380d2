// Owns: dividing cases among colleagues: evenly by what each has, or by a rule that gives the same parts on computers that have not met.
// Must not: know a store; cases, members and counts come in.
import type { CaseId, MemberId } from '../ids.ts';

export type ShareCase = {
  readonly id: CaseId;
  /** Members who are barred from it (WO-8). */
  readonly barred: readonly MemberId[];
};

export type Shared = {
  readonly given: ReadonlyMap<MemberId, readonly CaseId[]>;
  /** Cases that nobody of them may have, or has room for. */
  readonly left: readonly CaseId[];
};

type Among = {
  readonly members: readonly MemberId[];
  /** Cases that each has open already. */
  readonly open: ReadonlyMap<MemberId, number>;
  /** No one gets beyond so many open cases; undefined: no limit. */
  readonly most?: number | undefined;
};

/** WO-2: each case to whom has the fewest, in the order of the members where several do; the same input gives the same parts. */
export function shareEvenly(cases: readonly ShareCase[], { members, open, most }: Among): Shared {
  const given = new Map<MemberId, CaseId[]>(members.map((member) => [member, []]));
  const left: CaseId[] = [];
  const load = (member: MemberId) => (open.get(member) ?? 0) + (given.get(member)?.length ?? 0);
  for (const { id, barred } of cases) {
    const able = members.filter(
      (member) => !barred.includes(member) && (most === undefined || load(member) < most),
    );
    const [first, ...others] = able;
    if (first === undefined) {
      left.push(id);
      continue;
    }
    const least = others.reduce((best, member) => (load(member) < load(best) ? member : best), first);
    given.get(least)?.push(id);
  }
  return { given, left };
}

/**
 * WO-3: whose a case is by its own id and theirs alone, so that colleagues who divide the same list apart take different cases.
 * A case more or less in one of the lists moves no other case; one member more moves only what becomes theirs.
 */
export function shareByRule(cases: readonly ShareCase[], members: readonly MemberId[]): Shared {
  const given = new Map<MemberId, CaseId[]>(members.map((member) => [member, []]));
  const left: CaseId[] = [];
  for (const { id, barred } of cases) {
    const [first, ...others] = members.filter((member) => !barred.includes(member));
    if (first === undefined) {
      left.push(id);
      continue;
    }
    const owner = others.reduce((best, member) => (comesBefore(id, member, best) ? member : best), first);
    given.get(owner)?.push(id);
  }
  return { given, left };
}

function comesBefore(id: CaseId, one: MemberId, other: MemberId): boolean {
  const [a, b] = [drawn(`${id} ${one}`), drawn(`${id} ${other}`)];
  return a === b ? one < other : a > b;
}

/** FNV-1a with a last mixing: an even draw, and no secret. */
function drawn(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
