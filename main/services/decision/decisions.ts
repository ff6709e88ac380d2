// Owns: the form of one case with its draft, fixing the basis for one or many.
// Must not: judge; domain/form and domain/decision do.
import { registeredAnswers } from '../../../domain/decision/registered-answers.ts';
import { decideFixBasis, type FixBasisError } from '../../../domain/decision/fix-basis.ts';
import { basisBlockOf, blockOf, delegationBlock } from '../../../domain/decision/gate.ts';
import { lookBlock } from '../../../domain/decision/second-look.ts';
import { exampleAnswers } from '../../../domain/form/example.ts';
import { mergeAnswers } from '../../../domain/form/answers.ts';
import { prefill } from '../../../domain/form/prefill.ts';
import type { FormContext } from '../../../domain/form/reference.ts';
import { missingNumbers, problemSentence, validate } from '../../../domain/form/validate.ts';
import { fieldsOfForm, type FormDefinition } from '../../../domain/form/definition.ts';
import { caseStream, type BatchId, type CaseId, type EventHash } from '../../../domain/ids.ts';
import { decisionStanding } from '../../../domain/ledger/case/decisions.ts';
import { currentOffer } from '../../../domain/ledger/case/offers.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import { isBarred } from '../../../domain/ledger/case/work.ts';
import { asksOf } from '../../../domain/ledger/shared-state.ts';
import type { Answers, DecisionOutcome, PayloadOf } from '../../../domain/ledger/payload.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { runChecks } from '../../../domain/rules/all-checks.ts';
import { caseFacts } from '../../../domain/rules/facts.ts';
import { caseRow } from '../../../domain/review/case-row.ts';
import type { FixMany, Fixed, FormView } from '../../../ipc/decision.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { earlierGrants } from '../../../db/queries/employers.ts';
import { quietJob, type JobContext } from '../../threads/protocol.ts';
import {
  draftInUse,
  draftOf,
  forgetDraft,
  isReopened,
  keepDraft,
  setAside,
  type FormDraft,
} from './form-drafts.ts';
import { formDocument, livePage, originalPage } from './pages.ts';
import { secondLookView } from './second-looks.ts';
import { staleViews } from '../review/warnings.ts';
import { newBatch } from '../intake/import-plan.ts';
import {
  isDemo,
  nameOf,
  reliedHeads,
  ruleContext,
  rulesOf,
  type Session,
  type WriteSession,
} from '../session.ts';

export function formContext(session: Session, caseId: CaseId, outcome: DecisionOutcome): FormContext {
  const state = session.ledger.caseState(caseId);
  const offer = currentOffer(state);
  const employer = offer?.employer ?? null;
  return {
    reference: session.reference.form,
    caseId,
    state,
    offer,
    employer: employer === null ? undefined : session.ledger.employerState(employer),
    team: session.ledger.team(),
    member: session.self.member,
    today: session.today(),
    outcome,
    ruleSet: rulesOf(session, state).pin,
    asks: asksOf(session.ledger.shared()),
    earlierPlacements: employer === null ? 0 : earlierGrants(session.store.db, { caseId, employer }),
  };
}

export function saveFormDraft(
  session: WriteSession,
  {
    id,
    outcome,
    answers,
  }: { readonly id: CaseId; readonly outcome: DecisionOutcome; readonly answers: Answers },
): Result<FormView, Problem> {
  keepDraft(session, id, { outcome, answers, over: draftOf(session, id)?.over ?? null });
  return formView(session, id, outcome);
}

/** The form as it stands: fixed answers once there is a basis, otherwise prefilled under the own draft. */
export function formView(
  session: Session,
  caseId: CaseId,
  wanted?: DecisionOutcome,
): Result<FormView, Problem> {
  const state = session.ledger.caseState(caseId);
  const row = caseRow(caseId, state);
  if (!row) return err({ tag: 'caseNotOpened' });
  if (row.stub) return err({ tag: 'specialHandling' });
  if (isBarred(state, session.self.member)) return err({ tag: 'conflictOfInterest' });
  const written = draftOf(session, caseId);
  const draft = draftInUse(state, written);
  const reopened = isReopened(state, draft);
  const fixed = reopened ? null : fixedBasis(state);
  const outcome = outcomeOf(fixed, wanted, draft);
  const context = formContext(session, caseId, outcome);
  const standing = standingPart(session, state);
  const filled = fixed ? fixedPart(context, fixed) : openPart(context, draft);
  return ok({
    caseId,
    heads: state.heads,
    row,
    outcome,
    ...filled,
    locked: lockedFields(context.reference.form, fixed !== null),
    blocks: blocksOf(context),
    stale: fixed ? [] : staleViews(session, state, runChecks(caseFacts(state), ruleContext(session, state))),
    document: livePage(session, context, { answers: filled.answers, reopened }),
    form: formDocument(session, context, filled.answers),
    original: originalPage(session, state, caseId),
    reopened,
    setAside: setAsideView(context, written),
    draftSavedAt: draft?.savedAt ?? null,
    ...standing,
    secondLook: secondLookView(session, state),
  });
}

/** What is fixed, else what the window asks for, else what the draft was begun for. */
function outcomeOf(
  fixed: Basis | null,
  wanted: DecisionOutcome | undefined,
  draft: FormDraft | undefined,
): DecisionOutcome {
  return fixed?.outcome ?? wanted ?? draft?.outcome ?? 'grant';
}

/** DE-22: what was written and is not in the basis that stands. */
function setAsideView({ reference, state }: FormContext, draft: FormDraft | undefined): FormView['setAside'] {
  const aside = setAside(reference.form, state, draft);
  if (aside === undefined) return null;
  const over = state.decisions.find((one) => one.event === aside.over)?.payload;
  const { outcome, savedAt, answers } = aside;
  return { outcome, savedAt, answers, overDay: over?.kind === 'basis.fixed' ? over.day : null };
}

type Filled = Pick<FormView, 'answers' | 'provenance' | 'problems' | 'missing'>;

function fixedPart(context: FormContext, { answers, exampleFields = [] }: Basis): Filled {
  const provenance = provenanceOf({
    answers,
    prefilled: prefill(context),
    draft: undefined,
    example: exampleFields,
  });
  const decided = registeredAnswers(decisionStanding(context.state));
  const fromBar = Object.fromEntries(Object.keys(decided).map((number) => [number, 'bar']));
  return {
    answers: { ...answers, ...decided },
    provenance: { ...provenance, ...fromBar },
    problems: [],
    missing: [],
  };
}

function openPart(context: FormContext, draft: FormDraft | undefined): Filled {
  const { form } = context.reference;
  const prefilled = prefill(context);
  const answers = mergeAnswers(form, prefilled, draft?.answers ?? {});
  const found = validate(answers, context);
  return {
    answers,
    provenance: provenanceOf({ answers, prefilled, draft, example: [] }),
    problems: found.map((one) => ({
      number: one.number,
      code: one.code,
      sentence: problemSentence(form, one),
    })),
    missing: missingNumbers(found),
  };
}

type Basis = PayloadOf<'basis.fixed'>;

function fixedBasis(state: CaseState): Basis | null {
  const standing = decisionStanding(state);
  return standing.status === 'basis' || standing.status === 'registered' ? standing.basis : null;
}

function lockedFields(form: FormDefinition, isFixed: boolean): string[] {
  return fieldsOfForm(form)
    .filter((field) => isFixed || field.locked === true)
    .map((field) => field.number);
}

function standingPart(
  session: Session,
  state: CaseState,
): Pick<FormView, 'standing' | 'basis' | 'registered'> {
  const team = session.ledger.team();
  const standing = decisionStanding(state);
  const basis = fixedBasis(state);
  const record = state.decisions.findLast((one) => one.payload === basis);
  const fixedAt = record ? (state.acts[record.act]?.at ?? 0) : 0;
  const shown = basis
    ? { by: nameOf(team, basis.decider), at: fixedAt, day: basis.day, outcome: basis.outcome }
    : null;
  if (standing.status !== 'registered') return { standing: standing.status, basis: shown, registered: null };
  const { barNumber, day, outcome } = standing.registered;
  const by = nameOf(team, state.acts[standing.act]?.actor ?? session.self.member);
  return { standing: standing.status, basis: shown, registered: { barNumber, day, outcome, by } };
}

function provenanceOf(of: {
  readonly answers: Answers;
  readonly prefilled: ReturnType<typeof prefill>;
  readonly draft: FormDraft | undefined;
  readonly example: readonly string[];
}): Record<string, string> {
  return Object.fromEntries(
    Object.keys(of.answers).map((number) => {
      if (of.example.includes(number)) return [number, 'example'];
      const own = of.draft?.answers[number];
      const given = of.prefilled[number];
      return [number, own !== undefined && own !== given?.value ? 'draft' : (given?.source ?? 'hand')];
    }),
  );
}

function blocksOf({ state, outcome, team, member, today, asks }: FormContext): string[] {
  const block =
    blockOf(state, state.heads) ??
    basisBlockOf(state, outcome) ??
    lookBlock(state, 'notEligible', asks) ??
    delegationBlock(team, { decider: member, outcome, day: today });
  return block && block.tag !== 'alreadyRegistered' ? [block.tag] : [];
}

export type FixInput = {
  readonly id: CaseId;
  readonly heads: readonly EventHash[];
  readonly outcome: DecisionOutcome;
  readonly answers: Answers;
};

/** “Fastställ underlag” for one case, with the heads the window showed. */
export function fixBasis(session: WriteSession, input: FixInput): Result<Fixed, Problem> {
  const context = formContext(session, input.id, input.outcome);
  const decided = decideFixBasis({ heads: input.heads, answers: input.answers, batch: newBatch() }, context);
  if (!decided.ok) return err(decided.error);
  if (setAside(context.reference.form, context.state, draftOf(session, input.id)) !== undefined)
    return err({ tag: 'draftSetAside' });
  const written = session.ledger.append([
    {
      stream: caseStream(input.id),
      payload: decided.value,
      refs: reliedHeads(session, context.state),
      expectedHeads: input.heads,
    },
  ]);
  if (!written.ok) return err(written.error);
  forgetDraft(session, input.id);
  return ok({ fixed: true, waits: secondLookView(session, session.ledger.caseState(input.id)) !== null });
}

export type FixManyInput = {
  readonly cases: readonly CaseId[];
  readonly outcome: DecisionOutcome;
  readonly dryRun: boolean;
  /** Demo stores only: what no file brought is filled with example text, made per case and marked as such. */
  readonly withExamples: boolean;
  /** Answers by case from a form file, under the own drafts. */
  readonly answers?: ReadonlyMap<CaseId, Answers>;
};

type Judged =
  | { readonly id: CaseId; readonly act: NewAct }
  | { readonly id: CaseId; readonly refused: FixMany['refused'][number] };

/** Each case is judged by itself; those that lack something are listed by field number, the others are fixed in one transaction. */
export function fixMany(
  session: WriteSession,
  input: FixManyInput,
  job: JobContext = quietJob,
): Result<FixMany, Problem> {
  const batch = newBatch();
  const judged: Judged[] = [];
  for (const [index, id] of input.cases.entries()) {
    if (job.cancelled()) return err({ tag: 'cancelled' });
    judged.push(judgeBasis(session, id, { input, batch }));
    job.progress('fixBasis', index + 1, input.cases.length);
  }
  const fixed = judged.flatMap((one) => ('act' in one ? [one] : []));
  if (!input.dryRun && fixed.length > 0) {
    const written = session.ledger.append(
      fixed.map((one) => one.act),
      { cancelled: job.cancelled },
    );
    if (!written.ok) return err(written.error);
    for (const { id } of fixed) forgetDraft(session, id);
  }
  return ok({
    fixed: fixed.length,
    refused: judged.flatMap((one) => ('refused' in one ? [one.refused] : [])),
  });
}

/** Own drafts lie above a form file; in a demo store what nobody has filled is filled as an example. */
function answersFor(
  session: Session,
  context: FormContext,
  { id, input }: { readonly id: CaseId; readonly input: FixManyInput },
) {
  const own = draftInUse(context.state, draftOf(session, id));
  const given = { ...input.answers?.get(id), ...own?.answers };
  const isExample = input.withExamples && isDemo(session);
  return {
    given,
    example: isExample ? exampleAnswers(context, given, session.reference.examples) : undefined,
  };
}

function judgeBasis(
  session: Session,
  id: CaseId,
  many: { readonly input: FixManyInput; readonly batch: BatchId },
): Judged {
  const { input, batch } = many;
  const context = formContext(session, id, input.outcome);
  const refused = { case: context.state.applicationId ?? '', caseId: id };
  if (isBarred(context.state, session.self.member))
    return { id, refused: { ...refused, missing: [], reason: 'conflictOfInterest' } };
  if (setAside(context.reference.form, context.state, draftOf(session, id)) !== undefined)
    return { id, refused: { ...refused, missing: [], reason: 'draftSetAside' } };
  const { given, example } = answersFor(session, context, { id, input });
  const decided = decideFixBasis(
    {
      heads: context.state.heads,
      answers: example?.answers ?? given,
      batch,
      ...(example ? { exampleFields: example.filled } : {}),
    },
    context,
  );
  if (!decided.ok) return { id, refused: { ...refused, ...refusal(decided.error) } };
  return {
    id,
    act: { stream: caseStream(id), payload: decided.value, refs: reliedHeads(session, context.state) },
  };
}

function refusal(error: FixBasisError): {
  readonly missing: readonly string[];
  readonly reason: string | null;
} {
  return error.tag === 'missing'
    ? { missing: error.missing, reason: null }
    : { missing: 'missing' in error ? error.missing : [], reason: error.tag };
}
