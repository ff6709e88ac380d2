// Proves: the purge run between real stores, and that what was purged lies in no file of any store that has taken it in (PU-1 to PU-9).
import { describe, expect, it, vi } from 'vitest';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { noteSealed, seal } from '../../main/services/exchange/sealing.ts';
import { exchangeStatus } from '../../main/services/exchange/status.ts';
import { invite, join, ownKeyFile, readKeyFile } from '../../main/services/group/invitations.ts';
import { backUp, rehearse } from '../../main/services/keeping/backups.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import {
  countOverdue,
  previewPurge,
  recordArchive,
  setHold,
  signPurge,
} from '../../main/services/purge/runs.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { giveVerdict } from '../../main/services/review/verdicts.ts';
import { saveDraft } from '../../db/local/drafts.ts';
import { filesWith } from '../builders/pages.ts';
import {
  applicant,
  autumn,
  caseOf,
  day,
  importRows,
  must,
  newDesk,
  newFolder,
  offerFor,
  reference,
  type Desk,
  type Row,
} from '../services/desk.ts';

async function letIn(founder: Desk, colleague: Desk): Promise<void> {
  const key = must(readKeyFile(ownKeyFile(colleague.session)));
  const { bytes } = must(await invite(founder.session, key, { roles: ['caseworker'] }));
  must(await join(colleague.session, bytes));
  colleague.reopen();
}

async function give(from: Desk, to: Desk, full = false): Promise<Uint8Array> {
  const sealed = must(await seal(from.session, to.session.self.member, full));
  noteSealed(from.session, sealed);
  return sealed.bytes;
}

async function pass(from: Desk, to: Desk, full = false) {
  return must(await mergeBundle(to.session, await give(from, to, full)));
}

/** Several stores with real keys each; the machine may be busy. */
vi.setConfig({ testTimeout: 180_000 });

const names = ['Ebbasdotter', 'Östensson'];
const people: readonly Row[] = names.map((Efternamn, index) => applicant(index + 1, { Efternamn }));
const [first, second] = people as [Row, Row];
const words = [...names, ...people.map((one) => one['Personnummer'] ?? ''), 'Handledarsson'];

/** Åsa has founded and read in; Bo and Cai have everything. Both cases ended with the intake, 2027-04-30. */
async function threeDesks(): Promise<[Desk, Desk, Desk]> {
  const [asa, bo, cai] = [await newDesk('Åsa'), await newDesk('Bo'), await newDesk('Cai')];
  await letIn(asa, bo);
  await letIn(asa, cai);
  await importRows(asa, people, { kind: 'applications' });
  await importRows(asa, [offerFor(first, { Handledare: 'Handledarsson' })], {
    kind: 'offers',
    asOf: '2026-10-20',
  });
  await pass(asa, bo);
  await pass(asa, cai);
  const { id, state } = caseOf(bo, second);
  must(giveVerdict(bo.session, { id, heads: state.heads, conclusion: 'eligible' }));
  await pass(bo, asa);
  await pass(bo, cai);
  saveDraft(asa.session.store.db, { kind: 'form', id, body: { text: 'Östensson' }, savedAt: 1 });
  return [asa, bo, cai];
}

const archive = {
  intake: autumn,
  outcome: 'handedOver',
  day: day('2026-11-01'),
  reference: 'Leverans 7',
} as const;

async function signedByBoth(): Promise<{ desks: [Desk, Desk, Desk]; run: string }> {
  const desks = await threeDesks();
  const [asa, bo] = desks;
  must(recordArchive(asa.session, archive));
  for (const desk of desks) desk.goTo('2030-02-01');
  const { run, signed } = must(signPurge(asa.session, { intake: autumn }));
  expect(signed).toBe(2);
  await pass(asa, bo);
  expect(must(signPurge(bo.session, { run }))).toMatchObject({
    signed: 2,
    complete: true,
    purged: 2,
    kept: {},
  });
  return { desks, run };
}

function expectWhole(...desks: readonly Desk[]): void {
  for (const { session } of desks)
    expect(must(session.ledger.verify())).toMatchObject({ ok: true, problems: [] });
}

const found = (desk: Desk) => filesWith(desk.dir, desk.dataKey, words);

describe('what is ready', () => {
  it('PU-1, PU-3: nothing before its year, nothing without hand-over, nothing under a hold', async () => {
    const [asa] = await threeDesks();
    const { id } = caseOf(asa, first);
    expect(previewPurge(asa.session, autumn).intake).toMatchObject({
      intake: autumn,
      cases: 2,
      ready: 0,
      from: '2030-01-01',
      by: '2030-12-31',
      overdue: 0,
      blocks: { notDue: 2, noArchive: 2 },
    });
    expect(must(recordArchive(asa.session, archive))).toEqual({ recorded: 2 });
    must(setHold(asa.session, { id, held: true, reason: 'review', reference: 'Af 1' }));
    asa.goTo('2031-01-01');
    expect(previewPurge(asa.session, autumn).intake).toMatchObject({
      ready: 1,
      overdue: 2,
      blocks: { hold: 1 },
    });
    expect(countOverdue(asa.session)).toBe(1);
    must(setHold(asa.session, { id, held: false, reason: 'lifted', reference: '' }));
    expect(previewPurge(asa.session, autumn).intake).toMatchObject({ ready: 2, blocks: {} });
    expect(countOverdue(asa.session)).toBe(2);
    asa.goTo('2030-12-31');
    expect(countOverdue(asa.session)).toBe(0);
  });

  it('PU-2: one member alone takes nothing away, not by two signatures either', async () => {
    const [asa, bo] = await threeDesks();
    must(recordArchive(asa.session, archive));
    asa.goTo('2030-02-01');
    const { run, complete } = must(signPurge(asa.session, { intake: autumn }));
    expect(complete).toBe(false);
    expect(signPurge(asa.session, { run })).toMatchObject({ ok: false, error: { tag: 'alreadySigned' } });
    expect(found(asa)).not.toEqual([]);
    expect(signPurge(bo.session, { run })).toMatchObject({ ok: false, error: { tag: 'unknownRun' } });
  });
});

describe('taking effect', () => {
  it('PU-4, PU-5: both signed, nothing of the persons lies in any file, page or log, and the chain still holds', async () => {
    const { desks } = await signedByBoth();
    const [asa, bo, cai] = desks;
    expect(found(bo)).toEqual([]);
    expect(found(asa)).not.toEqual([]);
    await pass(bo, asa);
    expect(found(asa)).toEqual([]);
    expect(found(cai)).not.toEqual([]);
    // ST-47: who has purged is not told to.
    for (const desk of [asa, cai]) desk.goTo('2031-02-01');
    expect([countOverdue(asa.session), countOverdue(cai.session)]).toEqual([0, 2]);
    await pass(asa, cai);
    expect(found(cai)).toEqual([]);
    expectWhole(...desks);
    for (const { session } of desks) expect(must(session.ledger.rebuild())).toBeTruthy();
    expectWhole(...desks);
    expect(previewPurge(asa.session, autumn).intake.cases).toBe(0);
  });

  it('PU-6: a newcomer takes the purged chain in without payloads, and the counts that were frozen', async () => {
    const { desks, run } = await signedByBoth();
    const [asa, bo] = desks;
    await pass(bo, asa);
    const dan = await newDesk('Dan');
    await letIn(asa, dan);
    dan.goTo('2030-03-01');
    const outcome = await pass(asa, dan, true);
    expect(outcome).toMatchObject({ waiting: 0 });
    expect(found(dan)).toEqual([]);
    expectWhole(dan);
    expect(dan.session.ledger.intake(autumn).frozen).toMatchObject([
      { run, total: { applicants: 2, offered: 1 } },
    ]);
  });

  it('PU-6: by a store whose own data say that it is not due the payload-less bundle is refused', async () => {
    const { desks } = await signedByBoth();
    const [asa, bo] = desks;
    await pass(bo, asa);
    const dan = await newDesk('Dan');
    await letIn(asa, dan);
    dan.goTo('2029-12-31');
    const bytes = await give(asa, dan, true);
    expect(await mergeBundle(dan.session, bytes)).toMatchObject({
      ok: false,
      error: { tag: 'payloadMissing' },
    });
  });

  it('PU-4: a store that is not due by its own day keeps its payloads until it is', async () => {
    const [asa, bo, cai] = await threeDesks();
    must(recordArchive(asa.session, archive));
    for (const desk of [asa, bo]) desk.goTo('2030-02-01');
    const { run } = must(signPurge(asa.session, { intake: autumn }));
    await pass(asa, bo);
    cai.goTo('2029-12-31');
    await pass(asa, cai);
    must(signPurge(bo.session, { run }));
    await pass(bo, cai);
    expect(found(cai)).not.toEqual([]);
    cai.goTo('2030-01-01');
    cai.reopen();
    expect(found(cai)).toEqual([]);
    expectWhole(cai);
  });

  it('a backup from before the day is proved on a later one as it is, and nothing is signed in the copy (ST-32)', async () => {
    const [asa, bo, cai] = await threeDesks();
    must(recordArchive(asa.session, archive));
    for (const desk of [asa, bo]) desk.goTo('2030-02-01');
    const { run } = must(signPurge(asa.session, { intake: autumn }));
    await pass(asa, bo);
    must(signPurge(bo.session, { run }));
    cai.goTo('2029-12-31');
    await pass(bo, cai);
    const { dir, dataKey } = cai;
    const keeping = { folder: `${newFolder()}/kopior`, keep: 3, program: '0.1.0', dataKey };
    must(backUp(cai.session, keeping, quietJob));
    const around = { dir, reference, nativeBinding: undefined, now: () => 1, today: () => day('2030-02-01') };
    expect(must(rehearse(around, keeping, quietJob))).toMatchObject({ ok: true, problems: 0 });
  });

  it('PU-7: an act that the signers had not seen keeps the case; it waits until two name the new heads', async () => {
    const desks = await threeDesks();
    const [asa, bo, cai] = desks;
    must(recordArchive(asa.session, archive));
    const { id, state } = caseOf(cai, second);
    must(enterFacts(cai.session, { id, heads: state.heads, fields: { phone: '070-1740609' } }));
    for (const desk of desks) desk.goTo('2030-02-01');
    const { run } = must(signPurge(asa.session, { intake: autumn }));
    await pass(asa, bo);
    must(signPurge(bo.session, { run }));
    await pass(bo, cai);
    expect(filesWith(cai.dir, cai.dataKey, ['Ebbasdotter'])).toEqual([]);
    expect(filesWith(cai.dir, cai.dataKey, ['Östensson'])).not.toEqual([]);
    expect(cai.session.ledger.shared().receipts[run]?.[cai.session.self.device]).toMatchObject({
      cases: 1,
      waiting: { outside: 1 },
    });
    await pass(cai, bo);
    await pass(cai, asa);
    expectWhole(...desks);
    // What came late stands at Bo and Åsa too, without what went before it, until a new run names it.
    const again = must(signPurge(cai.session, { intake: autumn }));
    await pass(cai, asa);
    must(signPurge(asa.session, { run: again.run }));
    await pass(asa, cai);
    await pass(asa, bo);
    for (const desk of desks)
      expect(filesWith(desk.dir, desk.dataKey, [...words, '070-1740609'])).toEqual([]);
    expectWhole(...desks);
  });
});

describe('PU-8: receipts', () => {
  it('tells which stores have not taken it away yet', async () => {
    const { desks, run } = await signedByBoth();
    const [asa, bo, cai] = desks;
    await pass(bo, asa);
    const told = () => Object.keys(asa.session.ledger.shared().receipts[run] ?? {}).sort();
    const devices = (...of: Desk[]) => of.map((one) => one.session.self.device).sort();
    expect(told()).toEqual(devices(asa, bo));
    await pass(asa, cai);
    await pass(cai, asa);
    expect(told()).toEqual(devices(asa, bo, cai));
    expect(exchangeStatus(asa.session).waiting).toEqual([]);
  });
});

describe('PU-9: afterwards', () => {
  it('the same file read in again does not bring the persons back', async () => {
    const { desks } = await signedByBoth();
    const [, bo] = desks;
    const { preview } = await importRows(bo, people, { kind: 'applications' });
    expect(preview).toMatchObject({ new: 0, changed: 0, unchanged: 0 });
    expect(preview.rejected.map((one) => one.problems[0]?.code)).toEqual(['purged', 'purged']);
    expect(found(bo)).toEqual([]);
  });
});
