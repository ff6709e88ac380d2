// Owns: which case of an intake a row is about. Must not: guess between an id and a number that disagree.
import { applicationKey } from '../../../domain/intake/rows/applications.ts';
import type { ProblemCode, RejectedRow } from '../../../domain/intake/problems.ts';
import type { IntakeCase } from '../../../db/queries/intake-cases.ts';

/** Finds the case an offer or a decision is about: by application id, else by identity number; both must agree. */
export class CaseFinder {
  readonly #byId = new Map<string, IntakeCase>();
  readonly #byNumber = new Map<string, IntakeCase>();

  constructor(cases: readonly IntakeCase[]) {
    for (const one of cases) {
      this.#byId.set(applicationKey(one.applicationId), one);
      if (one.identityNumber !== '' && !one.joined) this.#byNumber.set(one.identityNumber, one);
    }
  }

  find(facts: {
    readonly applicationId?: string | undefined;
    readonly personalIdentityNumber?: string | undefined;
  }): IntakeCase | Pick<RejectedRow, 'applicationId' | 'problems'> {
    const { applicationId, personalIdentityNumber: number } = facts;
    const byNumber = number === undefined ? undefined : this.#byNumber.get(number);
    const found = applicationId === undefined ? byNumber : this.#byId.get(applicationKey(applicationId));
    const id = applicationId === undefined ? {} : { applicationId };
    if (!found) {
      const field = applicationId === undefined ? 'personalIdentityNumber' : 'applicationId';
      return { ...id, problems: [{ field, code: 'unknownValue' }] };
    }
    const code = whyNot(found);
    if (code !== undefined) return { ...id, problems: [{ field: 'applicationId', code }] };
    if (number !== undefined && found.identityNumber !== '' && found.identityNumber !== number) {
      return { ...id, problems: [{ field: 'personalIdentityNumber', code: 'unknownValue' }] };
    }
    return found;
  }
}

function whyNot({ stub, joined }: IntakeCase): ProblemCode | undefined {
  // Nothing more about a person with protected identity comes into the store (domain.md §10.12).
  if (stub) return 'unknownValue';
  // What comes in on it would be seen by nobody: the row belongs to the case that it is handled in.
  return joined ? 'joinedCase' : undefined;
}
