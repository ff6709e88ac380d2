// Owns: whom a work list names, with what, and who is left out and why. Must not: write a file or ask the store.
import { fieldsOf, type FieldId, type LookupKind } from '../intake/fields.ts';
import type { IntakeHeaders } from '../intake/resources.ts';

/** What is known of one chosen case; nothing else of it is looked at. */
export type WorkListCase = {
  readonly identityNumber: string | null;
  readonly protectedIdentity: boolean;
  /** The one who takes the list out is barred from the case (WO-8). */
  readonly barred: boolean;
  /** In an intake whose last day has passed: an answer would not be read in (IN-37). */
  readonly closed: boolean;
  /** Application or consent withdrawn: nothing more is collected about the person. */
  readonly withdrawn: boolean;
  /** A citizen of Sweden, the Nordic countries or the EEA. */
  readonly needsNoPermit: boolean;
};

export const leftOutReasons = [
  'protected',
  'barred',
  'closed',
  'withdrawn',
  'noNumber',
  'noPermit',
  'same',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** chosen = people + the sum of those left out. */
export type WorkList = {
  readonly people: readonly string[];
  readonly leftOut: Readonly<Record<LeftOutReason, number>>;
};

/** DI-13: each person once, in the order of the choice; the first reason that holds is the one that is told. */
export function workList(kind: LookupKind, cases: readonly WorkListCase[]): WorkList {
  const people = new Set<string>();
  const leftOut: Record<LeftOutReason, number> = {
    protected: 0,
    barred: 0,
    closed: 0,
    withdrawn: 0,
    noNumber: 0,
    noPermit: 0,
    same: 0,
  };
  for (const one of cases) {
    const number = one.identityNumber;
    const reason = reasonOf(kind, one, number !== null && people.has(number));
    if (reason !== undefined) leftOut[reason] += 1;
    else if (number !== null) people.add(number);
  }
  return { people: [...people], leftOut };
}

function reasonOf(kind: LookupKind, one: WorkListCase, isListed: boolean): LeftOutReason | undefined {
  if (one.protectedIdentity) return 'protected';
  if (one.barred) return 'barred';
  if (one.closed) return 'closed';
  if (one.withdrawn) return 'withdrawn';
  if (one.identityNumber === null) return 'noNumber';
  if (kind === 'permits' && one.needsNoPermit) return 'noPermit';
  return isListed ? 'same' : undefined;
}

/** To be filled in where the person is looked up, under the very headers by which the answers are read in again. */
const askedFor: Readonly<Record<LookupKind, readonly FieldId[]>> = {
  register: ['registered', 'registeredSince', 'jobseekerCategory', 'actionPlanDate', 'actionPlanVersion'],
  permits: ['permitKind', 'permitValidTo', 'cardValidTo', 'rightToWork', 'pendingExtension', 'answeredOn'],
};

export type WorkListTable = {
  readonly fields: readonly string[];
  readonly data: readonly (readonly string[])[];
};

/** The number alone says who it is. It has its hyphen: a spreadsheet makes a number of twelve digits and writes 1,99E+11. */
export function workListTable(
  kind: LookupKind,
  people: readonly string[],
  headers: IntakeHeaders,
): WorkListTable {
  const asked = askedFor[kind].filter((field) => fieldsOf(kind).includes(field));
  const spellings: Readonly<Record<string, readonly string[]>> = headers[kind];
  const fields = ['personalIdentityNumber', ...asked].map((field) => spellings[field]?.[0] ?? field);
  return { fields, data: people.map((number) => [hyphened(number), ...asked.map(() => '')]) };
}

function hyphened(number: string): string {
  return `${number.slice(0, 8)}-${number.slice(8)}`;
}
