// Owns: operations of the list and of one case. Must not: accept a term the law does not allow; queries are parsed in main again.
import { z } from 'zod';
import { caseIdSchema, eventHashSchema, type TargetGroup } from '../domain/ids.ts';
import { conclusionSchema } from '../domain/ledger/payload.ts';
import { fieldValueSchema, type FieldValue } from '../domain/ledger/payload-parts.ts';
import type { CaseRow, Step } from '../domain/review/case-row.ts';
import type { Gravity } from '../domain/history/since.ts';
import type { PackedIds } from '../domain/packed-ids.ts';
import type { UrgencyReason } from '../domain/urgency/urgency.ts';
import type { CaseHandover } from './colleagues/handover.ts';
import { operation } from './operation.ts';
import type { CaseWork, WorkDone, WorkRefused } from './colleagues/work.ts';
import type { AttachmentView } from './party/attachments.ts';
import type { MatterView, QuestionView, RequestView } from './party/requests.ts';
import type { SecondLookView } from './party/second-look.ts';

export const listSchema = z.object({
  /** The search language, as typed. */
  query: z.string().max(2000),
  intake: z.string().max(40).optional(),
  sort: z.string().max(40),
  descending: z.boolean(),
});
export type ListInput = z.infer<typeof listSchema>;

const heads = z.array(eventHashSchema).max(200);

/** `first`: the rows that the list shows before anybody scrolls, so that they need no second question. */
export type ListIds = {
  readonly packed: PackedIds;
  readonly first: readonly CaseRow[];
  readonly all: number;
};

export type FactView = {
  readonly field: string;
  readonly status: 'value' | 'differs';
  /** As it is shown: coded values stay codes, the locale words them. */
  readonly value: FieldValue | null;
  readonly source: string;
  readonly asOf: string | null;
  readonly by: string;
  readonly at: number;
  /** The imported value under a hand-made one. */
  readonly beneath: FieldValue | null;
  readonly others: readonly {
    readonly value: FieldValue | null;
    readonly by: string;
    readonly at: number;
    readonly source: string;
  }[];
};
export type CheckView = {
  readonly id: string;
  readonly name: string;
  readonly outcome: 'met' | 'check' | 'unmet' | 'notApplicable';
  readonly sentence: string;
  readonly rule: string;
  readonly version: string;
  readonly source: string | null;
  readonly asOf: string | null;
  /** Dated lists that the check reads beside the rule set. */
  readonly lists: readonly { readonly name: string; readonly version: number; readonly from: string }[];
  /** What the standing verdict itself confirmed. */
  readonly confirmed: boolean;
  /** E12, E14, E16, the employer's and the start belong to the decision and are no part of review. */
  readonly stage: 'review' | 'decision';
};
/** Something that a verdict or a basis would rest on and that is no longer of the day. */
export type StaleView = {
  readonly what: 'check' | 'rules' | 'countries';
  /** Of a check: its name and its sentence, as the rules say them. */
  readonly name: string;
  readonly sentence: string;
  readonly given: string;
  readonly now: string;
};
/** How many applications stand in an intake that is capped; withdrawn and joined ones are not counted. */
export type CapView = {
  readonly intake: string;
  readonly cap: number;
  readonly applicants: number;
  readonly eligible: number;
};
export type VerdictView = {
  readonly conclusion: 'eligible' | 'needsCheck' | 'notEligible';
  readonly reason: string | null;
  readonly note: string | null;
  /** Whose rules it was given by, and in which version. */
  readonly rules: { readonly id: string; readonly version: string };
  /** False where the case has moved to other rules since: a new verdict is needed. */
  readonly counts: boolean;
  readonly by: string;
  readonly at: number;
};
export type OfferView = {
  readonly id: string;
  readonly employerId: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly facts: readonly FactView[];
};
export type HistoryEntry = {
  readonly event: string;
  readonly at: number;
  readonly by: string;
  readonly kind: string;
  /** Words are made in the renderer from kind and these facts. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  readonly fields: readonly {
    /** Which list of the locale words the field: an imported field, a fact of an act, or an answer of the form. */
    readonly list: 'field' | 'fact' | 'answer';
    readonly field: string;
    /** The form's own label of an answer. */
    readonly label?: string;
    /** None: nothing was said. Several: colleagues' values that stood beside one another. */
    readonly before: readonly FieldValue[];
    readonly after: readonly FieldValue[];
    /** Who wrote another value of the same, and when; neither had seen the other's. */
    readonly beside?: readonly { readonly by: string; readonly at: number }[];
  }[];
  readonly effect: 'stands' | 'voided' | 'notEntitled' | 'newer';
};
/** One thing that others or a file have changed since the member looked. */
export type SinceLine = {
  /** `act`: no field; `field` is the kind of what was done. */
  readonly list: 'field' | 'fact' | 'act';
  readonly field: string;
  readonly before: readonly FieldValue[];
  readonly after: readonly FieldValue[];
  /** Why it stands first; null for what does not. */
  readonly gravity: Gravity | null;
  readonly by: string;
  readonly at: number;
  /** The file that brought it, with the day of its facts. */
  readonly file: { readonly source: string; readonly asOf: string } | null;
};
export type SinceView = {
  /** When the member last looked at the case on this computer. */
  readonly at: number;
  /** The grave ones first (RE-71); never empty. */
  readonly lines: readonly SinceLine[];
};
export type OtherApplication = {
  readonly caseId: string;
  readonly intake: string;
  readonly applicationId: string;
  readonly receivedDate: string | null;
  /** `reviewed` stands for every conclusion: what it was is not told outside its own case. */
  readonly step: Exclude<Step, 'needsCheck' | 'eligible' | 'notEligible'> | 'reviewed';
  readonly decisionDay: string | null;
};
/** Another case that somebody has spoken of as the same application, or as another. */
export type JoinView = {
  readonly caseId: string;
  readonly applicationId: string;
  /** `differs`: colleagues have said different things apart. */
  readonly role: 'leads' | 'follows' | 'apart' | 'differs';
  readonly by: string;
  readonly at: number;
  readonly reason: string;
};
export type CaseView = {
  readonly row: CaseRow;
  /** What others have changed since the member looked; null where there is nothing, or where nothing may be seen. */
  readonly since: SinceView | null;
  /** Of a stub: the function that handles the person, with how to reach it; null where the group has named none. */
  readonly officer: { readonly officer: string; readonly contact: string } | null;
  /** What the window has shown: every command carries them back. */
  readonly heads: readonly string[];
  readonly proposal: {
    readonly conclusion: 'eligible' | 'needsCheck' | 'notEligible';
    readonly toCheck: number;
  };
  readonly facts: readonly FactView[];
  readonly checks: readonly CheckView[];
  readonly verdicts: readonly VerdictView[];
  readonly offers: readonly OfferView[];
  readonly history: readonly HistoryEntry[];
  /** Cases of the intake that may be the same person (CO-12), with the item of the inbox that asks. */
  readonly alike: readonly { readonly item: string; readonly applicationId: string }[];
  /** Of the same person, in order of intake; none that the member is barred from (RE-74). */
  readonly otherApplications: readonly OtherApplication[];
  readonly decidedWithoutSeeing: boolean;
  readonly stale: readonly StaleView[];
  readonly cap: CapView | null;
  /** What a file says of the target group, where the case stands in the other. */
  readonly otherGroup: TargetGroup | null;
  /** Colleagues have moved the case differently: it stands where it was opened until one has chosen (RE-39). */
  readonly movedApart: boolean;
  readonly joins: readonly JoinView[];
  readonly handover: CaseHandover;
  /** Who has the case, when it comes back, notes, and who is barred from it. */
  readonly work: CaseWork;
  /** What was asked of the applicant, newest first. */
  readonly secondLook: SecondLookView | null;
  readonly requests: readonly RequestView[];
  readonly questions: readonly QuestionView[];
  /** Whether the party has opened a case at the agency; null of who is not shown, or barred. */
  readonly matter: MatterView | null;
  readonly attachments: readonly AttachmentView[];
  /** Why it presses today, the most pressing first (RE-65). */
  readonly urgency: readonly UrgencyReason[];
  /** Acts that stand although their author's right was withdrawn beside them. */
  readonly revokedMeanwhile: number;
  readonly newer: number;
  readonly notEntitled: number;
};

const many = z.object({
  /** The cases as chosen in the list: an explicit set, in list order. */
  cases: z.array(caseIdSchema).min(1).max(100_000),
  conclusion: conclusionSchema,
  reason: z.string().max(8).optional(),
});
export type ManyPreview = {
  readonly willChange: number;
  readonly refused: readonly {
    readonly caseId: string;
    readonly applicationId: string;
    readonly reason: string;
  }[];
  /** Criterion → how many cases the verdict itself confirms it for. */
  readonly confirms: Readonly<Record<string, number>>;
  /** Of those that would change, how many rest on an action plan that is too old. */
  readonly oldPlans: number;
  /** Capped intakes that more cases would become eligible in, with how many more. */
  readonly caps: readonly { readonly cap: CapView; readonly asked: number }[];
};
export type ManyOutcome = {
  readonly batch: string | null;
  readonly changed: number;
  readonly refused: ManyPreview['refused'];
};

const viewToSave = z.object({
  id: z.string().max(60),
  name: z.string().trim().min(1).max(120),
  query: z.string().max(2000),
  sort: z.string().max(60),
  descending: z.boolean(),
  columns: z.array(z.string().max(60)).max(40),
  /** Only for a new one: personal, else the group's. */
  mine: z.boolean().optional(),
});
export type ViewToSave = z.infer<typeof viewToSave>;
export type SavedViewInfo = Omit<ViewToSave, 'mine'> & {
  /** Only its author sees it in the list. */
  readonly mine: boolean;
  readonly order: number;
  /** False: it has a word that this version does not know. */
  readonly reads: boolean;
  readonly by: string;
  readonly self: boolean;
  readonly at: number;
};

export type ReasonView = {
  readonly code: string;
  readonly level1: string;
  readonly text: string;
  readonly valuing: boolean;
  readonly uses: number;
};

export const verdictSchema = z.object({
  id: caseIdSchema,
  heads,
  conclusion: conclusionSchema,
  reason: z.string().max(8).optional(),
  note: z.string().max(4000).optional(),
});
export const enteredSchema = z.object({
  id: caseIdSchema,
  heads,
  fields: z.record(z.string().max(60), fieldValueSchema.nullable()),
  basis: z.string().max(400).optional(),
});

const oneFact = z.object({
  /** The cases as chosen in the list. */
  cases: z.array(caseIdSchema).min(1).max(100_000),
  field: z.string().max(60),
});
/** What it will do does not hang on the value (RE-82), but on whether what was written by hand is taken away. */
const factPreview = oneFact.extend({ takeAway: z.boolean() });
export type FactPreviewInput = z.infer<typeof factPreview>;
const factForMany = oneFact.extend({
  /** `null` takes away what was written by hand, so that the file's value shows again. */
  value: fieldValueSchema.nullable(),
  /** Asked for, since nobody has each of the cases open. */
  basis: z.string().trim().min(1).max(400),
});
export type FactForMany = z.infer<typeof factForMany>;
export type FactsPreview = {
  readonly willChange: number;
  /** Numbers of those in which somebody has written the fact by hand: it would be replaced. */
  readonly handMade: readonly string[];
  readonly refused: readonly WorkRefused[];
};

export const reviewOperations = {
  'review.ids': operation(listSchema).returns<ListIds>(),
  'review.rows': operation(z.object({ ids: z.array(caseIdSchema).max(500) })).returns<readonly CaseRow[]>(),
  'review.case': operation(z.object({ id: caseIdSchema })).returns<CaseView>(),
  /** The member has looked at the case as these heads show it. */
  'review.looked': operation(z.object({ id: caseIdSchema, heads })).returns<{ readonly noted: true }>(),
  'review.verdict': operation(verdictSchema).returns<{ readonly batch: string }>(),
  'review.previewMany': operation(many).returns<ManyPreview>(),
  'review.verdictMany': operation(many).returns<ManyOutcome>(),
  'review.enterFacts': operation(enteredSchema).returns<{ readonly batch: string }>(),
  'review.previewFact': operation(factPreview).returns<FactsPreview>(),
  'review.factMany': operation(factForMany).returns<WorkDone>(),
  'review.reasons': operation(
    z.object({
      list: z.enum(['notEligible', 'refusal', 'closed']),
      /** Only what the rules of that target group can give. */
      group: z.enum(['regular', 'pilot']).optional(),
    }),
  ).returns<readonly ReasonView[]>(),
  'review.views': operation(z.object({})).returns<readonly SavedViewInfo[]>(),
  'review.saveView': operation(viewToSave).returns<{ saved: true }>(),
  /** The whole list in its new order. */
  'review.placeViews': operation(
    z.object({ views: z.array(z.object({ id: z.string().max(60), mine: z.boolean() })).max(500) }),
  ).returns<{ saved: true }>(),
  'review.removeView': operation(z.object({ id: z.string().max(60) })).returns<{ saved: true }>(),
};
