// Owns: the own draft of a form, and how it stands to the basis that stands: opened over it, or set aside by another.
// Must not: write an event; nor let a draft go that nobody has let go.
import { isFilled } from '../../../domain/form/answers.ts';
import { fieldsOfForm, type FormDefinition } from '../../../domain/form/definition.ts';
import {
  answersSchema,
  type Answers,
  type DecisionOutcome,
  type PayloadOf,
} from '../../../domain/ledger/payload.ts';
import { decisionStanding } from '../../../domain/ledger/case/decisions.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import type { CaseId, EventHash } from '../../../domain/ids.ts';
import { dropDraft, readDraft, saveDraft } from '../../../db/local/drafts.ts';
import type { Session, WriteSession } from '../session.ts';

const kind = 'form';

export type FormDraft = {
  readonly outcome: DecisionOutcome;
  readonly answers: Answers;
  readonly savedAt: number;
  /** The basis that it was opened from; null for a form that nothing was fixed of. */
  readonly over: string | null;
};

export function draftOf(session: Session, caseId: CaseId): FormDraft | undefined {
  const draft = readDraft(session.store.db, kind, caseId);
  const body = draft?.body as { outcome?: unknown; answers?: unknown; over?: unknown } | undefined;
  const answers = answersSchema.safeParse(body?.answers);
  if (!draft || !answers.success) return undefined;
  return {
    outcome: body?.outcome === 'refusal' ? 'refusal' : 'grant',
    answers: answers.data,
    savedAt: draft.savedAt,
    over: typeof body?.over === 'string' ? body.over : null,
  };
}

/** Never an event: what is not fixed is nobody's but the person's who writes it. */
export function keepDraft(session: WriteSession, id: CaseId, body: Omit<FormDraft, 'savedAt'>): void {
  saveDraft(session.store.db, { kind, id, body, savedAt: session.now() });
}

export function forgetDraft(session: WriteSession, id: CaseId): void {
  dropDraft(session.store.db, kind, id);
}

/** The basis that stands and that BÄR has not decided over. */
export function openableBasis(state: CaseState) {
  const standing = decisionStanding(state);
  if (standing.status !== 'basis') return undefined;
  const record = state.decisions.findLast((one) => one.payload === standing.basis);
  const event: EventHash | undefined = record && state.acts[record.act]?.event;
  return event === undefined ? undefined : { event, basis: standing.basis };
}

/** DE-21: of the very basis that stands; one that a colleague has fixed since is not open. */
export function isReopened(state: CaseState, draft: FormDraft | undefined): boolean {
  const over = draft?.over ?? null;
  return over !== null && over === openableBasis(state)?.event;
}

/**
 * DE-22: a draft that was begun before the basis that stands, or over another: what its author changed since the basis it
 * was opened from and the one that stands does not have. Undefined where nothing would be lost with it.
 */
export function setAside(
  form: FormDefinition,
  state: CaseState,
  draft: FormDraft | undefined,
): FormDraft | undefined {
  const standing = decisionStanding(state);
  if (draft === undefined || isReopened(state, draft)) return undefined;
  if (standing.status !== 'basis' && standing.status !== 'registered') return undefined;
  const between = { base: basisUnder(state, draft), fixed: standing.basis };
  const answers = ownSince(form, draft, between);
  const outcome = outcomeSince(draft, between);
  const isOtherOutcome = between.fixed !== null && outcome !== between.fixed.outcome;
  return Object.keys(answers).length > 0 || isOtherOutcome ? { ...draft, outcome, answers } : undefined;
}

type Basis = PayloadOf<'basis.fixed'>;
type Between = { readonly base: Basis | undefined; readonly fixed: Basis | null };

/** What was neither taken from the basis it was opened from nor stands in the one that stands now. */
function ownSince(form: FormDefinition, draft: FormDraft, { base, fixed }: Between): Answers {
  const open = fieldsOfForm(form).filter((field) => field.locked !== true);
  const apart = open.flatMap(({ number }): [string, Answers[string]][] => {
    const own = draft.answers[number];
    const isAsBefore = base !== undefined && isSame(own, base.answers[number]);
    return own === undefined || isAsBefore || isSame(own, fixed?.answers[number]) ? [] : [[number, own]];
  });
  return Object.fromEntries(apart);
}

function outcomeSince(draft: FormDraft, { base, fixed }: Between): DecisionOutcome {
  return draft.outcome === base?.outcome ? (fixed?.outcome ?? draft.outcome) : draft.outcome;
}

/** DE-22: over a basis that another has passed, what it took from there is nobody's answer any more. */
export function draftInUse(state: CaseState, draft: FormDraft | undefined): FormDraft | undefined {
  if (draft === undefined || draft.over === null || isReopened(state, draft)) return draft;
  const { status } = decisionStanding(state);
  return status === 'basis' || status === 'registered' ? undefined : draft;
}

/** The basis that a draft was opened from, whatever stands now. */
function basisUnder(state: CaseState, { over }: FormDraft): Basis | undefined {
  const payload = state.decisions.find((one) => one.event === over)?.payload;
  return payload?.kind === 'basis.fixed' ? payload : undefined;
}

function isSame(one: Answers[string] | undefined, other: Answers[string] | undefined): boolean {
  if (!isFilled(one) || !isFilled(other)) return isFilled(one) === isFilled(other);
  return JSON.stringify(one) === JSON.stringify(other);
}
