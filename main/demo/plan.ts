// Owns: the year's totals, exactly those of the report's Table 1 for 2023, shared out over two intakes, and its days.
// Must not: invent a person.
import { intakeIdSchema, isoDateSchema, type IntakeId, type IsoDate } from '../../domain/ids.ts';
import type { Gender } from './numbers.ts';

export type Counts = {
  readonly applicants: number;
  readonly eligible: number;
  readonly offered: number;
  readonly granted: number;
};

/** Jobbsprånget's figures of 2023 by gender; orange is not split there, here it is. */
export const table1: Readonly<Record<Gender, Counts & { readonly orange: number }>> = {
  female: { applicants: 3560, eligible: 2200, offered: 820, granted: 720, orange: 357 },
  male: { applicants: 1520, eligible: 940, offered: 350, granted: 310, orange: 153 },
};

/** Offers that came to nothing: state of the offer and reason of “Avslutat utan beslut i sak”, shared out evenly. */
export const fallen = [
  { code: 'D1', state: 'Återtaget' },
  { code: 'D2', state: 'Förfallet' },
  { code: 'D3', state: 'Tackat nej' },
  { code: 'D4', state: 'Tackat nej' },
  { code: 'E1', state: 'Tackat nej' },
  { code: 'E2', state: 'Tackat nej' },
  { code: 'E3', state: 'Tackat nej' },
  { code: 'E4', state: 'Återtaget' },
  { code: 'E5', state: 'Tackat nej' },
  { code: 'E6', state: 'Förfallet' },
] as const;
export type FallenCode = (typeof fallen)[number]['code'];

/** Facts that make an application red, each the only one of its person, with the reason that they show. */
export const redCauses = ['G1.1', 'G2.2', 'G2.3', 'G2.4', 'G3.1', 'G3.2', 'G4.1'] as const;
export type RedCause = (typeof redCauses)[number];

/** The legal days on which the intake's work is done, in order. */
export type IntakeDays = {
  /** The day of the portal's export. */
  readonly applications: IsoDate;
  readonly review: IsoDate;
  readonly standardLastDay: IsoDate;
  readonly offers: IsoDate;
  /** Employer checks and union answers. */
  readonly checks: IsoDate;
  readonly basis: IsoDate;
  /** Days on which BÄR decides. */
  readonly decisions: readonly IsoDate[];
  readonly barList: IsoDate;
  readonly starts: readonly IsoDate[];
};

export type IntakePlan = {
  readonly id: IntakeId;
  /** Application ids begin so. */
  readonly prefix: string;
  readonly firstReceived: IsoDate;
  readonly lastReceived: IsoDate;
  readonly days: IntakeDays;
  readonly counts: Readonly<Record<Gender, Counts & { readonly orange: number }>>;
};

const day = (text: string): IsoDate => isoDateSchema.parse(text);

function half(which: 0 | 1, gender: Gender): Counts & { readonly orange: number } {
  const share = (count: number) => (which === 0 ? Math.floor(count / 2) : Math.ceil(count / 2));
  const { applicants, eligible, offered, granted, orange } = table1[gender];
  return {
    applicants: share(applicants),
    eligible: share(eligible),
    offered: share(offered),
    granted: share(granted),
    orange: share(orange),
  };
}

export const intakePlans: readonly [IntakePlan, IntakePlan] = [
  {
    id: intakeIdSchema.parse('2026-spring'),
    prefix: 'JS-2026A',
    firstReceived: day('2025-12-16'),
    lastReceived: day('2026-01-16'),
    days: {
      applications: day('2026-01-19'),
      review: day('2026-01-26'),
      standardLastDay: day('2026-08-31'),
      offers: day('2026-03-09'),
      checks: day('2026-03-10'),
      basis: day('2026-03-16'),
      decisions: ['2026-03-17', '2026-03-18', '2026-03-19', '2026-03-20', '2026-03-24'].map(day),
      barList: day('2026-03-25'),
      starts: ['2026-03-30', '2026-04-07', '2026-04-13', '2026-04-20'].map(day),
    },
    counts: { female: half(0, 'female'), male: half(0, 'male') },
  },
  {
    id: intakeIdSchema.parse('2026-autumn'),
    prefix: 'JS-2026B',
    firstReceived: day('2026-07-16'),
    lastReceived: day('2026-08-16'),
    days: {
      applications: day('2026-08-19'),
      review: day('2026-08-24'),
      standardLastDay: day('2027-04-30'),
      offers: day('2026-10-26'),
      checks: day('2026-10-27'),
      basis: day('2026-11-02'),
      decisions: ['2026-11-03', '2026-11-04', '2026-11-05', '2026-11-10', '2026-11-12'].map(day),
      barList: day('2026-11-13'),
      starts: ['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14'].map(day),
    },
    counts: { female: half(1, 'female'), male: half(1, 'male') },
  },
];
