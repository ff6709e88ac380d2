// Owns: operations between colleagues. Must not: carry keys or bundle bytes to the renderer.
import { z } from 'zod';
import { memberIdSchema } from '../../domain/ids.ts';
import { rolesSchema } from '../../domain/ledger/payloads/membership.ts';
import { operation } from '../operation.ts';

const nothing = z.object({});

export type MemberView = {
  readonly id: string;
  readonly name: string;
  readonly administrator: boolean;
  readonly self: boolean;
  readonly words: readonly string[];
  /** Our own entries that this colleague has not been given yet. */
  readonly toGive: number;
  readonly lastGivenAt: number | null;
  readonly lastHeardAt: number | null;
};
export type ExchangeStatus = {
  readonly team: string;
  readonly members: readonly MemberView[];
  readonly waiting: readonly {
    readonly id: string;
    readonly from: string;
    readonly missing: readonly string[];
    readonly at: number;
  }[];
  /** This store was behind what it had given and goes on under new keys; `missing` own entries have not come back yet. */
  readonly renewed: { readonly at: number; readonly missing: number } | null;
  /** Files set aside because a computer's entries stand in two forms. */
  readonly setAside: readonly {
    readonly id: string;
    readonly from: string;
    readonly forked: string;
    /** The computer whose entries stand in two forms is this one. */
    readonly isOwn: boolean;
    /** The entries are the recovery sheet's: two computers have used it without having met. `replaced`: by a new sheet since. */
    readonly sheet: 'inForce' | 'replaced' | null;
    readonly seq: number;
    readonly at: number;
  }[];
  readonly log: readonly {
    readonly id: number;
    readonly at: number;
    readonly from: string;
    readonly added: number;
    readonly skipped: number;
    /** Tag of the refusal, of a file that had been kept and was then refused. */
    readonly refused: string | null;
  }[];
  readonly conflicts: number;
};

export type KeyPreview = { readonly token: string; readonly name: string; readonly words: readonly string[] };

export type InvitationPreview = {
  readonly token: string;
  readonly team: string;
  readonly from: string;
  readonly words: readonly string[];
};

/** What comes to stand apart: `unseen` is a decision made without seeing a fact, `membership` an act in dispute. */
export type Arising = {
  readonly what: 'case' | 'employer' | 'unseen' | 'membership';
  /** Application id, employer's name, or who made the act in dispute. */
  readonly label: string;
};

/** Acts outside cases, of one kind and author. */
export type OtherActs = {
  readonly kind: string;
  /** Null: by the agency's sheet. */
  readonly by: string | null;
  readonly count: number;
  /** Whom or what they are about, as far as it has a name: an intake by its id. */
  readonly about: readonly { readonly what: 'employer' | 'intake' | 'member'; readonly label: string }[];
  /** More than those named. */
  readonly more: number;
};

export type MergePreview = {
  readonly token: string;
  readonly from: string;
  readonly words: readonly string[];
  /** The sender's computer is let in by the file itself: its words stand in no list here yet. */
  readonly newcomer: boolean;
  readonly added: number;
  readonly skipped: number;
  readonly warnings: readonly { readonly tag: string; readonly device?: string }[];
  readonly cases: readonly {
    readonly caseId: string;
    readonly applicationId: string;
    readonly name: string;
    readonly acts: readonly { readonly kind: string; readonly by: string; readonly count: number }[];
    readonly becomesConflict: boolean;
    /** A decision comes to stand beside a fact that its author had not seen. */
    readonly unseen: boolean;
    /** A conflict that stands here now and ends with this file. */
    readonly settles: boolean;
    /** Acts of somebody who was not entitled to them: kept without effect. */
    readonly notEntitled: number;
  }[];
  /** Entries that belong to no case: employers, intakes, group, texts. */
  readonly others: readonly OtherActs[];
  readonly newCases: number;
  /** Application ids of the cases among `arising` that colleagues differ on. */
  readonly conflicts: readonly string[];
  /** Each thing that comes to stand apart, by its kind. */
  readonly arising: readonly Arising[];
  /** Cases that are not among `cases`. */
  readonly moreCases: number;
  readonly waiting: number;
  /** Entries whose contents are not for this computer's member and are not kept. */
  readonly leftOut: number;
  /** Entries that are here already and whose contents come now. */
  readonly filled: number;
  /** Files of issued documents that are taken in with it; absent when there are none. */
  readonly documentFiles?: number;
};
/** Only issued documents were chosen: they change nothing and have been taken in. */
export type DocumentsReceived = { readonly token: null; readonly documents: number };
export type MergeOutcome = {
  readonly added: number;
  readonly skipped: number;
  /** Application ids of the cases among `arising` that colleagues differ on. */
  readonly conflicts: readonly string[];
  /** What stands apart since, and did not before; absent when there is none. */
  readonly arising?: readonly Arising[];
  readonly waiting: number;
  /** Contents that had been left out and are here now; absent when there are none. */
  readonly filled?: number;
  /** Issued documents that came with it, and files of them that could not be taken in; absent when there are none. */
  readonly documents?: number;
  readonly documentsLeft?: number;
};

export const exchangeOperations = {
  'exchange.status': operation(nothing).returns<ExchangeStatus>(),
  'exchange.savePublicKey': operation(nothing).returns<{ readonly saved: string | null }>(),
  /** A colleague's key file: who it says it is, and the six words to read to one another. */
  'exchange.choosePublicKey': operation(nothing).returns<KeyPreview | null>(),
  'exchange.invite': operation(
    z.object({
      token: z.string().max(60),
      roles: rolesSchema,
      /** A new computer of somebody who is in the group. */
      as: memberIdSchema.optional(),
    }),
  ).returns<{ readonly saved: string | null }>(),
  /** An invitation: which group, from whom, and the inviter's six words, before anything is joined. */
  'exchange.chooseInvitation': operation(nothing).returns<InvitationPreview | null>(),
  'exchange.join': operation(z.object({ token: z.string().max(60) })).returns<{ readonly team: string }>(),
  'exchange.seal': operation(z.object({ to: memberIdSchema, full: z.boolean() })).returns<{
    readonly saved: string | null;
    readonly events: number;
    readonly bytes: number;
    /** Issued documents, in files of their own beside it. */
    readonly documents: number;
    readonly documentFiles: readonly string[];
  }>(),
  'exchange.choose': operation(nothing).returns<MergePreview | DocumentsReceived | null>(),
  'exchange.merge': operation(z.object({ token: z.string().max(60) })).returns<MergeOutcome>(),
};
