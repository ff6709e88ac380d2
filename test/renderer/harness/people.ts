// 5,080 invented applicants: birth numbers 980–999 only, seeded, the same every time.
import type { CaseRow, Step } from '../../../domain/review/case-row.ts';

const given = ['Amal', 'Yusuf', 'Lin', 'Oksana', 'Daniel', 'Mariam', 'José', 'Åsa', 'Hossein', 'Elif', 'Nguyễn', 'Kateryna', 'Omar', 'Ingrid', 'Şirin', 'Zoë'];
const family = ['Al-Hassan', 'Kovalenko', 'Öztürk', 'Ångström', 'García Márquez', 'Nilsson', 'Haddad', 'Tran', 'Żukowska', 'Rahimi', 'Äström', 'Abdirahman', 'Petrov', 'Müller', 'Wolde-Giorgis'];
const areas = ['technology', 'computerScience', 'architecture', 'economics', 'pharmacy', 'hr', 'marketing'];
const towns = ['Göteborg', 'Malmö', 'Stockholm', 'Örebro', 'Umeå', 'Linköping', 'Västerås'];
const steps: readonly Step[] = ['imported', 'imported', 'imported', 'imported', 'eligible', 'eligible', 'needsCheck', 'notEligible', 'offered', 'granted', 'consentWithdrawn', 'conflict'];

export const intakes = ['2026-spring', '2026-autumn'] as const;

/** A small generator: the same numbers for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

export function inventRows(count: number): CaseRow[] {
  const pick = numbers(20_261_122);
  const of = <T,>(list: readonly T[]): T => list[pick(list.length)] ?? (list[0] as T);
  return Array.from({ length: count }, (_, index): CaseRow => {
    const colour = ['green', 'green', 'green', 'green', 'green', 'green', 'orange', 'red', 'red'][pick(9)] ?? 'green';
    const step = of(steps);
    const stub = index % 397 === 9;
    const offered = step === 'offered' || step === 'granted';
    const conclusion = step === 'eligible' || offered ? 'eligible' : step === 'needsCheck' || step === 'notEligible' ? step : null;
    const person = stub
      ? { givenName: '', familyName: '', identityNumber: null, area: null, municipality: null, permitKind: null, permitValidTo: null, receivedDate: null }
      : {
          givenName: of(given),
          familyName: of(family),
          identityNumber: `19${two(70 + pick(30))}${two(1 + pick(12))}${two(1 + pick(28))}98${pick(10)}${pick(10)}`,
          area: of(areas),
          municipality: of(towns),
          permitKind: pick(4) === 0 ? 'permanent' : 'timeLimited',
          permitValidTo: `2027-${two(1 + pick(12))}-${two(1 + pick(28))}`,
          receivedDate: `2026-09-${two(1 + pick(28))}`,
        };
    return {
      caseId: index.toString(16).padStart(32, '0') as CaseRow['caseId'],
      intake: intakes[index % 2] as CaseRow['intake'],
      applicationId: `JS-2026B-${String(index + 1).padStart(5, '0')}`,
      stub,
      colour,
      ...person,
      permitValidTo: person.permitKind === 'permanent' ? null : person.permitValidTo,
      gender: pick(10) < 7 ? 'female' : 'male',
      targetGroup: 'regular',
      consent: step === 'consentWithdrawn' ? 'withdrawn' : 'yes',
      conclusion,
      step: stub ? 'special' : step,
      offerCount: offered ? 1 : 0,
      offer: offered ? 'a'.repeat(32) : null,
      offerState: offered ? 'accepted' : null,
      employerId: null,
      employerName: offered ? 'Exempelbolaget i Göteborg AB' : null,
      startsOn: offered ? '2027-01-11' : null,
      endsOn: offered ? '2027-05-10' : null,
      outcome: step === 'granted' ? 'grant' : null,
      barNumber: step === 'granted' ? `BÄR-${100_000 + index}` : null,
      decisionDay: step === 'granted' ? '2026-11-18' : null,
      registered: step === 'granted',
      conflict: step === 'conflict',
      missing: [],
    };
  });
}
