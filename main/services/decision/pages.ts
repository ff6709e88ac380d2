// Owns: the pages of a case as they stand while it is worked on: the decision, the form, and the original with its names.
// Must not: say what is printed; documents.ts does.
import { z } from 'zod';
import { registeredAnswers } from '../../../domain/decision/registered-answers.ts';
import { decisionInputOf, draftInputOf } from '../../../domain/decision/print-state.ts';
import { composedDocumentSchema, type ComposedDocument } from '../../../domain/document/blocks.ts';
import { composeForm } from '../../../domain/document/form-document.ts';
import { composeDecision } from '../../../domain/document/party-decision.ts';
import type { FormContext } from '../../../domain/form/reference.ts';
import type { CaseId } from '../../../domain/ids.ts';
import { decisionStanding } from '../../../domain/ledger/case/decisions.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import type { Answers } from '../../../domain/ledger/payload.ts';
import type { FormView } from '../../../ipc/decision.ts';
import { issuedDocuments } from '../review/lists.ts';
import { isDemo, type Session } from '../session.ts';

/** The page as it would print now, with a visible gap for what it must say and cannot yet. */
export function livePage(
  session: Session,
  context: FormContext,
  { answers, reopened }: { readonly answers: Answers; readonly reopened: boolean },
): FormView['document'] {
  const { reference, caseId, team } = context;
  const common = { confirmations: session.ledger.shared().confirmations, demo: isDemo(session) };
  const fixed = reopened
    ? undefined
    : decisionInputOf(decisionStanding(context.state), { reference, caseId, team, ...common });
  const composed = composeDecision({ ...(fixed ?? draftInputOf(context, answers, common)), showGaps: true });
  return composed.ok ? composed.value.document : null;
}

/** The supplementary form as a page; FÖRSLAG in its head, whatever BÄR has decided. */
export function formDocument(session: Session, context: FormContext, answers: Answers): FormView['form'] {
  const standing = decisionStanding(context.state);
  const basis = standing.status === 'basis' || standing.status === 'registered' ? standing.basis : null;
  const composed = composeForm({
    reference: context.reference,
    caseId: context.caseId,
    applicationId: context.state.applicationId ?? '',
    team: context.team,
    answers: { ...answers, ...registeredAnswers(standing) },
    outcome: context.outcome,
    day: basis?.day ?? context.today,
    confirmations: session.ledger.shared().confirmations,
    demo: isDemo(session),
  });
  return composed.ok ? composed.value : null;
}

const storedPages = z.object({ original: composedDocumentSchema });

/** DO-10: the original that the event holds beside a notice without names; nothing where the notice has them. */
export function originalPage(session: Session, state: CaseState, caseId: CaseId): ComposedDocument | null {
  const standing = decisionStanding(state);
  if (standing.status !== 'registered') return null;
  const stored = storedPages.safeParse(issuedDocuments(session, caseId, standing.event));
  return stored.success ? stored.data.original : null;
}
