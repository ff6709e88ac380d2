// Proves: the runner's commands on mailings, as a script sees them: prepared, written, noted, counted, deleted (docs/cli.md).
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixture, init, newFolder } from './casework.ts';

it('MA-2, MA-7, MA-9, MA-10 a list goes from the file to the counts, and nothing printed names anybody', async () => {
  const store = await init();
  const intake = ['--intake', '2026-autumn'] as const;
  const asked = [fixture('mailing-example.csv'), ...intake, '--apply-by', '2026-11-20'] as const;
  const counts = {
    rows: 11,
    recipients: { email: 2, letter: 2, digitalMailbox: 1 },
    takenOut: { protected: 1, deceased: 1, applied: 0 },
    duplicates: [{ row: 11, of: '2' }],
    otherChannel: 1,
  };
  expect(await store.done('prepare-mailing', ...asked, '--dry-run')).toMatchObject(counts);
  expect(await store.done('mailings')).toMatchObject({ mailings: [] });
  const prepared = await store.done('prepare-mailing', ...asked);
  expect(prepared).toMatchObject(counts);
  expect((prepared['rejected'] as { row: number }[]).map(({ row }) => row)).toEqual([9, 10, 12]);

  const one = [...intake, '--mailing', String(prepared['mailing']), '--channel', 'email'] as const;
  const out = join(newFolder(), 'mejl.csv');
  expect(await store.done('mailing-file', ...one, '--out', out)).toEqual({ recipients: 2, appliedSince: 0 });
  expect(readFileSync(out, 'utf8')).toContain('amina.pahittad@example.org;Amina;Påhittad;');

  expect(await store.refused('note-mailing', ...one, '--as', 'sent', '--number', '3')).toBe('mailingTooMany');
  await store.done('note-mailing', ...one, '--as', 'sent', '--number', '2');
  await store.done('note-mailing', ...one, '--as', 'returned', '--number', '1');
  await store.done('count-outreach', '--kind', 'webinar', ...intake, '--number', '86', '--text', 'Frågor');
  const shown = JSON.stringify(await store.done('mailings'));
  expect(shown).toContain('"count":86');
  for (const name of ['Amina', 'Exempelsson', 'Doldkvist', 'example.org'])
    expect([name, shown.includes(name)]).toEqual([name, false]);

  expect(await store.done('clear-mailing', ...one.slice(0, 4))).toEqual({ deleted: 5 });
  expect(existsSync(out)).toBe(false);
  expect(await store.refused('mailing-file', ...one, '--out', out)).toBe('mailingNotHere');
});
