// Owns: which mark of protected identity is written: a stub for a person nothing is kept of, a mark that takes away what is.
// Must not: take anything away; each store does, by the mark.
import { decisionStanding } from '../ledger/case/decisions.ts';
import { fieldValue } from '../ledger/case/fields.ts';
import { ledBy } from '../ledger/case/joins.ts';
import type { CaseState } from '../ledger/case/state.ts';
import type { PayloadOf } from '../ledger/payload.ts';

type Marking = Omit<PayloadOf<'identity.protected'>, 'kind' | 'batch' | 'counted'>;
const colours = ['green', 'orange', 'red'] as const;
const genders = ['female', 'male'] as const;

/** PU-11: a case that holds something of the person, on any layer, gets the mark that ends it. */
export function holdsPersonalData(state: CaseState): boolean {
  const { fields, offers, verdicts, decisions, issued, requests, questions, attachments, matter } = state;
  const lists = [verdicts, decisions, issued, requests, questions, attachments, matter];
  const records = [fields, offers];
  return (
    records.some((one) => Object.keys(one).length > 0) ||
    lists.some((one) => one !== undefined && one.length > 0)
  );
}

/** PU-16: what a marked row does not say of colour and gender is kept as it is known here, so that no count falls. */
export function withKnown({ fields, stub }: CaseState, marking: Marking): Marking {
  const colour =
    marking.colour ?? colours.find((one) => one === fieldValue(fields, 'colour')) ?? stub?.colour;
  const told = genders.find((one) => one === marking.gender);
  const gender =
    told ?? genders.find((one) => one === fieldValue(fields, 'gender')) ?? stub?.gender ?? marking.gender;
  return {
    ...marking,
    ...(colour === undefined ? {} : { colour }),
    ...(gender === undefined ? {} : { gender }),
  };
}

export function markFor(
  state: CaseState,
  marking: Marking,
  batch: PayloadOf<'case.stubbed'>['batch'],
): PayloadOf<'case.stubbed'> | PayloadOf<'identity.protected'> {
  const kept = withKnown(state, marking);
  if (!holdsPersonalData(state)) return { kind: 'case.stubbed', batch, ...kept };
  return { kind: 'identity.protected', batch, ...kept, counted: countedAs(state) };
}

/** PU-16: the measures of Table 1 that the case was in. One that is handled in another case is counted there. */
function countedAs(state: CaseState): NonNullable<PayloadOf<'identity.protected'>['counted']> {
  const standing = decisionStanding(state);
  if (standing.status === 'undecided' && ledBy(state).length > 0) return [];
  const granted = standing.status === 'registered' && standing.registered.outcome === 'grant';
  return [
    'applicants' as const,
    ...(Object.keys(state.offers).length > 0 ? (['offered'] as const) : []),
    ...(granted ? (['granted'] as const) : []),
  ];
}
