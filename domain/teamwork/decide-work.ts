// Owns: whether a case may be given, taken, watched, noted in or spoken of as an interest, and the refusals.
// Must not: write, or ask for roles: the gate does (GR-10).
import { isIsoDate, type IsoDate, type MemberId } from '../ids.ts';
import { isOpened } from '../ledger/case/readings.ts';
import type { CaseState } from '../ledger/case/state.ts';
import { barsOf, isBarred } from '../ledger/case/work.ts';
import { decisionStanding } from '../ledger/case/decisions.ts';
import { err, ok, type Result } from '../result.ts';
import { seesCases } from '../team/roles.ts';
import { memberOf, type TeamState } from '../team/team-state.ts';

export type WorkRefusal =
  | { readonly tag: 'caseNotOpened' }
  | { readonly tag: 'specialHandling' }
  | { readonly tag: 'unknownMember' }
  | { readonly tag: 'seesNoCases'; readonly name: string }
  | { readonly tag: 'barredFromCase'; readonly name: string }
  | { readonly tag: 'decided' }
  | { readonly tag: 'watchInPast'; readonly today: string }
  | { readonly tag: 'noteEmpty' }
  | { readonly tag: 'reasonMissing' }
  | { readonly tag: 'alreadySo' }
  | { readonly tag: 'nothingToTry' }
  | { readonly tag: 'ownInterest' };

type Decided = Result<null, WorkRefusal>;
const yes: Decided = ok(null);

/** A protected person's case is handled outside the program, and nothing is noted of it openly. */
function mayBeWorkedOn(state: CaseState): Decided {
  if (!isOpened(state)) return err({ tag: 'caseNotOpened' });
  return state.stub ? err({ tag: 'specialHandling' }) : yes;
}

/** WO-1: to somebody who is in the group, sees cases and is not barred from this one. Null: nobody has it. */
export function decideAssign(state: CaseState, to: MemberId | null, team: TeamState): Decided {
  const may = mayBeWorkedOn(state);
  if (!may.ok || to === null) return may;
  const member = memberOf(team, to);
  if (member?.standing !== 'active') return err({ tag: 'unknownMember' });
  if (!seesCases(team, to)) return err({ tag: 'seesNoCases', name: member.name });
  return isBarred(state, to) ? err({ tag: 'barredFromCase', name: member.name }) : yes;
}

/** WO-6: a day from today on; null ends the watch. */
export function decideWatch(state: CaseState, until: string | null, today: IsoDate): Decided {
  const may = mayBeWorkedOn(state);
  if (!may.ok || until === null) return may;
  return isIsoDate(until) && until >= today ? yes : err({ tag: 'watchInPast', today });
}

export function decideNote(state: CaseState, text: string): Decided {
  const may = mayBeWorkedOn(state);
  if (!may.ok) return may;
  return text.trim() === '' ? err({ tag: 'noteEmpty' }) : yes;
}

/** WO-7: at once and by oneself (18 § förvaltningslagen (2017:900)); once said it holds until a lead has tried it. */
export function decideDeclare(state: CaseState, self: MemberId): Decided {
  const may = mayBeWorkedOn(state);
  if (!may.ok) return may;
  return barsOf(state, self).length > 0 ? err({ tag: 'alreadySo' }) : yes;
}

type Trying = { readonly member: MemberId; readonly holds: boolean; readonly reason: string };

/** WO-9: by another than the one it is about. That it does not hold can only be said where somebody has said that it does. */
export function decideTry(
  state: CaseState,
  trying: Trying,
  by: { readonly self: MemberId; readonly team: TeamState },
): Decided {
  const may = mayBeWorkedOn(state);
  if (!may.ok) return may;
  if (!memberOf(by.team, trying.member)) return err({ tag: 'unknownMember' });
  if (trying.member === by.self) return err({ tag: 'ownInterest' });
  if (trying.reason.trim() === '') return err({ tag: 'reasonMissing' });
  return !trying.holds && barsOf(state, trying.member).length === 0 ? err({ tag: 'nothingToTry' }) : yes;
}

/** Cases that are given out or taken: what is decided needs nobody more. */
export function mayBeShared(state: CaseState): Decided {
  const may = mayBeWorkedOn(state);
  if (!may.ok) return may;
  return decisionStanding(state).status === 'registered' ? err({ tag: 'decided' }) : yes;
}
