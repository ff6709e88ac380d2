// Owns: the shape of resources/rules/*.json and resources/thresholds.json. Must not: hold a rule, a limit or a sentence.
import { z } from 'zod';
import { isoDateSchema } from '../ids.ts';

export const criterionIds = [
  'E1',
  'E2',
  'E3',
  'E4',
  'E5',
  'E6',
  'E7',
  'E8',
  'E9',
  'E10',
  'E11',
  'E12',
  'E13',
  'E14',
  'E16',
  'AG1',
  'AG2',
  'AG3',
  'AG4',
  'AG5',
  'AG6',
  'T1',
] as const;
export type CriterionId = (typeof criterionIds)[number];

/** Criteria that only some rule sets have; every set has all the others. */
const ownCriteria: readonly CriterionId[] = ['AG6'];

/** Uppfyllt · Behöver kontrolleras · Inte uppfyllt · Gäller inte. */
export type Outcome = 'met' | 'check' | 'unmet' | 'notApplicable';

/** A Swedish sentence with `{names}` that the check fills. */
const sentences = z.record(z.string(), z.string().min(1));

const criterionSchema = z.strictObject({
  id: z.enum(criterionIds),
  name: z.string().min(1),
  /** False where the criterion belongs to another target group: its outcome is then notApplicable. */
  applies: z.boolean().default(true),
  /** Why it does not apply, as a sentence. */
  whyNot: z.string().min(1).optional(),
  sources: z.array(z.string().min(1)).min(1),
  sentences: z.strictObject({ met: sentences, check: sentences, unmet: sentences }),
});
export type Criterion = z.infer<typeof criterionSchema>;

/** Dated data with its source; `verified: false` shows as a mark until an administrator has confirmed it. */
export const datedData = {
  id: z.string().min(1).max(80),
  version: z.int().min(1),
  from: isoDateSchema,
  source: z.string().min(1),
  verified: z.boolean(),
};

export const languages = ['english', 'swedish'] as const;
export type Language = (typeof languages)[number];

const namedEmployer = z.strictObject({
  name: z.string().min(1),
  organisationNumber: z
    .string()
    .regex(/^\d{10}$/)
    .optional(),
});

export const ruleSetSchema = z
  .strictObject({
    ...datedData,
    id: z.enum(['regular', 'pilot']),
    /** Id of the file of limits that the checks use. */
    thresholds: z.literal('thresholds'),
    areas: z.array(z.string().min(1)),
    /** Languages of which one must reach the level; absent where each of them will do (E7). */
    languages: z.array(z.enum(languages)).min(1).optional(),
    /** At most so many applicants; absent where there is no limit. */
    applicantCap: z.int().min(1).optional(),
    /** Only these take part; absent where every employer may (AG6). */
    employers: z.array(namedEmployer).optional(),
    /** Words that name an education without an academic degree, in lower case. */
    notAcademicDegrees: z.array(z.string().min(1)),
    criteria: z.array(criterionSchema),
  })
  .refine(
    ({ criteria }) =>
      criterionIds.every((id) => {
        const times = criteria.filter((one) => one.id === id).length;
        return times === 1 || (times === 0 && ownCriteria.includes(id));
      }),
    'each criterion stands exactly once',
  )
  .refine(({ areas, criteria }) => areas.length > 0 || !asks(criteria, 'E4'), 'E4 needs areas')
  .refine(
    ({ employers, criteria }) => employers !== undefined || !asks(criteria, 'AG6'),
    'AG6 needs employers',
  );
export type RuleSet = z.infer<typeof ruleSetSchema>;

function asks(criteria: readonly Criterion[], id: CriterionId): boolean {
  return criteria.some((one) => one.id === id && one.applies);
}

/** Lists beside the rule set that a check can read, each dated. */
export type ListName = 'countries' | 'thresholds';

export const languageLevels = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const;
const count = z.int().min(0).max(3650);
const earliestConsent = z.strictObject({
  yearsBefore: z.int().min(0).max(2),
  monthDay: z.string().regex(/^\d{2}-\d{2}$/),
});

const lastDay = z.strictObject({
  yearsAfter: z.int().min(0).max(2),
  monthDay: z.string().regex(/^\d{2}-\d{2}$/),
});

export const thresholdsSchema = z.strictObject({
  ...datedData,
  id: z.literal('thresholds'),
  values: z.strictObject({
    /** Days that a control of the enrolment is good for. */
    registrationMaxDays: count,
    actionPlanMaxMonths: count,
    /** Months of work in Sweden that still count as limited. */
    limitedWorkInSwedenMonths: count,
    languageLevel: z.enum(languageLevels),
    ageWithoutExceptionYears: count,
    unionAnswerWorkingDays: count,
    /** Days that a union's answer carries a grant, from the day it came (EM-4). */
    unionAnswerMaxDays: count,
    employerCheckMaxDays: count,
    startSoonWorkingDays: count,
    /** A permit that ends within so many working days presses (RE-65). */
    permitSoonWorkingDays: count,
    sameTextMaxCases: count,
    periodMonths: count,
    periodMaxMonths: count,
    /** Before an offer a permit is measured against this day, unless the intake has a day of its own (E10). */
    intakeLastDay: z.strictObject({ spring: lastDay, autumn: lastDay }),
    /** An earlier consent was given for an earlier intake. */
    consentFrom: z.strictObject({ spring: earliestConsent, autumn: earliestConsent }),
  }),
});
export type ThresholdData = z.infer<typeof thresholdsSchema>;
export type Thresholds = ThresholdData['values'];

export function hasCriterion(ruleSet: RuleSet, id: CriterionId): boolean {
  return ruleSet.criteria.some((one) => one.id === id);
}

export function criterion(ruleSet: RuleSet, id: CriterionId): Criterion {
  const found = ruleSet.criteria.find((one) => one.id === id);
  if (!found) throw new Error(`The rule set has no ${id}`);
  return found;
}
