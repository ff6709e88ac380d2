// Owns: figures of a store that has grown for many years, each beside a baseline of the same run: opening, first page,
// appending, a large bundle taken in while another thread reads. Must not: judge.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { casePage } from '../../db/queries/cases.ts';
import { caseOfStream } from '../../domain/ids.ts';
import { everything } from '../../domain/review/query.ts';
import { joinDesk, sealTo, takeIn } from '../../main/demo/drive/drive-exchange.ts';
import { take } from '../../main/demo/drive/drive-desk.ts';
import { listIds } from '../../main/services/review/lists.ts';
import { openForReading, openForWriting, unlockByPassphrase } from '../../main/services/lifecycle.ts';
import { enterFacts } from '../../main/services/review/verdicts.ts';
import type { WriteSession } from '../../main/services/session.ts';
import { medianFigure, megabytes, percentile, timed, type Figure } from './figures.ts';
import { copyLargeStore, fill } from './large-store.ts';
import { around, lastDay, newDesk, passphrase, person } from './world.ts';

const rounds = 5;
const appends = 300;
const bundleCases = 10_000;

type Key = { readonly dir: string; readonly dataKey: Uint8Array };

function surroundings(dir: string): Parameters<typeof openForWriting>[0] {
  return { ...around(dir), today: () => lastDay };
}

/** Both connections of the window; the key is known already. */
async function measureOpen({ dir, dataKey }: Key): Promise<number[]> {
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    values.push(
      await timed(() => {
        const writer = take(openForWriting(surroundings(dir), dataKey));
        const reader = take(openForReading(surroundings(dir), dataKey));
        reader.store.close();
        writer.store.close();
      }),
    );
  }
  return values;
}

async function measurePages(name: string, session: WriteSession): Promise<Figure[]> {
  const { db } = session.store;
  const page = () => casePage(db, { where: everything, sort: 'name', descending: false, limit: 60 });
  const byKey = () => db.prepare('SELECT * FROM case_row ORDER BY n LIMIT 60').all();
  const list = () => take(listIds(session, { query: '', sort: 'name', descending: false }));
  const measured = async (work: () => unknown) => {
    work();
    const values: number[] = [];
    for (let round = 0; round < 20; round++) values.push(await timed(work));
    return values;
  };
  return [
    medianFigure({ name: `${name}: first page, warm`, values: await measured(page), unit: 'ms', budget: 50 }),
    medianFigure({ name: `${name}: 60 rows by key (baseline)`, values: await measured(byKey), unit: 'ms' }),
    medianFigure({
      name: `${name}: the list's ids and first rows`,
      values: await measured(list),
      unit: 'ms',
    }),
  ];
}

async function measureAppends(name: string, session: WriteSession): Promise<Figure[]> {
  const { db } = session.store;
  const streams = db
    .prepare("SELECT stream FROM stream_state WHERE kind = 'case' LIMIT ?")
    .pluck()
    .all(appends);
  const values: number[] = [];
  for (const [at, stream] of streams.entries()) {
    const id = caseOfStream(String(stream) as never);
    if (!id) continue;
    const { heads } = session.ledger.caseState(id);
    const fields = { phone: `070-1740${String(at).padStart(3, '0')}` };
    values.push(await timed(() => take(enterFacts(session, { id, heads, fields }))));
  }
  const insert = db.prepare('INSERT INTO setting (key, value) VALUES (?, ?)');
  const bare: number[] = [];
  for (let at = 0; at < appends; at++)
    bare.push(await timed(() => insert.run(`bench ${at}`, 'x'.repeat(500))));
  const worst = (what: string, of: readonly number[], budget?: number): Figure => ({
    name: `${name}: ${what}`,
    value: Number(percentile(of, 0.99).toPrecision(3)),
    unit: 'ms',
    n: of.length,
    ...(budget === undefined ? {} : { budget }),
  });
  return [worst('append p99', values, 20), worst('one bare row p99 (baseline)', bare)];
}

/** A colleague's bundle of many cases, while a thread of its own reads page after page. */
async function measureMerge(name: string, work: string, session: WriteSession): Promise<Figure[]> {
  const colleague = await joinDesk(session, around(join(work, 'colleague')), {
    person: { ...person, name: 'Kollega' },
    day: lastDay,
  });
  await fill(colleague.session, { from: 2090, size: bundleCases });
  const { bytes } = await sealTo(colleague.session, session);
  const empty = await newDesk(join(work, 'baseline'));
  const plain = await timed(() => fill(empty.session, { from: 2090, size: bundleCases }));
  empty.close();
  colleague.close();
  const reader = new Worker(join(import.meta.dirname, 'large-reader.ts'), {
    workerData: { dir: session.store.dir, key: process.env['BENCH_KEY'] },
  });
  await new Promise((resolve) => reader.once('message', resolve));
  const merge = await timed(() => takeIn(session, bytes));
  const pages = await new Promise<number[]>((resolve) => {
    reader.once('message', resolve);
    reader.postMessage('end');
  });
  const figure = (what: string, value: number, budget?: number): Figure => ({
    name: `${name}: ${what}`,
    value: Number(value.toPrecision(3)),
    unit: 'ms',
    n: 1,
    ...(budget === undefined ? {} : { budget }),
  });
  return [
    figure('10,000 cases taken in', merge, 20_000),
    figure('10,000 cases from a file, empty store (baseline)', plain),
    { ...figure('page p99 meanwhile', percentile(pages, 0.99), 50), n: pages.length },
  ];
}

export async function measureLarge(work: string, size: number): Promise<Figure[]> {
  const name = `${size / 1000},000 cases`;
  const dir = join(work, `large-${size}`);
  await copyLargeStore(size, dir);
  const small = join(work, 'small');
  (await newDesk(small)).close();
  const key = async (of: string): Promise<Key> => ({
    dir: of,
    dataKey: take(await unlockByPassphrase(of, passphrase)),
  });
  const large = await key(dir);
  const figures = [
    medianFigure({
      name: `${name}: opened, after the key`,
      values: await measureOpen(large),
      unit: 'ms',
      budget: 1000,
    }),
    medianFigure({
      name: `${name}: an empty store opened (baseline)`,
      values: await measureOpen(await key(small)),
      unit: 'ms',
    }),
  ];
  const session = take(openForWriting(surroundings(dir), large.dataKey));
  process.env['BENCH_KEY'] = Buffer.from(large.dataKey).toString('hex');
  figures.push(...(await measurePages(name, session)), ...(await measureAppends(name, session)));
  const before = process.resourceUsage().maxRSS;
  if (size <= 50_000) figures.push(...(await measureMerge(name, work, session)));
  session.store.close();
  return [
    ...figures,
    { ...megabytes(`${name}: peak memory, opened and worked in`, before), budget: 400 },
    megabytes(`${name}: peak memory of all`, process.resourceUsage().maxRSS),
  ];
}
