// Proves: what a file brings is told by the same words before it is taken in, after, and in the row of the log: acts outside cases by
// kind and by whom they are about, and of what stands apart only what the file itself made so (SY-22, SY-44).
import { describe, expect, it, vi } from 'vitest';
import { importLog } from '../../db/local/bundles.ts';
import type { MergeOutcome, MergePreview } from '../../ipc/colleagues/exchange.ts';
import type { BundleResult } from '../../ipc/colleagues/mailbox.ts';
import { lookAtUnseen, settleConflict } from '../../main/services/conflicts/settle.ts';
import { fixMany } from '../../main/services/decision/decisions.ts';
import { listEmployers, registerChecks, registerUnions } from '../../main/services/decision/employers.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { previewBundle } from '../../main/services/exchange/preview.ts';
import { bundleResult } from '../../main/services/exchange/seen.ts';
import { planFor, sealTo } from '../../main/services/exchange/sealing.ts';
import { changeRoles, revokeDevice } from '../../main/services/group/membership.ts';
import { saveIntakeSettings } from '../../main/services/intake/hand-entry.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import {
  applicant,
  autumn,
  caseOf,
  day,
  everythingStored,
  importRows,
  must,
  offerFor,
  type Desk,
} from './desk.ts';
import { give, groupWith, hand, phone } from './group-of-desks.ts';
import { openInbox } from './inbox.ts';

vi.setConfig({ testTimeout: 180_000 });
const person = applicant(1);
const id = 'JS-2026B-00001';

type Brought = {
  readonly before: Omit<MergePreview, 'token'>;
  readonly outcome: MergeOutcome;
  readonly log: () => BundleResult;
};

/** Looked into, taken in, and the row of the log that came of it. */
async function takenIn(to: Desk, bytes: Uint8Array): Promise<Brought> {
  const before = must(await previewBundle(to.session, bytes));
  const outcome = must(await mergeBundle(to.session, bytes));
  const [row] = importLog(to.session.store.db, 1);
  return { before, outcome, log: () => must(bundleResult(to.session, row?.id ?? 0)) };
}

function mail(desk: Desk, value: string): void {
  const { id: of, state } = caseOf(desk, person);
  must(enterFacts(desk.session, { id: of, heads: state.heads, fields: { email: value } }));
}

function check({ session }: Desk, outcome: 'clear' | 'bar'): void {
  const employers = listEmployers(session, undefined).map((one) => one.id as never);
  must(registerChecks(session, { employers, outcome, day: session.today(), sources: ['Bolagsverket'] }));
}

/** Both have the case with its offer; Åsa's employer is checked and the union has answered. */
async function readyToDecide(): Promise<[Desk, Desk]> {
  const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
  await importRows(asa, [offerFor(person)], { kind: 'offers', asOf: '2026-10-20' });
  check(asa, 'clear');
  const employers = listEmployers(asa.session, undefined).map((one) => one.id as never);
  const today = asa.session.today();
  must(registerUnions(asa.session, { employers, organisation: '', answer: 'approves', day: today }));
  await hand(asa, bo);
  return [asa, bo];
}

describe('SY-44 acts outside cases', () => {
  it('are named by kind, author and whom they are about, and kept so with the log', async () => {
    const [asa, bo, cai] = (await groupWith([person], ['Bo', 'Cai'])) as [Desk, Desk, Desk];
    await importRows(asa, [offerFor(person)], { kind: 'offers', asOf: '2026-10-20' });
    check(asa, 'clear');
    check(asa, 'clear');
    must(changeRoles(asa.session, { member: cai.session.self.member, roles: ['readOnly'] }));
    must(saveIntakeSettings(asa.session, { intake: autumn, standardLastDay: day('2027-06-30') }));
    const { before, log } = await takenIn(bo, await give(asa, bo));
    const by = 'Åsa';
    const employer = [{ what: 'employer', label: 'Exempelverket AB' }];
    const intake = [{ what: 'intake', label: '2026-autumn' }];
    const others = [
      { kind: 'employer.checked', by, count: 2, about: employer, more: 0 },
      { kind: 'employer.named', by, count: 1, about: employer, more: 0 },
      { kind: 'import.done', by, count: 1, about: intake, more: 0 },
      { kind: 'intake.settings', by, count: 1, about: intake, more: 0 },
      { kind: 'roles.changed', by, count: 1, about: [{ what: 'member', label: 'Cai' }], more: 0 },
    ];
    expect(before.others).toEqual(others);
    expect(log()).toMatchObject({ others, otherCount: 6 });
    const [row] = importLog(bo.session.store.db, 1);
    expect(JSON.stringify(row?.details)).not.toMatch(/Exempelverket|Cai|Åsa|Bo/);
  });

  it('of a row that an earlier program wrote are still a number', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    must(saveIntakeSettings(asa.session, { intake: autumn, standardLastDay: day('2027-06-30') }));
    const { log } = await takenIn(bo, await give(asa, bo));
    const { id: of } = caseOf(bo, person);
    const old = JSON.stringify({ caseCount: 1, cases: [{ case: of, acts: [] }], conflicts: [of], others: 7 });
    const update = 'UPDATE import_log SET details = ? WHERE id = (SELECT max(id) FROM import_log)';
    bo.session.store.db.prepare(update).run(old);
    expect(log()).toMatchObject({
      otherCount: 7,
      others: [],
      arising: [{ what: 'case', label: id, stands: false }],
      cases: [{ effect: 'settled' }],
    });
  });
});

describe('SY-44 what stands apart', () => {
  it('is told of the file that made it so, not of one that came after', async () => {
    const [asa, bo] = (await groupWith([person])) as [Desk, Desk];
    phone(asa, person, '070-1740601');
    phone(bo, person, '070-1740602');
    const first = await takenIn(bo, await give(asa, bo));
    const arising = [{ what: 'case', label: id }];
    expect([first.before.arising, first.outcome.arising]).toEqual([arising, arising]);
    // The same case again, with nothing that anybody else has said.
    mail(asa, 'ny@example.org');
    const second = await takenIn(bo, await give(asa, bo));
    expect(second.before).toMatchObject({ arising: [], conflicts: [] });
    expect(second.outcome.arising).toBeUndefined();
    expect(second.outcome.conflicts).toEqual([]);
    expect(second.log()).toMatchObject({ arising: [], cases: [{ effect: 'none' }] });
    // And once more, now in another field of it.
    mail(asa, 'nyare@example.org');
    mail(bo, 'annan@example.org');
    const third = await takenIn(bo, await give(asa, bo));
    expect([third.before.arising, third.outcome.arising]).toEqual([arising, arising]);
    expect(first.log()).toMatchObject({ arising: [{ ...arising[0], stands: true }] });
  });

  it('of an employer and of a decision beside an unseen fact is told before, after and in the log, until it is settled', async () => {
    const [asa, bo] = await readyToDecide();
    const cases = [caseOf(asa, person).id];
    must(fixMany(asa.session, { cases, outcome: 'grant', dryRun: false, withExamples: true }));
    check(asa, 'clear');
    check(bo, 'bar');
    phone(bo, person, '070-1740609');
    const { before, outcome, log } = await takenIn(bo, await give(asa, bo));
    const employer = { what: 'employer', label: 'Exempelverket AB' };
    const unseen = { what: 'unseen', label: id };
    expect(before.arising).toEqual([employer, unseen]);
    expect(outcome.arising).toEqual([employer, unseen]);
    // Neither is a case that colleagues differ on.
    expect([before.conflicts, outcome.conflicts]).toEqual([[], []]);
    expect(before.cases).toMatchObject([{ unseen: true, becomesConflict: false }]);
    expect(log()).toMatchObject({
      arising: [
        { ...employer, stands: true },
        { ...unseen, stands: true },
      ],
      cases: [{ effect: 'unseen' }],
    });
    for (const { item, heads, copies, end } of openInbox(bo.session)) {
      const shown = { id: item.id, heads: heads as never, reason: 'Prövat tillsammans' };
      if (end === 'look') must(lookAtUnseen(bo.session, { ...shown, outcome: 'stands' }));
      else must(settleConflict(bo.session, { ...shown, keep: (copies[0]?.event ?? null) as never }));
    }
    expect(log()).toMatchObject({
      arising: [
        { ...employer, stands: false },
        { ...unseen, stands: false },
      ],
      cases: [{ effect: 'reviewed' }],
    });
  });

  it('of membership is in the log by who made the act', async () => {
    const [asa, bo] = (await groupWith([])) as [Desk, Desk];
    const [a, b] = [asa.session.self, bo.session.self];
    must(changeRoles(asa.session, { member: b.member, roles: ['caseworker', 'administrator'] }));
    await hand(asa, bo);
    await hand(bo, asa);
    must(revokeDevice(bo.session, { device: a.device, reason: 'lost' }));
    const to = [{ device: b.device, recipient: b.keys.recipient }];
    must(revokeDevice(asa.session, { device: b.device, reason: 'lost' }));
    const { bytes } = await sealTo(asa.session, to, planFor(asa.session, to, 'all'));
    const { outcome, log } = await takenIn(bo, bytes);
    expect(outcome.arising).toContainEqual({ what: 'membership', label: 'Åsa' });
    expect(log().arising).toContainEqual({ what: 'membership', label: 'Åsa', stands: true });
  });
});

describe('SY-44 what a file makes stand apart', () => {
  it('is listed by name, before, after and in the log', async () => {
    const people = [1, 2, 3, 4, 5, 6].map((index) => applicant(index));
    const [asa, bo] = (await groupWith(people)) as [Desk, Desk];
    for (const one of people.toReversed()) {
      phone(asa, one, '070-1740601');
      phone(bo, one, '070-1740602');
    }
    const { before, outcome, log } = await takenIn(bo, await give(asa, bo));
    const ids = people.map((one) => one['Ansöknings-ID']);
    for (const arising of [before.arising, outcome.arising, log().arising])
      expect(arising?.map(({ label }) => label)).toEqual(ids);
    expect(outcome.conflicts).toEqual(ids);
  });
});

describe('SY-44 a case that a file says nothing of', () => {
  it('is named when the file’s act of membership makes its parts differ again, before, after and in the log', async () => {
    const [asa, bo, cai] = (await groupWith([person], ['Bo', 'Cai'])) as [Desk, Desk, Desk];
    phone(asa, person, '070-1740601');
    phone(cai, person, '070-1740602');
    await hand(asa, bo);
    await hand(asa, cai);
    await hand(cai, bo);
    const [open] = openInbox(bo.session);
    if (!open) throw new Error('nothing to settle');
    const { item, heads, copies } = open;
    const shown = { id: item.id, heads: heads as never, reason: 'Prövat tillsammans' };
    must(settleConflict(bo.session, { ...shown, keep: (copies[0]?.event ?? null) as never }));
    await hand(bo, cai);
    expect(openInbox(cai.session)).toEqual([]);
    // Åsa has not heard of what Bo has settled.
    must(revokeDevice(asa.session, { device: bo.session.self.device, reason: 'lost' }));
    const { before, outcome, log } = await takenIn(cai, await give(asa, cai));
    const arising = [{ what: 'case', label: id }];
    expect(before).toMatchObject({
      arising,
      cases: [{ applicationId: id, acts: [], becomesConflict: true }],
    });
    expect(outcome.arising).toEqual(arising);
    expect(log().arising).toEqual([{ ...arising[0], stands: true }]);
  });
});

describe('SY-22 a file of more than 500 cases', () => {
  it('shows what stands apart first, and counts the rest, before and in the log', async () => {
    // Invented numbers are few: a second row with the same one would be the same person.
    const drawn = Array.from({ length: 680 }, (_, index) => applicant(index + 1));
    const people = [...new Map(drawn.map((one) => [one['Personnummer'], one])).values()].slice(0, 620);
    const last = people.at(-1) ?? {};
    const [asa, bo] = (await groupWith([last])) as [Desk, Desk];
    phone(bo, last, '070-1740602');
    await importRows(asa, people, { kind: 'applications' });
    phone(asa, last, '070-1740601');
    const stored = everythingStored(bo);
    const bytes = await give(asa, bo);
    const looked = must(await previewBundle(bo.session, bytes));
    expect(everythingStored(bo)).toBe(stored);
    const { before, log } = await takenIn(bo, bytes);
    expect(before).toEqual(looked);
    expect([before.cases.length, before.moreCases, before.newCases]).toEqual([500, 120, 619]);
    expect(before.cases[0]).toMatchObject({ applicationId: last['Ansöknings-ID'], becomesConflict: true });
    const result = log();
    expect([result.caseCount, result.cases.length]).toEqual([620, 300]);
    expect(result.cases[0]).toMatchObject({ applicationId: last['Ansöknings-ID'], effect: 'stands' });
    expect(result.arising).toEqual([{ what: 'case', label: last['Ansöknings-ID'], stands: true }]);
  });
});
