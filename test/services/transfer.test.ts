// Proves: a case moves between the regular and the pilot intake, counts there, and comes back by undo (RE-39 to RE-41).
import { describe, expect, it } from 'vitest';
import { caseStream, intakeIdSchema } from '../../domain/ids.ts';
import { conclusionName } from '../../domain/ledger/case/readings.ts';
import { mustBeSigned } from '../../domain/ledger/event.ts';
import { caseFileOf } from '../../main/services/disclosure/case-file.ts';
import { settleConflict } from '../../main/services/conflicts/settle.ts';
import { protectCase } from '../../main/services/purge/protect.ts';
import { undoEntries } from '../../main/services/overview.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { countMatching, idsMatching, table1 } from '../../main/services/review/lists.ts';
import { transferCase, transferCases } from '../../main/services/review/transfers.ts';
import { previewUndo, runUndo } from '../../main/services/review/undo.ts';
import { giveVerdict } from '../../main/services/review/verdicts.ts';
import {
  applicant,
  autumn,
  caseOf,
  importRows,
  must,
  newDesk,
  offerFor,
  type Desk,
  type Row,
} from './desk.ts';
import { groupWith, hand, judgeCase } from './group-of-desks.ts';
import { kindsIn, openInbox } from './inbox.ts';

const pilot = intakeIdSchema.parse('2026-autumn-pilot');
const applications = { kind: 'applications' } as const;
const reason = 'Saknar examen och söker till piloten.';

function move(desk: Desk, person: Row, to = pilot) {
  const { id, state } = caseOf(desk, person);
  return transferCase(desk.session, { id, heads: state.heads, to, reason });
}

const applicants = (desk: Desk, intake: string) => must(table1(desk.session, intake)).total.applicants;

async function deskWith(...people: readonly Row[]): Promise<Desk> {
  const desk = await newDesk('Åsa');
  await importRows(desk, people, applications);
  return desk;
}

describe('moving a case', () => {
  it('keeps its id and is listed, counted and judged in its new intake (RE-39)', async () => {
    const person = applicant(1);
    const desk = await deskWith(person, applicant(2));
    const { id } = caseOf(desk, person);
    must(move(desk, person));
    const view = must(caseView(desk.session, id));
    expect(view.row).toMatchObject({ caseId: id, intake: pilot, targetGroup: 'pilot' });
    expect(view.checks.find((one) => one.id === 'E3')?.rule).toBe('pilot E3');
    expect([applicants(desk, autumn), applicants(desk, pilot)]).toEqual([1, 1]);
    expect(must(countMatching(desk.session, 'målgrupp:pilot'))).toBe(1);
    expect(must(desk.session.ledger.verify()).problems).toEqual([]);
  });

  it('is signed, told in the history with both intakes, and in the case file', async () => {
    const person = applicant(1);
    const desk = await deskWith(person);
    const { id } = caseOf(desk, person);
    must(move(desk, person));
    const event = desk.session.ledger.eventsOf(caseStream(id)).at(-1);
    expect([event?.type, mustBeSigned(event?.type ?? '')]).toEqual(['transfer', true]);
    const told = must(caseView(desk.session, id)).history.find((one) => one.kind === 'case.transferred');
    expect(told?.fields.map((one) => [one.field, one.after])).toEqual([
      ['leftIntake', [autumn]],
      ['intake', [pilot]],
      ['reason', [reason]],
    ]);
    const said = must(caseFileOf(desk.session, id))
      .items.map((one) => JSON.stringify(one))
      .join('\n');
    expect(said).toContain('Hösten 2026, pilot');
    expect(said).toContain('Överfördes till annat intag');
  });

  it('leaves verdicts of the old rules without effect, and says so (RE-40)', async () => {
    const person = applicant(1);
    const desk = await deskWith(person);
    judgeCase(desk, person, 'eligible');
    must(move(desk, person));
    const { id, state } = caseOf(desk, person);
    const view = must(caseView(desk.session, id));
    expect([view.row.conclusion, view.row.step]).toEqual([null, 'imported']);
    expect(view.verdicts).toMatchObject([
      { conclusion: 'eligible', counts: false, rules: { id: 'regular' } },
    ]);
    must(giveVerdict(desk.session, { id, heads: state.heads, conclusion: 'needsCheck' }));
    expect(must(caseView(desk.session, id)).verdicts).toMatchObject([
      { counts: true, rules: { id: 'pilot' } },
    ]);
  });

  it('is taken back, until something builds on it', async () => {
    const person = applicant(1);
    const desk = await deskWith(person);
    judgeCase(desk, person, 'eligible');
    const { batch } = must(move(desk, person));
    expect(undoEntries(desk.session)[0]).toMatchObject({ batch, kind: 'case.transferred' });
    must(runUndo(desk.session, batch));
    const { state } = caseOf(desk, person);
    expect([state.intake, conclusionName(state)]).toEqual([autumn, 'eligible']);
    const again = must(move(desk, person));
    judgeCase(desk, person, 'needsCheck');
    expect(must(previewUndo(desk.session, again.batch))).toMatchObject({
      voided: 0,
      kept: [{ reason: 'builtUpon verdict.given' }],
    });
  });

  it('is refused where it would change nothing, leave the season, or change under the reader', async () => {
    const person = applicant(1);
    const desk = await deskWith(person);
    const { id } = caseOf(desk, person);
    const spring = intakeIdSchema.parse('2027-spring');
    expect(move(desk, person, autumn)).toEqual({ ok: false, error: { tag: 'alreadyThere' } });
    expect(move(desk, person, spring)).toMatchObject({ ok: false, error: { tag: 'otherSeason' } });
    expect(transferCase(desk.session, { id, heads: [], to: pilot, reason })).toMatchObject({
      ok: false,
      error: { tag: 'changedMeanwhile' },
    });
    const many = must(transferCases(desk.session, { cases: [id], to: autumn, reason }));
    expect(many).toMatchObject({ changed: 0, refused: [{ reason: 'alreadyThere' }] });
  });

  it('moves many in one go, each that cannot move named, and back by one undo', async () => {
    const people = [applicant(1), applicant(2), applicant(3)];
    const desk = await deskWith(...people);
    must(move(desk, people[0] ?? {}));
    const cases = must(idsMatching(desk.session, ''));
    const done = must(transferCases(desk.session, { cases, to: pilot, reason }));
    expect([done.changed, done.refused.length]).toEqual([2, 1]);
    must(runUndo(desk.session, done.batch ?? ''));
    expect([applicants(desk, autumn), applicants(desk, pilot)]).toEqual([2, 1]);
  });
});

describe('files after a transfer (RE-41)', () => {
  it('of either intake find the case, and make no second one', async () => {
    const person = applicant(1);
    const desk = await deskWith(person, applicant(2));
    const { id } = caseOf(desk, person);
    must(move(desk, person));
    const old = await importRows(desk, [{ ...person, Telefon: '070-1740699' }], {
      ...applications,
      asOf: '2026-09-16',
    });
    expect(old.preview).toMatchObject({ new: 0, changed: 1 });
    const fresh = await importRows(desk, [{ ...person, Telefon: '070-1740698' }], {
      ...applications,
      intake: pilot,
      asOf: '2026-09-17',
    });
    expect(fresh.preview).toMatchObject({ new: 0, changed: 1 });
    await importRows(desk, [offerFor(person)], { kind: 'offers' });
    expect(must(countMatching(desk.session, ''))).toBe(2);
    expect(caseOf(desk, person)).toMatchObject({ id, state: { intake: pilot } });
  });

  it('a withdrawn consent in the old intake’s file reaches the case', async () => {
    const person = applicant(1);
    const desk = await deskWith(person);
    must(move(desk, person));
    const gone = { ...person, Samtycke: 'Nej' };
    await importRows(desk, [gone], { ...applications, asOf: '2026-09-20' });
    const { id } = caseOf(desk, person);
    expect(must(caseView(desk.session, id)).row).toMatchObject({ intake: pilot, consent: 'withdrawn' });
  });

  it('a mark of protected identity keeps the case counted where it stands', async () => {
    const person = applicant(1);
    const desk = await deskWith(person);
    must(move(desk, person));
    const { id } = caseOf(desk, person);
    must(protectCase(desk.session, { id, mark: 'unspecified' }));
    expect([applicants(desk, autumn), applicants(desk, pilot)]).toEqual([0, 1]);
  });
});

describe('two colleagues apart', () => {
  async function apart(actAsa: (desk: Desk) => void, actBo: (desk: Desk) => void, person: Row) {
    const [asa, bo] = await groupWith([person]);
    if (!bo) throw new Error('no colleague');
    actAsa(asa);
    actBo(bo);
    await hand(asa, bo);
    await hand(bo, asa);
    const states = [asa, bo].map((desk) => caseOf(desk, person).state);
    expect(states[0]?.intake).toBe(states[1]?.intake);
    expect(conclusionName(states[0] as never)).toBe(conclusionName(states[1] as never));
    return { asa, bo };
  }

  it('who move the same case have moved it once', async () => {
    const person = applicant(1);
    const both = (desk: Desk) => void must(move(desk, person));
    const { asa, bo } = await apart(both, both, person);
    for (const desk of [asa, bo]) {
      expect(caseOf(desk, person).state.intake).toBe(pilot);
      expect(kindsIn(desk.session)).toEqual([]);
    }
  });

  it('one of whom judges: the verdict is kept and does not count', async () => {
    const person = applicant(1);
    const { asa, bo } = await apart(
      (desk) => void must(move(desk, person)),
      (desk) => judgeCase(desk, person, 'eligible'),
      person,
    );
    for (const desk of [asa, bo]) {
      const view = must(caseView(desk.session, caseOf(desk, person).id));
      expect([view.row.intake, view.row.conclusion]).toEqual([pilot, null]);
      expect(view.verdicts).toMatchObject([{ by: 'Bo', counts: false }]);
    }
  });

  it('who move it differently choose in the inbox', async () => {
    const person = applicant(1);
    const { asa, bo } = await apart(
      (desk) => {
        must(move(desk, person));
        must(move(desk, person, autumn));
      },
      (desk) => void must(move(desk, person)),
      person,
    );
    const [detail] = openInbox(bo.session);
    expect(detail).toMatchObject({ item: { kind: 'transfer' }, end: 'choose' });
    const apartView = must(caseView(bo.session, caseOf(bo, person).id));
    expect(apartView).toMatchObject({ movedApart: true, row: { intake: autumn, conflict: true } });
    const byBo = detail?.copies.find((copy) => copy.by === 'Bo');
    expect(byBo?.lines).toMatchObject([
      { label: 'intake', value: pilot, differs: true },
      { label: 'because', value: reason },
    ]);
    must(
      settleConflict(bo.session, {
        id: detail?.item.id ?? '',
        heads: (detail?.heads ?? []) as never,
        keep: (byBo?.event ?? null) as never,
        reason: 'Prövat tillsammans',
      }),
    );
    await hand(bo, asa);
    for (const desk of [asa, bo]) {
      expect(caseOf(desk, person).state.intake).toBe(pilot);
      expect(must(caseView(desk.session, caseOf(desk, person).id)).movedApart).toBe(false);
      expect(kindsIn(desk.session)).toEqual([]);
    }
  });
});
