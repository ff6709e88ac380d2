// Owns: what the ledger offers to services: acts in, events and states out, as types.
// Must not: hold an implementation; db/ledger.ts does.
import type {
  BatchId,
  CaseId,
  DeviceId,
  EmployerId,
  EventHash,
  IntakeId,
  MemberId,
  StreamId,
  TeamId,
} from '../../domain/ids.ts';
import type { CaseState } from '../../domain/ledger/case/state.ts';
import type { EmployerState } from '../../domain/ledger/employer-state.ts';
import type { StoredEvent } from '../../domain/ledger/event.ts';
import type { Payload } from '../../domain/ledger/payload.ts';
import type { IntakeState, SharedState } from '../../domain/ledger/shared-state.ts';
import type { FoldEvent } from '../../domain/ledger/stream.ts';
import type { Micros } from '../../domain/ports.ts';
import type { Result } from '../../domain/result.ts';
import type { Incoming } from '../../domain/sync/ports.ts';
import type { HolderNeeded } from '../../domain/team/holding.ts';
import type { RoleNeeded } from '../../domain/team/roles.ts';
import type { TeamState } from '../../domain/team/team-state.ts';
import type { Purged, PurgeTarget } from '../purge/take-away.ts';

/** Who writes on this computer. `sign` is Ed25519 over the 32 bytes of the hash: 64 bytes. */
export type Signer = {
  readonly actor: MemberId;
  readonly device: DeviceId;
  readonly sign: (hash: Uint8Array) => Uint8Array;
};

export type LedgerOptions = {
  readonly signer: Signer;
  /** Wall time in microseconds; the event's clock is max(wall, last + 1). */
  readonly now: () => Micros;
};

/** One act on one stream. Heads of the own stream and of `team` are referred to without being named. */
export type NewAct = {
  readonly stream: StreamId;
  readonly payload: Payload;
  /** Heads of other streams that the act relied on. */
  readonly refs?: readonly EventHash[];
  /** Heads that the window showed; they stand for the current ones, so that an act beside a newer one shows as concurrent. */
  readonly shownHeads?: readonly EventHash[];
  /** Deciding and assessing acts: other heads now in the store refuse the whole call with `changedMeanwhile`. */
  readonly expectedHeads?: readonly EventHash[];
  /** Written under the coarse type `restricted`: for the named holders alone (GR-22). */
  readonly restricted?: boolean;
};

export type AppendedEvent = {
  readonly hash: EventHash;
  readonly seq: number;
  readonly hlc: Micros;
  readonly stream: StreamId;
};

export type BarredByInterest = { readonly tag: 'conflictOfInterest' };

export type AppendError =
  | { readonly tag: 'changedMeanwhile'; readonly streams: readonly StreamId[] }
  /** Given by the services' gate before the ledger is asked (GR-10); the ledger itself refuses nobody. */
  | RoleNeeded
  /** The same, of a person with protected identity (GR-24). */
  | HolderNeeded
  /** The same, of a case that its holder has an interest in (WO-8). */
  | BarredByInterest;

export type AppendOptions = {
  /** Called between acts; true rolls the whole call back and gives `cancelled`. */
  readonly cancelled?: () => boolean;
  readonly progress?: (done: number, total: number) => void;
};

export type Cancelled = { readonly tag: 'cancelled' };

/** As it lies in a file, or as the judge of the file has read it already. */
export type ForeignEvent = StoredEvent | Incoming;

export type ForeignError =
  /** The same device and number with another content, or a chain that does not join: quarantine, nothing stored. */
  | { readonly tag: 'fork'; readonly device: DeviceId; readonly seq: number }
  /** Numbers `from` to `to` of a device are neither here nor in the call. */
  | { readonly tag: 'gap'; readonly device: DeviceId; readonly from: number; readonly to: number }
  | { readonly tag: 'eventUnreadable'; readonly index: number }
  | { readonly tag: 'newerReaderNeeded'; readonly v: number };

export type ForeignOptions = {
  /** Only for the membership events of an invitation: they may come ahead of their chains. */
  readonly allowGaps?: boolean;
  /** With `allowGaps` false nothing else changes; a dry run does everything and rolls back. */
  readonly dryRun?: boolean;
  /** Payloads may be missing: the judge has found the purge of each (PU-6). */
  readonly purged?: boolean;
  /** Among the events: those whose payload is not for this store's member (GR-12). */
  readonly leftOut?: ReadonlySet<EventHash>;
  /** Events that are here without their payload, now with it. */
  readonly fills?: readonly StoredEvent[];
  readonly cancelled?: () => boolean;
  /** Now and then: `store` counts events, `fold` the streams whose state and row are made anew. */
  readonly progress?: (part: 'store' | 'fold', done: number, total: number) => void;
  /** Written in the same transaction, last: what is noted of the file beside its events. */
  readonly alongside?: (merged: Merged) => void;
};

export type Merged = {
  readonly added: number;
  readonly skipped: number;
  /** Payloads that had been left out and are here now. */
  readonly filled: number;
  /** Streams that got events or payloads, sorted. */
  readonly streams: readonly StreamId[];
  /** Cases among them whose row shows a conflict after the merge. */
  readonly conflicts: readonly CaseId[];
};

export type ProblemTag =
  | 'bodyUnreadable'
  | 'hashMismatch'
  | 'columnMismatch'
  | 'payloadMismatch'
  | 'payloadMissing'
  | 'payloadInvalid'
  | 'seqGap'
  | 'chainBroken'
  | 'headMissing'
  | 'signatureMissing'
  | 'signatureWrong'
  | 'signerUnknown'
  | 'stateMismatch'
  | 'projectionMismatch'
  | 'pageUnreadable';

export type Problem = {
  readonly tag: ProblemTag;
  readonly device?: DeviceId;
  readonly seq?: number;
  readonly stream?: StreamId;
};

export type VerifyOptions = {
  readonly progress?: (done: number, total: number) => void;
  readonly cancelled?: () => boolean;
};
export type Verified = {
  readonly ok: boolean;
  readonly events: number;
  readonly problems: readonly Problem[];
};

/** Reading; any connection, any thread. */
export type LedgerReader = {
  readonly caseState: (id: CaseId) => CaseState;
  readonly employerState: (id: EmployerId) => EmployerState;
  readonly intake: (id: IntakeId) => IntakeState;
  readonly shared: () => SharedState;
  readonly team: () => TeamState;
  readonly heads: (stream: StreamId) => readonly EventHash[];
  /** Every event of a stream by (hlc, device, seq), payload as read. */
  readonly eventsOf: (stream: StreamId) => readonly FoldEvent[];
  /** Events of a batch in append order: every one, or the first `limit`. */
  readonly eventsOfBatch: (batch: BatchId, limit?: number) => readonly FoldEvent[];
  readonly eventByHash: (hash: EventHash) => FoldEvent | undefined;
};

/** The one writer of a store. */
export type Ledger = LedgerReader & {
  /** All or nothing, one IMMEDIATE transaction; several acts on one stream chain on each other. */
  readonly append: (
    acts: readonly NewAct[],
    options?: AppendOptions,
  ) => Result<readonly AppendedEvent[], AppendError | Cancelled>;
  /** Events already verified by the sync service; those present are skipped by hash. All or nothing. */
  readonly appendForeign: (
    events: readonly ForeignEvent[],
    options?: ForeignOptions,
  ) => Result<Merged, ForeignError | Cancelled>;
  /** Every projection from the events, in one transaction. */
  readonly rebuild: (options?: VerifyOptions) => Result<{ readonly streams: number }, Cancelled>;
  /** Takes these payloads away with their salts, and what the store holds beside them; states and rows are folded again. */
  readonly purge: (targets: readonly PurgeTarget[]) => Result<Purged, never>;
  readonly verify: (options?: VerifyOptions) => Result<Verified, Cancelled>;
  /** Joining: a store without cases drops its own one-person group and every event; any other is refused. */
  readonly dropOwnGroup: () => Result<null, { readonly tag: 'storeHasCases' }>;
  /** Names the group that counts; set by the ledger itself at the founding event. */
  readonly setTeam: (team: TeamId) => void;
};
