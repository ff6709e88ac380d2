// Owns: which cases an answer about a person belongs to, over every open intake. Must not: guess between two that disagree.
import type { IntakeId } from '../../../domain/ids.ts';
import { intakeIdSchema } from '../../../domain/ids.ts';
import type { ParsedLookup } from '../../../domain/intake/rows/lookups.ts';
import { applicationKey } from '../../../domain/intake/rows/applications.ts';
import type { RejectedRow, RowProblem } from '../../../domain/intake/problems.ts';
import { isPurged } from '../../../domain/purge/retention.ts';
import { intakeCases, listIntakes, type IntakeCase } from '../../../db/queries/intake-cases.ts';
import { lastDayOf, type Session } from '../session.ts';

export type FoundCase = IntakeCase & { readonly intake: IntakeId };
type Who = Pick<ParsedLookup, 'applicationId' | 'personalIdentityNumber'>;
type NotFound = Pick<RejectedRow, 'applicationId' | 'problems'>;

/** IN-37: an intake is open until its last day has passed; a placement can still be affected until then. */
export function openIntakes(session: Session): IntakeId[] {
  return listIntakes(session.store.db)
    .map(({ intake }) => intakeIdSchema.parse(intake))
    .filter((intake) => lastDayOf(session, intake) >= session.today());
}

/** Finds by application id, else by identity number, and then every case of that person (IN-37, IN-38). */
export class PersonFinder {
  readonly #session: Session;
  readonly #byId = new Map<string, FoundCase[]>();
  readonly #byNumber = new Map<string, FoundCase[]>();

  constructor(session: Session) {
    this.#session = session;
    for (const intake of openIntakes(session)) {
      for (const one of intakeCases(session.store.db, intake)) this.#take({ ...one, intake });
    }
  }

  find(who: Who): readonly FoundCase[] | NotFound {
    const { applicationId } = who;
    const named = applicationId === undefined ? [] : (this.#byId.get(applicationKey(applicationId)) ?? []);
    const problem = disagreement(who, named) ?? this.#open(who, named);
    if (!('code' in problem)) return problem;
    return { ...(applicationId === undefined ? {} : { applicationId }), problems: [problem] };
  }

  #open(who: Who, named: readonly FoundCase[]): readonly FoundCase[] | RowProblem {
    const person = who.personalIdentityNumber ?? named[0]?.identityNumber ?? '';
    const cases = this.#byNumber.get(person) ?? named;
    const open = cases.filter((one) => this.#whyNot(one) === undefined);
    if (open.length > 0) return open;
    const [first] = cases;
    const field = who.applicationId === undefined ? 'personalIdentityNumber' : 'applicationId';
    return { field, code: (first && this.#whyNot(first)) ?? 'noCase' };
  }

  #take(one: FoundCase): void {
    add(this.#byId, applicationKey(one.applicationId), one);
    if (one.identityNumber !== '') add(this.#byNumber, one.identityNumber, one);
  }

  #whyNot(one: FoundCase): RowProblem['code'] | undefined {
    // Of a person with protected identity nothing is told, not even that the case is here (domain.md §10.12).
    if (one.stub) return 'noCase';
    if (one.joined) return 'joinedCase';
    return isPurged(this.#session.ledger.caseState(one.caseId)) ? 'purged' : undefined;
  }
}

/** An id and a number must be of one person; an id alone that two people's cases have is asked about (IN-38). */
function disagreement(who: Who, named: readonly FoundCase[]): RowProblem | undefined {
  const { applicationId, personalIdentityNumber: number } = who;
  if (applicationId === undefined) return undefined;
  const people = new Set(named.map((one) => one.identityNumber));
  if (people.size === 0) return { field: 'applicationId', code: 'noCase' };
  if (number !== undefined)
    return people.has(number) ? undefined : { field: 'personalIdentityNumber', code: 'unknownValue' };
  return people.size > 1 ? { field: 'applicationId', code: 'ambiguous' } : undefined;
}

function add(map: Map<string, FoundCase[]>, key: string, one: FoundCase): void {
  const known = map.get(key);
  if (known) known.push(one);
  else map.set(key, [one]);
}
