// Owns: which claims of which kind of package are facts of ours: dated data, and how a value is read. Must not: invent a value.
import { z } from 'zod';
import type { IsoDate } from '../ids.ts';
import { checkHandFacts } from '../intake/hand-facts.ts';
import { parseDate } from '../intake/rows/dates.ts';
import { parseIdentityNumber } from '../intake/rows/identity-number.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import { isMembers, type Members } from './form.ts';

/** Names of members from the outside in. The first that holds something is read. */
const paths = z.array(z.array(z.string().min(1)).min(1)).min(1);
const fieldMapping = z.object({
  claims: paths,
  /** `checkedDay`: the day of the control, where the claim is there at all: the document has been seen. */
  as: z.enum(['text', 'date', 'yesNo', 'code', 'checkedDay']),
  codes: z.record(z.string(), z.string()).optional(),
});
export const dataPackagesSchema = z.object({
  id: z.string(),
  version: z.int().min(1),
  from: z.string(),
  source: z.string(),
  verified: z.boolean(),
  person: z.object({ identityNumber: paths, birthDate: paths, givenName: paths, familyName: paths }),
  types: z.array(
    z.object({
      id: z.string(),
      /** As a package may call it: `vct`, or a word of `type` in W3C's model. */
      names: z.array(z.string()).min(1),
      fields: z.record(z.string(), fieldMapping),
    }),
  ),
});
export type DataPackages = z.infer<typeof dataPackagesSchema>;
export type PackageType = DataPackages['types'][number];

/** What the package says of the holder. */
export type PackagePerson = {
  /** Twelve digits. */
  readonly identityNumber: string | null;
  readonly birthDate: IsoDate | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
};

export function typeOfPackage({ types }: DataPackages, claims: Members): PackageType | undefined {
  const named = [claims['vct'], claims['type'], inside(claims['vc'], 'type')].flat();
  return types.find(({ names }) => named.some((one) => typeof one === 'string' && names.includes(one)));
}

export function personOf({ person }: DataPackages, claims: Members, day: IsoDate): PackagePerson {
  const text = (of: readonly (readonly string[])[]) => textOf(firstOf(subjectOf(claims), of));
  const number = parseIdentityNumber(text(person.identityNumber) ?? '', day);
  return {
    identityNumber: number.ok ? number.value : null,
    birthDate: parseDate(text(person.birthDate) ?? '', noMonths) ?? null,
    givenName: text(person.givenName),
    familyName: text(person.familyName),
  };
}

const noMonths: ReadonlyMap<string, number> = new Map();

/** Only what a person may write by hand: everything else in the package is left alone. */
export function factsOf({ fields }: PackageType, claims: Members, day: IsoDate): Record<string, FieldValue> {
  const subject = subjectOf(claims);
  const facts: Record<string, FieldValue> = {};
  for (const [field, mapping] of Object.entries(fields)) {
    const value = readAs(firstOf(subject, mapping.claims), mapping, day);
    if (value === undefined) continue;
    const checked = checkHandFacts({ [field]: value }, day);
    if (checked.ok) facts[field] = value;
  }
  return facts;
}

function readAs(
  value: unknown,
  { as, codes }: z.infer<typeof fieldMapping>,
  day: IsoDate,
): FieldValue | undefined {
  switch (as) {
    case 'yesNo':
      return typeof value === 'boolean' ? value : undefined;
    case 'date':
      return parseDate(textOf(value) ?? '', noMonths);
    case 'code':
      return (codes ?? {})[textOf(value) ?? ''];
    case 'checkedDay':
      return value === true || textOf(value) !== null ? day : undefined;
    case 'text':
      return textOf(value) ?? undefined;
  }
}

/** In W3C's model the claims stand one step in; in an SD-JWT at the top. */
function subjectOf(claims: Members): Members {
  const subject = claims['credentialSubject'] ?? inside(claims['vc'], 'credentialSubject');
  const one: unknown = Array.isArray(subject) && subject.length === 1 ? subject[0] : subject;
  return isMembers(one) ? one : claims;
}

function firstOf(subject: Members, of: readonly (readonly string[])[]): unknown {
  return of
    .map((path) => path.reduce<unknown>((value, name) => inside(value, name), subject))
    .find((value) => value !== undefined && value !== null && !isMembers(value));
}

function inside(value: unknown, name: string): unknown {
  return isMembers(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const plain = value
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return plain === '' || plain.length > 254 ? null : plain;
}
