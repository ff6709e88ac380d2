// Owns: what the form says once BÄR has decided. Must not: change what was fixed.
import type { DecisionStanding } from '../ledger/case/decisions.ts';
import type { Answers } from '../ledger/payload.ts';

/** BÄR's number and day stand in 1.6 and 7.10, over what was written before (DE-27: “Dagen i BÄR gäller”). Nothing before it has decided. */
export function registeredAnswers(standing: DecisionStanding): Answers {
  if (standing.status !== 'registered') return {};
  const { barNumber, day } = standing.registered;
  return { '1.6': barNumber, '7.10': day };
}
