// Owns: giving verdicts, one or many. Must not: decide what is allowed; domain/review does.
import { caseStream, type CaseId, type EventHash } from '../../../domain/ids.ts';
import type { Conclusion } from '../../../domain/ledger/payload.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { decideVerdict, type VerdictContext, type VerdictRefusal } from '../../../domain/review/verdict.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import { isBarred } from '../../../domain/ledger/case/work.ts';
import type { ManyOutcome, ManyPreview } from '../../../ipc/review.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { quietJob, type JobContext } from '../../threads/protocol.ts';
import { newBatch } from '../intake/import-plan.ts';
import { manyWarnings } from './warnings.ts';
import { ruleContext, rulesOf, type Session, type WriteSession } from '../session.ts';

export type VerdictInput = {
  readonly id: CaseId;
  readonly heads: readonly EventHash[];
  readonly conclusion: Conclusion;
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
};

function verdictContext(session: Session, state: CaseState): VerdictContext {
  return {
    ...ruleContext(session, state),
    ruleSetPin: rulesOf(session, state).pin,
    countriesPin: session.reference.lists.countries.pin,
    reasons: session.reference.reasons,
  };
}

/** One verdict on the case the window shows. Refused when the case has changed since it was shown. */
export function giveVerdict(session: WriteSession, input: VerdictInput): Result<{ batch: string }, Problem> {
  const state = session.ledger.caseState(input.id);
  const batch = newBatch();
  const decided = decideVerdict(
    state,
    {
      conclusion: input.conclusion,
      heads: input.heads,
      mode: 'single',
      batch,
      ...(input.reason === undefined ? {} : { reason: input.reason }),
      ...(input.note === undefined ? {} : { note: input.note }),
    },
    verdictContext(session, state),
  );
  if (!decided.ok) return err(decided.error);
  const written = session.ledger.append([
    { stream: caseStream(input.id), payload: decided.value, expectedHeads: input.heads },
  ]);
  return written.ok ? ok({ batch }) : err(written.error);
}

export type ManyInput = {
  readonly cases: readonly CaseId[];
  readonly conclusion: Conclusion;
  readonly reason?: string | undefined;
};

type ManyPlan = {
  readonly preview: Omit<ManyPreview, 'oldPlans' | 'caps'>;
  readonly acts: readonly NewAct[];
};

function planMany(session: Session, input: ManyInput): ManyPlan {
  const batch = newBatch();
  const acts: NewAct[] = [];
  const refused: ManyPreview['refused'][number][] = [];
  const confirms: Record<string, number> = {};
  for (const id of input.cases) {
    const state = session.ledger.caseState(id);
    if (isBarred(state, session.self.member)) {
      refused.push({ caseId: id, applicationId: state.applicationId ?? '', reason: 'conflictOfInterest' });
      continue;
    }
    const reason = input.reason === undefined ? {} : { reason: input.reason };
    const decided = decideVerdict(
      state,
      { conclusion: input.conclusion, heads: state.heads, mode: 'many', batch, ...reason },
      verdictContext(session, state),
    );
    if (decided.ok) {
      acts.push({ stream: caseStream(id), payload: decided.value });
      for (const criterion of decided.value.confirms) confirms[criterion] = (confirms[criterion] ?? 0) + 1;
    } else {
      refused.push({ caseId: id, applicationId: state.applicationId ?? '', reason: reasonOf(decided.error) });
    }
  }
  return { preview: { willChange: acts.length, refused, confirms }, acts };
}

/** A refusal as one word, with the criteria it is about: `criteriaUnmet E2 E9`. */
export function reasonOf(refusal: VerdictRefusal): string {
  return 'criteria' in refusal ? [refusal.tag, ...refusal.criteria].join(' ') : refusal.tag;
}

export function previewMany(session: Session, input: ManyInput): ManyPreview {
  const { preview, acts } = planMany(session, input);
  return { ...preview, ...manyWarnings(session, acts) };
}

/** One transaction and one batch: taken back as one. */
export function giveVerdictToMany(
  session: WriteSession,
  input: ManyInput,
  job: JobContext = quietJob,
): Result<ManyOutcome, Problem> {
  const { preview, acts } = planMany(session, input);
  if (acts.length === 0) return ok({ batch: null, changed: 0, refused: preview.refused });
  const written = session.ledger.append(acts, {
    cancelled: job.cancelled,
    progress: (done, total) => job.progress('verdicts', done, total),
  });
  if (!written.ok) return err(written.error);
  const first = acts[0]?.payload;
  const batch = first && 'batch' in first && first.batch !== undefined ? first.batch : null;
  return ok({ batch, changed: acts.length, refused: preview.refused });
}
