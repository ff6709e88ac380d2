// Owns: who needs a permit, shared by E9 and E10. Must not: say whether a permit is enough.
import { exemptionOf, type Countries, type Exemption } from '../countries.ts';
import { textFact, type CaseFacts } from '../facts.ts';

/** Swedish, Nordic and EEA citizens need none, also when born outside Europe; unknown or differing citizenship exempts nobody. */
export function permitExemption(facts: CaseFacts, countries: Countries): Exemption | undefined {
  const citizenship = textFact(facts.read('citizenship'));
  return citizenship === undefined ? undefined : exemptionOf(countries, citizenship);
}

export const permitWords: Readonly<Record<string, string>> = {
  permanent: 'Permanent uppehållstillstånd',
  timeLimited: 'Tidsbegränsat uppehållstillstånd',
  residenceCard: 'Uppehållskort',
  pending: 'Tillståndet prövas',
  studies: 'Uppehållstillstånd för studier',
  other: 'Annat tillstånd',
};
