// Proves: what others and files have changed since one looked (RE-70–RE-73): told once, the grave first, never one's own, never of a
// case that is hidden, and found by `nytt:`.
import { describe, expect, it } from 'vitest';
import type { CaseId } from '../../domain/ids.ts';
import { lookedAt } from '../../db/local/looked.ts';
import { dropOwnRows, namesOf } from '../../db/purge/own-tables.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { noteLook } from '../../main/services/review/looked.ts';
import { idsMatching } from '../../main/services/review/lists.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { giveVerdict } from '../../main/services/review/verdicts.ts';
import { declareInterest, writeNote } from '../../main/services/teamwork/case-work.ts';
import { assignCases } from '../../main/services/teamwork/sharing.ts';
import { applicant, caseOf, importRows, must, newDesk, offerFor, type Desk, type Row } from './desk.ts';
import { groupWith, hand, judgeCase, phone } from './group-of-desks.ts';

const person = applicant(1);
const other = applicant(2);

function look(desk: Desk, row: Row = person): CaseId {
  const { id, state } = caseOf(desk, row);
  must(noteLook(desk.session, { id, heads: state.heads }));
  return id;
}
const since = (desk: Desk, row: Row = person) => must(caseView(desk.session, caseOf(desk, row).id)).since;
const told = (desk: Desk, row: Row = person) =>
  since(desk, row)?.lines.map(({ field, before, after, by, file }) => [
    field,
    before,
    after,
    file === null ? by : `${file.source} ${file.asOf}`,
  ]) ?? null;
const found = (desk: Desk, text: string) => must(idsMatching(desk.session, text));

async function again(desk: Desk, rows: readonly Row[], asOf: string): Promise<void> {
  await importRows(desk, rows, { kind: 'applications', asOf });
}

describe('since one looked', () => {
  it('RE-70: a case never looked at, or looked at as it stands, says nothing', async () => {
    const desk = await newDesk('Åsa');
    await importRows(desk, [person], { kind: 'applications' });
    expect(since(desk)).toBeNull();
    await again(desk, [{ ...person, Status: 'orange' }], '2026-10-01');
    expect(since(desk)).toBeNull();
    expect(found(desk, 'nytt:ja')).toEqual([]);
    look(desk);
    expect(since(desk)).toBeNull();
  });

  it('RE-71: tells what files changed from what stood then to what stands now, the grave ones first, with file and day', async () => {
    const desk = await newDesk('Åsa');
    await importRows(desk, [person], { kind: 'applications' });
    const id = look(desk);
    const at = lookedAt(desk.session.store.db, id)?.at;
    await again(desk, [{ ...person, Telefon: '070-1740601', Status: 'orange' }], '2026-10-01');
    await again(desk, [{ ...person, Telefon: '070-1740602', Status: 'röd', Återtagen: 'ja' }], '2026-10-08');
    expect(since(desk)?.at).toBe(at);
    expect(told(desk)).toEqual([
      ['withdrawn', [], [true], 'portal 2026-10-08'],
      ['colour', ['green'], ['red'], 'portal 2026-10-08'],
      ['phone', expect.any(Array), ['070-1740602'], 'portal 2026-10-08'],
    ]);
    expect(since(desk)?.lines.map(({ gravity }) => gravity)).toEqual(['withdrawn', 'colour', null]);
    await again(desk, [{ ...person, Telefon: String(person['Telefon']), Återtagen: 'ja' }], '2026-10-09');
    expect(told(desk)).toEqual([['withdrawn', [], [true], 'portal 2026-10-08']]);
    look(desk);
    expect(since(desk)).toBeNull();
  });

  it('RE-71: tells a colleague’s acts by name, also those made apart, and takes back what was taken back', async () => {
    const [asa, bo] = await groupWith([person]);
    if (!bo) throw new Error('no Bo');
    look(asa);
    judgeCase(bo, person, 'needsCheck');
    await importRows(bo, [offerFor(person)], { kind: 'offers' });
    await hand(bo, asa);
    const lines = told(asa) ?? [];
    expect(lines[0]).toEqual(['conclusion', [], ['needsCheck'], 'Bo']);
    expect(lines.filter(([, , , by]) => by !== 'Bo').length).toBeGreaterThan(2);
    expect(since(asa)?.lines.map(({ gravity }) => gravity)).toEqual([
      'verdict',
      ...lines.slice(1).map(() => 'offer'),
    ]);
    look(asa);
    const { id, state } = caseOf(bo, person);
    const { batch } = must(giveVerdict(bo.session, { id, heads: state.heads, conclusion: 'eligible' }));
    must(runUndo(bo.session, batch));
    await hand(bo, asa);
    expect(told(asa)).toBeNull();
    const standing = caseOf(bo, person).state.heads;
    const seen = must(giveVerdict(bo.session, { id, heads: standing, conclusion: 'eligible' }));
    await hand(bo, asa);
    look(asa);
    must(runUndo(bo.session, seen.batch));
    await hand(bo, asa);
    expect(told(asa)).toEqual([['conclusion', ['eligible'], ['needsCheck'], 'Bo']]);
  });

  it('RE-71: what one has done oneself is never told, nor what one has answered since', async () => {
    const [asa, bo] = await groupWith([person]);
    if (!bo) throw new Error('no Bo');
    const id = look(asa);
    phone(asa, person, '070-1740601');
    judgeCase(asa, person, 'eligible');
    expect(told(asa)).toBeNull();
    expect(found(asa, 'nytt:ja')).toEqual([]);
    await hand(asa, bo);
    judgeCase(bo, person, 'needsCheck');
    await hand(bo, asa);
    expect(told(asa)).toEqual([['conclusion', ['eligible'], ['needsCheck'], 'Bo']]);
    judgeCase(asa, person, 'eligible');
    expect(told(asa)).toBeNull();
    expect(found(asa, 'nytt:ja')).toEqual([id]);
  });

  it('RE-72: a look holds what was shown: what came in beside it is told the next time', async () => {
    const [asa, bo] = await groupWith([person]);
    if (!bo) throw new Error('no Bo');
    const shown = caseOf(asa, person);
    phone(bo, person, '070-1740601');
    await hand(bo, asa);
    must(noteLook(asa.session, { id: shown.id, heads: shown.state.heads }));
    expect(told(asa)).toEqual([['phone', expect.any(Array), ['070-1740601'], 'Bo']]);
    expect(found(asa, 'nytt:ja')).toEqual([shown.id]);
    expect(since(bo)).toBeNull();
  });

  it('RE-73: `nytt:` and `new:` find the cases that others have changed since, until they are looked at', async () => {
    const desk = await newDesk('Åsa');
    await importRows(desk, [person, other], { kind: 'applications' });
    const id = look(desk);
    expect(found(desk, 'nytt:ja')).toEqual([]);
    await again(
      desk,
      [
        { ...person, Status: 'röd' },
        { ...other, Status: 'röd' },
      ],
      '2026-10-01',
    );
    expect(found(desk, 'nytt:ja')).toEqual([id]);
    expect(found(desk, 'new:yes färg:röd')).toEqual([id]);
    expect(found(desk, 'nytt:nej')).toEqual([caseOf(desk, other).id]);
    look(desk);
    expect(found(desk, 'nytt:ja')).toEqual([]);
    desk.reopen();
    expect(lookedAt(desk.session.store.db, id)).toBeDefined();
  });

  it('RE-70: of a case that one is barred from, or of a person with protected identity, nothing is told, found or noted', async () => {
    const desk = await newDesk('Åsa');
    await importRows(desk, [person, other], { kind: 'applications' });
    const [id, second] = [look(desk, person), look(desk, other)];
    await again(desk, [{ ...person, Status: 'röd' }, other], '2026-10-01');
    must(declareInterest(desk.session, { id, ground: 'ownMatter' }));
    await again(
      desk,
      [
        { ...person, Status: 'orange' },
        { ...other, 'Skyddade personuppgifter': 'ja' },
      ],
      '2026-10-08',
    );
    expect(since(desk, person)).toBeNull();
    expect(must(caseView(desk.session, second)).since).toBeNull();
    expect(found(desk, 'nytt:ja')).toEqual([]);
    expect(found(desk, 'nytt:nej')).toEqual([]);
    const before = lookedAt(desk.session.store.db, id);
    look(desk, person);
    expect(lookedAt(desk.session.store.db, id)).toEqual(before);
  });

  it('RE-71: says who was given a case by name, and what was done that is no field', async () => {
    const [asa, bo] = await groupWith([person]);
    if (!bo) throw new Error('no Bo');
    const id = look(asa);
    const { member } = bo.session.self;
    must(assignCases(bo.session, { cases: [id], to: member }));
    const { heads } = bo.session.ledger.caseState(id);
    must(writeNote(bo.session, { id, heads, place: 'internal', text: 'Qvarnby ringde' }));
    await hand(bo, asa);
    expect(told(asa)).toEqual([
      ['note.written', [], [], 'Bo'],
      ['handler', [], ['Bo'], 'Bo'],
    ]);
    expect(JSON.stringify(since(asa))).not.toContain('Qvarnby');
  });

  it('RE-72: a purge takes the look away with the case', async () => {
    const desk = await newDesk('Åsa');
    await importRows(desk, [person], { kind: 'applications' });
    const { db } = desk.session.store;
    const id = look(desk);
    dropOwnRows(db, [namesOf(db, id)]);
    expect(lookedAt(db, id)).toBeUndefined();
  });
});
