// Proves CO-12 and CO-13: likely one person with two numbers is found when a file comes in, compared, decided on by a person, and
// decided otherwise by the counter-act.
import { describe, expect, it } from 'vitest';
import { ledBy } from '../../domain/ledger/case/joins.ts';
import type { InboxDetail } from '../../ipc/colleagues/conflicts.ts';
import { bornThen } from '../../db/ledger/flags.ts';
import { inventedIdentityNumber } from '../../main/demo/numbers.ts';
import { inbox, waitingCount } from '../../main/services/conflicts/inbox.ts';
import { inboxDetail } from '../../main/services/conflicts/item.ts';
import { joinCases, partCases } from '../../main/services/conflicts/settle.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { declareInterest } from '../../main/services/teamwork/case-work.ts';
import { applicant, caseOf, importRows, must, newDesk, type Desk } from './desk.ts';
import { groupWith, hand } from './group-of-desks.ts';
import { kindsIn, openInbox } from './inbox.ts';

/** Numbers of 12 March 1990. */
function numberOf(serial: number, coordination = false): string {
  const drawn = [1990, 3, 12];
  const random = { next: () => 0, between: () => drawn.shift() ?? 0, below: () => serial };
  return inventedIdentityNumber(random as never, 'female', coordination);
}
const before = applicant(1, { Förnamn: 'Amal', Efternamn: 'Al-Hassan', Personnummer: numberOf(1, true) });
const after = applicant(2, {
  Förnamn: 'Amal',
  Efternamn: 'Al Hassan',
  Personnummer: numberOf(2),
  Telefon: '070-1740699',
});
const stranger = applicant(3, { Förnamn: 'Omar', Efternamn: 'Al Hassan', Personnummer: numberOf(3) });
const rows = [before, after, stranger];

async function deskWith(): Promise<Desk> {
  const desk = await newDesk('Åsa');
  await importRows(desk, rows, { kind: 'applications' });
  return desk;
}

function alike(desk: Desk): InboxDetail {
  const [detail] = openInbox(desk.session).filter(({ item }) => item.kind === 'alike');
  if (!detail) throw new Error('nobody is asked');
  return detail;
}
const flags = (desk: Desk, row = before) =>
  must(caseView(desk.session, caseOf(desk, row).id)).alike.map((one) => one.applicationId);
const heads = (desk: Desk, row: typeof before) => caseOf(desk, row).state.heads;

describe('likely the same person with two numbers', () => {
  it('CO-12 is found at import, said at both cases, counted as waiting, and joins nobody', async () => {
    const desk = await deskWith();
    expect(kindsIn(desk.session)).toEqual(['alike']);
    expect(inbox(desk.session).counts.duplicate).toBe(1);
    expect(waitingCount(desk.session)).toBe(1);
    expect([flags(desk, before), flags(desk, after), flags(desk, stranger)]).toEqual([
      [after['Ansöknings-ID']],
      [before['Ansöknings-ID']],
      [],
    ]);
    expect(ledBy(caseOf(desk, after).state)).toEqual([]);
    const shown = alike(desk);
    expect(must(caseView(desk.session, caseOf(desk, after).id)).alike[0]?.item).toBe(shown.item.id);
  });

  it('CO-12 is found when a name or a number is written by hand, and gone when they differ again', async () => {
    const desk = await deskWith();
    const { id } = caseOf(desk, after);
    const write = (fields: Record<string, string>) =>
      must(enterFacts(desk.session, { id, heads: heads(desk, after), fields, basis: 'Legitimation visad' }));
    write({ givenName: 'Sara' });
    expect(kindsIn(desk.session)).toEqual([]);
    write({ givenName: 'Omar' });
    expect(flags(desk, after)).toEqual([stranger['Ansöknings-ID']]);
    expect(kindsIn(desk.session)).toEqual(['alike']);
  });

  it('CO-13 stands side by side, field by field, with what differs marked', async () => {
    const desk = await deskWith();
    const shown = alike(desk);
    expect(shown.end).toBe('join');
    const differing = shown.copies[0]?.lines.filter((line) => line.differs).map((line) => line.label) ?? [];
    expect(differing).toEqual(['applicationId', 'familyName', 'identityNumber', 'email', 'phone']);
    const phones = shown.copies.map(({ lines }) => lines.find(({ label }) => label === 'phone')?.value);
    expect([...phones].sort()).toEqual(['070-1740605', '070-1740699']);
  });

  it('CO-13 is one application by a person’s word, without losing either, and two again by the other word', async () => {
    const desk = await deskWith();
    const pair = { leads: caseOf(desk, before).id, follows: caseOf(desk, after).id };
    const sent = { ...pair, leadsHeads: heads(desk, before), followsHeads: heads(desk, after) };
    must(joinCases(desk.session, { ...sent, reason: 'Nytt personnummer, samma pass' }));
    expect(kindsIn(desk.session)).toEqual([]);
    expect(flags(desk)).toEqual([]);
    expect(ledBy(caseOf(desk, after).state)).toEqual([pair.leads]);
    const parted = { one: pair.leads, other: pair.follows };
    const now = { oneHeads: heads(desk, before), otherHeads: heads(desk, after) };
    must(partCases(desk.session, { ...parted, ...now, reason: 'Två pass, två personer' }));
    expect(ledBy(caseOf(desk, after).state)).toEqual([]);
    expect(kindsIn(desk.session)).toEqual([]);
  });

  it('CO-13 are two by a person’s word: not asked again, by no file and at no colleague’s; one by the other word', async () => {
    const [asa, bo] = await groupWith(rows);
    if (!bo) throw new Error('no Bo');
    const pair = { one: caseOf(asa, before).id, other: caseOf(asa, after).id };
    const sent = { ...pair, oneHeads: heads(asa, before), otherHeads: heads(asa, after) };
    must(partCases(asa.session, { ...sent, reason: 'Syskon, två pass' }));
    await hand(asa, bo);
    await importRows(
      asa,
      rows.map((row) => ({ ...row, Status: 'röd' })),
      { kind: 'applications', asOf: '2026-10-08' },
    );
    for (const desk of [asa, bo]) {
      expect(kindsIn(desk.session)).toEqual([]);
      expect([flags(desk, before), flags(desk, after)]).toEqual([[], []]);
      must(desk.session.ledger.rebuild());
      expect(kindsIn(desk.session)).toEqual([]);
    }
    const { one, other } = pair;
    const now = { leadsHeads: heads(asa, before), followsHeads: heads(asa, after) };
    must(joinCases(asa.session, { leads: one, follows: other, ...now, reason: 'Samma pass ändå' }));
    expect(ledBy(caseOf(asa, after).state)).toEqual([one]);
  });

  it('CO-13, RE-63: who is barred from one of the two is not asked, nor told at the other', async () => {
    const desk = await deskWith();
    const { id } = alike(desk).item;
    must(declareInterest(desk.session, { id: caseOf(desk, after).id, ground: 'closeRelation' }));
    expect(kindsIn(desk.session)).toEqual([]);
    expect(waitingCount(desk.session)).toBe(0);
    expect(flags(desk, before)).toEqual([]);
    expect(inboxDetail(desk.session, id)).toMatchObject({ ok: false, error: { tag: 'conflictOfInterest' } });
  });

  it('IN-44 is told by the dry run and the report, of rows of one file and of cases that are here; all are read in', async () => {
    const desk = await newDesk('Åsa');
    const first = await importRows(desk, [before, stranger], { kind: 'applications' });
    expect(first.preview).not.toHaveProperty('alike');
    const third = applicant(4, { Förnamn: 'AMAL', Efternamn: 'Al-Hasan', Personnummer: numberOf(4) });
    const elsewhere = applicant(5, { Förnamn: 'Sara', Efternamn: 'Persson', Personnummer: numberOf(5) });
    const twin = applicant(6, { Förnamn: 'Sara', Efternamn: 'Pärsson', Personnummer: numberOf(6) });
    const again = await importRows(desk, [before, after, third, elsewhere, twin], {
      kind: 'applications',
      asOf: '2026-10-08',
    });
    const found = [
      { row: 3, of: before['Ansöknings-ID'] },
      { row: 4, of: before['Ansöknings-ID'] },
      { row: 6, of: elsewhere['Ansöknings-ID'] },
    ];
    expect(again.preview.alike).toEqual(found);
    expect([again.new, again.alike]).toEqual([4, found]);
    const mine = await newDesk('Bo');
    await importRows(mine, [before], { kind: 'applications' });
    must(declareInterest(mine.session, { id: caseOf(mine, before).id, ground: 'ownMatter' }));
    const told = await importRows(mine, [before, after], { kind: 'applications', asOf: '2026-10-08' });
    expect(told).not.toHaveProperty('alike');
  });

  it('CO-12 asks the index of numbers, not every case', async () => {
    const desk = await deskWith();
    const plan = desk.session.store.db
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${bornThen}`)
      .all('19900312', '19900312:', '2026-autumn')
      .map(({ detail }) => detail)
      .join();
    expect(plan).toMatch(/USING INDEX case_row_person \(identity_number>\? AND identity_number<\?\)/);
  });

  it('CO-12: nothing of a person with protected identity is compared', async () => {
    const desk = await deskWith();
    await importRows(desk, [{ ...after, 'Skyddade personuppgifter': 'ja' }], {
      kind: 'applications',
      asOf: '2026-10-08',
    });
    expect(kindsIn(desk.session)).toEqual([]);
    expect([flags(desk, before), flags(desk, after)]).toEqual([[], []]);
  });
});
