// Proves: the inbox over real stores: what waits, side by side and on what grounds, and each way to end it (CO-6–CO-10).
import { describe, expect, it } from 'vitest';
import { conclusionOf, caseField } from '../../domain/ledger/case/readings.ts';
import { ledBy } from '../../domain/ledger/case/joins.ts';
import type { NewAct } from '../../db/ledger/contract.ts';
import type { IsoDate } from '../../domain/ids.ts';
import type { InboxDetail } from '../../ipc/colleagues/conflicts.ts';
import { inbox, waitingCount } from '../../main/services/conflicts/inbox.ts';
import {
  joinCases,
  lookAtUnseen,
  partCases,
  settleConflict,
  speakOfActs,
} from '../../main/services/conflicts/settle.ts';
import { fixMany } from '../../main/services/decision/decisions.ts';
import { listEmployers, registerChecks, registerUnions } from '../../main/services/decision/employers.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { noteSealed, seal } from '../../main/services/exchange/sealing.ts';
import { invite, join, ownKeyFile, readKeyFile } from '../../main/services/group/invitations.ts';
import { listTexts } from '../../main/services/texts.ts';
import { table1 } from '../../main/services/review/lists.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { giveVerdict } from '../../main/services/review/verdicts.ts';
import { withoutAsking } from '../../scripts/fuzz/without-asking.ts';
import { applicant, caseOf, importRows, must, newDesk, offerFor, type Desk, type Row } from './desk.ts';
import { kindsIn, openInbox } from './inbox.ts';

const applications = { kind: 'applications' } as const;
type Acts = { readonly asa: Desk; readonly bo: Desk };

async function group(...people: readonly Row[]): Promise<Acts> {
  const [asa, bo] = [await newDesk('Åsa'), await newDesk('Bo')];
  const { bytes } = must(
    await invite(asa.session, must(readKeyFile(ownKeyFile(bo.session))), { roles: ['caseworker'] }),
  );
  must(await join(bo.session, bytes));
  bo.reopen();
  if (people.length > 0) {
    await importRows(asa, people, applications);
    await give(asa, bo);
  }
  return { asa, bo };
}

async function give(from: Desk, to: Desk): Promise<void> {
  const sealed = must(await seal(from.session, to.session.self.member, false));
  noteSealed(from.session, sealed);
  must(await mergeBundle(to.session, sealed.bytes));
}

async function exchange({ asa, bo }: Acts): Promise<void> {
  await give(asa, bo);
  await give(bo, asa);
}

function enter(desk: Desk, person: Row, fields: Record<string, string | null>): void {
  const { id, state } = caseOf(desk, person);
  must(
    enterFacts(desk.session, { id, heads: state.heads, fields, basis: `Sett av ${desk.session.self.name}` }),
  );
}

const first = (desk: Desk): InboxDetail => {
  const [detail] = openInbox(desk.session);
  if (!detail) throw new Error('the inbox is empty');
  return detail;
};
const copyBy = (detail: InboxDetail, by: string) => detail.copies.find((copy) => copy.by === by);
const settle = (desk: Desk, detail: InboxDetail, by: string) =>
  settleConflict(desk.session, {
    id: detail.item.id,
    heads: detail.heads as never,
    keep: (copyBy(detail, by)?.event ?? null) as never,
    reason: 'Prövat tillsammans',
  });

function expectWhole({ asa, bo }: Acts): void {
  for (const { session } of [asa, bo]) expect(must(session.ledger.verify())).toMatchObject({ problems: [] });
}

describe('a field with two values', () => {
  it('CO-6 stands side by side with what each rests on and had not seen, and is settled in place', async () => {
    const person = applicant(1);
    const acts = await group(person);
    enter(acts.asa, person, { phone: '070-1740601', municipality: 'Umeå' });
    enter(acts.bo, person, { phone: '070-1740602', municipality: 'Umeå' });
    await exchange(acts);
    const detail = first(acts.bo);
    expect(inbox(acts.bo.session).items.map((item) => item.about)).toEqual(['phone']);
    expect(copyBy(detail, 'Åsa')).toMatchObject({
      kind: 'facts.entered',
      lines: [
        { label: 'phone', value: '070-1740601', differs: true },
        { label: 'basis', value: 'Sett av Åsa', differs: true },
      ],
      grounds: { seen: 1, notSeen: [{ kind: 'facts.entered', by: 'Bo' }] },
    });
    expect(settle(acts.bo, { ...detail, heads: ['0'.repeat(64)] }, 'Åsa')).toMatchObject({
      error: { tag: 'changedMeanwhile' },
    });
    must(settle(acts.bo, detail, 'Åsa'));
    await exchange(acts);
    for (const desk of [acts.asa, acts.bo]) {
      expect(caseField(caseOf(desk, person).state, 'phone')).toMatchObject({ value: '070-1740601' });
      expect([kindsIn(desk.session), waitingCount(desk.session)]).toEqual([[], 0]);
    }
    expect(settle(acts.bo, detail, 'Bo')).toMatchObject({ error: { tag: 'conflictGone' } });
    expectWhole(acts);
  });

  it('CO-6 one that took the value away stands beside the one that wrote it', async () => {
    const person = applicant(1);
    const acts = await group(person);
    enter(acts.asa, person, { phone: '070-1740601' });
    await exchange(acts);
    enter(acts.asa, person, { phone: null });
    enter(acts.bo, person, { phone: '070-1740603' });
    await exchange(acts);
    const detail = first(acts.asa);
    expect(copyBy(detail, 'Åsa')?.lines[0]).toMatchObject({ value: null, differs: true });
    must(settle(acts.asa, detail, 'Åsa'));
    expect(caseField(caseOf(acts.asa, person).state, 'phone')).toMatchObject({ source: 'portal' });
  });
});

describe('verdicts and employer checks', () => {
  it('CO-6 end by choosing one, also where the case has moved on', async () => {
    const person = applicant(1);
    const acts = await group(person);
    await importRows(acts.asa, [offerFor(person)], { kind: 'offers', asOf: '2026-10-20' });
    await exchange(acts);
    const employers = listEmployers(acts.asa.session, undefined).map((one) => one.id as never);
    for (const [desk, outcome] of [
      [acts.asa, 'clear'],
      [acts.bo, 'bar'],
    ] as const) {
      const { id, state } = caseOf(desk, person);
      const conclusion = outcome === 'bar' ? 'needsCheck' : 'eligible';
      must(giveVerdict(desk.session, { id, heads: state.heads, conclusion }));
      must(registerChecks(desk.session, { employers, outcome, day: desk.session.today(), sources: ['X'] }));
    }
    await exchange(acts);
    expect(kindsIn(acts.asa.session).toSorted()).toEqual(['check', 'verdict']);
    for (const detail of openInbox(acts.asa.session)) must(settle(acts.asa, detail, 'Bo'));
    expect(kindsIn(acts.asa.session)).toEqual([]);
    expect(conclusionOf(caseOf(acts.asa, person).state)).toMatchObject({
      value: { conclusion: 'needsCheck' },
    });
    await exchange(acts);
    expectWhole(acts);
  });
});

/** An offer whose employer is checked and whose union has answered, with both. */
async function readyToDecide() {
  const person = applicant(1);
  const acts = await group(person);
  await importRows(acts.asa, [offerFor(person)], { kind: 'offers', asOf: '2026-10-20' });
  const { session } = acts.asa;
  const employers = listEmployers(session, undefined).map((one) => one.id as never);
  const day = session.today();
  must(registerChecks(session, { employers, outcome: 'clear', day, sources: ['Bolagsverket'] }));
  must(registerUnions(session, { employers, organisation: '', answer: 'approves', day }));
  await exchange(acts);
  const cases = [caseOf(acts.asa, person).id];
  return { acts, person, cases };
}

describe('two bases', () => {
  it('CO-6 name who decides in each, not by a key', async () => {
    const { acts, cases } = await readyToDecide();
    for (const desk of [acts.asa, acts.bo])
      must(fixMany(desk.session, { cases, outcome: 'grant', dryRun: false, withExamples: true }));
    await exchange(acts);
    const deciders = first(acts.asa).copies.map(({ by, lines }) => [
      by,
      lines.find(({ label }) => label === '7.6')?.value,
    ]);
    expect(deciders.toSorted()).toEqual([
      ['Bo', 'Bo'],
      ['Åsa', 'Åsa'],
    ]);
  });
});

describe('a decision made without seeing a fact', () => {
  it('CO-7 shows what stood there for the one who decided, and is cleared by a person alone', async () => {
    const { acts, person, cases } = await readyToDecide();
    const { session } = acts.asa;
    must(fixMany(session, { cases, outcome: 'grant', dryRun: false, withExamples: true }));
    enter(acts.bo, person, { phone: '070-1740609' });
    await exchange(acts);
    const detail = first(acts.asa);
    expect(detail).toMatchObject({ item: { kind: 'unseen', count: 1 }, end: 'look' });
    expect(detail.copies[0]).toMatchObject({
      kind: 'basis.fixed',
      grounds: {
        check: { outcome: 'clear' },
        pins: [{ name: 'form' }, { name: 'texts' }, { name: 'ruleSet' }],
      },
    });
    expect(detail.copies[1]?.lines).toEqual([
      { label: 'phone', value: '070-1740609', before: '070-1740605', differs: true },
    ]);
    const look = { id: detail.item.id, heads: detail.heads as never, outcome: 'toBeChanged' } as const;
    expect(lookAtUnseen(session, { ...look, reason: '  ' })).toMatchObject({ error: { tag: 'noReason' } });
    must(lookAtUnseen(session, { ...look, reason: 'Kortet är förnyat' }));
    await exchange(acts);
    for (const desk of [acts.asa, acts.bo]) {
      expect(kindsIn(desk.session)).toEqual([]);
      expect(must(caseView(desk.session, cases[0] as never)).decidedWithoutSeeing).toBe(false);
    }
    expectWhole(acts);
  });
});

describe('the same application entered by two', () => {
  async function twice() {
    const person = applicant(1);
    const acts = await group();
    const again = { ...person, 'Ansöknings-ID': 'JS-2026B-09001' };
    await importRows(acts.asa, [person], applications);
    await importRows(acts.bo, [again], applications);
    await exchange(acts);
    return { acts, person, again };
  }

  it('CO-8 is found, joined without losing either, counted once, and parted again', async () => {
    const { acts, person, again } = await twice();
    const detail = first(acts.asa);
    expect(detail).toMatchObject({ item: { kind: 'duplicate' }, end: 'join' });
    const differing = detail.copies[0]?.lines.filter((line) => line.differs).map((line) => line.label);
    expect(differing).toEqual(['applicationId']);
    expect(must(table1(acts.asa.session, undefined)).total.applicants).toBe(2);
    const [one, two] = [caseOf(acts.asa, person), caseOf(acts.asa, again)];
    const input = {
      leads: one.id,
      leadsHeads: one.state.heads,
      follows: two.id,
      followsHeads: two.state.heads,
    };
    must(joinCases(acts.asa.session, { ...input, reason: 'Samma mejl' }));
    await exchange(acts);
    for (const desk of [acts.asa, acts.bo]) {
      expect(kindsIn(desk.session)).toEqual([]);
      expect(must(table1(desk.session, undefined)).total.applicants).toBe(1);
      const follower = caseOf(desk, again);
      expect([ledBy(follower.state), caseField(follower.state, 'phone').status]).toEqual([[one.id], 'value']);
      const heads = follower.state.heads;
      expect(giveVerdict(desk.session, { id: two.id, heads, conclusion: 'eligible' })).toMatchObject({
        error: { tag: 'joinedToAnother' },
      });
      const view = must(caseView(desk.session, one.id));
      expect(view.joins).toMatchObject([{ role: 'leads', applicationId: 'JS-2026B-09001', by: 'Åsa' }]);
    }
    const [a, b] = [caseOf(acts.bo, person), caseOf(acts.bo, again)];
    const apart = { one: a.id, oneHeads: a.state.heads, other: b.id, otherHeads: b.state.heads };
    must(partCases(acts.bo.session, { ...apart, reason: 'Två personer' }));
    await exchange(acts);
    for (const desk of [acts.asa, acts.bo]) {
      expect(must(table1(desk.session, undefined)).total.applicants).toBe(2);
      expect(kindsIn(desk.session)).toEqual([]);
    }
    expectWhole(acts);
  });

  it('CO-9 joined both ways apart is a conflict; joined in a ring is shown and parted', async () => {
    const { acts, person, again } = await twice();
    const joinAs = (desk: Desk, leading: Row, following: Row) => {
      const [leads, follows] = [caseOf(desk, leading), caseOf(desk, following)];
      return joinCases(desk.session, {
        leads: leads.id,
        leadsHeads: leads.state.heads,
        follows: follows.id,
        followsHeads: follows.state.heads,
        reason: 'samma',
      });
    };
    must(joinAs(acts.asa, person, again));
    must(joinAs(acts.bo, again, person));
    expect(joinAs(acts.asa, person, again)).toMatchObject({ error: { tag: 'alreadyJoined' } });
    await exchange(acts);
    expect(kindsIn(acts.asa.session)).toEqual(['join', 'join']);
    expect(must(table1(acts.asa.session, undefined)).total.applicants).toBe(2);
    must(settle(acts.asa, first(acts.asa), 'Åsa'));
    expect(kindsIn(acts.asa.session)).toEqual([]);
    expect(must(table1(acts.asa.session, undefined)).total.applicants).toBe(1);
    await exchange(acts);
    expectWhole(acts);
  });
});

describe('acts of somebody not entitled', () => {
  it('CO-10 wait as one item until a lead confirms or leaves them; the one who did them cannot', async () => {
    const acts = await group(applicant(1));
    const { asa, bo } = acts;
    const ids = listTexts(bo.session).map((one) => one.id);
    const { texts } = bo.session.reference.form.pins;
    const confirmation = (day: IsoDate): NewAct => ({
      stream: 'shared',
      payload: { kind: 'texts.confirmed', ids, texts, day, source: 'Läst', example: false },
    });
    must(withoutAsking(bo.session).append([confirmation(bo.session.today())]));
    await exchange(acts);
    const detail = first(asa);
    expect(detail).toMatchObject({
      item: { kind: 'acts', about: 'texts.confirmed', by: ['Bo'], count: 1 },
      copies: [{ kind: 'texts.confirmed', by: 'Bo' }],
      end: 'speak',
    });
    const input = { id: detail.item.id, effect: 'confirm', reason: 'Prövat' } as const;
    expect(speakOfActs(bo.session, input).ok).toBe(false);
    expect(listTexts(asa.session).every((one) => one.confirmed === null)).toBe(true);
    must(speakOfActs(asa.session, { ...input, effect: 'leave' }));
    await exchange(acts);
    for (const desk of [asa, bo]) expect(kindsIn(desk.session)).toEqual([]);
    expect(listTexts(bo.session).every((one) => one.confirmed === null)).toBe(true);
    must(withoutAsking(bo.session).append([confirmation(bo.session.today())]));
    await exchange(acts);
    must(speakOfActs(asa.session, { ...input, id: first(asa).item.id }));
    await exchange(acts);
    for (const desk of [asa, bo]) {
      expect(kindsIn(desk.session)).toEqual([]);
      expect(listTexts(desk.session).some((one) => one.confirmed !== null)).toBe(true);
    }
    expectWhole(acts);
  });
});
