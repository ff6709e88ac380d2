// Owns: what a person may write into a fact by hand: the values that a file may bring. Must not: judge them or touch a store.
import { z } from 'zod';
import { isoDateSchema, type IsoDate } from '../ids.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import { err, ok, type Result } from '../result.ts';
import { applicationFactsSchema } from './facts.ts';
import { parseIdentityNumber } from './rows/identity-number.ts';
import { permitKinds } from './resources.ts';

export type HandFields = Readonly<Record<string, FieldValue | null>>;
export type HandProblem = { readonly field: string; readonly code: string };
export type HandRefusal = { readonly tag: 'fieldsRefused'; readonly problems: readonly HandProblem[] };

const { shape } = applicationFactsSchema.omit({ applicationId: true, protectedIdentity: true }).extend({
  /** No file says that a permit is not needed; a caseworker who has seen why may. */
  permitKind: z.enum(permitKinds).optional(),
  /** What the country list leaves to a person (E2). */
  birthCountryCountsAs: z.enum(['outside', 'europe']).optional(),
  /** The day of a control in the agency's register (E1). */
  registeredCheckedOn: isoDateSchema.optional(),
});
const schemas: ReadonlyMap<string, z.ZodType> = new Map(Object.entries(shape));
const longest = 4000;

/** The fields with an identity number in its stored form; `null` takes a hand-made value away. `asOf` settles a century. */
export function checkHandFacts(
  fields: HandFields,
  asOf: IsoDate,
): Result<Record<string, FieldValue | null>, HandRefusal> {
  const values: Record<string, FieldValue | null> = {};
  const problems: HandProblem[] = [];
  for (const [field, value] of Object.entries(fields)) {
    const read = readOne(field, value, asOf);
    if ('code' in read) problems.push({ field, code: read.code });
    else values[field] = read.value;
  }
  return problems.length > 0 ? err({ tag: 'fieldsRefused', problems }) : ok(values);
}

type Read = { readonly value: FieldValue | null } | { readonly code: string };

function readOne(field: string, value: FieldValue | null, asOf: IsoDate): Read {
  const schema = schemas.get(field);
  if (!schema) return { code: 'unknownValue' };
  if (value === null) return { value };
  if (typeof value === 'string' && value.length > longest) return { code: 'tooLong' };
  if (field !== 'personalIdentityNumber')
    return schema.safeParse(value).success ? { value } : { code: 'unknownValue' };
  const parsed = parseIdentityNumber(typeof value === 'string' ? value : '', asOf);
  return parsed.ok ? { value: parsed.value } : { code: parsed.error.tag };
}
