// Owns: rows of a portal export -> applications, rows not read in, duplicates. Must not: touch the store or the clock.
import type { IsoDate } from '../../ids.ts';
import { applicationFactIds, type ApplicationFacts, withoutUndefined } from '../facts.ts';
import type { FieldId } from '../fields.ts';
import { genderOfNumber, parseIdentityNumber } from './identity-number.ts';
import type { Mapping } from '../mapping.ts';
import { readPermit } from './permit.ts';
import type { DuplicateRow, RejectedRow } from '../problems.ts';
import { foldWord } from '../resources.ts';
import { type ReadContext, readContext, RowReader } from './row-reader.ts';
import { cellText, type RawRecord, type RawTable } from '../table.ts';
import type { ValueIndex } from './value-index.ts';

/** What the store holds of an application in the same intake. */
export type ExistingApplication = {
  readonly applicationId: string;
  readonly consentWithdrawnOn?: IsoDate;
  /** A mark is never cleared by a re-import. */
  readonly protectedIdentity?: NonNullable<ApplicationFacts['protectedIdentity']>;
};

export type ExistingLookup = {
  /** `key` as `applicationKey` gives it. */
  readonly byApplicationId: (key: string) => ExistingApplication | undefined;
  /** 12 digits. */
  readonly byIdentityNumber: (number: string) => ExistingApplication | undefined;
};

export type ParseOptions = {
  readonly values: ValueIndex;
  /** The day of the export. */
  readonly asOf: IsoDate;
  readonly existing?: ExistingLookup;
};

export type ParsedApplication = {
  readonly row: number;
  readonly known: boolean;
  /** Protected identity: `facts` holds application id, mark, colour and gender only. */
  readonly stub: boolean;
  readonly facts: ApplicationFacts;
};

/** rows = applications + rejected + duplicates: every row is in exactly one list. */
export type ParsedApplications = {
  readonly rows: number;
  readonly applications: readonly ParsedApplication[];
  readonly rejected: readonly RejectedRow[];
  readonly duplicates: readonly DuplicateRow[];
  readonly stubs: number;
  /** Facts that the file has a column for: an empty cell there takes a known value away (diff.ts). */
  readonly covered: readonly (keyof ApplicationFacts)[];
  /** Twelve digits of each person that a row marks: to find their other applications with, never to keep. */
  readonly marked: readonly string[];
};

/** One application whatever the spelling: NFC, upper case, no blanks (the same form the case id is made from). */
export function applicationKey(applicationId: string): string {
  return applicationId.normalize('NFC').replace(/\s/gu, '').toUpperCase();
}

/**
 * The first record of an application id, or of an identity number, stands; later ones are duplicates of it. A new row without
 * consent is not read in; an application already known becomes an update with the consent withdrawn (E13), so that the case
 * is kept. Protected rows need neither name nor number, and nothing but the stub leaves this function.
 */
export function parseApplications(
  table: RawTable,
  mapping: Mapping,
  options: ParseOptions,
): ParsedApplications {
  const context = readContext(mapping, options);
  const marked = markedPersons(table, context);
  const seen = new Map<string, string>();
  const applications: ParsedApplication[] = [];
  const rejected: RejectedRow[] = [];
  const duplicates: DuplicateRow[] = [];
  for (const record of table.records) {
    const parsed = parseRow(record, { context, marked, existing: options.existing });
    if ('problems' in parsed) rejected.push(parsed);
    else {
      const of = standing(parsed, seen, options.existing);
      if (of !== undefined) duplicates.push({ row: record.row, of });
      else {
        remember(parsed.facts, seen);
        applications.push(parsed);
      }
    }
  }
  const stubs = applications.filter((application) => application.stub).length;
  return {
    rows: table.records.length,
    applications,
    rejected,
    duplicates,
    stubs,
    covered: coveredFacts(context),
    marked: [...marked],
  };
}

/** A person whom one row marks is marked in every row of the file. */
export function markedPersons(table: RawTable, context: ReadContext): ReadonlySet<string> {
  const readers = table.records.map((record) => new RowReader(record, context));
  const marked = readers.filter((reader) => protectionMark(reader) !== undefined);
  return new Set(marked.flatMap((reader) => personOf(reader) ?? []));
}

/** A number that cannot be read is no problem here: a protected row needs none. */
export function personOf(reader: RowReader): string | undefined {
  const parsed = parseIdentityNumber(reader.cell('personalIdentityNumber'), reader.context.asOf);
  return parsed.ok ? parsed.value : undefined;
}

/** Another row of the file marks the same person. */
function markElsewhere(reader: RowReader, marked: ReadonlySet<string>): 'unspecified' | undefined {
  return marked.size > 0 && marked.has(personOf(reader) ?? '') ? 'unspecified' : undefined;
}

type RowContext = {
  readonly context: ReadContext;
  readonly marked: ReadonlySet<string>;
  readonly existing: ExistingLookup | undefined;
};

function parseRow(
  record: RawRecord,
  { context, marked, existing }: RowContext,
): ParsedApplication | RejectedRow {
  const reader = new RowReader(record, context);
  const applicationId = reader.text('applicationId');
  const known =
    applicationId === undefined ? undefined : existing?.byApplicationId(applicationKey(applicationId));
  const mark = protectionMark(reader) ?? known?.protectedIdentity ?? markElsewhere(reader, marked);
  const facts =
    mark === undefined
      ? { applicationId: applicationId ?? '', ...personFacts(reader, known), ...circumstances(reader) }
      : stubFacts(reader, applicationId ?? '', mark);
  if (reader.problems.length > 0) return reader.rejected(applicationId);
  return {
    row: record.row,
    known: known !== undefined,
    stub: mark !== undefined,
    facts: withoutUndefined(facts),
  };
}

/** Any answer but an empty cell or no counts as protected: the careful reading. */
export function protectionMark(reader: RowReader): ApplicationFacts['protectedIdentity'] {
  const { protectedIdentity, yesNo } = reader.context.values;
  const cell = reader.cell('protectedIdentity');
  const word = foldWord(cellText(cell));
  if (cell === false || word === '' || yesNo.get(word) === 'no') return undefined;
  return protectedIdentity.get(word) ?? 'unspecified';
}

function stubFacts(
  reader: RowReader,
  applicationId: string,
  protectedIdentity: ApplicationFacts['protectedIdentity'],
): ApplicationFacts {
  return {
    applicationId,
    protectedIdentity,
    colour: readColour(reader),
    gender: reader.context.values.gender.get(foldWord(cellText(reader.cell('gender')))),
  };
}

function readColour(reader: RowReader): ApplicationFacts['colour'] {
  if (reader.has('colour') && reader.isEmpty('colour')) return reader.fail('colour', 'missing');
  return reader.choice('colour', reader.context.values.colour);
}

function personFacts(
  reader: RowReader,
  known: ExistingApplication | undefined,
): Omit<ApplicationFacts, 'applicationId'> {
  const number = reader.identityNumber('personalIdentityNumber');
  const written = reader.context.values.gender.get(foldWord(cellText(reader.cell('gender'))));
  const derived = number === undefined ? undefined : genderOfNumber(number);
  return {
    colour: readColour(reader),
    givenName: reader.text('givenName'),
    familyName: reader.text('familyName'),
    personalIdentityNumber: number,
    gender: written ?? (reader.isEmpty('gender') ? derived : 'unknown'),
    birthCountry: reader.text('birthCountry'),
    citizenship: reader.text('citizenship'),
    email: reader.text('email'),
    phone: reader.text('phone'),
    address: reader.text('address'),
    municipality: reader.text('municipality'),
    ...readConsent(reader, known),
  };
}

type ConsentFacts = Pick<ApplicationFacts, 'consent' | 'consentDate' | 'consentWithdrawnOn'>;

function readConsent(reader: RowReader, known: ExistingApplication | undefined): ConsentFacts {
  const consentDate = reader.date('consentDate');
  const withdrawnOn = reader.date('consentWithdrawnOn');
  const cell = reader.cell('consent');
  const word = typeof cell === 'boolean' ? (cell ? 'ja' : 'nej') : foldWord(cellText(cell));
  const answer = word === '' ? 'no' : reader.context.values.consent.get(word);
  if (answer === undefined) return { consent: reader.fail('consent', 'unknownValue') };
  if (answer === 'yes' && withdrawnOn === undefined) return { consent: true, consentDate };
  if (known === undefined) return { consent: reader.fail('consent', 'noConsent') };
  const day = withdrawnOn ?? known.consentWithdrawnOn ?? reader.context.asOf;
  return { consent: false, consentDate, consentWithdrawnOn: day };
}

function circumstances(reader: RowReader): Omit<ApplicationFacts, 'applicationId'> {
  const areaWritten = reader.text('area');
  return {
    registered: reader.yesNo('registered'),
    registeredSince: reader.date('registeredSince'),
    ...readPermit(reader),
    areaWritten,
    area:
      areaWritten === undefined
        ? undefined
        : (reader.context.values.area.get(foldWord(areaWritten)) ?? 'other'),
    degree: reader.text('degree'),
    university: reader.text('university'),
    educationDocumentSeen: reader.date('educationDocumentSeen'),
    upperSecondary: reader.yesNo('upperSecondary'),
    upperSecondaryDocumentSeen: reader.date('upperSecondaryDocumentSeen'),
    swedishLevel: reader.text('swedishLevel'),
    englishLevel: reader.text('englishLevel'),
    workInSwedenMonths: reader.amount('workInSwedenMonths'),
    actionPlanDate: reader.date('actionPlanDate'),
    targetGroup: reader.choice('targetGroup', reader.context.values.targetGroup),
    receivedDate: reader.date('receivedDate'),
    withdrawn: reader.yesNo('withdrawn'),
    motivation: reader.text('motivation'),
  };
}

function standing(
  { facts, known }: ParsedApplication,
  seen: ReadonlyMap<string, string>,
  existing: ExistingLookup | undefined,
): string | undefined {
  const number = facts.personalIdentityNumber;
  const inFile =
    seen.get(`id ${applicationKey(facts.applicationId)}`) ?? (number && seen.get(`number ${number}`));
  if (inFile !== undefined && inFile !== '') return inFile;
  return known || number === undefined ? undefined : existing?.byIdentityNumber(number)?.applicationId;
}

function remember(facts: ApplicationFacts, seen: Map<string, string>): void {
  seen.set(`id ${applicationKey(facts.applicationId)}`, facts.applicationId);
  const number = facts.personalIdentityNumber;
  if (number !== undefined) seen.set(`number ${number}`, facts.applicationId);
}

/** A column can fill more than its own fact: the permit's date is the card's when the permit is permanent, and so on. */
const derivedFacts: Readonly<Partial<Record<FieldId, readonly (keyof ApplicationFacts)[]>>> = {
  permitKind: ['permitWritten', 'rightToWork'],
  permitValidTo: ['cardValidTo'],
  area: ['areaWritten'],
  personalIdentityNumber: ['gender'],
  consent: ['consentWithdrawnOn'],
};

function coveredFacts(context: ReadContext): (keyof ApplicationFacts)[] {
  const covered = new Set<string>();
  for (const field of context.positions.keys()) {
    covered.add(field);
    for (const fact of derivedFacts[field] ?? []) covered.add(fact);
  }
  return applicationFactIds.filter((fact) => covered.has(fact));
}
