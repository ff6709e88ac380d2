// Owns: operations from offer to issued document. Must not: fix or register anything without the heads the window showed.
import { z } from 'zod';
import type { ComposedDocument } from '../domain/document/blocks.ts';
import { caseIdSchema, employerIdSchema, eventHashSchema, isoDateSchema } from '../domain/ids.ts';
import {
  answersSchema,
  checkOutcomeSchema,
  offerStateSchema,
  outcomeSchema,
  unionAnswerSchema,
  type Answers,
} from '../domain/ledger/payload.ts';
import { lookOutcomes } from '../domain/ledger/payloads/second-look.ts';
import { requestKinds } from '../domain/ledger/payloads/requests.ts';
import { fieldValueSchema } from '../domain/ledger/payload-parts.ts';
import type { CaseRow } from '../domain/review/case-row.ts';
import { operation } from './operation.ts';
import type { SecondLookView } from './party/second-look.ts';
import { listSchema, type HistoryEntry, type StaleView } from './review.ts';

/** The decision and the form of one deciding act, and the letters by which the applicant is asked (requestKinds). */
const printVariants = ['party', 'form', ...requestKinds] as const;
export type PrintVariant = (typeof printVariants)[number];

/** A fixed basis is opened with its own answers, with those of the draft that lies aside, or the draft is let go. */
const reopenings = ['basis', 'draft', 'leave'] as const;
export type Reopening = (typeof reopenings)[number];

const heads = z.array(eventHashSchema).max(200);

export type EmployerView = {
  readonly id: string;
  readonly name: string;
  readonly organisationNumber: string | null;
  readonly soleTrader: boolean;
  readonly check: {
    readonly outcome: string;
    readonly day: string;
    readonly sources: readonly string[];
    readonly by: string;
    readonly valid: boolean;
  } | null;
  readonly checkDiffers: boolean;
  readonly unions: readonly {
    readonly organisation: string;
    readonly answer: string;
    readonly day: string;
    readonly dueOn: string | null;
    readonly by: string;
    /** Whether it carries a grant today, and the last day it does. */
    readonly standing: 'agreed' | 'expired' | 'neverAsked' | 'hasTime';
    readonly validTo: string;
  }[];
  /** Organisations that the offers name and that have not answered. */
  readonly unionsWithoutAnswer: readonly string[];
  readonly cases: readonly CaseRow[];
};

/** `waits`: for other eyes, before anything is decided over it (DE-19). */
export type Fixed = { readonly fixed: true; readonly waits: boolean };

export type FormView = {
  readonly caseId: string;
  readonly heads: readonly string[];
  readonly row: CaseRow;
  readonly outcome: 'grant' | 'refusal';
  readonly answers: Answers;
  /** Field number → where the value came from: portal, offers, register, hand, system, draft, example. */
  readonly provenance: Readonly<Record<string, string>>;
  readonly locked: readonly string[];
  readonly problems: readonly FormProblem[];
  readonly missing: readonly string[];
  /** Other refusals that no field mends: a bar, a conflict, a withdrawn consent. */
  readonly blocks: readonly string[];
  /** What the basis would rest on that is too old; stops nothing. */
  readonly stale: readonly StaleView[];
  readonly document: ComposedDocument | null;
  readonly form: ComposedDocument | null;
  /** Of a recorded decision whose notice leaves names out: the original, read here and printed nowhere (DO-10). */
  readonly original: ComposedDocument | null;
  readonly draftSavedAt: number | null;
  /** A basis stands, and its answers are open here so that another can be fixed in its place (DE-21). */
  readonly reopened: boolean;
  /** An own draft from before the basis that stands, or over another: what it says that the basis does not (DE-22). */
  readonly setAside: {
    readonly outcome: 'grant' | 'refusal';
    readonly savedAt: number;
    readonly answers: Answers;
    /** The day of the basis that it was opened over; null of one that was begun before any. */
    readonly overDay: string | null;
  } | null;
  readonly standing: 'undecided' | 'basis' | 'registered' | 'conflict';
  readonly basis: {
    readonly by: string;
    readonly at: number;
    readonly day: string;
    readonly outcome: string;
  } | null;
  readonly registered: {
    readonly barNumber: string;
    readonly day: string;
    readonly outcome: string;
    readonly by: string;
  } | null;
  readonly secondLook: SecondLookView | null;
};
export type FormProblem = { readonly number: string; readonly code: string; readonly sentence: string };

/** The form definition as the window draws it. */
export type FormDefinitionView = {
  readonly id: string;
  readonly version: string;
  readonly parts: readonly {
    readonly number: string;
    readonly title: string;
    readonly fields: readonly FormFieldView[];
  }[];
};
export type FormFieldView = {
  readonly number: string;
  readonly label: string;
  readonly type:
    | 'text'
    | 'longText'
    | 'date'
    | 'choice'
    | 'yesNo'
    | 'id'
    | 'person'
    | 'link'
    | 'hours'
    | 'fact';
  readonly choices: readonly { readonly code: string; readonly label: string }[];
  readonly locked: boolean;
  readonly usedFor: 'both' | 'grant' | 'refusal';
  readonly help: string | null;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly toConfirm: boolean;
  /** Shown only while the named field has one of these values, or any value where `equals` is null. */
  readonly when: { readonly field: string; readonly equals: readonly (string | boolean)[] | null } | null;
};

export type FixMany = {
  readonly fixed: number;
  readonly refused: readonly {
    readonly case: string;
    readonly caseId: string;
    readonly missing: readonly string[];
    readonly reason: string | null;
  }[];
};

export type ExportOutcome = {
  readonly files: number;
  readonly drafts: number;
  readonly pages: number;
  readonly printFile: string | null;
  readonly manifest: string | null;
  readonly folder: string | null;
  readonly cancelled: boolean;
  /** Cases whose names or texts the typeface cannot hold; nothing was written for them. */
  readonly failed: readonly {
    readonly caseId: string;
    readonly applicationId: string;
    readonly reason: string;
  }[];
};
export type PrintQueue = {
  readonly rows: readonly (CaseRow & { readonly issued: boolean; readonly printable: boolean })[];
  readonly ready: number;
  readonly drafts: number;
  readonly textsUnconfirmed: number;
};

export type Table1Row = {
  readonly applicants: number;
  readonly eligible: number;
  readonly offered: number;
  readonly granted: number;
};
export type Table1 = {
  readonly intake: string | null;
  readonly female: Table1Row;
  readonly male: Table1Row;
  readonly unknown: Table1Row;
  readonly total: Table1Row;
  /** Orange, apart from eligible (footnote 3). */
  readonly orange: number;
  /** The day on which the figures of purged cases were frozen; null while nothing of it has been purged. */
  readonly frozenOn: string | null;
  /** Cases marked with protected identity after they had been read in: offered and granted as they stood then. */
  readonly markedLate: number;
};

export const decisionOperations = {
  'offers.list': operation(z.object({ intake: z.string().max(40).optional() })).returns<
    readonly EmployerView[]
  >(),
  'offers.enter': operation(
    z.object({
      id: caseIdSchema,
      heads,
      offer: z
        .string()
        .regex(/^[0-9a-f]{32}$/)
        .optional(),
      fields: z.record(z.string().max(60), fieldValueSchema.nullable()),
    }),
  ).returns<{ readonly offer: string }>(),
  'offers.move': operation(
    z.object({
      id: caseIdSchema,
      heads,
      offer: z.string().regex(/^[0-9a-f]{32}$/),
      state: offerStateSchema,
      reason: z.string().max(8).optional(),
      day: isoDateSchema,
    }),
  ).returns<{ moved: true }>(),
  'employers.check': operation(
    z.object({
      employers: z.array(employerIdSchema).min(1).max(5000),
      outcome: checkOutcomeSchema,
      day: isoDateSchema,
      sources: z.array(z.string().trim().min(1).max(200)).min(1).max(12),
      note: z.string().max(2000).optional(),
    }),
  ).returns<{ readonly changed: number; readonly batch: string }>(),
  'employers.union': operation(
    z.object({
      employers: z.array(employerIdSchema).min(1).max(5000),
      /** Empty: every organisation that the employers' offers name. */
      organisation: z.string().trim().max(200),
      answer: unionAnswerSchema,
      askedOn: isoDateSchema.optional(),
      dueOn: isoDateSchema.optional(),
      day: isoDateSchema,
      weighed: z.string().max(2000).optional(),
    }),
  ).returns<{ readonly changed: number; readonly batch: string }>(),
  /** Of the employer itself, by whomever: name, checks and unions' answers. */
  'employers.history': operation(z.object({ id: employerIdSchema })).returns<readonly HistoryEntry[]>(),
  'decision.definition': operation(z.object({})).returns<FormDefinitionView>(),
  'decision.form': operation(
    z.object({ id: caseIdSchema, outcome: outcomeSchema.optional() }),
  ).returns<FormView>(),
  /** Autosave; answers with the page as it would print. Never an event. */
  'decision.saveDraft': operation(
    z.object({ id: caseIdSchema, outcome: outcomeSchema, answers: answersSchema }),
  ).returns<FormView>(),
  /** Opens the basis that stands for another in its place, or closes it again; no event. */
  'decision.reopen': operation(
    z.object({ id: caseIdSchema, act: z.enum(reopenings), heads }),
  ).returns<FormView>(),
  'decision.fix': operation(
    z.object({ id: caseIdSchema, heads, outcome: outcomeSchema, answers: answersSchema }),
  ).returns<Fixed>(),
  'decision.fixMany': operation(
    z.object({
      cases: z.array(caseIdSchema).min(1).max(20_000),
      outcome: outcomeSchema,
      dryRun: z.boolean(),
    }),
  ).returns<FixMany>(),
  /** The second person's word on what stands, with the heads that were shown. */
  'decision.secondLook': operation(
    z.object({
      id: caseIdSchema,
      of: eventHashSchema,
      heads,
      outcome: z.enum(lookOutcomes),
      reason: z.string().max(4000),
    }),
  ).returns<{ readonly batch: string }>(),
  'decision.register': operation(
    z.object({
      id: caseIdSchema,
      heads,
      barNumber: z.string().trim().min(1).max(60),
      day: isoDateSchema,
      outcome: outcomeSchema,
      from: isoDateSchema.optional(),
      to: isoDateSchema.optional(),
      kept: z.record(z.string().max(40), z.enum(['ours', 'theirs'])),
    }),
  ).returns<{ registered: true }>(),
  'print.queue': operation(listSchema).returns<PrintQueue>(),
  /** Asks for the folder in main; one PDF each, one print file, one manifest. */
  'print.export': operation(
    z.object({
      cases: z.array(caseIdSchema).min(1).max(20_000),
      drafts: z.boolean(),
      variant: z.enum(printVariants),
    }),
  ).returns<ExportOutcome>(),
  'stats.table1': operation(z.object({ intake: z.string().max(40).optional() })).returns<Table1>(),
};
