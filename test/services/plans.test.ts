// Proves: nothing that happens at every opening, act or exchange reads every event of the store, however large it grows (ST-46).
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { applicant, must, type Desk } from './desk.ts';
import { give, groupWith, phone } from './group-of-desks.ts';

const person = applicant(1);
afterEach(() => vi.restoreAllMocks());

/** The statements on `events` that `work` prepares on fresh connections, and how SQLite would run each. */
async function scansIn(desk: Desk, work: () => unknown): Promise<string[]> {
  const asked: string[] = [];
  const prototype = Database.prototype as { prepare: (sql: string) => unknown };
  const { prepare } = prototype;
  vi.spyOn(prototype, 'prepare').mockImplementation(function (this: unknown, sql: string) {
    asked.push(sql);
    return prepare.call(this, sql);
  });
  desk.reopen();
  await work();
  vi.restoreAllMocks();
  const { db } = desk.session.store;
  const onEvents = [...new Set(asked)].filter((sql) => /\b(FROM|JOIN|UPDATE) events\b/.test(sql));
  expect(onEvents.length).toBeGreaterThan(5);
  return onEvents.flatMap((sql) => {
    const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
    const steps = plan.all(...(sql.match(/\?/g) ?? []).map(() => 1));
    return steps.filter(({ detail }) => /^SCAN (events|e|m)$/.test(detail)).map(() => sql);
  });
}

describe('what happens all the time', () => {
  it('reads no table of events from end to end (ST-46)', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    phone(bo, person, '070-1740601');
    const file = await give(bo, asa);
    const scans = await scansIn(asa, async () => {
      phone(asa, person, '070-1740602');
      must(await mergeBundle(asa.session, file));
      await give(asa, bo);
    });
    expect(scans).toEqual([]);
  });
});
