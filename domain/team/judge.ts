// Owns: the judgement whether an author was entitled to an act.
// Must not: judge by "now": what counts is the membership that the act's refs reach, and what was withdrawn beside it.
import type { TeamId } from '../ids.ts';
import type { Role } from '../ledger/payloads/membership.ts';
import { typeOf } from '../ledger/read-payload.ts';
import { known, type FoldEvent, type Judge, type Judgement } from '../ledger/stream.ts';
import { holdsOn, mayDecide, delegationsFor } from './delegation.ts';
import { teamHistory, type TeamHistory } from './history.ts';
import { isHolder } from './holding.ts';
import { mayAct, rolesFor } from './roles.ts';
import { memberOf, type TeamState } from './team-state.ts';

/**
 * A judge over a store's team events (design §3). LE-14: an act counts when its actor, with that device, held the role in
 * the membership its refs reach. GR-4: of a revoked device only what it wrote up to its last number. GR-8: a right
 * withdrawn apart from the act leaves it standing, flagged.
 */
export function createJudge(teamEvents: readonly FoldEvent[], expected: TeamId | null): Judge {
  return judgeBy(teamHistory(teamEvents, expected));
}

export function judgeBy(history: TeamHistory): Judge {
  return (event) => judgeAct(event, history.at(event.refs), history.now);
}

/**
 * As far as the author could see: what was withdrawn apart from the act changes nothing. PU-6: a store that has taken a payload
 * away by a mark or a purge cannot give it back when it hears that who signed had been put out.
 */
export function judgeAsSeen(history: TeamHistory): Judge {
  return (event) => {
    const seen = history.at(event.refs);
    const may =
      !receiptsForAnother(event) && mayAct(seen, event, rolesAsked(event)) && isForAuthor(event, seen);
    return may ? 'entitled' : 'notEntitled';
  };
}

function judgeAct(event: FoldEvent, seen: TeamState, now: TeamState): Judgement {
  const roles = rolesAsked(event);
  if (decidesForAnother(event) || receiptsForAnother(event) || isPastLast(event, now)) return 'notEntitled';
  if (!mayAct(seen, event, roles) || !isDelegated(event, seen) || !isForAuthor(event, seen))
    return 'notEntitled';
  return roleGone(event, now) || delegationGone(event, { seen, now }) ? 'revokedMeanwhile' : 'entitled';
}

/** The tick that no ground of 16 § förvaltningslagen exists is the decider's own: nobody fixes a basis in another's name. */
function decidesForAnother(event: FoldEvent): boolean {
  const basis = known(event, 'basis.fixed');
  return basis !== undefined && basis.decider !== event.actor;
}

/** A receipt tells what its own device has taken away (PU-8). */
function receiptsForAnother(event: FoldEvent): boolean {
  const receipt = known(event, 'purge.receipted');
  return receipt !== undefined && receipt.device !== event.device;
}

/** GR-24: what is for the holders alone is written by a holder, as far as its author could see. */
function isForAuthor({ type, actor }: FoldEvent, seen: TeamState): boolean {
  return type !== 'restricted' || isHolder(seen, actor);
}

/** PU-2: of two who sign a purge one signs as lead, and is one. */
function rolesAsked(event: FoldEvent): readonly Role[] {
  if (known(event, 'purge.signed')?.as === 'lead') return ['lead'];
  const { type, read } = event;
  return rolesFor(type === 'restricted' && read.status === 'known' ? typeOf(read.payload.kind) : type);
}

function isPastLast({ actor, device, seq }: FoldEvent, now: TeamState): boolean {
  const one = memberOf(now, actor)?.devices.find(({ id }) => id === device);
  return one !== undefined && one.lastSeq !== null && seq > one.lastSeq;
}

/** GR-9: who fixes a basis may decide that on the day it bears. */
function isDelegated(event: FoldEvent, seen: TeamState): boolean {
  const basis = known(event, 'basis.fixed');
  return basis === undefined || mayDecide(seen, { ...basis, decider: event.actor });
}

/** The roles were taken by somebody who had not seen the act, and whom its author had not seen. */
function roleGone({ actor, device, seq, type }: FoldEvent, now: TeamState): boolean {
  const member = memberOf(now, actor);
  const own = member?.devices.find(({ id }) => id === device);
  // Up to the last number of a device everything counts: who put it out has said so.
  if (!member || own?.lastSeq !== null) return false;
  if (member.roles.some((role) => rolesFor(type).includes(role))) return false;
  return seq > (member.rolesSeen[device] ?? 0);
}

/** Every delegation that the decision rested on has ended by its day, and its author did not know. */
function delegationGone(event: FoldEvent, { seen, now }: { seen: TeamState; now: TeamState }): boolean {
  const basis = known(event, 'basis.fixed');
  if (!basis || seen.delegations.length === 0) return false;
  const rested = delegationsFor(seen, { ...basis, decider: event.actor }).map(({ id }) => id);
  return !now.delegations.some((one) => rested.includes(one.id) && holdsOn(one, basis.day));
}
