// Proves RE-68 and RE-69 on real stores: the own count of today is one's own, and no way leads to a colleague's number.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operations } from '../../../ipc/contract.ts';
import { firstVerdicts } from '../../../db/queries/pace.ts';
import { runUndo } from '../../../main/services/review/undo.ts';
import { giveVerdictToMany } from '../../../main/services/review/verdicts.ts';
import { paceView } from '../../../main/services/triage/pace.ts';
import { dayOf } from '../../../domain/access/read-log.ts';
import { applicant, caseOf, must, type Desk } from '../desk.ts';
import { groupWith, hand, judgeCase } from '../group-of-desks.ts';

const people = [1, 2, 3, 4].map((number) => applicant(number));
const [first, second, third] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];

/** The desks' clock stands on a day of its own: that day is today. */
function toClock(desk: Desk): void {
  const [one] = firstVerdicts(desk.session.store.db, { intake: undefined, since: 0 });
  desk.goTo(dayOf(one?.at ?? 0));
}

describe('RE-69 one’s own count', () => {
  it('is of today, of oneself, and gone when it is taken back', async () => {
    const [asa, bo] = (await groupWith(people, ['Bo'])) as unknown as readonly [Desk, Desk];
    judgeCase(bo, first, 'needsCheck');
    judgeCase(bo, second, 'needsCheck');
    await hand(bo, asa);
    const many = { cases: [caseOf(asa, third).id], conclusion: 'needsCheck' as const };
    const { batch } = must(giveVerdictToMany(asa.session, many));
    for (const desk of [asa, bo]) toClock(desk);
    expect(paceView(asa.session, '2026-autumn')).toEqual({
      left: 1,
      group: { kind: 'tooFewDays' },
      ownToday: 1,
    });
    expect(paceView(bo.session, '2026-autumn')).toMatchObject({ ownToday: 2 });
    expect(paceView(asa.session, '2027-spring')).toMatchObject({ left: 0, ownToday: 0 });
    must(runUndo(asa.session, batch as never));
    expect(paceView(asa.session, undefined)).toMatchObject({ left: 2, ownToday: 0 });
  });

  it('judging again is no new case', async () => {
    const [asa] = (await groupWith(people, ['Bo'])) as unknown as readonly [Desk, Desk];
    judgeCase(asa, first, 'needsCheck');
    judgeCase(asa, first, 'eligible');
    toClock(asa);
    expect(paceView(asa.session, undefined)).toMatchObject({ ownToday: 1 });
  });

  it('is asked for of nobody: the operation takes an intake and nothing else, and names nobody', async () => {
    const { properties } = z.toJSONSchema(operations['work.pace'].input as z.ZodType, { io: 'input' });
    expect(Object.keys(properties ?? {})).toEqual(['intake']);
    const [asa, bo] = (await groupWith(people, ['Bo'])) as unknown as readonly [Desk, Desk];
    judgeCase(bo, first, 'needsCheck');
    await hand(bo, asa);
    toClock(asa);
    const said = JSON.stringify(paceView(asa.session, undefined));
    expect(said).not.toContain(bo.session.self.member);
    expect(JSON.parse(said)).toMatchObject({ ownToday: 0, group: { kind: 'tooFewDays' } });
  });
});
