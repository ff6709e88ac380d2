// Owns: from which day the party has a case at the agency, as recorded. An application to Jobbsprånget is none.
// Must not: ask what day it is, or choose between two who recorded different days.
import type { IsoDate } from '../ids.ts';
import type { CaseState, MatterSaid } from '../ledger/case/state.ts';
import type { PayloadOf } from '../ledger/payload.ts';
import { agree, write, type Agreement } from '../ledger/register.ts';
import type { Application } from '../ledger/stream.ts';
import { without } from '../ledger/without.ts';

type Recorded = Pick<CaseState, 'matter' | 'stub'>;

export function applyMatter(
  state: CaseState,
  { payload, act, seen }: Application<PayloadOf<'matter.opened'>>,
): CaseState {
  const value: MatterSaid = without(payload, 'kind', 'batch');
  return { ...state, matter: write(state.matter ?? [], { act, value }, seen) };
}

/** RQ-18: the same day said apart is one; different days stand beside one another until somebody who saw both says which. */
export function matterOf({ matter }: Pick<CaseState, 'matter'>): Agreement<MatterSaid> {
  return agree(matter ?? [], (a, b) => a.openedOn === b.openedOn);
}

/** The one day that stands. Undefined: none is recorded, it was taken away, or colleagues differ. */
export function openedDay(state: Recorded): IsoDate | undefined {
  const said = state.stub === null ? matterOf(state) : undefined;
  return said?.status === 'agreed' ? (said.value.openedOn ?? undefined) : undefined;
}

/** `opened:<day>`: the day from which the case has an age. */
export type MatterFlag = `opened:${IsoDate}`;

export function matterFlags(state: Recorded): MatterFlag[] {
  const day = openedDay(state);
  return day === undefined ? [] : [`opened:${day}`];
}
