// Owns: figures of a store that has grown for many years, each beside a baseline of the same run: opening, first page,
// appending, a large bundle taken in while another thread reads. Must not: measure in its own process, which holds the year.
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinDesk, sealTo } from '../../main/demo/drive/drive-exchange.ts';
import { take } from '../../main/demo/drive/drive-desk.ts';
import { youngGeneration } from '../../main/threads/client.ts';
import { heapGrowth } from '../../main/threads/serve.ts';
import { openForWriting, unlockByPassphrase } from '../../main/services/lifecycle.ts';
import { timed, type Figure } from './figures.ts';
import type { Asked } from './large-desk.ts';
import { copyLargeStore, fill } from './large-store.ts';
import { around, lastDay, passphrase } from './place.ts';
import { newDesk, person } from './world.ts';

const bundleCases = 10_000;

function measureAside(asked: Asked): Promise<Figure[]> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'large-desk.ts'), [], {
      // What the program's own threads run under; three half spaces are a young generation.
      execArgv: [...process.execArgv, `--max-semi-space-size=${youngGeneration / 3}`, heapGrowth],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    let figures: Figure[] | undefined;
    child.once('message', (message) => {
      figures = message as Figure[];
    });
    child.once('exit', (code) =>
      figures ? resolve(figures) : reject(new Error(`the measured process ended with ${code}`)),
    );
    child.send(asked);
  });
}

async function keyOf(dir: string): Promise<string> {
  return Buffer.from(take(await unlockByPassphrase(dir, passphrase))).toString('hex');
}

/** A colleague's bundle of many cases, and how long the same cases take from a file in an empty store. */
async function prepareBundle(work: string, asked: Asked): Promise<{ bundle: string; plain: number }> {
  const host = take(
    openForWriting({ ...around(asked.dir), today: () => lastDay }, Buffer.from(asked.key, 'hex')),
  );
  const colleague = await joinDesk(host, around(join(work, 'colleague')), {
    person: { ...person, name: 'Kollega' },
    day: lastDay,
  });
  const plain = await timed(() => fill(colleague.session, { from: 1900, size: bundleCases }));
  const { bytes } = await sealTo(colleague.session, host);
  host.store.close();
  colleague.close();
  const bundle = join(work, 'colleague.sprangbradan');
  writeFileSync(bundle, bytes);
  return { bundle, plain };
}

export async function measureLarge(work: string, size: number): Promise<Figure[]> {
  const name = `${size / 1000},000 cases`;
  const dir = join(work, `large-${size}`);
  await copyLargeStore(size, dir);
  const small = join(work, 'small');
  (await newDesk(small)).close();
  const asked = { name, dir, key: await keyOf(dir), empty: { dir: small, key: await keyOf(small) } };
  const figures = await measureAside(asked);
  const { bundle, plain } = await prepareBundle(work, asked);
  return [
    ...figures,
    ...(await measureAside({ ...asked, bundle })),
    {
      name: `${name}: 10,000 cases from a file, empty store (baseline)`,
      value: Number(plain.toPrecision(3)),
      unit: 'ms',
      n: 1,
    },
  ];
}
