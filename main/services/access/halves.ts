// Owns: the writer's halves of the read log's operations, whose dialogs main opens. Must not: know a thread or a window.
import { ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { CaseId } from '../../../domain/ids.ts';
import type { ReadNotes } from './read-notes.ts';
import { noteLogSealed, receiveLog, sealOwnLog } from './read-log.ts';
import { finishReview, keptProtocol } from './review.ts';

/** `notes` gives what belongs to the open store: a half never outlives it. */
export function accessHalves(notes: () => ReadNotes) {
  const session = () => notes().session;
  return {
    opened: (id: CaseId): Result<{ noted: true }, Problem> => {
      notes().shown(id);
      return ok({ noted: true });
    },
    sealLog: () => {
      notes().flush();
      return sealOwnLog(session());
    },
    noteLogSealed: (lines: number) => noteLogSealed(session(), lines),
    receiveLog: (bytes: Uint8Array) => receiveLog(session(), bytes),
    finishReview: () => finishReview(session()),
    protocol: (id: number) => keptProtocol(session(), id),
  };
}
