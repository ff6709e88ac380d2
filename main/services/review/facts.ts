// Owns: facts written by hand, in one case or the same in many. Must not: say what may be written; domain/intake does.
import { caseStream, type BatchId, type CaseId, type EventHash } from '../../../domain/ids.ts';
import { checkHandFacts } from '../../../domain/intake/hand-facts.ts';
import { isForMany } from '../../../domain/intake/one-person.ts';
import { decisionStanding } from '../../../domain/ledger/case/decisions.ts';
import { isBarred } from '../../../domain/ledger/case/work.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import type { FieldValue } from '../../../domain/ledger/payload-parts.ts';
import { ownOf } from '../../../domain/ledger/register.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { WorkDone, WorkRefused } from '../../../ipc/colleagues/work.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { FactForMany, FactPreviewInput, FactsPreview } from '../../../ipc/review.ts';
import { quietJob, type JobContext } from '../../threads/protocol.ts';
import { newBatch } from '../intake/import-plan.ts';
import type { Session, WriteSession } from '../session.ts';
import { refusedOf, writeWork } from '../teamwork/write-work.ts';

export type FactsInput = {
  readonly id: CaseId;
  readonly heads: readonly EventHash[];
  readonly fields: Readonly<Record<string, FieldValue | null>>;
  readonly basis?: string | undefined;
};

/** Fields entered by hand lie above what files say. Written with the shown heads: beside a newer entry they show as concurrent. */
export function enterFacts(session: WriteSession, input: FactsInput): Result<{ batch: string }, Problem> {
  const state = session.ledger.caseState(input.id);
  if (state.stub) return err({ tag: 'specialHandling' });
  if (state.applicationId === null) return err({ tag: 'caseNotOpened' });
  const checked = checkHandFacts(input.fields, session.today());
  if (!checked.ok) return checked;
  const batch = newBatch();
  const written = session.ledger.append([
    {
      stream: caseStream(input.id),
      shownHeads: input.heads,
      payload: {
        kind: 'facts.entered',
        batch,
        fields: checked.value,
        ...(input.basis === undefined ? {} : { basis: input.basis }),
      },
    },
  ]);
  return written.ok ? ok({ batch }) : err(written.error);
}

const yes = ok(null);
type Taking = Pick<FactPreviewInput, 'field' | 'takeAway'>;

/** RE-81: what no act on many may reach; a case that is decided is changed by somebody who has it open. */
function mayTake(session: Session, state: CaseState, { field, takeAway }: Taking) {
  if (isBarred(state, session.self.member)) return err({ tag: 'conflictOfInterest' });
  if (state.stub) return err({ tag: 'specialHandling' });
  if (state.applicationId === null) return err({ tag: 'caseNotOpened' });
  const { status } = decisionStanding(state);
  if (status === 'registered' || status === 'conflict') return err({ tag: 'decided' });
  return takeAway && !isHandMade(state, field) ? err({ tag: 'nothingByHand' }) : yes;
}

function isHandMade({ fields }: CaseState, field: string): boolean {
  return ownOf(fields, field)?.hand.some(({ value }) => value !== null) ?? false;
}

/**
 * RE-82, without writing. It counts nothing by what stands in the field: to choose cases, write a country and read a number would be
 * a search by a term that the law keeps out (RE-60).
 */
export function previewFactForMany(session: Session, input: FactPreviewInput): Result<FactsPreview, Problem> {
  if (!isForMany(input.field)) return err({ tag: 'ofOnePerson' });
  const refused: WorkRefused[] = [];
  const handMade: string[] = [];
  let willChange = 0;
  for (const id of input.cases) {
    const state = session.ledger.caseState(id);
    const may = mayTake(session, state, input);
    if (!may.ok) {
      refused.push(refusedOf(session, id, may.error.tag));
      continue;
    }
    willChange += 1;
    if (isHandMade(state, input.field)) handMade.push(state.applicationId ?? '');
  }
  return ok({ willChange, handMade, refused });
}

/** RE-80: the same fact in many cases: one transaction, one batch, taken back as one. */
export function enterFactForMany(
  session: WriteSession,
  { field, value, basis, cases }: FactForMany,
  job: JobContext = quietJob,
): Result<WorkDone, Problem> {
  if (!isForMany(field)) return err({ tag: 'ofOnePerson' });
  const checked = checkHandFacts({ [field]: value }, session.today());
  if (!checked.ok) return checked;
  const fields = checked.value;
  const decide = (state: CaseState, batch: BatchId) => {
    const may = mayTake(session, state, { field, takeAway: value === null });
    return may.ok ? ok({ kind: 'facts.entered' as const, batch, fields, basis }) : may;
  };
  return writeWork(session, cases, { decide, job });
}
