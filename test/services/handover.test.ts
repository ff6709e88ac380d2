// Proves GR-15 and GR-16: a case handed over and taken over on real stores, apart and together, and what is known of a colleague.
import { describe, expect, it } from 'vitest';
import { handoverFlags, takenBy, waitingNotes } from '../../domain/ledger/case/handover.ts';
import { flagged } from '../../db/ledger/flags.ts';
import { caseFileOf } from '../../main/services/disclosure/case-file.ts';
import { changeRoles } from '../../main/services/group/membership.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { caseHistory } from '../../main/services/review/case-history.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { handoverOverview, noteHandover, takeOver } from '../../main/services/review/handover.ts';
import { waitingCount } from '../../main/services/conflicts/inbox.ts';
import { idsMatching } from '../../main/services/review/lists.ts';
import { giveVerdict } from '../../main/services/review/verdicts.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { applicant, caseOf, countEvents, must, type Desk, type Row } from './desk.ts';
import { groupWith, hand } from './group-of-desks.ts';

const person = applicant(1);
const text = 'Ringt praktikplatsen, väntar på svar till fredag.';

function note(desk: Desk, who: Row, forWhom?: Desk): string {
  const { id, state } = caseOf(desk, who);
  const to = forWhom === undefined ? {} : { forWhom: forWhom.session.self.member };
  return must(noteHandover(desk.session, { cases: [{ id, heads: state.heads }], text, ...to })).batch;
}

function take(desk: Desk, who: Row): string {
  const { id, state } = caseOf(desk, who);
  return must(takeOver(desk.session, [{ id, heads: state.heads }])).batch;
}

const handoverOf = (desk: Desk) => must(caseView(desk.session, caseOf(desk, person).id)).handover;
const waitingFor = (desk: Desk) => handoverOverview(desk.session).waiting;

describe('GR-15 a hand-over', () => {
  it('waits with the one it is for, stands at the top of the case, and ends when they take the case over', async () => {
    const [asa, bo] = await groupWith([person], ['Bo']);
    if (!bo) throw new Error('no Bo');
    note(asa, person, bo);
    await hand(asa, bo);
    expect([waitingFor(asa), waitingFor(bo)]).toEqual([0, 1]);
    expect(handoverOf(bo)).toMatchObject({ notes: [{ text, forWhom: 'Bo', by: 'Åsa' }], takenBy: [] });
    expect(handoverOverview(bo.session).cases).toMatchObject([{ by: 'Åsa' }]);
    take(bo, person);
    await hand(bo, asa);
    for (const desk of [asa, bo]) {
      expect(handoverOf(desk)).toMatchObject({ notes: [], takenBy: [{ name: 'Bo' }] });
      expect(must(desk.session.ledger.verify())).toMatchObject({ ok: true, problems: [] });
    }
    expect(waitingFor(bo)).toBe(0);
    const kinds = caseHistory(asa.session, caseOf(asa, person).id).map(({ kind, facts }) => [
      kind,
      facts['note'] ?? '',
    ]);
    expect(kinds.slice(-2)).toEqual([
      ['handover.noted', text],
      ['handover.taken', ''],
    ]);
  });

  it('GR-12 is not written for a colleague who sees no cases, and for anybody it is', async () => {
    const [asa, bo] = await groupWith([person], ['Bo']);
    if (!bo) throw new Error('no Bo');
    must(changeRoles(asa.session, { member: bo.session.self.member, roles: ['administrator'] }));
    const { id } = caseOf(asa, person);
    const before = countEvents(asa);
    expect(noteHandover(asa.session, { cases: [{ id }], text, forWhom: bo.session.self.member })).toEqual({
      ok: false,
      error: { tag: 'seesNoCases', name: 'Bo' },
    });
    expect(countEvents(asa)).toBe(before);
    const { colleagues } = handoverOverview(asa.session);
    expect(colleagues.map(({ name, seesCases }) => [name, seesCases])).toEqual([
      ['Åsa', true],
      ['Bo', false],
    ]);
    note(asa, person);
    expect(waitingFor(asa)).toBe(1);
  });

  it('RE-3 is found by överlämnat until somebody takes the case over, whomever it is for', async () => {
    const [asa, bo] = await groupWith([person, applicant(2)], ['Bo']);
    if (!bo) throw new Error('no Bo');
    const found = (search: string) => must(idsMatching(asa.session, search));
    const [one, other] = [caseOf(asa, person).id, caseOf(asa, applicant(2)).id];
    expect(found('överlämnat')).toEqual([]);
    note(asa, person, bo);
    for (const search of ['överlämnat', 'överlämnat:ja', 'handed-over', 'HANDED-OVER:yes', '-överlämnat:nej'])
      expect([search, found(search)]).toEqual([search, [one]]);
    expect(found('-överlämnat')).toEqual([other]);
    take(asa, person);
    expect(found('överlämnat')).toEqual([]);
    expect(found('överlämnat:nej')).toEqual([one, other]);
  });

  it('written apart from a taking over still waits, and two who took it apart both have it', async () => {
    const [asa, bo, cai] = await groupWith([person], ['Bo', 'Cai']);
    if (!bo || !cai) throw new Error('no colleagues');
    take(bo, person);
    take(cai, person);
    note(asa, person);
    await hand(bo, asa);
    await hand(cai, asa);
    const { state } = caseOf(asa, person);
    expect([waitingNotes(state).length, takenBy(state).length]).toEqual([1, 2]);
    expect(handoverFlags(state).filter((flag) => flag.startsWith('by:'))).toHaveLength(2);
    take(asa, person);
    expect(handoverOf(asa)).toMatchObject({ notes: [], takenBy: [{ name: 'Åsa', self: true }] });
  });

  it('is no conflict, asks nobody to choose, and changes neither conclusion nor step', async () => {
    const [asa, bo] = await groupWith([person], ['Bo']);
    if (!bo) throw new Error('no Bo');
    const { id, state } = caseOf(asa, person);
    must(giveVerdict(asa.session, { id, heads: state.heads, conclusion: 'eligible' }));
    await hand(asa, bo);
    const before = must(caseView(bo.session, id)).row;
    note(asa, person);
    note(bo, person);
    await hand(asa, bo);
    expect(must(caseView(bo.session, id)).row).toEqual(before);
    expect([flagged(bo.session.store.db), waitingCount(bo.session)]).toEqual([[], 0]);
    expect(handoverOf(bo).notes).toHaveLength(2);
  });

  it('is taken back as other facts are, in one batch', async () => {
    const [asa] = await groupWith([person], ['Bo']);
    const batch = note(asa, person);
    expect(waitingFor(asa)).toBe(1);
    must(runUndo(asa.session, batch as never, quietJob));
    expect([waitingFor(asa), handoverOf(asa).notes]).toEqual([0, []]);
  });

  it('belongs to the case file as a note that can be masked, with the name of whom it is for', async () => {
    const [asa, bo] = await groupWith([person], ['Bo']);
    if (!bo) throw new Error('no Bo');
    note(asa, person, bo);
    const file = must(caseFileOf(asa.session, caseOf(asa, person).id));
    const items = file.items.filter(({ group }) => group?.label === 'Överlämning antecknad');
    expect(items.map(({ label, value, secrets }) => [label, value, secrets])).toEqual([
      ['Anteckning', text, [text]],
      ['Till', 'Bo', []],
    ]);
  });

  it('needs words, a colleague who is here, a case that is handled here, and the role', async () => {
    const hidden = applicant(2, { 'Skyddade personuppgifter': 'Ja' });
    const [asa, bo] = await groupWith([person, hidden], ['Bo']);
    if (!bo) throw new Error('no Bo');
    const cases = [{ id: caseOf(asa, person).id }];
    const tagOf = (result: ReturnType<typeof noteHandover>) => (result.ok ? 'done' : result.error.tag);
    const nobody = '0'.repeat(32) as never;
    const protectedCase = [{ id: caseOf(asa, hidden).id }];
    expect(tagOf(noteHandover(asa.session, { cases, text: '  ' }))).toBe('handoverEmpty');
    expect(tagOf(noteHandover(asa.session, { cases, text, forWhom: nobody }))).toBe('unknownMember');
    expect(tagOf(noteHandover(asa.session, { cases: protectedCase, text }))).toBe('specialHandling');
    must(changeRoles(asa.session, { member: bo.session.self.member, roles: ['readOnly'] }));
    await hand(asa, bo);
    expect(tagOf(noteHandover(bo.session, { cases, text }))).toBe('roleNeeded');
    expect([waitingFor(asa), waitingFor(bo)]).toEqual([0, 0]);
  });
});

describe('GR-16 a colleague', () => {
  it('is shown with when they were heard, what they did last, and the cases they have', async () => {
    const [asa, bo] = await groupWith([person, applicant(3)], ['Bo']);
    if (!bo) throw new Error('no Bo');
    const of = (desk: Desk, name: string) =>
      handoverOverview(desk.session).colleagues.find((one) => one.name === name);
    expect(of(asa, 'Bo')).toMatchObject({ heardAt: null, lastActAt: null, open: 0, waiting: 0 });
    take(bo, person);
    take(bo, applicant(3));
    note(asa, applicant(3), bo);
    expect(of(asa, 'Bo')).toMatchObject({ heardAt: null, waiting: 1 });
    await hand(bo, asa);
    const heard = of(asa, 'Bo');
    expect(heard).toMatchObject({ open: 2, waiting: 1 });
    expect(heard?.lastActAt).toBeGreaterThan(0);
    expect(heard?.heardAt).toBeGreaterThan(0);
  });
});
