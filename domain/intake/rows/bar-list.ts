// Owns: rows of a list from BÄR -> decisions recorded there, rows not read in, duplicates. Must not: compare with the basis.
import type { ParseOptions } from './applications.ts';
import { type BarEntry, withoutUndefined } from '../facts.ts';
import type { Mapping } from '../mapping.ts';
import type { DuplicateRow, RejectedRow } from '../problems.ts';
import { foldWord } from '../resources.ts';
import { type ReadContext, readContext, RowReader } from './row-reader.ts';
import type { RawRecord, RawTable } from '../table.ts';

export type ParsedBarEntry = { readonly row: number; readonly entry: BarEntry };

/** rows = entries + rejected + duplicates. */
export type ParsedBarList = {
  readonly rows: number;
  readonly entries: readonly ParsedBarEntry[];
  readonly rejected: readonly RejectedRow[];
  /** `of` is the standing record's application id, or its BÄR number where the list has no such column. */
  readonly duplicates: readonly DuplicateRow[];
};

/** A BÄR number stands once. A grant needs its period; a refusal has none (31 § FL). */
export function parseBarList(table: RawTable, mapping: Mapping, options: ParseOptions): ParsedBarList {
  const context = readContext(mapping, options);
  const seen = new Map<string, string>();
  const entries: ParsedBarEntry[] = [];
  const rejected: RejectedRow[] = [];
  const duplicates: DuplicateRow[] = [];
  for (const record of table.records) {
    const parsed = parseRow(record, context);
    if ('problems' in parsed) rejected.push(parsed);
    else {
      const key = foldWord(parsed.entry.barNumber);
      const of = seen.get(key);
      if (of === undefined) entries.push(parsed);
      else duplicates.push({ row: record.row, of });
      if (of === undefined) seen.set(key, parsed.entry.applicationId ?? parsed.entry.barNumber);
    }
  }
  return { rows: table.records.length, entries, rejected, duplicates };
}

function parseRow(record: RawRecord, context: ReadContext): ParsedBarEntry | RejectedRow {
  const reader = new RowReader(record, context);
  const barNumber = reader.text('barNumber');
  const applicationId = reader.text('applicationId');
  const personalIdentityNumber = reader.identityNumber('personalIdentityNumber');
  const decisionDate = reader.date('decisionDate');
  const outcome = reader.choice('outcome', context.values.outcome);
  const periodFrom = reader.date('periodFrom');
  const periodTo = reader.date('periodTo');
  if (reader.isEmpty('applicationId') && reader.isEmpty('personalIdentityNumber')) {
    reader.fail('personalIdentityNumber', 'missing');
  }
  if (outcome === 'grant') requirePeriod(reader);
  reader.inOrder('periodTo', [periodFrom, periodTo]);
  const whole = barNumber !== undefined && decisionDate !== undefined && outcome !== undefined;
  if (whole && reader.problems.length === 0) {
    const entry = {
      barNumber,
      applicationId,
      personalIdentityNumber,
      decisionDate,
      outcome,
      periodFrom,
      periodTo,
    };
    return { row: record.row, entry: withoutUndefined(entry) };
  }
  return reader.rejected(applicationId);
}

function requirePeriod(reader: RowReader): void {
  for (const field of ['periodFrom', 'periodTo'] as const) {
    if (reader.isEmpty(field)) reader.fail(field, 'missing');
  }
}
