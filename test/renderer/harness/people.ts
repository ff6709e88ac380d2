// 5,080 invented applicants: birth numbers 980–999 only, seeded, the same every time.
import type { CaseRow, Step } from '../../../domain/review/case-row.ts';

const given = [
  'Amal',
  'Yusuf',
  'Lin',
  'Oksana',
  'Daniel',
  'Mariam',
  'José',
  'Åsa',
  'Hossein',
  'Elif',
  'Nguyễn',
  'Kateryna',
  'Omar',
  'Ingrid',
  'Şirin',
  'Zoë',
];
const family = [
  'Al-Hassan',
  'Kovalenko',
  'Öztürk',
  'Ångström',
  'García Márquez',
  'Nilsson',
  'Haddad',
  'Tran',
  'Żukowska',
  'Rahimi',
  'Äström',
  'Abdirahman',
  'Petrov',
  'Müller',
  'Wolde-Giorgis',
];
const areas = ['technology', 'computerScience', 'architecture', 'economics', 'pharmacy', 'hr', 'marketing'];
const towns = ['Göteborg', 'Malmö', 'Stockholm', 'Örebro', 'Umeå', 'Linköping', 'Västerås'];
const steps: readonly Step[] = [
  'imported',
  'imported',
  'imported',
  'imported',
  'eligible',
  'eligible',
  'needsCheck',
  'notEligible',
  'offered',
  'granted',
  'consentWithdrawn',
  'conflict',
];

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

type Picks = { readonly pick: (below: number) => number; readonly of: <T>(list: readonly T[]) => T };

export function inventRows(count: number): CaseRow[] {
  const pick = numbers(20_261_122);
  const of = <T>(list: readonly T[]): T => list[pick(list.length)] ?? (list[0] as T);
  return Array.from({ length: count }, (_, index) => inventRow(index, { pick, of }));
}

function inventRow(index: number, { pick, of }: Picks): CaseRow {
  const step = of(steps);
  const stub = index % 397 === 9;
  const colour = of(['green', 'green', 'green', 'green', 'green', 'green', 'orange', 'red', 'red']);
  const reviewed = step === 'needsCheck' || step === 'notEligible' ? step : null;
  return {
    caseId: index.toString(16).padStart(32, '0') as CaseRow['caseId'],
    intake: intakes[index % 2] as CaseRow['intake'],
    applicationId: `JS-2026B-${String(index + 1).padStart(5, '0')}`,
    stub,
    colour,
    ...(stub ? nobody : inventPerson({ pick, of })),
    gender: pick(10) < 7 ? 'female' : 'male',
    targetGroup: 'regular',
    consent: step === 'consentWithdrawn' ? 'withdrawn' : 'yes',
    conclusion: ['eligible', 'offered', 'granted'].includes(step) ? 'eligible' : reviewed,
    step: stub ? 'special' : step,
    ...offerPart(step),
    ...(step === 'granted' ? { ...decided, barNumber: `BÄR-${100_000 + index}` } : undecided),
    conflict: step === 'conflict',
    missing: [],
  };
}

const nobody = {
  givenName: '',
  familyName: '',
  identityNumber: null,
  area: null,
  municipality: null,
  permitKind: null,
  permitValidTo: null,
  receivedDate: null,
};

function inventPerson({ pick, of }: Picks) {
  const permanent = pick(4) === 0;
  return {
    givenName: of(given),
    familyName: of(family),
    identityNumber: `19${two(70 + pick(30))}${two(1 + pick(12))}${two(1 + pick(28))}98${pick(10)}${pick(10)}`,
    area: of(areas),
    municipality: of(towns),
    permitKind: permanent ? 'permanent' : 'timeLimited',
    permitValidTo: permanent ? null : `2027-${two(1 + pick(12))}-${two(1 + pick(28))}`,
    receivedDate: `2026-09-${two(1 + pick(28))}`,
  };
}

function offerPart(step: Step) {
  const offered = step === 'offered' || step === 'granted';
  if (!offered) {
    return {
      offerCount: 0,
      offer: null,
      offerState: null,
      employerId: null,
      employerName: null,
      startsOn: null,
      endsOn: null,
    };
  }
  return {
    offerCount: 1,
    offer: 'a'.repeat(32),
    offerState: 'accepted',
    employerId: null,
    employerName: 'Exempelbolaget i Göteborg AB',
    startsOn: '2027-01-11',
    endsOn: '2027-05-10',
  };
}

const undecided = { outcome: null, barNumber: null, decisionDay: null, registered: false };
const decided = { outcome: 'grant' as const, decisionDay: '2026-11-18', registered: true };
