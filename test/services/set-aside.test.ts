// Proves: a forked file is kept, named and shown, and nothing of it comes in (SY-7, SY-24); a stopped merge leaves nothing.
import { cpSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { importLog } from '../../db/local/bundles.ts';
import { quarantinedBundles } from '../../db/local/quarantine.ts';
import { openForWriting } from '../../main/services/lifecycle.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { seal } from '../../main/services/exchange/sealing.ts';
import { bundleResult } from '../../main/services/exchange/seen.ts';
import { exchangeStatus } from '../../main/services/exchange/status.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { applicant, caseOf, countEvents, must, newFolder, reference, type Desk } from './desk.ts';
import { give, groupWith, hand, phone } from './group-of-desks.ts';

vi.setConfig({ testTimeout: 180_000 });
const person = applicant(1);

/** The same store on another computer: what a copy of the folder makes. */
async function writtenByCopyOf(asa: Desk, bo: Desk): Promise<Uint8Array> {
  const dir = `${newFolder()}/store`;
  asa.session.store.db.pragma('wal_checkpoint(TRUNCATE)');
  cpSync(asa.dir, dir, { recursive: true });
  const copy = must(
    openForWriting(
      {
        dir,
        reference,
        nativeBinding: process.env['SPRANGBRADAN_SQLITE_BINDING'],
        now: () => 1_793_000_100_000_000,
        today: asa.session.today,
      },
      asa.dataKey,
    ),
  );
  const { id, state } = caseOf(asa, person);
  must(enterFacts(copy, { id, heads: state.heads, fields: { phone: '070-1740999' } }));
  const sealed = must(await seal(copy, bo.session.self.member, false));
  copy.store.close();
  return sealed.bytes;
}

describe('a file that stands against what is here', () => {
  it('is set aside whole with the device named, however often it comes', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    const forked = await writtenByCopyOf(asa, bo);
    phone(asa, person, '070-1740601');
    await hand(asa, bo);
    const before = countEvents(bo);
    for (let time = 0; time < 2; time += 1)
      expect(await mergeBundle(bo.session, forked)).toMatchObject({ ok: false, error: { tag: 'fork' } });
    expect(countEvents(bo)).toBe(before);
    expect(quarantinedBundles(bo.session.store.db)).toHaveLength(1);
    expect(exchangeStatus(bo.session).setAside).toMatchObject([{ from: 'Åsa', forked: 'Åsa', isOwn: false }]);
    expect(must(bo.session.ledger.verify())).toMatchObject({ ok: true });
  });

  it('and had waited, is set aside when the rest has come, and the log says so', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    phone(asa, person, '070-1740601');
    await give(asa, bo);
    const waits = await writtenByCopyOf(asa, bo);
    expect(must(await mergeBundle(bo.session, waits)).waiting).toBe(1);
    phone(asa, person, '070-1740602');
    must(await mergeBundle(bo.session, await give(asa, bo, true)));
    const { setAside, waiting, log } = exchangeStatus(bo.session);
    expect({ setAside: setAside.length, waiting }).toEqual({ setAside: 1, waiting: [] });
    expect(log.filter((one) => one.refused !== null)).toMatchObject([{ from: 'Åsa', refused: 'fork' }]);
  });
});

describe('the result of a merge', () => {
  it('is kept with its row of the log: per case who did what', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    phone(asa, person, '070-1740601');
    await hand(asa, bo);
    const [last] = importLog(bo.session.store.db, 1);
    expect(must(bundleResult(bo.session, last?.id ?? 0))).toMatchObject({
      from: 'Åsa',
      added: 1,
      caseCount: 1,
      otherCount: 0,
      cases: [
        {
          applicationId: 'JS-2026B-00001',
          acts: [{ kind: 'facts.entered', by: 'Åsa', count: 1 }],
          effect: 'none',
        },
      ],
    });
  });

  it('that a person stops is nothing at all', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    phone(asa, person, '070-1740601');
    const bytes = await give(asa, bo);
    const [before, rows] = [countEvents(bo), importLog(bo.session.store.db, 50).length];
    const stopped = await mergeBundle(bo.session, bytes, { ...quietJob, cancelled: () => true });
    expect(stopped).toMatchObject({ ok: false, error: { tag: 'cancelled' } });
    expect([countEvents(bo), importLog(bo.session.store.db, 50).length]).toEqual([before, rows]);
    expect(must(await mergeBundle(bo.session, bytes))).toMatchObject({ added: 1 });
  });
});
