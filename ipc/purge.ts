// Owns: operations of the purge run, of holds and hand-over, and of protected identity. Must not: carry names of purged persons.
import { z } from 'zod';
import { caseIdSchema, intakeIdSchema, isoDateSchema } from '../domain/ids.ts';
import { holdReasonSchema } from '../domain/ledger/payloads/purge.ts';
import type { Figures } from '../domain/purge/figures.ts';
import type { ArchiveRecord } from '../domain/ledger/payloads/purge.ts';
import type { GiveOutcome } from './disclosure.ts';
import { operation } from './operation.ts';

const nothing = z.object({});
const hexId = z.string().regex(/^[0-9a-f]{32}$/);

export type RetentionRule = {
  readonly law: string;
  readonly paragraph: string;
  readonly says: string;
  readonly verified: boolean;
};

export type PurgeIntake = {
  readonly intake: string;
  readonly cases: number;
  /** May be signed for today: due, handed over, nothing that keeps it. */
  readonly ready: number;
  /** Somebody has signed for them as they stand: they wait for the second signature. */
  readonly signed: number;
  /** First and last day of the window over all cases of the intake; null when it has none. */
  readonly from: string | null;
  readonly by: string | null;
  /** Cases whose last day has passed. */
  readonly overdue: number;
  /** Cases by what keeps them; one case may count under several. */
  readonly blocks: Readonly<Record<string, number>>;
  readonly archive: readonly ArchiveRecord[];
  /** Figures that somebody has frozen, nobody has signed for, and that still hold. */
  readonly frozen: FrozenView | null;
  /** Nothing of it can be due yet; its cases have not been looked through. */
  readonly isLater: boolean;
};

/** Table 1 as frozen before a run: figures and day. */
export type FrozenView = { readonly run: string; readonly day: string; readonly figures: Figures };

export type PurgeCase = {
  readonly caseId: string;
  readonly applicationId: string;
  readonly endedOn: string;
  readonly from: string;
  readonly by: string;
  readonly blocks: readonly string[];
  readonly signed: boolean;
  readonly hold: string | null;
};

export type PurgePreview = {
  readonly intake: PurgeIntake;
  /** At most 500, those that are kept first. */
  readonly cases: readonly PurgeCase[];
};

export type PurgeRun = {
  readonly run: string;
  readonly intake: string | null;
  readonly cases: number;
  /** Over the cases and the heads that are named: the same number, the same cases as they stood. */
  readonly check: string;
  readonly signers: readonly {
    readonly name: string;
    readonly as: 'lead' | 'caseworker';
    readonly day: string;
  }[];
  readonly signedByMe: boolean;
  /** Two different members have signed, one of them as lead. */
  readonly complete: boolean;
  /** Cases I may sign for: ready here, and as they were at the first signature. */
  readonly mayAdd: number;
  /** Cases to which something has come since; they need a new run. */
  readonly changed: number;
  readonly archive: readonly ArchiveRecord[];
  readonly frozen: FrozenView | null;
  readonly purgedHere: number;
  readonly waiting: Readonly<Record<string, number>>;
  readonly stores: readonly PurgeStore[];
};
export type PurgeNamed = {
  /** At most 500, those that have changed first. */
  readonly cases: readonly {
    readonly caseId: string;
    /** Empty when it is gone. */
    readonly applicationId: string;
    readonly endedOn: string;
    readonly changed: boolean;
    readonly gone: boolean;
  }[];
};
export type PurgeStore = {
  readonly member: string;
  readonly device: string;
  /** Null while that store has not said that it has taken anything away. */
  readonly doneAt: number | null;
  readonly cases: number;
  readonly waiting: number;
};

export type PurgeMark = {
  readonly mark: string;
  readonly applicationId: string;
  readonly at: number;
  readonly stores: readonly PurgeStore[];
};

export type PurgeStatus = {
  readonly today: string;
  readonly rules: readonly RetentionRule[];
  readonly source: { readonly day: string; readonly text: string };
  readonly years: number;
  readonly mayRecord: boolean;
  readonly intakes: readonly PurgeIntake[];
  readonly runs: readonly PurgeRun[];
  readonly marks: readonly PurgeMark[];
  readonly officer: { readonly officer: string; readonly contact: string } | null;
  /** What the latest purge took from this computer. */
  readonly gone: PurgeGone | null;
  readonly left: {
    readonly pages: boolean;
    /** Own sealed files in the shared folder that are to be taken back. */
    readonly sealedFiles: number;
    /** Files outside of purged cases, changed by somebody or in use. */
    readonly filesLeft: number;
    /** Files outside of several cases, written before the latest purge. */
    readonly sharedFiles: number;
  };
};

/** Counts of one purge on one computer. */
export type PurgeGone = {
  readonly at: number;
  readonly cases: number;
  readonly payloads: number;
  readonly documents: number;
  readonly drafts: number;
  readonly forms: number;
  readonly pendingRows: number;
  readonly waitingFiles: number;
  readonly filesRemoved: number;
  readonly filesLeft: number;
};

export type PurgeOutcome = {
  readonly run: string;
  readonly signed: number;
  readonly complete: boolean;
  /** What was taken away on this computer. */
  readonly purged: number;
  readonly kept: Readonly<Record<string, number>>;
};

export const purgeOperations = {
  'purge.status': operation(nothing).returns<PurgeStatus>(),
  /** Cases whose last day has passed and that no hold keeps. */
  'purge.overdue': operation(nothing).returns<{ readonly cases: number }>(),
  'purge.preview': operation(z.object({ intake: intakeIdSchema })).returns<PurgePreview>(),
  'purge.named': operation(z.object({ run: hexId })).returns<PurgeNamed>(),
  /** Asks for the place in main: a PDF, and the same as JSON beside it. */
  'purge.protocol': operation(z.object({ run: hexId })).returns<GiveOutcome>(),
  /** Without `run` a new one for all cases of the intake that are ready; with it the second signature. */
  'purge.sign': operation(
    z.object({ intake: intakeIdSchema.optional(), run: hexId.optional() }),
  ).returns<PurgeOutcome>(),
  /** Figures that still hold are not frozen twice. */
  'purge.freeze': operation(z.object({ intake: intakeIdSchema })).returns<FrozenView>(),
  'purge.recordArchive': operation(
    z.object({
      intake: intakeIdSchema,
      outcome: z.enum(['handedOver', 'notToBeKept']),
      day: isoDateSchema,
      reference: z.string().trim().min(1).max(120),
    }),
  ).returns<{ readonly recorded: number }>(),
  'purge.hold': operation(
    z.object({
      id: caseIdSchema,
      held: z.boolean(),
      reason: holdReasonSchema,
      reference: z.string().trim().max(120),
    }),
  ).returns<{ readonly held: boolean }>(),
  'purge.nameOfficer': operation(
    z.object({ officer: z.string().trim().min(1).max(120), contact: z.string().trim().max(400) }),
  ).returns<{ readonly named: true }>(),
  /** What is kept of the person is taken away at once, here and at every colleague; it cannot be undone. */
  'purge.protect': operation(
    z.object({
      id: caseIdSchema,
      mark: z.enum(['confidentialityMark', 'protectedRegistration', 'fictitiousIdentity', 'unspecified']),
    }),
  ).returns<{ readonly payloads: number }>(),
};
