// Proves: whatever a file holds, every row ends in exactly one list and nothing throws.
import { fc, it as property } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { applicationFactsSchema, barEntrySchema, offerFactsSchema } from '../../domain/intake/facts.ts';
import { parseApplications } from '../../domain/intake/rows/applications.ts';
import { parseBarList } from '../../domain/intake/rows/bar-list.ts';
import { fieldsOf, type ImportKind } from '../../domain/intake/fields.ts';
import { parseOffers } from '../../domain/intake/rows/offers.ts';
import { options, table } from './intake-setup.ts';

const likely = fc.constantFrom(
  ...[
    'JS-1',
    'js 1',
    'JS-2',
    'grön',
    'lila',
    'Åsa',
    '19900704-2386',
    '9007042386',
    '19900704-2387',
    'Ja',
    'Nej',
  ],
  ...[
    'Återkallat',
    'Sekretessmarkering',
    'PUT',
    '2026-09-03',
    '3/9/2026',
    '30',
    '75 %',
    'Bifall',
    '556016-0680',
    '',
  ],
);
const cell = fc.oneof(
  { weight: 8, arbitrary: likely },
  fc.string(),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);

function rowsOf(kind: ImportKind) {
  const fields = fieldsOf(kind);
  const row = fc.array(cell, { minLength: fields.length, maxLength: fields.length });
  return fc
    .array(row, { maxLength: 12 })
    .map((rows) => table(kind, [[...fields], fields.map(() => 'x'), ...rows]));
}

type Rows = readonly { readonly row: number }[];

function expectEachOnce(records: Rows, ...lists: readonly Rows[]): void {
  const numbers = lists.flatMap((list) => list.map((one) => one.row)).sort((a, b) => a - b);
  expect(numbers).toEqual(records.map((record) => record.row));
}

describe('any table', () => {
  property.prop([rowsOf('applications')])('of applications', ({ table: raw, mapping }) => {
    const { applications, rejected, duplicates, stubs } = parseApplications(raw, mapping, options);
    expectEachOnce(raw.records, applications, rejected, duplicates);
    for (const { facts, stub } of applications) {
      expect(applicationFactsSchema.parse(facts)).toEqual(facts);
      expect(stub || (facts.consent === true && facts.personalIdentityNumber?.length === 12)).toBe(true);
    }
    expect(stubs).toBe(applications.filter((one) => one.facts.protectedIdentity !== undefined).length);
  });

  property.prop([rowsOf('offers')])('of offers', ({ table: raw, mapping }) => {
    const { offers, rejected, duplicates } = parseOffers(raw, mapping, options);
    expectEachOnce(raw.records, offers, rejected, duplicates);
    for (const { facts } of offers) expect(offerFactsSchema.parse(facts)).toEqual(facts);
  });

  property.prop([rowsOf('bar')])('of a BÄR list', ({ table: raw, mapping }) => {
    const { entries, rejected, duplicates } = parseBarList(raw, mapping, options);
    expectEachOnce(raw.records, entries, rejected, duplicates);
    for (const { entry } of entries) expect(barEntrySchema.parse(entry)).toEqual(entry);
  });
});
