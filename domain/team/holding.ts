// Owns: whose computers may hold which payloads (GR-12, GR-22), told by the event's body alone.
// Must not: look into a payload: the rule also holds for kinds that this version does not know.
import type { MemberId, StreamId } from '../ids.ts';
import { seesCases } from './roles.ts';
import { memberOf, type TeamState } from './team-state.ts';

/** Where an event stands: what everybody can read of it. */
export type Place = { readonly stream: StreamId; readonly type: string };

/**
 * Of stream `shared` what everybody needs: texts, grounds for giving out, receipts, and words on acts. Saved filters can name
 * a person and incident records can describe one, so they go with the cases.
 */
const sharedWithAll: ReadonlySet<string> = new Set(['text', 'receipt', 'confirm', 'void']);

export function isForAll({ stream, type }: Place): boolean {
  return stream === 'team' || (stream === 'shared' && sharedWithAll.has(type));
}

/** What is written of a person with protected identity. */
export function isRestricted({ type }: Place): boolean {
  return type === 'restricted';
}

/**
 * Named in every setting that stands: of settings made apart only who is in all of them (GR-21). Empty when one of them
 * says that nobody is, and before the first.
 */
export function namedHolders({ restricted = [] }: TeamState): readonly MemberId[] {
  const [first, ...others] = restricted.map(({ on, holders }) => (on ? holders : []));
  return (first ?? []).filter((member) => others.every((holders) => holders.includes(member)));
}

/** GR-21: named, in the group, and with a role that sees cases. */
export function isHolder(team: TeamState, member: MemberId): boolean {
  return seesCases(team, member) && namedHolders(team).includes(member);
}

/** Before an act on a person with protected identity, and before the case is opened. */
export type HolderNeeded = { readonly tag: 'holderNeeded' };

/** What a member may hold, from least to most. */
const steps = ['noCases', 'cases', 'restricted'] as const;
export type Holding = (typeof steps)[number];

/**
 * How much a member may hold. Of somebody who is not in the group, who is suspended or who has not been let in yet no role
 * is known: nothing is left out or taken away for a role. Holders are named one by one, so that is known of everybody.
 */
export function holdingOf(team: TeamState, member: MemberId): Holding {
  if (memberOf(team, member)?.standing === 'active' && !seesCases(team, member)) return 'noCases';
  return holdingOutside(team, member);
}

/** Of somebody whose roles count for nothing, such as the member of a device that is put out. */
export function holdingOutside(team: TeamState, member: MemberId | undefined): Holding {
  return member !== undefined && namedHolders(team).includes(member) ? 'restricted' : 'cases';
}

export function mayHold(holding: Holding, place: Place): boolean {
  switch (holding) {
    case 'restricted':
      return true;
    case 'cases':
      return !isRestricted(place);
    case 'noCases':
      return isForAll(place) && !isRestricted(place);
  }
}

/** What everybody of them may hold. */
export function leastOf(holdings: readonly Holding[]): Holding {
  return steps.find((step) => holdings.includes(step)) ?? 'cases';
}

/** True when `after` may hold something that `before` may not. */
export function isMore(after: Holding, before: Holding): boolean {
  return steps.indexOf(after) > steps.indexOf(before);
}
