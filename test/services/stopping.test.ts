// Proves: taking in, looking into and sealing a file tell how far they have come and can be stopped at every point where they ask;
// stopped, the store holds exactly what it held, and the same file can be taken in afterwards (SY-24, SY-43, ST-12).
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { importLog } from '../../db/local/bundles.ts';
import { changeRoles } from '../../main/services/group/membership.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { previewBundle } from '../../main/services/exchange/preview.ts';
import { sealInJob } from '../../main/services/exchange/sealing.ts';
import { exchangeStatus } from '../../main/services/exchange/status.ts';
import { lastStage, type JobContext } from '../../main/threads/protocol.ts';
import { applicant, countEvents, everythingStored, importRows, must, type Desk } from './desk.ts';
import { give, groupWith, hand, phone } from './group-of-desks.ts';

vi.setConfig({ testTimeout: 180_000 });
const people = Array.from({ length: 600 }, (_, index) => applicant(index + 1));
const [first, second] = [people[0] ?? {}, people[1] ?? {}];

type Told = { readonly stage: string; readonly done: number; readonly total: number };
type Listening = JobContext & { readonly told: Told[]; readonly asked: () => number };

/** Says stop when it is asked for the nth time, and ever after. */
function stoppedAt(nth: number): Listening {
  const told: Told[] = [];
  let asked = 0;
  return {
    told,
    asked: () => asked,
    progress: (stage, done, total) => void told.push({ stage, done, total }),
    cancelled: () => (asked += 1) >= nth,
  };
}
const never = Number.POSITIVE_INFINITY;

/** 600 new cases, work beside Bo's own, and a colleague whose acts a changed role judges otherwise. */
async function waitingFile(): Promise<{ readonly asa: Desk; readonly bo: Desk; readonly bytes: Uint8Array }> {
  const [asa, bo, cai] = (await groupWith([first, second], ['Bo', 'Cai'])) as [Desk, Desk, Desk];
  phone(cai, second, '070-1740607');
  await hand(cai, bo);
  await hand(cai, asa);
  phone(bo, first, '070-1740601');
  phone(asa, first, '070-1740602');
  await importRows(asa, people, { kind: 'applications' });
  must(changeRoles(asa.session, { member: cai.session.self.member, roles: ['readOnly'] }));
  return { asa, bo, bytes: await give(asa, bo) };
}

describe('SY-43 taking a file in', () => {
  it('can be stopped wherever it asks, and leaves the store as it was to the last value', async () => {
    const { bo, bytes } = await waitingFile();
    const before = everythingStored(bo);
    const stages = new Set<string>();
    let nth = 1;
    for (; ; nth += 1) {
      const job = stoppedAt(nth);
      const outcome = await mergeBundle(bo.session, bytes, job);
      stages.add(job.told.at(-1)?.stage ?? '');
      if (outcome.ok) break;
      expect(outcome.error).toEqual({ tag: 'cancelled' });
      expect(everythingStored(bo), `stopped at the ${nth}th asking`).toBe(before);
      expect(job.told.map((one) => one.stage)).not.toContain(lastStage);
    }
    // In every part of it: while the file is read and judged, while entries are written and while states are made.
    expect([...stages]).toEqual(['open', 'check', 'merge', 'project', lastStage]);
    expect(nth).toBeGreaterThan(15);
    expect(countEvents(bo)).toBeGreaterThan(600);
    expect(importLog(bo.session.store.db, 50)).toHaveLength(3);
    expect(must(await mergeBundle(bo.session, bytes))).toMatchObject({ added: 0 });
  });

  it('gives the same store whether it was stopped before or not', async () => {
    const { bo, bytes } = await waitingFile();
    await mergeBundle(bo.session, bytes, stoppedAt(9));
    bo.reopen();
    const outcome = must(await mergeBundle(bo.session, bytes));
    expect(outcome).toMatchObject({ conflicts: [first['Ansöknings-ID']] });
    expect(must(bo.session.ledger.verify())).toMatchObject({ ok: true });
  });

  it('tells each part from its beginning, never more than there is, and seldom', async () => {
    const { bo, bytes } = await waitingFile();
    const job = stoppedAt(never);
    must(await mergeBundle(bo.session, bytes, job));
    for (const stage of ['open', 'check', 'merge', 'project']) {
      const done = job.told.filter((one) => one.stage === stage);
      expect(done.map((one) => one.done)).toEqual(done.map((one) => one.done).sort((a, b) => a - b));
      expect(done.every((one) => one.done <= one.total)).toBe(true);
      expect(done.length).toBeGreaterThan(2);
    }
    expect(job.told.length).toBeLessThan(30);
  });
});

describe('SY-43 looking into a file', () => {
  it('tells how far it has come, and stopped says nothing of the file', async () => {
    const { bo, bytes } = await waitingFile();
    const before = everythingStored(bo);
    const whole = stoppedAt(never);
    must(await previewBundle(bo.session, bytes, whole));
    expect(whole.told.filter((one) => one.stage === 'compare').length).toBeGreaterThan(2);
    for (let nth = 1; nth <= whole.asked(); nth += 1)
      expect(await previewBundle(bo.session, bytes, stoppedAt(nth))).toEqual({
        ok: false,
        error: { tag: 'cancelled' },
      });
    expect(everythingStored(bo)).toBe(before);
  });
});

describe('SY-43 sealing a file', () => {
  it('can be stopped until the bytes are there, and nothing counts as given', async () => {
    const { asa, bo } = await waitingFile();
    const to = bo.session.self.member;
    const outside = `${asa.dir}.sealed.json`;
    const noted = () => (existsSync(outside) ? readFileSync(outside, 'utf8') : '');
    phone(asa, second, '070-1740609');
    const before = {
      all: everythingStored(asa),
      noted: noted(),
      status: exchangeStatus(asa.session).members,
    };
    const whole = stoppedAt(never);
    const sealed = must(await sealInJob(asa.session, { to, full: true }, whole));
    expect(whole.told[0]).toEqual({ stage: 'seal', done: 0, total: sealed.events });
    const after = noted();
    phone(asa, second, '070-1740610');
    for (let nth = 1; nth <= whole.asked(); nth += 1)
      expect(await sealInJob(asa.session, { to, full: true }, stoppedAt(nth))).toEqual({
        ok: false,
        error: { tag: 'cancelled' },
      });
    expect(before.noted).not.toBe(after);
    expect(noted()).toBe(after);
    expect(exchangeStatus(asa.session).members.map((one) => one.lastGivenAt)).toEqual(
      before.status.map((one) => one.lastGivenAt),
    );
  });
});
