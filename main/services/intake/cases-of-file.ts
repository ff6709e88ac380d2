// Owns: which cases a file of an intake can be about: those that stand in it, and those that were opened in it and have moved.
// Must not: parse a file, or make a second case of an application that has one.
import { otherIntake, type CaseId, type IntakeId } from '../../../domain/ids.ts';
import { applicationKey } from '../../../domain/intake/rows/applications.ts';
import { intakeCases, type IntakeCase } from '../../../db/queries/intake-cases.ts';
import { caseIdOf, intakeSecret } from '../../crypto/ids.ts';
import type { Session } from '../session.ts';

export type CasesOfFile = {
  /** Those that stand in the intake come last: of two with one number they are the ones that are found. */
  readonly cases: readonly IntakeCase[];
  /** The case of an application, standing or new (RE-41). */
  readonly caseFor: (applicationId: string) => CaseId;
};

export function casesOfFile(session: Session, intake: IntakeId): CasesOfFile {
  const secret = intakeSecret(session.self.idSecret, intake);
  const { db } = session.store;
  const standing = intakeCases(db, intake);
  const moved = intakeCases(db, otherIntake(intake)).filter(
    ({ caseId, applicationId }) => caseIdOf(secret, applicationId) === caseId,
  );
  const cases = [...moved, ...standing];
  const own = new Set(cases.map(({ caseId }) => caseId));
  const byKey = new Map(standing.map((one) => [applicationKey(one.applicationId), one.caseId]));
  return {
    cases,
    caseFor: (applicationId) => {
      const minted = caseIdOf(secret, applicationId);
      return own.has(minted) ? minted : (byKey.get(applicationKey(applicationId)) ?? minted);
    },
  };
}
