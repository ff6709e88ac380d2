// Owns: a case row between domain and table. Must not: compute a row; domain/review/case-row.ts does.
import { caseIdSchema, intakeIdSchema, type EmployerId } from '../../domain/ids.ts';
import type { CaseRow } from '../../domain/review/case-row.ts';
import { searchCode, searchText, sortKey } from '../../domain/review/sort-key.ts';
import { numberOf, textOf } from '../columns.ts';
import type { Row } from '../connection.ts';

type Value = string | number;
export type CaseColumns = Readonly<Record<string, Value>>;

/** Table column of each field of the row; "none" is empty text. */
const plain = {
  case_id: 'caseId',
  intake: 'intake',
  application_id: 'applicationId',
  stub: 'stub',
  colour: 'colour',
  given_name: 'givenName',
  family_name: 'familyName',
  identity_number: 'identityNumber',
  gender: 'gender',
  target_group: 'targetGroup',
  area: 'area',
  municipality: 'municipality',
  permit_kind: 'permitKind',
  permit_valid_to: 'permitValidTo',
  received_date: 'receivedDate',
  consent: 'consent',
  conclusion: 'conclusion',
  step: 'step',
  offer_count: 'offerCount',
  offer: 'offer',
  offer_state: 'offerState',
  employer_id: 'employerId',
  employer_name: 'employerName',
  starts_on: 'startsOn',
  ends_on: 'endsOn',
  outcome: 'outcome',
  bar_number: 'barNumber',
  decision_day: 'decisionDay',
  registered: 'registered',
  conflict: 'conflict',
  missing: 'missing',
  assignees: 'assignees',
  taken_until: 'takenUntil',
  watch_until: 'watchUntil',
} as const satisfies Record<string, keyof CaseRow>;
type PlainColumn = keyof typeof plain;
const plainColumns = Object.keys(plain) as PlainColumn[];

type Derived = { readonly from: readonly (keyof CaseRow)[]; readonly make: (row: CaseRow) => string };
const derived: Readonly<Record<string, Derived>> = {
  sort_name: {
    from: ['familyName', 'givenName'],
    make: (row) => sortKey(`${row.familyName} ${row.givenName}`.trim()),
  },
  sort_area: { from: ['area'], make: (row) => sortKey(row.area ?? '') },
  sort_municipality: { from: ['municipality'], make: (row) => sortKey(row.municipality ?? '') },
  sort_employer: { from: ['employerName'], make: (row) => sortKey(row.employerName ?? '') },
  search_name: {
    from: ['familyName', 'givenName'],
    make: (row) => searchText(`${row.givenName} ${row.familyName}`),
  },
  search_area: { from: ['area'], make: (row) => searchText(row.area ?? '') },
  search_municipality: { from: ['municipality'], make: (row) => searchText(row.municipality ?? '') },
  search_application: { from: ['applicationId'], make: (row) => searchCode(row.applicationId) },
  search_bar: { from: ['barNumber'], make: (row) => searchCode(row.barNumber ?? '') },
  search_employer: { from: ['employerName'], make: (row) => searchText(row.employerName ?? '') },
};
const derivedColumns = Object.keys(derived);

/** Every column but `n`. */
export const caseColumns: readonly string[] = [...plainColumns, ...derivedColumns];

export function encodeCase(row: CaseRow): CaseColumns {
  const columns: Record<string, Value> = {};
  for (const column of plainColumns) columns[column] = encode(row[plain[column]]);
  for (const [column, one] of Object.entries(derived)) columns[column] = one.make(row);
  return columns;
}

/** Only the columns that change: an index is written again only where its column is named. */
export function changedColumns(before: CaseRow, after: CaseRow): CaseColumns {
  const columns: Record<string, Value> = {};
  const changed = new Set<keyof CaseRow>();
  for (const column of plainColumns) {
    const value = encode(after[plain[column]]);
    if (value === encode(before[plain[column]])) continue;
    columns[column] = value;
    changed.add(plain[column]);
  }
  for (const [column, one] of Object.entries(derived)) {
    if (one.from.some((field) => changed.has(field))) columns[column] = one.make(after);
  }
  return columns;
}

function encode(value: CaseRow[keyof CaseRow]): Value {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'object') return value.length === 0 ? '' : ` ${value.join(' ')} `;
  return value;
}

/** Coded columns hold only what `encodeCase` wrote: their types are those of the row. */
export function decodeCase(row: Row): CaseRow {
  const text = (column: PlainColumn) => textOf(row, column);
  const optional = (column: PlainColumn) => text(column) || null;
  const flag = (column: PlainColumn) => numberOf(row, column) === 1;
  return {
    caseId: caseIdSchema.parse(text('case_id')),
    intake: intakeIdSchema.parse(text('intake')),
    applicationId: text('application_id'),
    stub: flag('stub'),
    colour: optional('colour'),
    givenName: text('given_name'),
    familyName: text('family_name'),
    identityNumber: optional('identity_number'),
    gender: text('gender') as CaseRow['gender'],
    targetGroup: text('target_group') as CaseRow['targetGroup'],
    area: optional('area'),
    municipality: optional('municipality'),
    permitKind: optional('permit_kind'),
    permitValidTo: optional('permit_valid_to'),
    receivedDate: optional('received_date'),
    consent: text('consent') as CaseRow['consent'],
    conclusion: optional('conclusion') as CaseRow['conclusion'],
    step: text('step') as CaseRow['step'],
    offerCount: numberOf(row, 'offer_count'),
    offer: optional('offer'),
    offerState: optional('offer_state'),
    employerId: optional('employer_id') as EmployerId | null,
    employerName: optional('employer_name'),
    startsOn: optional('starts_on'),
    endsOn: optional('ends_on'),
    outcome: optional('outcome') as CaseRow['outcome'],
    barNumber: optional('bar_number'),
    decisionDay: optional('decision_day'),
    registered: flag('registered'),
    conflict: flag('conflict'),
    missing: text('missing').split(' ').filter(Boolean),
    assignees: text('assignees').split(' ').filter(Boolean),
    takenUntil: optional('taken_until'),
    watchUntil: optional('watch_until'),
    barred: false,
  };
}
