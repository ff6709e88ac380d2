// Proves: the purge by commands, as a script sees it: due, archive, hold, figures, first signature, run, protocol, status.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixture, init, newFolder } from './casework.ts';

it('goes step by step to the first signature, and one person alone takes nothing away', async () => {
  const store = await init();
  await store.done(
    'import',
    fixture('intake-example.csv'),
    '--kind',
    'applications',
    '--intake',
    '2026-autumn',
  );
  store.goTo('2030-02-01');
  const intake = ['--intake', '2026-autumn'] as const;
  const due = await store.done('purge', 'due', ...intake);
  const { cases, intake: before } = due as { cases: { applicationId: string }[]; intake: { cases: number } };
  expect(before).toMatchObject({ ready: 0, from: '2030-01-01', blocks: { noArchive: before.cases } });
  const handOver = [
    'purge',
    'hand-over',
    ...intake,
    '--outcome',
    'handedOver',
    '--reference',
    'Leverans 7',
  ] as const;
  expect(await store.done(...handOver)).toEqual({ recorded: before.cases });
  const where = `ansökan:${cases[0]?.applicationId}`;
  expect(await store.done('purge', 'hold', '--where', where, '--reason', 'appeal')).toEqual({ held: true });
  const frozen = await store.done('purge', 'freeze', ...intake);
  expect(frozen).toMatchObject({ day: '2030-02-01' });
  const signed = await store.done('purge', 'sign', ...intake);
  expect(signed).toMatchObject({ run: frozen['run'], signed: before.cases - 1, complete: false, purged: 0 });
  expect(await store.refused('purge', 'sign', '--run', String(signed['run']))).toBe('alreadySigned');
  expect(await store.done('purge', 'run')).toEqual({
    purged: 0,
    waiting: {},
    gone: null,
    backups: null,
    foldersAway: [],
  });
  const out = join(newFolder(), 'protokoll.pdf');
  expect(await store.done('purge', 'protocol', '--run', String(signed['run']), '--out', out)).toMatchObject({
    pages: expect.any(Number),
  });
  expect([out, out.replace('.pdf', '.json')].filter((path) => existsSync(path))).toHaveLength(2);
  expect(await store.done('purge', 'status')).toMatchObject({
    backupsLeft: false,
    runs: [{ signedByMe: true, complete: false, purgedHere: 0 }],
  });
  expect((await store.run('purge', 'everything')).code).toBe(2);
});
