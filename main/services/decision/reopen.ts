// Owns: opening a fixed basis again so that another can be fixed in its place, and going on with a draft that was set aside.
// Must not: write an event; until a new basis is fixed the old one stands for everybody. Nor write over a draft unasked.
import { blockOf } from '../../../domain/decision/gate.ts';
import { prefill } from '../../../domain/form/prefill.ts';
import type { FormContext } from '../../../domain/form/reference.ts';
import type { CaseId, EventHash } from '../../../domain/ids.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import { isBarred } from '../../../domain/ledger/case/work.ts';
import type { Answers, PayloadOf } from '../../../domain/ledger/payload.ts';
import { err, type Result } from '../../../domain/result.ts';
import type { FormView, Reopening } from '../../../ipc/decision.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { WriteSession } from '../session.ts';
import { formContext, formView } from './decisions.ts';
import {
  draftOf,
  forgetDraft,
  isReopened,
  keepDraft,
  openableBasis,
  setAside,
  type FormDraft,
} from './form-drafts.ts';

export type ReopenInput = {
  readonly id: CaseId;
  readonly act: Reopening;
  readonly heads: readonly EventHash[];
};

/** DE-21, DE-22: opens the basis that stands with its own answers or with those of the draft that lies aside, or lets the draft go. */
export function reopenBasis(
  session: WriteSession,
  { id, act, heads }: ReopenInput,
): Result<FormView, Problem> {
  const state = session.ledger.caseState(id);
  if (isBarred(state, session.self.member)) return err({ tag: 'conflictOfInterest' });
  const draft = draftOf(session, id);
  const aside = setAside(session.reference.form.form, state, draft);
  if (act === 'leave') {
    if (aside !== undefined || isReopened(state, draft)) forgetDraft(session, id);
    return formView(session, id);
  }
  const block = blockOf(state, heads);
  if (block !== undefined) return err(block);
  if (act === 'basis' && aside !== undefined) return err({ tag: 'draftSetAside' });
  // What is open already stays as it is written.
  if (!isReopened(state, draft)) open(session, { id, state, own: act === 'draft' ? aside : undefined });
  return formView(session, id);
}

type Opening = { readonly id: CaseId; readonly state: CaseState; readonly own: FormDraft | undefined };

/** What its author has not changed is as in the basis that stands: nothing of either is lost. */
function open(session: WriteSession, { id, state, own }: Opening): void {
  const found = openableBasis(state);
  if (found === undefined) return;
  const outcome = own?.outcome ?? found.basis.outcome;
  const answers = {
    ...ownAnswers(found.basis, formContext(session, id, found.basis.outcome)),
    ...own?.answers,
  };
  keepDraft(session, id, { outcome, answers, over: found.event });
}

/** What the sources do not say by themselves today: the rest comes from them anew. */
function ownAnswers({ answers }: PayloadOf<'basis.fixed'>, context: FormContext): Answers {
  const prefilled = prefill(context);
  return Object.fromEntries(
    Object.entries(answers).filter(
      ([number, value]) => JSON.stringify(prefilled[number]?.value) !== JSON.stringify(value),
    ),
  );
}
