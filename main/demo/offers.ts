// Owns: invented offers, which of them are granted in BÄR, and why the others fell. Must not: write files.
import type { IsoDate } from '../../domain/ids.ts';
import { addDays, addMonths } from '../../domain/rules/days.ts';
import type { Applicant } from './applicants.ts';
import { areas, type Area } from './areas.ts';
import type { Employer } from './employers.ts';
import { swedishNames } from './names.ts';
import { fallen, type FallenCode, type IntakePlan } from './plan.ts';
import type { Random } from './random.ts';

export type Offer = {
  readonly applicant: Applicant;
  readonly employer: Employer;
  readonly supervisor: string;
  readonly supervisorEmail: string;
  readonly supervisorPhone: string;
  readonly start: IsoDate;
  readonly end: IsoDate;
  /** Always with its unit. */
  readonly extent: string;
  readonly partTime: boolean;
  readonly tasks: string;
  readonly remote: string;
  readonly state: string;
  readonly reason: FallenCode | '';
  /** BÄR's number and day, for the granted. */
  readonly bar: { readonly number: string; readonly day: IsoDate } | null;
};

type Context = {
  readonly plan: IntakePlan;
  readonly employers: ReadonlyMap<Area, readonly Employer[]>;
  /** The next BÄR number's last five digits. */
  readonly nextBarNumber: () => number;
};

export function inventOffers(random: Random, applicants: readonly Applicant[], context: Context): Offer[] {
  const { counts } = context.plan;
  let fell = 0;
  const offers = (['female', 'male'] as const).flatMap((gender) => {
    const green = applicants.filter((one) => one.colour === 'green' && one.gender === gender);
    const chosen = random.shuffled(green).slice(0, counts[gender].offered);
    return chosen.map((applicant, index) => {
      const offer = inventOffer(random, applicant, context);
      return index < counts[gender].granted ? granted(random, offer, context) : fallenOffer(offer, fell++);
    });
  });
  return offers.sort((a, b) => (a.applicant.applicationId < b.applicant.applicationId ? -1 : 1));
}

function inventOffer(random: Random, applicant: Applicant, { plan, employers }: Context): Offer {
  const employer = random.pick(employers.get(applicant.area) ?? []);
  const start = random.pick(plan.days.starts);
  const extents = [
    '100 %',
    'Heltid',
    '40 tim/v',
    '100 %',
    'Heltid',
    '100 %',
    'Heltid',
    '75 %',
    '30 tim/v',
  ] as const;
  const extent = random.pick(extents);
  const name = `${random.pick(swedishNames.given)} ${random.pick(swedishNames.family)}`;
  return {
    applicant,
    employer,
    supervisor: name,
    supervisorEmail: `${ascii(name)}@example.org`,
    supervisorPhone: `070-17406${String(random.between(5, 99)).padStart(2, '0')}`,
    start,
    end: addDays(addMonths(start, 4), -1),
    extent,
    partTime: extent === '75 %' || extent === '30 tim/v',
    tasks: random.pick(areas[applicant.area].tasks),
    remote: random.chance(0.1) ? 'Delvis (8 tim/v)' : 'Nej',
    state: 'Tackat ja',
    reason: '',
    bar: null,
  };
}

function granted(random: Random, offer: Offer, { plan, nextBarNumber }: Context): Offer {
  const number = `BÄR-26${String(nextBarNumber()).padStart(5, '0')}`;
  return { ...offer, bar: { number, day: random.pick(plan.days.decisions) } };
}

/** The reasons take turns, so that every one is met. */
function fallenOffer(offer: Offer, index: number): Offer {
  const { code, state } = fallen[index % fallen.length] ?? fallen[0];
  return { ...offer, state, reason: code };
}

function ascii(name: string): string {
  return name
    .toLowerCase()
    .replace(/[åä]/gu, 'a')
    .replace(/ö/gu, 'o')
    .replace(/é/gu, 'e')
    .replace(/\s+/gu, '.');
}
