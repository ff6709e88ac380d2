// Owns: rows of an extract of the register, and of answers on permits -> facts of a person, rows not read in.
// Must not: tie them to cases, nor say which answer of two stands (services do).
import type { IsoDate } from '../../ids.ts';
import type { ApplicationFacts } from '../facts.ts';
import type { FieldId, LookupKind } from '../fields.ts';
import type { Mapping } from '../mapping.ts';
import type { RejectedRow } from '../problems.ts';
import type { RawRecord, RawTable } from '../table.ts';
import { type ParseOptions, protectionMark } from './applications.ts';
import { readPermit } from './permit.ts';
import { type ReadContext, readContext, RowReader } from './row-reader.ts';

export type LookupFact = Exclude<keyof ApplicationFacts, 'applicationId' | 'protectedIdentity'>;

export type ParsedLookup = {
  readonly row: number;
  readonly applicationId: string | undefined;
  /** Twelve digits. */
  readonly personalIdentityNumber: string | undefined;
  /** The row marks the person as protected: then there are no facts. */
  readonly marked: boolean;
  /** The day of the answer where the row has one, else the export's. */
  readonly asOf: IsoDate;
  /** undefined: the source has the field and says nothing in it. A field that it does not have is left out. */
  readonly facts: { readonly [F in LookupFact]?: ApplicationFacts[F] };
};

/** rows = lookups + rejected. */
export type ParsedLookups = {
  readonly rows: number;
  readonly lookups: readonly ParsedLookup[];
  readonly rejected: readonly RejectedRow[];
};

export function parseLookups(
  kind: LookupKind,
  { table, mapping }: { readonly table: RawTable; readonly mapping: Mapping },
  options: ParseOptions,
): ParsedLookups {
  const context = readContext(mapping, options);
  const lookups: ParsedLookup[] = [];
  const rejected: RejectedRow[] = [];
  for (const record of table.records) {
    const parsed = parseRow(record, kind, context);
    if ('problems' in parsed) rejected.push(parsed);
    else lookups.push(parsed);
  }
  return { rows: table.records.length, lookups, rejected };
}

/** A protected row needs nothing but who it is about: no other cell of it is read. */
function parseRow(record: RawRecord, kind: LookupKind, context: ReadContext): ParsedLookup | RejectedRow {
  const reader = new RowReader(record, context);
  const applicationId = reader.text('applicationId');
  const personalIdentityNumber = reader.identityNumber('personalIdentityNumber');
  const marked = protectionMark(reader) !== undefined;
  const facts = marked ? {} : factReaders[kind](reader);
  const asOf = marked ? context.asOf : answerDay(reader);
  if (reader.isEmpty('applicationId') && reader.isEmpty('personalIdentityNumber')) {
    if (kind !== 'register') reader.fail('personalIdentityNumber', 'missing');
  }
  if (reader.problems.length > 0) return reader.rejected(applicationId);
  return { row: record.row, applicationId, personalIdentityNumber, marked, asOf, facts };
}

/** An answer given after the export is a wrong day: it would stand before every later one. */
function answerDay(reader: RowReader): IsoDate {
  const { asOf } = reader.context;
  const day = reader.date('answeredOn') ?? asOf;
  if (day > asOf) reader.fail('answeredOn', 'unknownValue');
  return day;
}

const factReaders: Readonly<Record<LookupKind, (reader: RowReader) => ParsedLookup['facts']>> = {
  register: (reader) =>
    covered(reader, {
      givenName: reader.text('givenName'),
      familyName: reader.text('familyName'),
      registered: reader.yesNo('registered'),
      registeredSince: reader.date('registeredSince'),
      jobseekerCategory: reader.text('jobseekerCategory'),
      actionPlanDate: reader.date('actionPlanDate'),
      actionPlanVersion: reader.text('actionPlanVersion'),
    }),
  permits: permitFacts,
};

/**
 * One whole answer (IN-41): an end or a right to work that it does not name is none, also where the file has no column for it.
 * The card's date is told apart: a file without it is silent. A pending extension makes the permit `pending`, unless it has no
 * end; the permit's own words are kept beside.
 */
function permitFacts(reader: RowReader): ParsedLookup['facts'] {
  const { permitKind, permitWritten, permitValidTo, cardValidTo, rightToWork } = readPermit(reader);
  const isPending = reader.yesNo('pendingExtension') === true && permitKind !== 'permanent';
  const kind = isPending ? ('pending' as const) : permitKind;
  const facts = { permitKind: kind, permitWritten, permitValidTo, rightToWork };
  const hasCard = reader.has('cardValidTo') || cardValidTo !== undefined;
  return hasCard ? { ...facts, cardValidTo } : facts;
}

function covered<T extends object>(reader: RowReader, facts: T): Partial<T> {
  const has = new Set<string>(reader.context.positions.keys() satisfies Iterable<FieldId>);
  return Object.fromEntries(Object.entries(facts).filter(([field]) => has.has(field))) as Partial<T>;
}
