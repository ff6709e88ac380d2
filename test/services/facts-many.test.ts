// Proves RE-80 to RE-82: the same fact by hand in many cases, what it cannot reach, its undo, and that the preview tells no value.
import { describe, expect, it } from 'vitest';
import { caseField } from '../../domain/ledger/case/readings.ts';
import { registerOne } from '../../main/services/intake/bar-list.ts';
import { fixMany } from '../../main/services/decision/decisions.ts';
import { listEmployers, registerChecks, registerUnions } from '../../main/services/decision/employers.ts';
import { protectCase } from '../../main/services/purge/protect.ts';
import { enterFactForMany, enterFacts, previewFactForMany } from '../../main/services/review/facts.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { declareInterest } from '../../main/services/teamwork/case-work.ts';
import {
  applicant,
  caseOf,
  countEvents,
  day,
  importRows,
  must,
  newDesk,
  offerFor,
  type Desk,
  type Row,
} from './desk.ts';

const people = [1, 2, 3, 4].map((at) => applicant(at));
const idOf = (desk: Desk, at: number) => caseOf(desk, people[at] ?? {}).id;
const valueOf = (desk: Desk, at: number, field = 'registeredCheckedOn') => {
  const reading = caseField(caseOf(desk, people[at] ?? {}).state, field);
  return reading.status === 'value' ? reading.value : reading.status;
};

async function deskWithAll(): Promise<Desk> {
  const desk = await newDesk('Åsa');
  await importRows(desk, people, { kind: 'applications' });
  return desk;
}

const allOf = (desk: Desk) => people.map((_one, at) => idOf(desk, at));
const checked = (desk: Desk) => ({
  cases: allOf(desk),
  field: 'registeredCheckedOn',
  value: '2026-11-01',
  basis: 'Registerutdrag',
});

async function decide(desk: Desk, person: Row): Promise<void> {
  const { session } = desk;
  await importRows(desk, [offerFor(person)], { kind: 'offers', asOf: '2026-10-20' });
  const employers = listEmployers(session, undefined).map((one) => one.id as never);
  const today = session.today();
  must(registerChecks(session, { employers, outcome: 'clear', day: today, sources: ['Bolagsverket'] }));
  must(registerUnions(session, { employers, organisation: '', answer: 'approves', day: today }));
  const { id } = caseOf(desk, person);
  must(fixMany(session, { cases: [id], outcome: 'grant', dryRun: false, withExamples: true }));
  desk.goTo('2026-11-20');
  const bar = { barNumber: 'BÄR-1', day: day('2026-11-16'), outcome: 'grant' as const };
  must(registerOne(session, { caseId: id, bar, kept: {}, source: 'hand' }));
}

describe('RE-80 the same fact in many cases', () => {
  it('is one batch with its basis, lies above what files say, and is taken back as one', async () => {
    const desk = await deskWithAll();
    const before = allOf(desk).map((_id, at) => valueOf(desk, at));
    const done = must(enterFactForMany(desk.session, checked(desk)));
    expect(done).toMatchObject({ changed: 4, refused: [] });
    expect(people.map((_one, at) => valueOf(desk, at))).toEqual(Array(4).fill('2026-11-01'));
    must(runUndo(desk.session, done.batch as never));
    expect(people.map((_one, at) => valueOf(desk, at))).toEqual(before);
  });

  it('can take away what was written by hand, so that the file is read again', async () => {
    const desk = await deskWithAll();
    const { id, state } = caseOf(desk, people[0] ?? {});
    const file = valueOf(desk, 0, 'area');
    must(enterFacts(desk.session, { id, heads: state.heads, fields: { area: 'hr' } }));
    const taking = { cases: allOf(desk), field: 'area', value: null, basis: 'Rättelse' };
    expect(must(previewFactForMany(desk.session, { ...taking, takeAway: true }))).toMatchObject({
      willChange: 1,
      refused: [1, 2, 3].map((at) => ({ caseId: idOf(desk, at), reason: 'nothingByHand' })),
    });
    expect(must(enterFactForMany(desk.session, taking))).toMatchObject({ changed: 1 });
    expect(valueOf(desk, 0, 'area')).toBe(file);
  });

  it.each([
    [{ field: 'familyName', value: 'Ek' }, 'ofOnePerson'],
    [{ field: 'citizenship', value: 'Iran' }, 'ofOnePerson'],
    [{ value: '2026-02-30' }, 'fieldsRefused'],
    [{ field: 'constructor' }, 'fieldsRefused'],
  ])('%j is refused and writes nothing', async (wrong, tag) => {
    const desk = await deskWithAll();
    const before = countEvents(desk);
    expect(enterFactForMany(desk.session, { ...checked(desk), ...wrong })).toMatchObject({ error: { tag } });
    expect(countEvents(desk)).toBe(before);
  });
});

describe('RE-81 what it cannot be written in', () => {
  it('is named with why before and after, and the rest is written', async () => {
    const desk = await deskWithAll();
    must(protectCase(desk.session, { id: idOf(desk, 1), mark: 'confidentialityMark' }));
    must(declareInterest(desk.session, { id: idOf(desk, 2), ground: 'closeRelation' }));
    await decide(desk, people[3] ?? {});
    const why = [
      { caseId: idOf(desk, 1), reason: 'specialHandling' },
      { caseId: idOf(desk, 2), reason: 'conflictOfInterest' },
      { caseId: idOf(desk, 3), reason: 'decided' },
    ];
    const preview = must(previewFactForMany(desk.session, { ...checked(desk), takeAway: false }));
    expect(preview).toMatchObject({ willChange: 1, refused: why });
    expect(must(enterFactForMany(desk.session, checked(desk)))).toMatchObject({ changed: 1, refused: why });
    expect(valueOf(desk, 0)).toBe('2026-11-01');
  });
});

describe('RE-82 the preview', () => {
  it('names whose hand-made value would be replaced, and is the same whatever the cases say', async () => {
    const desk = await deskWithAll();
    const { id, state } = caseOf(desk, people[0] ?? {});
    must(enterFacts(desk.session, { id, heads: state.heads, fields: { area: 'hr' } }));
    const asked = { cases: allOf(desk), field: 'area', takeAway: false };
    const preview = must(previewFactForMany(desk.session, asked));
    expect(preview).toEqual({ willChange: 4, handMade: [people[0]?.['Ansöknings-ID']], refused: [] });
    expect(previewFactForMany(desk.session, { ...asked, field: 'citizenship' })).toMatchObject({
      error: { tag: 'ofOnePerson' },
    });
  });
});
