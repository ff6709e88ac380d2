// Owns: which openings a review looks at: everything by ground up to a number, and every n-th of the rest from a drawn start.
// Must not: use chance of its own: the seed stands in the protocol, and the same seed gives the same sample.
import { z } from 'zod';
import type { MemberId } from '../ids.ts';
import { datedData } from '../rules/rule-set.ts';
import { dayOf, hourOf, type ReadEntry } from './read-log.ts';

export const grounds = ['ownName', 'sameSurname', 'protected', 'night', 'every'] as const;
export type Ground = (typeof grounds)[number];

/** resources/access-review.json: the agency's own dated choices, and the words of the protocol. */
export const accessReviewSchema = z.strictObject({
  ...datedData,
  nightFromHour: z.int().min(0).max(23),
  nightToHour: z.int().min(0).max(23),
  /** Of what no ground points out, every n-th. */
  everyNth: z.int().min(1),
  mostPerGround: z.int().min(1),
  words: z.record(z.string(), z.string().min(1)),
});
export type AccessReview = z.infer<typeof accessReviewSchema>;

export type Sampled = { readonly entry: ReadEntry; readonly grounds: readonly Ground[] };

export type Sample = {
  readonly entries: readonly Sampled[];
  /** Openings in the period, the reviewer's own left out. */
  readonly all: number;
  /** The reviewer's own openings: somebody else reviews them. */
  readonly own: number;
  /** How many each ground points out before it is cut to its number. */
  readonly pointed: Readonly<Record<Ground, number>>;
};

export type SampleOf = {
  readonly from: string;
  readonly to: string;
  readonly seed: number;
  readonly reviewer: MemberId;
};

export function drawSample(log: readonly ReadEntry[], of: SampleOf, policy: AccessReview): Sample {
  const inPeriod = log.filter((entry) => dayOf(entry.at) >= of.from && dayOf(entry.at) <= of.to);
  const others = inPeriod.filter((entry) => entry.member !== of.reviewer).sort(byTime);
  const pointed = new Map<Ground, ReadEntry[]>(grounds.map((ground) => [ground, []]));
  for (const entry of others) {
    const own = groundsOf(entry, policy);
    for (const ground of own.length === 0 ? (['every'] as const) : own) pointed.get(ground)?.push(entry);
  }
  const chosen = new Map<ReadEntry, Ground[]>();
  for (const [ground, entries] of pointed) {
    const step =
      ground === 'every' ? policy.everyNth : Math.max(1, Math.ceil(entries.length / policy.mostPerGround));
    for (const entry of everyNth(entries, step, of.seed)) {
      chosen.set(entry, [...(chosen.get(entry) ?? []), ground]);
    }
  }
  return {
    entries: others.flatMap((entry) => {
      const own = chosen.get(entry);
      return own ? [{ entry, grounds: own }] : [];
    }),
    all: others.length,
    own: inPeriod.length - others.length,
    pointed: Object.fromEntries(
      [...pointed].map(([ground, entries]) => [ground, entries.length]),
    ) as Sample['pointed'],
  };
}

function groundsOf({ marks, at }: ReadEntry, { nightFromHour, nightToHour }: AccessReview): Ground[] {
  const hour = hourOf(at);
  const isNight = hour >= nightFromHour || hour < nightToHour;
  return [...marks, ...(isNight ? (['night'] as const) : [])];
}

function everyNth(entries: readonly ReadEntry[], step: number, seed: number): ReadEntry[] {
  return entries.filter((_, index) => index % step === seed % step);
}

function byTime(a: ReadEntry, b: ReadEntry): number {
  return a.at - b.at || (a.device < b.device ? -1 : a.device > b.device ? 1 : a.n - b.n);
}
