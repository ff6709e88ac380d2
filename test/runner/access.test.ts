// Proves: the read log by commands, as a script sees it: how far it has come, who reviews it, and who may not look (PR-11, PR-15).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { init, newFolder } from './casework.ts';

it('is sealed once somebody reviews it, and received and reviewed by a log reviewer alone', async () => {
  const store = await init();
  const out = join(newFolder(), 'min.sprangbradan-logg');
  expect(await store.done('log', 'status')).toMatchObject({ own: { lines: 0 }, reviewers: [], received: [] });
  expect(await store.refused('log', 'seal', '--out', out)).toBe('noLogReviewer');
  expect(await store.refused('log', 'receive', out)).toBe('fileUnreachable');
  const { members } = (await store.done('members')) as { members: { id: string; name: string }[] };
  const roles = 'caseworker,lead,administrator,logReviewer';
  await store.done('roles', members[0]?.id ?? '', '--roles', roles);
  expect(await store.done('log', 'seal', '--out', out)).toMatchObject({ lines: 0, to: [members[0]?.name] });
  expect(existsSync(out)).toBe(true);
  expect(await store.done('log', 'receive', out)).toEqual({ from: members[0]?.name, added: 0, known: 0 });
  expect(await store.refused('log', 'protocol', '--item', '1', '--out', `${out}.pdf`)).toBe('noReview');
  expect((await store.run('log', 'judge')).code).toBe(2);
});
