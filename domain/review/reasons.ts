// Owns: the shape of resources/reasons.json and what of it may be used for many cases. Must not: mix its three lists.
import { z } from 'zod';
import type { TargetGroup } from '../ids.ts';
import { criterionIds, datedData } from '../rules/rule-set.ts';

const shownBySchema = z.union([
  z.strictObject({ unmet: z.enum(criterionIds) }),
  z.strictObject({ field: z.string().min(1), equals: z.union([z.string(), z.boolean()]) }),
]);

const reasonSchema = z.strictObject({
  code: z.string().regex(/^(?:G\d\.\d|[A-F]\d)$/),
  name: z.string().min(1),
  /** Values the person: counted, never searched, filtered, sorted or used for many at once (14 § lagen 2002:546). */
  valuesPerson: z.boolean().default(false),
  toConfirm: z.boolean().default(false),
  /** Target groups whose rules can give it; absent where all can. */
  groups: z
    .array(z.enum(['regular', 'pilot']))
    .min(1)
    .optional(),
  /** Facts of a case that show the reason; without any, a person gives it case by case. */
  shownBy: z.array(shownBySchema).default([]),
});
export type Reason = z.infer<typeof reasonSchema>;

const listSchema = z.strictObject({
  name: z.string().min(1),
  groups: z.array(
    z.strictObject({
      code: z.string().min(1),
      name: z.string().min(1),
      reasons: z.array(reasonSchema).min(1),
    }),
  ),
});

export const reasonsSchema = z.strictObject({
  ...datedData,
  id: z.literal('reasons'),
  lists: z.strictObject({ notEligible: listSchema, refusal: listSchema, closed: listSchema }),
});
export type ReasonData = z.infer<typeof reasonsSchema>;
export type ReasonList = keyof ReasonData['lists'];

export function findReason(data: ReasonData, list: ReasonList, code: string): Reason | undefined {
  return data.lists[list].groups.flatMap((group) => group.reasons).find((reason) => reason.code === code);
}

/** Whether the rules of that target group ask for what the reason says is lacking. */
export function isReasonFor(reason: Reason, group: TargetGroup): boolean {
  return reason.groups === undefined || reason.groups.includes(group);
}
