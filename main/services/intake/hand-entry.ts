// Owns: what is entered without a file: an application, an intake's setting, a saved view. Must not: overwrite an imported fact.
import { checkHandFacts } from '../../../domain/intake/hand-facts.ts';
import { parseIdentityNumber } from '../../../domain/intake/rows/identity-number.ts';
import { caseStream, intakeStream, type IntakeId, type IsoDate } from '../../../domain/ids.ts';
import type { FieldValue } from '../../../domain/ledger/payload-parts.ts';
import { isPurged } from '../../../domain/purge/retention.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { casesOfPerson } from '../../../db/queries/person.ts';
import { casesOfFile } from './cases-of-file.ts';
import { newBatch } from './import-plan.ts';
import type { WriteSession } from '../session.ts';

export type EnterCase = {
  readonly intake: IntakeId;
  readonly applicationId: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
};

/** The same id as an import would give: the file that comes later finds the case. */
export function enterCase(session: WriteSession, input: EnterCase): Result<{ caseId: string }, Problem> {
  const checked = checkFields(session, input.fields);
  if (!checked.ok) return checked;
  const applicationId = input.applicationId.normalize('NFC').trim();
  if (applicationId === '') return err({ tag: 'noApplicationId' });
  const caseId = casesOfFile(session, input.intake).caseFor(applicationId);
  if (isPurged(session.ledger.caseState(caseId))) return err({ tag: 'casePurged' });
  const standing =
    session.ledger.caseState(caseId).applicationId ?? ofPerson(session, input.intake, checked.value);
  if (standing !== undefined) return err({ tag: 'applicationExists', applicationId: standing });
  const acts: NewAct[] = [];
  if (session.ledger.intake(input.intake).id === null) {
    acts.push({
      stream: intakeStream(input.intake),
      payload: { kind: 'intake.opened', intake: input.intake },
    });
  }
  acts.push({
    stream: caseStream(caseId),
    payload: {
      kind: 'facts.entered',
      batch: newBatch(),
      opens: { intake: input.intake, applicationId },
      fields: checked.value,
    },
  });
  const written = session.ledger.append(acts);
  return written.ok ? ok({ caseId }) : err(written.error);
}

/** A person has one application in an intake; a file's second one is a duplicate too. */
function ofPerson(
  session: WriteSession,
  intake: IntakeId,
  fields: Record<string, FieldValue>,
): string | undefined {
  const cases = casesOfPerson(session.store.db, textOf(fields['personalIdentityNumber']));
  return cases.find((row) => row.intake === intake)?.applicationId;
}

type FieldProblem = { readonly field: string; readonly code: string };
const needed = ['givenName', 'familyName', 'personalIdentityNumber'];

/** The same demands as on a file's row: name, a right identity number, consent given. */
function checkFields(
  session: WriteSession,
  fields: EnterCase['fields'],
): Result<Record<string, FieldValue>, Problem> {
  const empty = needed.filter((field) => textOf(fields[field]) === '');
  const problems: FieldProblem[] = empty.map((field) => ({ field, code: 'missing' }));
  const number = checkNumber(session, textOf(fields['personalIdentityNumber']));
  if (number.code !== undefined) problems.push({ field: 'personalIdentityNumber', code: number.code });
  if (fields['consent'] !== true) problems.push({ field: 'consent', code: 'noConsent' });
  const values = {
    ...fields,
    ...(number.value === undefined ? {} : { personalIdentityNumber: number.value }),
  };
  // Only what a file may bring, and never a mark of protected identity: that person is handled outside the program.
  const allowed = checkHandFacts(values, session.today());
  for (const problem of allowed.ok ? [] : allowed.error.problems)
    if (!problems.some((one) => one.field === problem.field)) problems.push(problem);
  return problems.length > 0 ? err({ tag: 'fieldsRefused', problems }) : ok(values);
}

function textOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

function checkNumber(
  session: WriteSession,
  written: string,
): { readonly value?: string; readonly code?: string } {
  if (written === '') return {};
  const parsed = parseIdentityNumber(written, session.today());
  if (!parsed.ok) return { code: parsed.error.tag };
  return parsed.value === undefined ? {} : { value: parsed.value };
}

export function saveIntakeSettings(
  session: WriteSession,
  input: { readonly intake: IntakeId; readonly standardLastDay: IsoDate },
): Result<{ saved: true }, Problem> {
  const acts: NewAct[] = [];
  if (session.ledger.intake(input.intake).id === null) {
    acts.push({
      stream: intakeStream(input.intake),
      payload: { kind: 'intake.opened', intake: input.intake },
    });
  }
  acts.push({
    stream: intakeStream(input.intake),
    payload: { kind: 'intake.settings', standardLastDay: input.standardLastDay },
  });
  const written = session.ledger.append(acts);
  return written.ok ? ok({ saved: true }) : err(written.error);
}
