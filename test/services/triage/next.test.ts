// Proves RE-66 on real stores: the next case is one's own or nobody's, it goes round, and the case says why.
import { describe, expect, it } from 'vitest';
import { caseView } from '../../../main/services/review/case-view.ts';
import { assignCases } from '../../../main/services/teamwork/sharing.ts';
import { endRequests, sendRequests } from '../../../main/services/requests/requests.ts';
import { declareInterest, watchCases } from '../../../main/services/teamwork/case-work.ts';
import { nextForMe } from '../../../main/services/triage/next.ts';
import { applicant, caseOf, day, importRows, must, newDesk, offerFor, type Desk } from '../desk.ts';
import { groupWith } from '../group-of-desks.ts';

const people = [1, 2, 3].map((number) => applicant(number));
const [first, second, third] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
const idOf = (desk: Desk, person: (typeof people)[0]) => caseOf(desk, person).id;
const next = (desk: Desk, after?: string) => nextForMe(desk.session, { intake: '2026-autumn', after });

describe('RE-66 next for me', () => {
  it('is a start before a watch before what waits, and goes round', async () => {
    const desk = await newDesk('Åsa');
    await importRows(desk, people, { kind: 'applications' });
    await importRows(desk, [offerFor(second, { Startdatum: '2026-12-28' })], { kind: 'offers' });
    must(watchCases(desk.session, { cases: [idOf(desk, third)], until: day('2026-12-22'), reason: 'Prov' }));
    desk.goTo('2026-12-22');
    const order = [second, third, first].map((person) => idOf(desk, person));
    expect(next(desk)).toMatchObject({
      caseId: order[0],
      mine: false,
      reasons: [{ kind: 'startsSoon', days: 2, missing: ['employerCheck', 'union', 'basis'] }],
    });
    expect(next(desk, order[0])).toMatchObject({
      caseId: order[1],
      reasons: [{ kind: 'watchDue' }, { kind: 'toReview' }],
    });
    expect(next(desk, order[1])?.caseId).toBe(order[2]);
    expect(next(desk, order[2])?.caseId).toBe(order[0]);
    expect(next(desk, 'f'.repeat(32))?.caseId).toBe(order[0]);
    expect(nextForMe(desk.session, { intake: '2027-spring' })).toBeNull();
    expect(must(caseView(desk.session, order[0] as never)).urgency).toEqual(next(desk)?.reasons);
  });

  it('is an applicant who has not answered in time, and no longer when the answer is noted', async () => {
    const desk = await newDesk('Åsa');
    await importRows(desk, people, { kind: 'applications' });
    const cases = [idOf(desk, third)];
    const [sentOn, dueOn] = [desk.session.today(), day('2026-12-01')];
    const asked = {
      cases,
      what: 'supplement' as const,
      lacks: ['consent'],
      text: '',
      how: 'portal' as const,
    };
    must(sendRequests(desk.session, { ...asked, sentOn, dueOn }));
    desk.goTo('2026-12-02');
    expect(next(desk)).toMatchObject({ caseId: cases[0], reasons: [{ kind: 'answerLate', day: dueOn }] });
    const end = { outcome: 'noAnswer' as const, day: desk.session.today(), answer: '' };
    must(endRequests(desk.session, { cases, what: 'supplement', ...end }));
    expect(next(desk)?.reasons).not.toContainEqual(expect.objectContaining({ kind: 'answerLate' }));
  });

  it('is never a colleague’s, and none that one is barred from', async () => {
    const [asa, bo] = (await groupWith(people, ['Bo'])) as unknown as readonly [Desk, Desk];
    must(assignCases(asa.session, { cases: [idOf(asa, first)], to: bo.session.self.member }));
    must(assignCases(asa.session, { cases: [idOf(asa, second)], to: asa.session.self.member }));
    must(declareInterest(asa.session, { id: idOf(asa, third), ground: 'otherCircumstance' }));
    expect(next(asa)).toMatchObject({ caseId: idOf(asa, second), mine: true });
    expect(next(asa, idOf(asa, second))?.caseId).toBe(idOf(asa, second));
    expect(must(caseView(asa.session, idOf(asa, third))).urgency).toEqual([]);
  });
});
