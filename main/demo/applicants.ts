// Owns: invented applicants of one intake with facts that fit their colour. Must not: write files or invent offers.
import type { IsoDate } from '../../domain/ids.ts';
import { addDays, daysBetween } from '../../domain/rules/days.ts';
import { areaNames, areas, municipalities, streets, universities, type Area } from './areas.ts';
import { borderCountries, europeanCountries, inventPerson, type Person } from './names.ts';
import { inventedIdentityNumber, type Gender } from './numbers.ts';
import { redCauses, type IntakePlan, type RedCause } from './plan.ts';
import type { Random } from './random.ts';

export type Colour = 'green' | 'orange' | 'red';

export type Applicant = Person & {
  readonly applicationId: string;
  readonly gender: Gender;
  readonly colour: Colour;
  /** Twelve digits. */
  readonly number: string;
  readonly citizenship: string;
  readonly address: string;
  readonly municipality: string;
  readonly registered: string;
  readonly registeredSince: IsoDate | '';
  readonly permit: string;
  readonly permitTo: IsoDate | '';
  readonly rightToWork: string;
  readonly area: Area;
  readonly areaWritten: string;
  readonly subject: string;
  readonly degree: string;
  readonly university: string;
  readonly degreeSeen: IsoDate | '';
  readonly swedish: string;
  readonly english: string;
  readonly monthsInSweden: number;
  readonly yearsOfWork: number;
  readonly actionPlan: IsoDate;
  readonly received: IsoDate;
  readonly consentDate: IsoDate | '';
  /** The one fact that makes a red application red. */
  readonly cause: RedCause | null;
};

/** Everybody of an intake, in the order of application. `taken` holds numbers already given out, and grows. */
export function inventApplicants(random: Random, plan: IntakePlan, taken: Set<string>): Applicant[] {
  const roles = (['female', 'male'] as const).flatMap((gender) => rolesOf(gender, plan));
  return random.shuffled(roles).map(({ gender, colour, cause }, index) => {
    const applicationId = `${plan.prefix}-${String(index + 1).padStart(5, '0')}`;
    const green = inventGreen(random, plan, {
      applicationId,
      gender,
      number: freshNumber(random, gender, taken),
    });
    if (colour === 'orange') return withDoubt(random, green, plan);
    return cause === null ? green : withCause(random, green, { cause, plan });
  });
}

type Role = { readonly gender: Gender; readonly colour: Colour; readonly cause: RedCause | null };

function rolesOf(gender: Gender, plan: IntakePlan): Role[] {
  const { applicants, eligible, orange } = plan.counts[gender];
  const many = (length: number, role: (index: number) => Role) =>
    Array.from({ length }, (_, index) => role(index));
  return [
    ...many(eligible, () => ({ gender, colour: 'green', cause: null })),
    ...many(orange, () => ({ gender, colour: 'orange', cause: null })),
    ...many(applicants - eligible - orange, (index) => ({
      gender,
      colour: 'red',
      cause: redCauses[index % redCauses.length] ?? null,
    })),
  ];
}

function freshNumber(random: Random, gender: Gender, taken: Set<string>): string {
  for (;;) {
    const number = inventedIdentityNumber(random, gender, random.chance(0.03));
    // Ten digits are unique too: files write them without the century.
    const short = number.slice(2);
    if (taken.has(short)) continue;
    taken.add(short);
    return number;
  }
}

type Identity = Pick<Applicant, 'applicationId' | 'gender' | 'number'>;

/** Every hard condition met: enrolled, born outside Europe, one of the areas, free to work all through, consent. */
function inventGreen(random: Random, plan: IntakePlan, identity: Identity): Applicant {
  const person = inventPerson(random, identity.gender);
  const received = addDays(
    plan.firstReceived,
    random.below(daysBetween(plan.firstReceived, plan.lastReceived) + 1),
  );
  return {
    ...person,
    ...identity,
    colour: 'green',
    ...inventHome(random),
    registered: 'Ja',
    registeredSince: addDays(received, -random.between(60, 900)),
    ...inventPermit(random, plan, person),
    ...inventEducation(random, received),
    swedish: random.pick(['A1', 'A2', 'A2', 'B1', 'B1', 'B2', 'C1']),
    english: random.pick(['B1', 'B2', 'B2', 'C1', 'C1', 'C2']),
    monthsInSweden: random.chance(0.6) ? 0 : random.between(1, 11),
    yearsOfWork: random.between(1, 14),
    actionPlan: addDays(plan.days.applications, -random.between(5, 95)),
    received,
    consentDate: received,
    cause: null,
  };
}

function inventHome(random: Random) {
  const municipality = random.pick(municipalities);
  const postcode = `${random.between(100, 989)} ${random.between(10, 99)}`;
  return {
    municipality,
    address: `${random.pick(streets)} ${random.between(1, 98)}, ${postcode} ${municipality}`,
  };
}

type Permit = Pick<Applicant, 'citizenship' | 'permit' | 'permitTo' | 'rightToWork'>;

function inventPermit(random: Random, plan: IntakePlan, person: Person): Permit {
  if (person.swedishName || random.chance(0.07)) {
    return { citizenship: 'Sverige', permit: '', permitTo: '', rightToWork: '' };
  }
  if (random.chance(0.02)) {
    return {
      citizenship: random.pick(['Polen', 'Tyskland', 'Norge']),
      permit: '',
      permitTo: '',
      rightToWork: '',
    };
  }
  const citizenship = person.birthCountry;
  if (random.chance(0.42)) {
    // A permanent permit's date is the card's: some cards end before the placement does.
    return {
      citizenship,
      permit: 'PUT',
      permitTo: addDays(plan.days.applications, random.between(40, 1500)),
      rightToWork: 'Ja',
    };
  }
  return {
    citizenship,
    permit: 'Uppehållstillstånd med arbetstillstånd',
    permitTo: addDays(plan.days.standardLastDay, random.between(1, 900)),
    rightToWork: 'Ja',
  };
}

function inventEducation(random: Random, received: IsoDate) {
  const area = random.pick(areaNames);
  const words = areas[area];
  return {
    area,
    areaWritten: words.written,
    subject: random.pick(words.subjects),
    degree: random.pick(words.degrees),
    university: random.pick(universities),
    degreeSeen: random.chance(0.55) ? addDays(received, random.between(0, 3)) : ('' as const),
  };
}

/** One thing to check, so that an orange application is neither clear nor refused. */
function withDoubt(random: Random, green: Applicant, plan: IntakePlan): Applicant {
  const orange: Applicant = { ...green, colour: 'orange' };
  const foreign = { citizenship: green.birthCountry };
  const later = addDays(plan.days.standardLastDay, random.between(1, 600));
  const country = random.pick(borderCountries);
  const doubts: readonly Partial<Applicant>[] = [
    { ...foreign, permit: 'Tillfälligt uppehållstillstånd', permitTo: later, rightToWork: '' },
    {
      ...foreign,
      permit: 'Uppehållstillstånd med arbetstillstånd hos viss arbetsgivare',
      permitTo: later,
      rightToWork: '',
    },
    {
      ...foreign,
      permit: 'Ansökan om förlängning',
      permitTo: addDays(plan.days.review, -20),
      rightToWork: '',
    },
    {
      ...foreign,
      permit: 'Uppehållstillstånd med arbetstillstånd',
      permitTo: addDays(plan.days.standardLastDay, -random.between(10, 90)),
    },
    { birthCountry: country, citizenship: 'Sverige', permit: '', permitTo: '', rightToWork: '' },
    { areaWritten: '' },
    { consentDate: '' },
    { registered: '', registeredSince: '' },
  ];
  return { ...orange, ...random.pick(doubts) };
}

type Cause = { readonly cause: RedCause; readonly plan: IntakePlan };

/** One fact that the reason names; everything else as for a green applicant. */
function withCause(random: Random, green: Applicant, { cause, plan }: Cause): Applicant {
  const red: Applicant = { ...green, colour: 'red', cause };
  const foreign = { citizenship: green.birthCountry };
  const european = random.pick(europeanCountries);
  const changes: Readonly<Record<RedCause, Partial<Applicant>>> = {
    'G1.1': { registered: 'Nej', registeredSince: '' },
    'G2.2': {
      ...foreign,
      permit: 'Tillfälligt uppehållstillstånd',
      permitTo: addDays(plan.days.standardLastDay, 90),
      rightToWork: 'Nej',
    },
    'G2.3': {
      ...foreign,
      permit: 'Uppehållstillstånd med arbetstillstånd',
      permitTo: addDays(plan.days.review, -random.between(2, 200)),
    },
    'G2.4': {
      ...foreign,
      permit: 'Studier',
      permitTo: addDays(plan.days.standardLastDay, 200),
      rightToWork: '',
    },
    'G3.1': { degree: 'Gymnasium', university: '', degreeSeen: '' },
    'G3.2': { areaWritten: random.pick(['Konst', 'Juridik', 'Medicin', 'Pedagogik']) },
    'G4.1': { birthCountry: european, citizenship: 'Sverige', permit: '', permitTo: '', rightToWork: '' },
  };
  return { ...red, ...changes[cause] };
}
