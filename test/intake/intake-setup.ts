// Owns: the shipped spellings and small tables for the intake tests. Must not: hold expectations.
import { readFileSync } from 'node:fs';
import type { ParseOptions } from '../../domain/intake/rows/applications.ts';
import type { ImportKind } from '../../domain/intake/fields.ts';
import { guessMapping, type Mapping } from '../../domain/intake/mapping.ts';
import { intakeHeadersSchema, intakeValuesSchema } from '../../domain/intake/resources.ts';
import { type Cell, type RawTable, shapeTable } from '../../domain/intake/table.ts';
import { indexValues } from '../../domain/intake/rows/value-index.ts';
import { isoDateSchema } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';

function resource(name: string): unknown {
  return JSON.parse(readFileSync(`${import.meta.dirname}/../../resources/${name}`, 'utf8'));
}

export const headers = intakeHeadersSchema.parse(resource('intake-headers.json'));
export const values = indexValues(intakeValuesSchema.parse(resource('intake-values.json')));
export const asOf = isoDateSchema.parse('2026-09-15');
export const options: ParseOptions = { values, asOf };

export function day(written: string) {
  return isoDateSchema.parse(written);
}

export function fixture(name: string): string {
  return `${import.meta.dirname}/../fixtures/intake/${name}`;
}

/** The value of a result that a test needs to be there. */
export function present<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** A table as decoding gives it, with its guessed mapping. */
export function table(
  kind: ImportKind,
  rows: readonly (readonly Cell[])[],
): { table: RawTable; mapping: Mapping } {
  const shape = present(shapeTable(rows));
  const raw: RawTable = { format: 'csv', sha256: '0'.repeat(64), notes: [], ...shape };
  return { table: raw, mapping: guessMapping(kind, raw.header, { headers }) };
}
