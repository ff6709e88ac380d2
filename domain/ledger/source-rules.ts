// Owns: which source of files wins in which field, and why. Must not: read a register; register.ts does.
// Part of the program, not dated data: two computers with other rules would make other rows of the same events (LE-1).

export type FactSource = 'portal' | 'register' | 'migration' | 'offers';

export type SourceRule = {
  readonly fields: readonly string[];
  /** The first that says something wins; a value by hand lies above them all (LE-6). */
  readonly order: readonly FactSource[];
  /**
   * `answers`: where a source of the order has the field and says nothing, that is its answer, and those after it are not asked.
   * `passes`: the next one is.
   */
  readonly silence: 'answers' | 'passes';
  readonly reason: string;
};

/** IN-41. In the order of docs/spec/intake.md. */
export const sourceRules: readonly SourceRule[] = [
  {
    fields: ['givenName', 'familyName'],
    order: ['register', 'portal'],
    silence: 'passes',
    reason:
      'The register has the name of the population register in Latin letters; the portal has what the person typed.',
  },
  {
    fields: ['registered', 'registeredSince', 'jobseekerCategory', 'actionPlanDate', 'actionPlanVersion'],
    order: ['register', 'portal'],
    silence: 'answers',
    reason:
      'Enrolment and action plan are kept in the register; elsewhere they are what somebody said of them.',
  },
  {
    fields: ['permitKind', 'permitWritten', 'permitValidTo', 'cardValidTo', 'rightToWork'],
    order: ['migration', 'portal'],
    silence: 'answers',
    reason:
      'Migrationsverket decides permits. Its answer is one whole: an end that it does not name is not taken from what the applicant stated.',
  },
];

/** Every other field, an offer's too: no two sources are known to bring them. */
const usual: Pick<SourceRule, 'order' | 'silence'> = {
  order: ['register', 'migration', 'offers', 'portal'],
  silence: 'passes',
};

const byField = new Map(sourceRules.flatMap((rule) => rule.fields.map((field) => [field, rule] as const)));

export function sourceRule(field: string): Pick<SourceRule, 'order' | 'silence'> {
  return byField.get(field) ?? usual;
}
