// Proves WO-1 to WO-10 on real stores: giving, dividing and taking cases, watches, notes, and a conflict of interest that hides and blocks.
import { describe, expect, it } from 'vitest';
import { isoDateSchema } from '../../domain/ids.ts';
import { caseFileOf } from '../../main/services/disclosure/case-file.ts';
import { formView } from '../../main/services/decision/decisions.ts';
import { changeRoles } from '../../main/services/group/membership.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { idsMatching, listIds } from '../../main/services/review/lists.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { giveVerdict, giveVerdictToMany, previewMany } from '../../main/services/review/verdicts.ts';
import {
  declareInterest,
  tryInterest,
  watchCases,
  writeNote,
} from '../../main/services/teamwork/case-work.ts';
import { assignCases, previewShare, shareCases, workOverview } from '../../main/services/teamwork/sharing.ts';
import { applicant, caseOf, countEvents, everythingStored, must, type Desk } from './desk.ts';
import { groupWith, hand, phone } from './group-of-desks.ts';

const people = [1, 2, 3, 4, 5, 6].map((number) => applicant(number));
const [person] = people as [(typeof people)[number]];
const day = (text: string) => isoDateSchema.parse(text);
const memberOf = (desk: Desk) => desk.session.self.member;
const idOf = (desk: Desk, who = person) => caseOf(desk, who).id;
const idsOf = (desk: Desk) => people.map((one) => idOf(desk, one));
const workOf = (desk: Desk) => must(caseView(desk.session, idOf(desk))).work;
const found = (desk: Desk, query: string) => must(idsMatching(desk.session, query)).length;

async function two(): Promise<readonly [Desk, Desk]> {
  return (await groupWith(people, ['Bo'])) as unknown as readonly [Desk, Desk];
}

describe('cases given and divided', () => {
  it('WO-1 are found by who has them, and taken back as one', async () => {
    const [asa, bo] = await two();
    const done = must(assignCases(asa.session, { cases: idsOf(asa).slice(0, 4), to: memberOf(bo) }));
    expect(done).toMatchObject({ changed: 4, refused: [] });
    await hand(asa, bo);
    expect([
      found(bo, 'handläggare:jag'),
      found(asa, 'handläggare:bo'),
      found(asa, 'handläggare:jag'),
    ]).toEqual([4, 4, 0]);
    expect([
      found(asa, 'handläggare:ingen'),
      found(asa, '-handläggare:bo'),
      found(asa, 'handläggare:ingenalls'),
    ]).toEqual([2, 2, 0]);
    expect(workOverview(bo.session)).toMatchObject({ mine: 4 });
    expect(workOf(bo).assignees).toMatchObject([{ name: 'Bo', self: true, until: null, by: 'Åsa' }]);
    must(runUndo(asa.session, done.batch as never));
    expect(found(asa, 'handläggare:bo')).toBe(0);
  });

  it('WO-1 not to who sees no cases, and nothing is written', async () => {
    const [asa, bo] = await two();
    must(changeRoles(asa.session, { member: memberOf(bo), roles: ['administrator'] }));
    const before = countEvents(asa);
    expect(assignCases(asa.session, { cases: [idOf(asa)], to: memberOf(bo) })).toMatchObject({
      error: { tag: 'seesNoCases', name: 'Bo' },
    });
    expect(countEvents(asa)).toBe(before);
  });

  it('WO-2 evenly, by what each has and within the limit, as the preview says', async () => {
    const [asa, bo] = await two();
    must(assignCases(asa.session, { cases: [idOf(asa)], to: memberOf(bo) }));
    const input = {
      cases: idsOf(asa),
      members: [memberOf(asa), memberOf(bo)],
      how: 'even' as const,
      most: 2,
    };
    const preview = must(previewShare(asa.session, input));
    expect(preview.parts.map(({ name, has, gets }) => [name, has, gets]).sort()).toEqual([
      ['Bo', 1, 1],
      ['Åsa', 0, 2],
    ]);
    expect(preview.refused.map(({ reason }) => reason).sort()).toEqual(['alreadyTaken', 'noRoom', 'noRoom']);
    expect(must(shareCases(asa.session, input))).toMatchObject({ changed: 3, refused: preview.refused });
    expect([found(asa, 'handläggare:jag'), found(asa, 'handläggare:bo')]).toEqual([2, 2]);
  });

  it('WO-3 by the rule, apart and without a word between them: no case is taken twice', async () => {
    const [asa, bo] = await two();
    const until = day('2026-12-01');
    for (const desk of [asa, bo]) {
      const input = {
        cases: idsOf(desk),
        members: [memberOf(asa), memberOf(bo)],
        how: 'mine' as const,
        until,
      };
      must(shareCases(desk.session, input));
    }
    await hand(asa, bo);
    const [hers, his] = [found(bo, 'handläggare:åsa'), found(bo, 'handläggare:jag')];
    expect([hers + his, found(bo, 'handläggare:ingen')]).toEqual([people.length, 0]);
    expect(
      must(listIds(bo.session, { query: '', sort: 'name', descending: false })).first.map(
        (row) => row.assignees.length,
      ),
    ).toEqual(people.map(() => 1));
  });

  it('WO-4 WO-5 a claim runs out by itself, and a collision shows both', async () => {
    const [asa, bo] = await two();
    for (const desk of [asa, bo]) {
      const input = {
        cases: [idOf(desk)],
        members: [memberOf(desk)],
        how: 'mine' as const,
        until: day('2026-12-01'),
      };
      expect(must(shareCases(desk.session, input)).changed).toBe(1);
    }
    await hand(asa, bo);
    expect(
      workOf(bo)
        .assignees.map(({ name }) => name)
        .sort(),
    ).toEqual(['Bo', 'Åsa']);
    expect([found(bo, 'handläggare:åsa'), found(bo, 'handläggare:jag')]).toEqual([1, 1]);
    bo.goTo('2026-12-02');
    expect([found(bo, 'handläggare:åsa'), found(bo, 'handläggare:ingen')]).toEqual([0, people.length]);
    expect(workOf(bo).assignees.every(({ over }) => over)).toBe(true);
  });
});

describe('WO-6 a watch', () => {
  it('brings the case back on its day to who has it, and ends', async () => {
    const [asa, bo] = await two();
    const cases = [idOf(asa)];
    expect(watchCases(asa.session, { cases, until: day('2020-01-01') })).toMatchObject({
      error: { tag: 'watchInPast' },
    });
    must(watchCases(asa.session, { cases, until: day('2026-12-01'), reason: 'Svar från Migrationsverket' }));
    must(assignCases(asa.session, { cases, to: memberOf(bo) }));
    await hand(asa, bo);
    expect(workOverview(bo.session).due).toEqual([]);
    expect(found(bo, 'bevakas<=2026-12-01')).toBe(1);
    for (const desk of [asa, bo]) desk.goTo('2026-12-01');
    expect(workOverview(bo.session).due).toMatchObject([{ day: '2026-12-01' }]);
    expect(workOverview(asa.session).due).toEqual([]);
    expect(workOf(bo).watch).toMatchObject({
      until: '2026-12-01',
      reason: 'Svar från Migrationsverket',
      due: true,
    });
    must(watchCases(bo.session, { cases, until: null }));
    expect([workOf(bo).watch, workOverview(bo.session).due]).toEqual([null, []]);
  });
});

describe('WO-10 notes', () => {
  it('of the case file stand in it with their words, internal ones only as an act', async () => {
    const [asa] = await two();
    const write = (place: 'internal' | 'caseFile', text: string) =>
      must(writeNote(asa.session, { id: idOf(asa), heads: caseOf(asa, person).state.heads, place, text }));
    write('caseFile', 'Ringde: examensbeviset kommer på måndag.');
    write('internal', 'Fråga Bo om bilagan.');
    expect(workOf(asa).notes.map(({ place }) => place)).toEqual(['caseFile', 'internal']);
    const file = JSON.stringify(caseFileOf(asa.session, idOf(asa)));
    expect(file).toContain('examensbeviset');
    expect(file).toContain('intern anteckning');
    expect(file).not.toContain('bilagan');
  });
});

describe('WO-8 a conflict of interest', () => {
  it('hides the case from who has declared it and blocks every act of theirs in it', async () => {
    const [asa, bo] = await two();
    phone(asa, person, '070-1740601');
    must(watchCases(asa.session, { cases: [idOf(asa)], until: day('2026-12-01'), reason: 'Väntar på svar' }));
    await hand(asa, bo);
    must(declareInterest(bo.session, { id: idOf(bo), ground: 'knowsSupervisor' }));
    const view = must(caseView(bo.session, idOf(bo)));
    expect(view).toMatchObject({
      facts: [],
      checks: [],
      history: [],
      row: { barred: true, familyName: '', identityNumber: null },
    });
    expect(JSON.stringify(view)).not.toMatch(/1740601|Väntar på svar/);
    expect(view.work.barred).toMatchObject([{ name: 'Bo', self: true, ground: 'knowsSupervisor' }]);
    const rows = must(listIds(bo.session, { query: '', sort: 'name', descending: false })).first;
    expect(rows.filter((row) => row.barred).map((row) => row.familyName)).toEqual(['']);
    const before = countEvents(bo);
    const { heads } = caseOf(bo, person).state;
    const refused = { error: { tag: 'conflictOfInterest' } };
    expect(giveVerdict(bo.session, { id: idOf(bo), heads, conclusion: 'needsCheck' })).toMatchObject(refused);
    expect(writeNote(bo.session, { id: idOf(bo), heads, place: 'internal', text: 'Prov' })).toMatchObject(
      refused,
    );
    expect(formView(bo.session, idOf(bo))).toMatchObject(refused);
    const many = { cases: idsOf(bo), conclusion: 'needsCheck' as const };
    expect(previewMany(bo.session, many)).toMatchObject({ refused: [{ reason: 'conflictOfInterest' }] });
    expect(countEvents(bo)).toBe(before);
    expect(must(giveVerdictToMany(bo.session, many))).toMatchObject({ changed: people.length - 1 });
    expect(assignCases(asa.session, { cases: [idOf(asa)], to: memberOf(asa) })).toMatchObject({ ok: true });
    await hand(bo, asa);
    expect(assignCases(asa.session, { cases: [idOf(asa)], to: memberOf(bo) })).toMatchObject({
      error: { tag: 'barredFromCase' },
    });
    expect(everythingStored(asa)).toContain('knowsSupervisor');
  });

  it('WO-9 is tried by another, with a reason; then the case is open again', async () => {
    const [asa, bo] = await two();
    must(declareInterest(bo.session, { id: idOf(bo), ground: 'otherCircumstance' }));
    const own = { id: idOf(bo), member: memberOf(bo), holds: false, reason: 'Prov' };
    expect(tryInterest(bo.session, own)).toMatchObject({ error: { tag: 'ownInterest' } });
    await hand(bo, asa);
    expect(tryInterest(asa.session, { ...own, reason: ' ' })).toMatchObject({
      error: { tag: 'reasonMissing' },
    });
    must(tryInterest(asa.session, own));
    await hand(asa, bo);
    expect(must(caseView(bo.session, idOf(bo))).row.barred).toBe(false);
    const { heads } = caseOf(bo, person).state;
    expect(giveVerdict(bo.session, { id: idOf(bo), heads, conclusion: 'needsCheck' })).toMatchObject({
      ok: true,
    });
  });
});
