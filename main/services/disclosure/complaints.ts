// Owns: complaints about a case and their answers. Must not: judge one.
import { caseStream } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { ComplaintInput } from '../../../ipc/disclosure.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { newBatch } from '../intake/import-plan.ts';
import type { WriteSession } from '../session.ts';

/** A note of the same complaint that saw the earlier one stands instead of it. */
export function noteComplaint(
  session: WriteSession,
  input: ComplaintInput,
): Result<{ complaint: string }, Problem> {
  const state = session.ledger.caseState(input.id);
  if (state.applicationId === null) return err({ tag: 'caseNotOpened' });
  if (state.stub) return err({ tag: 'protectedIdentity' });
  const today = session.today();
  const late = [input.receivedOn, input.answeredOn].find((day) => day !== undefined && day > today);
  if (late !== undefined) return err({ tag: 'dayInFuture', day: late });
  const answer = (input.answer ?? '').trim();
  if ((answer === '') !== (input.answeredOn === undefined)) return err({ tag: 'answerIncomplete' });
  const complaint = input.complaint ?? newBatch();
  const { receivedOn, fromWhom, what, answeredOn } = input;
  const written = session.ledger.append([
    {
      stream: caseStream(input.id),
      payload: {
        kind: 'complaint.noted',
        complaint,
        receivedOn,
        fromWhom,
        what,
        ...(answeredOn === undefined ? {} : { answeredOn, answer }),
      },
    },
  ]);
  return written.ok ? ok({ complaint }) : err(written.error);
}
