// Owns: a mark of protected identity given by hand on a case that is here already. Must not: keep anything but the mark.
import { caseStream, type CaseId } from '../../../domain/ids.ts';
import type { PayloadOf } from '../../../domain/ledger/payload.ts';
import { fieldValue } from '../../../domain/ledger/case/fields.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import { markFor } from '../../../domain/purge/mark.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { needRole } from '../../../domain/team/roles.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { newBatch } from '../intake/import-plan.ts';
import type { WriteSession } from '../session.ts';
import { takeEffect } from './take-effect.ts';

type Mark = PayloadOf<'identity.protected'>['mark'];
const colours = ['green', 'orange', 'red'] as const;
const genders = ['female', 'male'] as const;

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
  const marking = { intake, applicationId, mark, ...kept(state) };
  const payload = markFor(state, marking, newBatch());
  const written = session.ledger.append([{ stream: caseStream(id), payload }]);
  if (!written.ok) return written;
  return ok({ payloads: takeEffect(session).purged?.payloads ?? 0 });
}

/** What a stub says beside the mark. */
function kept({ fields, stub }: CaseState): Pick<PayloadOf<'identity.protected'>, 'colour' | 'gender'> {
  const colour = colours.find((one) => one === fieldValue(fields, 'colour')) ?? stub?.colour;
  const gender = genders.find((one) => one === fieldValue(fields, 'gender')) ?? stub?.gender;
  return { ...(colour === undefined ? {} : { colour }), ...(gender === undefined ? {} : { gender }) };
}
