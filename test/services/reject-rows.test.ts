// Proves: rows that were not read in, as they stood in the file, with the reason (docs/spec/intake.md IN-42, IN-43).
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readTable } from '../../main/files/decode.ts';
import { writeRejects } from '../../main/threads/handlers/writer-handlers.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { readMapping } from '../../main/services/intake/imports.ts';
import { givenFiles } from '../../main/services/disclosure/given-files.ts';
import { intakeIdSchema, isoDateSchema } from '../../domain/ids.ts';
import {
  applicant,
  csv,
  importRows,
  must,
  newDesk,
  newFolder,
  writeFile,
  type Desk,
  type Row,
} from './desk.ts';

const words = {
  head: {
    row: 'Rad',
    applicationId: 'Ansökan',
    field: 'Fält',
    reason: 'Skäl',
    whole: 'Skäl att raden inte lästes in',
  },
  fields: { personalIdentityNumber: 'Personnummer', consent: 'Samtycke' },
  reasons: { wrongCheckDigit: 'Kontrollsiffran stämmer inte.', noConsent: 'Samtycke saknas.' },
};

async function rejects({ session }: Desk, rows: readonly Row[], whole: boolean) {
  const table = must(await readTable({ path: writeFile('fil.csv', csv(rows)) }));
  const desk = {
    table: { token: 'x', name: 'fil.csv', table },
    bundle: undefined,
    opened: { id: undefined },
  };
  const { mapping } = readMapping(session, table, 'applications');
  const plan = {
    token: 'x',
    kind: 'applications' as const,
    intake: intakeIdSchema.parse('2026-autumn'),
    asOf: isoDateSchema.parse('2026-09-15'),
    mapping: Object.fromEntries(mapping.columns.map(({ header, field }) => [header, field])),
    whole,
  };
  const path = join(newFolder(), 'rader.csv');
  const done = await writeRejects({ session, desk, job: quietJob }, { plan, path, words });
  return { done, path };
}

const wrong = applicant(1, { Personnummer: '19900101-0000', Samtycke: 'Nej', Efternamn: 'Dolderup' });
const hidden = applicant(2, { Status: 'lila', Efternamn: 'Hemlig', 'Skyddade personuppgifter': 'Ja' });
const good = applicant(3);

it('IN-43: has the file’s own columns and one with every reason, and can be read again', async () => {
  const desk = await newDesk('Åsa');
  const { done, path } = await rejects(desk, [wrong, good], true);
  must(done);
  const back = must(await readTable({ path }));
  expect(back.header).toEqual([...Object.keys(wrong), 'Skäl att raden inte lästes in']);
  expect(back.records.map(({ cells }) => cells)).toEqual([
    [...Object.values(wrong), 'Personnummer: Det är inget person- eller samordningsnummer.'].map((one) =>
      one.startsWith('Personnummer:') ? expect.stringContaining('Personnummer: ') : one,
    ),
  ]);
  const again = await rejects(desk, [{ ...wrong, 'Skäl att raden inte lästes in': 'gammalt' }], true);
  const twice = must(await readTable({ path: again.path }));
  expect(twice.header).toEqual(back.header);
  expect(JSON.stringify(twice.records)).not.toContain('gammalt');
  expect(givenFiles(desk.session, true).files.map(({ kind }) => kind)).toContain('rejectsWhole');
});

it('IN-43: says nothing of a person whom a row marks, or who is a stub here', async () => {
  const desk = await newDesk('Åsa');
  const stub = applicant(4, { Efternamn: 'Gömd', 'Skyddade personuppgifter': 'Ja' });
  await importRows(desk, [stub], { kind: 'applications' });
  const unmarked = { ...stub, Status: 'lila', 'Skyddade personuppgifter': '' };
  const { path } = await rejects(desk, [hidden, unmarked, good], true);
  const text = readFileSync(path, 'utf8');
  expect(text.trim().split('\r\n')).toHaveLength(3);
  for (const name of ['Hemlig', 'Gömd', hidden['Personnummer'], stub['Personnummer']])
    expect(text).not.toContain(name);
});

it('IN-42: has nothing of the person unless it is asked for, and whole only on its own ground', async () => {
  const desk = await newDesk('Åsa');
  const { path } = await rejects(desk, [wrong, good], false);
  expect(readFileSync(path, 'utf8')).not.toContain('Dolderup');
  const bare = await newDesk('Cai', false);
  const refused = await rejects(bare, [wrong, good], true);
  expect(refused.done).toMatchObject({ ok: false, error: { tag: 'groundMissing', kind: 'rejectsWhole' } });
  expect(existsSync(refused.path)).toBe(false);
});
