// Proves: the desk beside BÄR lists what is fixed and not registered, and gives the answers to carry over (DE-25, DE-26), but of no
// basis that needs a look (DE-19).
import { expect, it } from 'vitest';
import { barFieldsOf } from '../../domain/decision/bar-fields.ts';
import type { ComposedDocument } from '../../domain/document/blocks.ts';
import type { EventHash } from '../../domain/ids.ts';
import { barDesk, barFields } from '../../main/services/decision/bar-desk.ts';
import { fixMany } from '../../main/services/decision/decisions.ts';
import { listEmployers, registerChecks, registerUnions } from '../../main/services/decision/employers.ts';
import { giveSecondLook, setSecondLook } from '../../main/services/decision/second-looks.ts';
import { registerOne } from '../../main/services/intake/bar-list.ts';
import { todaySummary } from '../../main/services/overview.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { declareInterest } from '../../main/services/teamwork/case-work.ts';
import { applicant, caseOf, day, importRows, must, newDesk, offerFor, reference, type Desk } from './desk.ts';
import { hand, letIn, phone } from './group-of-desks.ts';

const people = [1, 2, 3, 4].map((nr) => applicant(nr));
const starts = ['2027-01-11', '2026-12-07', '2026-12-07', '2026-12-14'];

function clearEmployers({ session }: Desk): void {
  const employers = listEmployers(session, undefined).map((one) => one.id as never);
  const check = { employers, outcome: 'clear', sources: ['Bolagsverket'] } as const;
  must(registerChecks(session, { ...check, day: session.today() }));
  must(registerUnions(session, { employers, organisation: '', answer: 'approves', day: session.today() }));
}

/** Three bases fixed on two days; the fourth offer waits for its form. */
async function fixedDesk(): Promise<Desk> {
  const desk = await newDesk('Åsa');
  await importRows(desk, people, { kind: 'applications' });
  const offers = people.map((one, index) =>
    offerFor(one, { Startdatum: starts[index] ?? '', Slutdatum: '' }),
  );
  await importRows(desk, offers, { kind: 'offers', asOf: '2026-10-20' });
  const { session } = desk;
  clearEmployers(desk);
  const fix = (index: number) => {
    const cases = [caseOf(desk, people[index] ?? {}).id];
    const done = must(fixMany(session, { cases, outcome: 'grant', dryRun: false, withExamples: true }));
    expect(done.fixed).toBe(1);
  };
  fix(1);
  desk.goTo('2026-11-10');
  fix(0);
  fix(2);
  return desk;
}

const listed = ({ session }: Desk) =>
  must(barDesk(session, undefined)).rows.map(({ applicationId, startsOn, days }) => [
    applicationId,
    startsOn,
    days,
  ]);

it('DE-25 lists what is fixed and not registered, by first day and then by age', async () => {
  const desk = await fixedDesk();
  expect(listed(desk)).toEqual([
    ['JS-2026B-00002', '2026-12-07', 8],
    ['JS-2026B-00003', '2026-12-07', 0],
    ['JS-2026B-00001', '2027-01-11', 0],
  ]);
  const [first] = must(barDesk(desk.session, '2026-autumn')).rows;
  expect([first?.workingDays, first?.look]).toEqual([19, null]);
  desk.goTo('2026-12-08');
  expect(must(barDesk(desk.session, undefined)).rows[0]?.workingDays).toBe(-1);
  const { id } = caseOf(desk, people[1] ?? {});
  const bar = { barNumber: 'BÄR-1', day: day('2026-11-20'), outcome: 'grant' as const };
  must(registerOne(desk.session, { caseId: id, bar, kept: {}, source: 'hand' }));
  expect(listed(desk).map(([application]) => application)).toEqual(['JS-2026B-00003', 'JS-2026B-00001']);
});

it('DE-26 gives the fixed answers in the order of the list, as the form prints them', async () => {
  const desk = await fixedDesk();
  const { id } = caseOf(desk, people[1] ?? {});
  const { fields } = must(barFields(desk.session, id));
  const order = desk.session.reference.barFields.fields;
  expect(fields.map(({ number }) => order.indexOf(number))).toEqual(
    fields.map(({ number }) => order.indexOf(number)).toSorted((a, b) => a - b),
  );
  const values = Object.fromEntries(fields.map(({ number, value }) => [number, value]));
  expect(values).toMatchObject({ '1.2': 'JS-2026B-00002', '4.1': '2026-12-07', '4.4': 'heltid' });
  expect(values['2.2']).toMatch(/^\d{8}-\d{4}$/);
  expect(fields.every(({ value }) => value !== '')).toBe(true);
});

it('DE-26 gives nothing of a case without a basis, and nothing to who is barred', async () => {
  const desk = await fixedDesk();
  const unfixed = caseOf(desk, people[3] ?? {}).id;
  expect(barFields(desk.session, unfixed)).toMatchObject({ error: { tag: 'noBasis' } });
  const { id } = caseOf(desk, people[1] ?? {});
  must(declareInterest(desk.session, { id, ground: 'knowsSupervisor' }));
  expect(barFields(desk.session, id)).toMatchObject({ error: { tag: 'conflictOfInterest' } });
  expect(listed(desk)).toHaveLength(2);
  // The number in the rail and in I dag is that of the list.
  expect(todaySummary(desk.session, undefined).basisFixed).toBe(2);
  expect(todaySummary(desk.session, '2026-autumn').basisFixed).toBe(2);
});

/** The form as it prints with these answers, one field a number. */
function printedWith(answers: Readonly<Record<string, string>>): readonly string[] {
  const numbers = ['6.3', '7.2', '7.2b', '7.2c', '7.3', '7.4', '7.4b', '7.4c'];
  const blocks = numbers.map((number) => ({
    kind: 'field' as const,
    number,
    label: number,
    value: [{ text: answers[number] ?? '' }],
  }));
  const form = { blocks } as unknown as ComposedDocument;
  return barFieldsOf({ form, answers }, reference.barFields).map(({ number }) => number);
}

it('DE-26 DO-15 gives every reason, and under protect what can be told in place of 7.3 and 6.3', () => {
  const refused = { '6.3': 'Bedömning', '7.2': 'A1', '7.2b': 'B2', '7.2c': 'G7', '7.3': 'Motivering' };
  expect(printedWith(refused)).toEqual(['6.3', '7.2', '7.2b', '7.2c', '7.3']);
  const protect = { ...refused, '7.4': 'protect', '7.4b': 'Närstående', '7.4c': 'Det som kan sägas' };
  expect(printedWith(protect)).toEqual(['7.2', '7.2b', '7.2c', '7.4', '7.4c']);
});

/** What the desk shows of the first case and what it gives of it, as the case stands on that computer. */
function standingOf(desk: Desk) {
  const { id } = caseOf(desk, people[0] ?? {});
  const row = must(barDesk(desk.session, undefined)).rows.find((one) => one.caseId === id);
  const given = barFields(desk.session, id);
  return [row?.look, given.ok ? 'given' : given.error.tag];
}

function looked(desk: Desk, outcome: 'confirmed' | 'sentBack') {
  const { id, state } = caseOf(desk, people[0] ?? {});
  const of = must(caseView(desk.session, id)).secondLook?.of as EventHash;
  must(giveSecondLook(desk.session, { id, of, heads: state.heads, outcome, reason: 'Fel dag' }));
}

/** Åsa has fixed a basis that asks for other eyes; Bo has the same. */
async function fixedByTwo(): Promise<readonly [Desk, Desk]> {
  const [first = {}] = people;
  const asa = await newDesk('Åsa');
  const bo = await newDesk('Bo');
  await letIn(asa, bo);
  await importRows(asa, [first], { kind: 'applications' });
  await importRows(asa, [offerFor(first)], { kind: 'offers', asOf: '2026-10-20' });
  clearEmployers(asa);
  must(setSecondLook(asa.session, ['basis']));
  const cases = [caseOf(asa, first).id];
  must(fixMany(asa.session, { cases, outcome: 'grant', dryRun: false, withExamples: true }));
  await hand(asa, bo);
  return [asa, bo];
}

it('DE-19 DE-26 marks each basis that needs a look and gives nothing of it until it is confirmed', async () => {
  const [asa, bo] = await fixedByTwo();
  expect(standingOf(asa)).toEqual(['waiting', 'secondLookMissing']);
  looked(bo, 'sentBack');
  expect(standingOf(bo)).toEqual(['sentBack', 'secondLookMissing']);
  // Off: nothing waits any more, whatever was asked before (DE-15).
  await hand(bo, asa);
  must(setSecondLook(asa.session, []));
  expect(standingOf(asa)).toEqual([null, 'given']);
  looked(bo, 'confirmed');
  expect(standingOf(bo)).toEqual([null, 'given']);
});

it('DE-17 DE-19 gives nothing of a basis whose case has changed since somebody confirmed it', async () => {
  const [, bo] = await fixedByTwo();
  looked(bo, 'confirmed');
  expect(standingOf(bo)).toEqual([null, 'given']);
  phone(bo, people[0] ?? {}, '070-1740605');
  expect(standingOf(bo)).toEqual(['changed', 'secondLookMissing']);
});
