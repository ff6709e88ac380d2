// Owns: rows of a file of offers -> offers, rows not read in, duplicates. Must not: tie them to cases or employers (services).
import { applicationKey, type ParseOptions } from './applications.ts';
import { parseExtent, readRemoteWork } from './extent.ts';
import { type OfferFacts, offerFactIds, withoutUndefined } from '../facts.ts';
import type { FieldId } from '../fields.ts';
import type { Mapping } from '../mapping.ts';
import type { DuplicateRow, RejectedRow } from '../problems.ts';
import { foldWord } from '../resources.ts';
import { type ReadContext, readContext, RowReader } from './row-reader.ts';
import type { RawRecord, RawTable } from '../table.ts';

export type ParsedOffer = { readonly row: number; readonly facts: OfferFacts };

/** rows = offers + rejected + duplicates. */
export type ParsedOffers = {
  readonly rows: number;
  readonly offers: readonly ParsedOffer[];
  readonly rejected: readonly RejectedRow[];
  readonly duplicates: readonly DuplicateRow[];
  /** Facts that the file has a column for: an empty cell there takes a known value away (diff.ts). */
  readonly covered: readonly (keyof OfferFacts)[];
};

/**
 * One offer whatever its dates: applicant, employer and workplace. The same key in a later file is the same offer changed;
 * twice in one file the first stands.
 */
export function offerKey(facts: OfferFacts): string {
  const applicant =
    facts.applicationId === undefined
      ? (facts.personalIdentityNumber ?? '')
      : applicationKey(facts.applicationId);
  const employer = facts.organisationNumber ?? foldWord(facts.employerName);
  return [applicant, employer, foldWord(facts.workplaceName ?? '')].join('|');
}

/** A row needs the employer's name and one of application id and identity number; without a state it is `offered`. */
export function parseOffers(table: RawTable, mapping: Mapping, options: ParseOptions): ParsedOffers {
  const context = readContext(mapping, options);
  const seen = new Set<string>();
  const offers: ParsedOffer[] = [];
  const rejected: RejectedRow[] = [];
  const duplicates: DuplicateRow[] = [];
  for (const record of table.records) {
    const parsed = parseRow(record, context);
    if ('problems' in parsed) rejected.push(parsed);
    else {
      const key = offerKey(parsed.facts);
      if (seen.has(key)) duplicates.push({ row: record.row, of: applicationOf(parsed.facts, options) });
      else offers.push(parsed);
      seen.add(key);
    }
  }
  return { rows: table.records.length, offers, rejected, duplicates, covered: coveredFacts(context) };
}

function parseRow(record: RawRecord, context: ReadContext): ParsedOffer | RejectedRow {
  const reader = new RowReader(record, context);
  const applicationId = reader.text('applicationId');
  const facts: OfferFacts = {
    applicationId,
    personalIdentityNumber: reader.identityNumber('personalIdentityNumber'),
    ...readEmployer(reader),
    ...readPeriod(reader),
    extent: parseExtent(reader.cell('extent'), context.values),
    unions: reader.list('unions'),
    collectiveAgreement: reader.yesNo('collectiveAgreement'),
    labourConflict: reader.yesNo('labourConflict'),
    tasks: reader.text('tasks'),
    offerState: reader.choice('offerState', context.values.offerState) ?? 'offered',
    offerReason: reader.choice('offerReason', context.values.offerReason),
    ...readRemoteWork(reader),
  };
  if (reader.isEmpty('applicationId') && reader.isEmpty('personalIdentityNumber')) {
    reader.fail('applicationId', 'missing');
  }
  return reader.problems.length === 0
    ? { row: record.row, facts: withoutUndefined(facts) }
    : reader.rejected(applicationId);
}

/** A column can fill more than its own fact. */
const derivedFacts: ReadonlyMap<string, FieldId> = new Map([
  ['soleTrader', 'organisationNumber'],
  ['remoteHoursPerWeek', 'remoteWork'],
]);

function coveredFacts(context: ReadContext): (keyof OfferFacts)[] {
  const fields = new Set<string>(context.positions.keys());
  return offerFactIds.filter((fact) => fields.has(derivedFacts.get(fact) ?? fact));
}

/** Never the identity number: results are sent back to the source. */
function applicationOf(facts: OfferFacts, { existing }: ParseOptions): string {
  const { applicationId, personalIdentityNumber: number } = facts;
  return (
    applicationId ?? (number === undefined ? '' : (existing?.byIdentityNumber(number)?.applicationId ?? ''))
  );
}

function readEmployer(reader: RowReader) {
  const organisation = reader.organisationNumber('organisationNumber');
  return {
    employerName: reader.text('employerName') ?? '',
    organisationNumber: organisation?.number,
    soleTrader: organisation?.soleTrader === true ? true : undefined,
    municipality: reader.text('municipality'),
    workplaceName: reader.text('workplaceName'),
    workplaceAddress: reader.text('workplaceAddress'),
    supervisorName: reader.text('supervisorName'),
    supervisorEmail: reader.text('supervisorEmail'),
    supervisorPhone: reader.text('supervisorPhone'),
  };
}

function readPeriod(reader: RowReader): Pick<OfferFacts, 'start' | 'end'> {
  const start = reader.date('start');
  const end = reader.date('end');
  reader.inOrder('end', [start, end]);
  return { start, end };
}
