// Owns: a mark of protected identity given by hand on a case that is here already. Must not: keep anything but the mark.
import { caseStream, type CaseId } from '../../../domain/ids.ts';
import type { PayloadOf } from '../../../domain/ledger/payload.ts';
import { markFor } from '../../../domain/purge/mark.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { needRole } from '../../../domain/team/roles.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { newBatch } from '../intake/import-plan.ts';
import type { WriteSession } from '../session.ts';
import { takeEffect } from './take-effect.ts';

type Mark = PayloadOf<'identity.protected'>['mark'];

/** PU-11: what is kept of the person goes at once here, and on every other store when the mark comes there. */
export function protectCase(
  session: WriteSession,
  { id, mark }: { readonly id: CaseId; readonly mark: Mark },
): Result<{ payloads: number }, Problem> {
  const allowed = needRole(session.ledger.team(), session.self, ['caseworker', 'lead']);
  if (!allowed.ok) return allowed;
  const state = session.ledger.caseState(id);
  const { intake, applicationId } = state;
  if (intake === null || applicationId === null) return err({ tag: 'unknownCase' });
  const payload = markFor(state, { intake, applicationId, mark }, newBatch());
  const written = session.ledger.append([{ stream: caseStream(id), payload }]);
  if (!written.ok) return written;
  return ok({ payloads: takeEffect(session).purged?.payloads ?? 0 });
}
