// Owns: which events of which device go into the next bundle to whom. Must not: read the store.
import type { DeviceId } from '../ids.ts';
import type { DeviceHead, SignedHead } from './header.ts';

/** Per recipient device: how far each device's chain was last sealed to it, or is known to stand there. */
export type RecipientMarks = ReadonlyMap<DeviceId, ReadonlyMap<DeviceId, number>>;

/** Events base + 1 to seq of one device. */
export type PlannedChain = SignedHead & { readonly base: number; readonly signature: string };

export type BundlePlan = {
  readonly chains: readonly PlannedChain[];
  readonly have: readonly DeviceHead[];
  readonly count: number;
};

/**
 * SY-2: what was last sealed to every one of the recipients is left out; the first time, and with `full`, all goes.
 * SY-3: a chain goes only as far as its own device has signed it; an unsigned head is nobody's to relay.
 * `heads` holds our own head already signed for this seal.
 */
export function planBundle(input: {
  readonly heads: readonly SignedHead[];
  readonly marks: RecipientMarks;
  readonly recipients: readonly DeviceId[];
  readonly full: boolean;
}): BundlePlan {
  const chains: PlannedChain[] = [];
  const have: DeviceHead[] = [];
  for (const { device, seq, head, signature, lacks } of [...input.heads].sort(byDevice)) {
    if (seq === 0) continue;
    have.push(lacks === undefined ? { device, seq, head } : { device, seq, head, lacks });
    if (signature === null) continue;
    const base = input.full ? 0 : commonBase(input.marks, input.recipients, device);
    if (base < seq) chains.push({ device, base, seq, head, signature });
  }
  return { chains, have, count: chains.reduce((sum, chain) => sum + chain.seq - chain.base, 0) };
}

function commonBase(marks: RecipientMarks, recipients: readonly DeviceId[], device: DeviceId): number {
  if (recipients.length === 0) return 0;
  return Math.min(...recipients.map((recipient) => marks.get(recipient)?.get(device) ?? 0));
}

function byDevice(a: DeviceHead, b: DeviceHead): number {
  return a.device < b.device ? -1 : 1;
}

export type Holes = { readonly first: number; readonly last: number };

/** What the store tells of a planned chain. */
export type HoleFinder = {
  readonly own: DeviceId;
  /** Numbers whose payloads are missing here although the recipients may hold them. */
  readonly holesIn: (chain: PlannedChain) => Holes | undefined;
  /** The last event after the chain's base and before a number that its own device has signed. */
  readonly signedBefore: (
    chain: PlannedChain,
    seq: number,
  ) => Pick<PlannedChain, 'seq' | 'head' | 'signature'> | undefined;
};

/**
 * SY-35: a chain of which payloads are missing here that the recipients may hold goes as far as its device has signed
 * before them. Of the own one goes what comes after them: nobody else can write that.
 */
export function withoutHoles(plan: BundlePlan, finder: HoleFinder): BundlePlan {
  const chains = plan.chains.flatMap((chain): PlannedChain[] => {
    const holes = finder.holesIn(chain);
    if (!holes) return [chain];
    if (chain.device === finder.own) return holes.last < chain.seq ? [{ ...chain, base: holes.last }] : [];
    const before = finder.signedBefore(chain, holes.first);
    return before ? [{ ...chain, ...before }] : [];
  });
  return { ...plan, chains, count: chains.reduce((sum, chain) => sum + chain.seq - chain.base, 0) };
}
