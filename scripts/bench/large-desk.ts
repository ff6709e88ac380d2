// Owns: the measured process of a store that has grown for many years: opened and worked in, or taking in a large bundle while
// another thread reads. Sends its figures, its own memory among them. Must not: make the store, or hold the invented year.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { casePage } from '../../db/queries/cases.ts';
import { caseOfStream } from '../../domain/ids.ts';
import { everything } from '../../domain/review/query.ts';
import { take } from '../../main/demo/drive/drive-desk.ts';
import { takeIn } from '../../main/demo/drive/drive-exchange.ts';
import { listIds } from '../../main/services/review/lists.ts';
import { openForReading, openForWriting } from '../../main/services/lifecycle.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import type { WriteSession } from '../../main/services/session.ts';
import { medianFigure, megabytes, percentile, timed, type Figure } from './figures.ts';
import { around, lastDay } from './place.ts';

const rounds = 5;
const appends = 300;

/** What the group asks of a measured process. The data key in hex: unlocking is no part of the figures. */
export type Asked = {
  readonly name: string;
  readonly dir: string;
  readonly key: string;
  /** An empty store with the same key's form, the baseline of opening. */
  readonly empty?: { readonly dir: string; readonly key: string };
  /** A sealed file to take in. */
  readonly bundle?: string;
};

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

/** A thread of its own reads page after page meanwhile. */
async function measureMerge(name: string, session: WriteSession, of: { bundle: string; key: string }) {
  const reader = new Worker(join(import.meta.dirname, 'large-reader.ts'), {
    workerData: { dir: session.store.dir, key: of.key },
  });
  await new Promise((resolve) => reader.once('message', resolve));
  const bytes = readFileSync(of.bundle);
  const merge = await timed(() => takeIn(session, bytes));
  const pages = await new Promise<number[]>((resolve) => {
    reader.once('message', resolve);
    reader.postMessage('end');
  });
  const value = Number(merge.toPrecision(3));
  const page = Number(percentile(pages, 0.99).toPrecision(3));
  return [
    { name: `${name}: 10,000 cases taken in`, value, unit: 'ms', n: 1, budget: 20_000 },
    { name: `${name}: page p99 meanwhile`, value: page, unit: 'ms', n: pages.length, budget: 50 },
  ] satisfies Figure[];
}

async function measureWork({ name, empty }: Asked, large: Key): Promise<Figure[]> {
  const figures = [
    medianFigure({
      name: `${name}: opened, after the key`,
      values: await measureOpen(large),
      unit: 'ms',
      budget: 1000,
    }),
  ];
  if (empty) {
    const values = await measureOpen({ dir: empty.dir, dataKey: Buffer.from(empty.key, 'hex') });
    figures.push(medianFigure({ name: `${name}: an empty store opened (baseline)`, values, unit: 'ms' }));
  }
  const session = take(openForWriting(surroundings(large.dir), large.dataKey));
  figures.push(...(await measurePages(name, session)), ...(await measureAppends(name, session)));
  session.store.close();
  return figures;
}

async function measureTaking({ name, bundle, key }: Asked, large: Key): Promise<Figure[]> {
  const session = take(openForWriting(surroundings(large.dir), large.dataKey));
  const figures = bundle === undefined ? [] : await measureMerge(name, session, { bundle, key });
  session.store.close();
  return figures;
}

async function measureAsked(asked: Asked): Promise<void> {
  const large = { dir: asked.dir, dataKey: Buffer.from(asked.key, 'hex') };
  const atStart = process.resourceUsage().maxRSS;
  const taking = asked.bundle !== undefined;
  const figures = taking ? await measureTaking(asked, large) : await measureWork(asked, large);
  const what = taking ? 'while taking in' : 'opened and worked in';
  process.send?.([
    ...figures,
    { ...megabytes(`${asked.name}: peak memory ${what}`, process.resourceUsage().maxRSS), budget: 400 },
    megabytes(`${asked.name}: memory before the store (baseline)`, atStart),
  ]);
  process.disconnect();
}

process.once('message', (message) => void measureAsked(message as Asked));
