import { expect, it } from 'vitest';
import { parseApplications } from '../../domain/intake/rows/applications.ts';
import { guessMapping } from '../../domain/intake/mapping.ts';
import { messyFile } from '../../main/demo/messy.ts';
import { readTable } from '../../main/files/decode.ts';
import { headers, present, values } from '../intake/intake-setup.ts';

it('the messy file shows every problem a row can have, a duplicate and two stubs', async () => {
  const { file, asOf, expected } = messyFile();
  const table = present(await readTable(file));
  const mapping = guessMapping('applications', table.header, { headers });
  const parsed = parseApplications(table, mapping, { values, asOf });
  expect({
    rows: parsed.rows,
    applications: parsed.applications.length,
    stubs: parsed.stubs,
    rejected: parsed.rejected,
    duplicates: parsed.duplicates,
  }).toEqual(expected);
});
