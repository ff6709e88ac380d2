import { expect, it } from 'vitest';
import { parseApplications } from '../../domain/intake/rows/applications.ts';
import { guessMapping } from '../../domain/intake/mapping.ts';
import type { FieldValue } from '../../domain/ledger/payload-parts.ts';
import { decideVerdict } from '../../domain/review/verdict.ts';
import { readTable } from '../../main/files/decode.ts';
import { fixture, headers, options, present } from '../intake/intake-setup.ts';
import { caseWith, context, fieldsFrom } from '../rules/case-builder.ts';

type Cells = (column: string) => string;

/** The same question put to the file's own words, without our rules. */
function looksEligible(cell: Cells): boolean {
  const outside = !['Sverige', 'Tyskland', 'Polen', 'Turkiet'].includes(cell('Födelseland'));
  const area = ['Teknik', 'Datavetenskap', 'Arkitektur', 'Ekonomi', 'Farmaci', 'HR', 'Marknadsföring'];
  const permit = cell('Uppehållstillstånd');
  const lasting =
    permit === 'Uppehållstillstånd med arbetstillstånd' && isoOf(cell('Tillstånd t.o.m.')) >= '2027-04-30';
  const mayStay = cell('Medborgarskap') === 'Sverige' || permit === 'PUT' || lasting;
  return (
    outside &&
    mayStay &&
    area.includes(cell('Utbildningsområde')) &&
    cell('Inskriven hos Arbetsförmedlingen') === 'Ja'
  );
}

function isoOf(written: string): string {
  const dayFirst = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(written);
  if (dayFirst) return `${dayFirst[3]}-${dayFirst[2]}-${dayFirst[1]}`;
  return written.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
}

it('a verdict for many takes exactly the cases of the example intake that its own words make eligible', async () => {
  const table = present(await readTable({ path: fixture('intake-example.csv') }));
  const parsed = parseApplications(table, guessMapping('applications', table.header, { headers }), options);
  const rows = new Map(table.records.map((record) => [record.row, record.cells]));
  const taken: string[] = [];
  const expected: string[] = [];
  for (const { row, stub, facts } of parsed.applications.filter((one) => !one.stub)) {
    const cell: Cells = (column) => String(rows.get(row)?.[table.header.indexOf(column)] ?? '').trim();
    if (looksEligible(cell)) expected.push(facts.applicationId);
    const entries = Object.entries(facts).flatMap(([name, value]): [string, FieldValue][] =>
      value === undefined ? [] : [[name, value]],
    );
    const state = caseWith({}, { fields: fieldsFrom(entries, 'portal') });
    expect(stub).toBe(false);
    if (decideVerdict(state, { conclusion: 'eligible', heads: state.heads, mode: 'many' }, context).ok) {
      taken.push(facts.applicationId);
    }
  }
  expect(taken).toEqual(expected);
  expect(taken).toHaveLength(366);
});
