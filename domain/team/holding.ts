// Owns: whose computers may hold which payloads (GR-12), told by the event's body alone.
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

/**
 * How much a member may hold. Of somebody who is not in the group, who is suspended or who has not been let in yet,
 * nothing is known: nothing is left out and nothing taken away for that.
 */
export type Holding = 'noCases' | 'cases';

export function holdingOf(team: TeamState, member: MemberId): Holding {
  if (memberOf(team, member)?.standing !== 'active') return 'cases';
  return seesCases(team, member) ? 'cases' : 'noCases';
}

export function mayHold(holding: Holding, place: Place): boolean {
  return holding === 'cases' || isForAll(place);
}

/** What everybody of them may hold. */
export function leastOf(holdings: readonly Holding[]): Holding {
  return holdings.includes('noCases') ? 'noCases' : 'cases';
}
