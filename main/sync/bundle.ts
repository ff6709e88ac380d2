// Owns: sealing events to colleagues and opening what a colleague sealed, judged against what the store knows.
// Must not: read or write the store; the caller hands over events and stores what was accepted, in one transaction.
import type { DeviceId, EventHash, MemberId, TeamId } from '../../domain/ids.ts';
import type { StoredEvent } from '../../domain/ledger/event.ts';
import type { Micros } from '../../domain/ports.ts';
import type { Result } from '../../domain/result.ts';
import {
  bundleHeaderSchema,
  readerOfMissing,
  readerVersion,
  type BundleHeader,
  type Opened,
} from '../../domain/sync/header.ts';
import { judgeBundle, type Accepted, type Refusal } from '../../domain/sync/judge.ts';
import type { BundlePlan } from '../../domain/sync/plan.ts';
import { unwatched, type Known, type Underway } from '../../domain/sync/ports.ts';
import { createSyncCrypto } from '../crypto/signing.ts';
import { openEnvelope, sealedLimits, sealEnvelope, type OpenProblem, type SealedLimits } from './envelope.ts';

const kind = 'sprangbradan-bundle';

export type BundleToSeal = {
  readonly team: TeamId;
  readonly from: { readonly member: MemberId; readonly device: DeviceId };
  readonly to: readonly { readonly device: DeviceId; readonly recipient: string }[];
  readonly at: Micros;
  readonly plan: BundlePlan;
  /** Exactly the events of the plan's chains, in stored order. */
  readonly events: readonly StoredEvent[];
  /** SHA-256 of attachments that the events name. */
  readonly blobs: readonly EventHash[];
  /** Payloads are missing from the events because the recipients may not hold them. */
  readonly leftOut?: boolean | undefined;
  /** Some of the events are for the named holders alone. */
  readonly restricted?: boolean | undefined;
  /** Payloads that the sender's store still waits for. */
  readonly awaits?: number | undefined;
  /** The sender's own age key: a salvage reads what was given away (ADR 42). It is no recipient and gets no mark. */
  readonly own?: string | undefined;
  /** The device's signing secret, hex. */
  readonly secret: string;
};

/** Bytes of the sealed file. The caller notes the marks of `plan` for each recipient once the file is in place. */
export async function sealBundle(
  bundle: BundleToSeal,
): Promise<{ readonly bytes: Uint8Array; readonly header: BundleHeader }> {
  const { team, from, at, plan, events, blobs } = bundle;
  if (events.length !== plan.count) throw new Error(`${events.length} events for a plan of ${plan.count}`);
  const to = bundle.to.map(({ device, recipient }) => ({ device, recipient }));
  const { bytes, header } = await sealEnvelope({
    header: {
      kind,
      v: readerVersion,
      // SY-9, SY-33: an older reader would take a payload that is missing for a hole, and one for the holders for a wrong type.
      minReader: asksForNewer(bundle) ? readerOfMissing : 1,
      team,
      from,
      to,
      at,
      have: plan.have,
      chains: plan.chains,
      blobs,
      ...(bundle.leftOut === true ? { leftOut: 'notForRecipients' } : {}),
      ...(bundle.awaits === undefined || bundle.awaits === 0 ? {} : { awaits: bundle.awaits }),
    },
    events,
    secret: bundle.secret,
    recipients: [...to.map(({ recipient }) => recipient), ...(bundle.own === undefined ? [] : [bundle.own])],
  });
  return { bytes, header: bundleHeaderSchema.parse(header) };
}

function asksForNewer({ events, restricted }: BundleToSeal): boolean {
  return restricted === true || events.some(({ payload }) => payload === null);
}

type Opening = { readonly limits?: SealedLimits; readonly underway?: Underway };

/** Decrypts, unpacks and reads a bundle to its end. Nothing of it may be used before `judgeBundle` has accepted it. */
export async function openBundle(
  bytes: Uint8Array,
  identity: string,
  { limits = sealedLimits, underway = unwatched }: Opening = {},
): Promise<Result<Opened<BundleHeader>, OpenProblem>> {
  return openEnvelope(bytes, identity, { schema: bundleHeaderSchema, kind, limits, underway });
}

export type Received = {
  /** Null while the file could not be read so far. Unproven unless `outcome` is ok or a gap. */
  readonly header: BundleHeader | null;
  readonly outcome: Result<Accepted, Refusal | OpenProblem>;
};

/** The two long halves of receiving, each with whoever waits for it. */
export type Receiving = { readonly opening?: Underway; readonly judging?: Underway };

/** From bytes to the verdict: the whole bundle, or the reason why nothing of it is taken in. */
export async function receiveBundle(
  bytes: Uint8Array,
  identity: string,
  { opening = unwatched, judging: underway = unwatched, ...known }: Known & Receiving,
): Promise<Received> {
  const opened = await openBundle(bytes, identity, { underway: opening });
  if (!opened.ok) return { header: null, outcome: opened };
  const outcome = judgeBundle(opened.value, known, { crypto: createSyncCrypto(), underway });
  return { header: opened.value.header, outcome };
}
