// Owns: which mark of protected identity is written: a stub for a person nothing is kept of, a mark that takes away what is.
// Must not: take anything away; each store does, by the mark.
import type { CaseState } from '../ledger/case/state.ts';
import type { PayloadOf } from '../ledger/payload.ts';

type Marking = Omit<PayloadOf<'identity.protected'>, 'kind' | 'batch'>;

/** PU-11: a case that holds something of the person, on any layer, gets the mark that ends it. */
export function holdsPersonalData(state: CaseState): boolean {
  return (
    Object.keys(state.fields).length > 0 ||
    Object.keys(state.offers).length > 0 ||
    state.verdicts.length > 0 ||
    state.decisions.length > 0 ||
    state.issued.length > 0
  );
}

export function markFor(
  state: CaseState,
  marking: Marking,
  batch: PayloadOf<'case.stubbed'>['batch'],
): PayloadOf<'case.stubbed'> | PayloadOf<'identity.protected'> {
  const kind = holdsPersonalData(state) ? 'identity.protected' : 'case.stubbed';
  return { kind, batch, ...marking };
}
