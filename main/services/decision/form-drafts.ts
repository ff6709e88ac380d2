// Owns: the own draft of a form, and opening a fixed basis again so that another can be fixed in its place.
// Must not: write an event; until a new basis is fixed the old one stands for everybody.
import { answersSchema, type Answers, type DecisionOutcome } from '../../../domain/ledger/payload.ts';
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
