// Proves: the runner backs up, rehearses, restores, salvages, and changes passphrase and key, as a script sees it.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { init, newFolder, run } from './casework.ts';

it('a store is backed up, lost and restored; damaged and salvaged', async () => {
  const store = await init();
  const backups = join(newFolder(), 'kopior');
  const made = await store.done('backup', '--backups', backups);
  expect(made).toMatchObject({ folder: backups, blobs: 0, events: expect.any(Number) });
  expect(await store.done('rehearse', '--backups', backups)).toMatchObject({
    ok: true,
    backup: made['name'],
  });
  expect(await store.done('backups', '--backups', backups)).toMatchObject({
    backups: [{ name: made['name'] }],
  });
  const path = join(store.dir, 'store.db');
  const bytes = readFileSync(path);
  bytes[200] = (bytes[200] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  expect(await store.refused('verify')).toBe('damagedStore');
  expect(await store.done('salvage', '--backups', backups)).toMatchObject({ missing: [], problems: 0 });
  expect(await store.done('verify')).toMatchObject({ ok: true });
  rmSync(store.dir, { recursive: true });
  expect(await store.refused('restore', '--backups', newFolder())).toBe('noStore');
  expect(await store.done('restore', '--backups', backups)).toMatchObject({ ok: true, backup: made['name'] });
  expect(await store.done('verify')).toMatchObject({ ok: true, events: made['events'] });
  expect(await store.done('rekey')).toEqual({ recoveryCode: expect.any(String) });
  expect(await store.done('verify')).toMatchObject({ ok: true, events: made['events'] });
  const place = await run(['place', '--store', store.dir]);
  expect(place.json).toEqual({ store: expect.any(Array), backups: expect.any(Array) });
});
