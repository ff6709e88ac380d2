import { describe, expect, it } from 'vitest';
import { decideCheck, decideUnion } from '../../domain/employer/decide-employer.ts';
import { employerReadiness } from '../../domain/employer/readiness.ts';
import { employerIdSchema } from '../../domain/ids.ts';
import {
  decideEnterOffer,
  decideMoveOffer,
  offerReasons,
  type MoveOfferCommand,
} from '../../domain/offer/decide-offer.ts';
import {
  approval,
  caseOf,
  clearCheck,
  day,
  employerOf,
  offerId,
  reference,
  today,
} from '../form/case-setup.ts';

const lists = { law: reference.law, reasons: reference.reasons, today };
const employer = employerIdSchema.parse('0c'.repeat(16));
const move = (more: Partial<MoveOfferCommand>, state = caseOf()) => {
  const result = decideMoveOffer(state, { offer: offerId, state: 'withdrawn', day: today, ...more }, lists);
  return result.ok ? result.value : result.error;
};

describe('an offer', () => {
  it('OF-1 that fell carries a reason of its own list', () => {
    expect(move({ reason: 'D1' })).toEqual({
      kind: 'offer.moved',
      offer: offerId,
      state: 'withdrawn',
      day: today,
      reason: 'D1',
    });
    expect(move({})).toMatchObject({ tag: 'reasonMissing' });
    expect(move({ reason: 'D3' })).toMatchObject({ tag: 'reasonNotAllowed', reason: 'D3' });
    expect(move({ state: 'declined', reason: 'D3' })).toMatchObject({ kind: 'offer.moved' });
  });

  it('OF-1 that is accepted carries none', () => {
    expect(move({ state: 'accepted' })).toMatchObject({ state: 'accepted' });
    expect(move({ state: 'accepted', reason: 'D1' })).toMatchObject({ tag: 'reasonNotAllowed' });
    expect(offerReasons('offered', lists)).toEqual([]);
  });

  it('OF-1 a file may leave the reason out or give any of the list, never one of another list', () => {
    expect(move({ fromFile: true })).toMatchObject({ kind: 'offer.moved' });
    expect(move({ fromFile: true, reason: 'E1' })).toMatchObject({ kind: 'offer.moved', reason: 'E1' });
    expect(move({ fromFile: true, reason: 'C1' })).toMatchObject({ tag: 'reasonNotAllowed' });
    expect(move({ fromFile: true, state: 'accepted', reason: 'E1' })).toMatchObject({
      tag: 'reasonNotAllowed',
    });
  });

  it('OF-2 is moved on a day that has come, once, and only where it stands', () => {
    expect(move({ reason: 'D1', day: day('2026-11-23') })).toMatchObject({ tag: 'dayInFuture' });
    expect(move({ offer: '99'.repeat(16), reason: 'D1' })).toEqual({ tag: 'noOffer' });
    const moved = caseOf({
      more: [{ kind: 'offer.moved', offer: offerId, state: 'withdrawn', reason: 'D1', day: '2026-11-20' }],
    });
    expect(move({ reason: 'D1' }, moved)).toEqual({ tag: 'unchanged' });
  });

  it('OF-3 entered by hand takes the fields of a file and names its employer', () => {
    const state = caseOf({ offer: null });
    const fields = {
      employerName: 'Norrsken Data AB',
      start: '2026-12-01',
      extent: { kind: 'partTime', hoursPerWeek: 20 },
    };
    expect(decideEnterOffer(state, { offer: offerId, employer, fields })).toEqual({
      ok: true,
      value: { kind: 'offer.entered', offer: offerId, employer, fields },
    });
    const tag = (more: object) => {
      const result = decideEnterOffer(state, { offer: offerId, employer, fields, ...more });
      return result.ok ? 'entered' : result.error;
    };
    expect(tag({ fields: { start: '2026-12-01' } })).toEqual({ tag: 'noEmployer' });
    expect(tag({ fields: { ...fields, start: 'snart' } })).toEqual({
      tag: 'wrongOfferValue',
      field: 'start',
    });
    expect(tag({ fields: { ...fields, wage: 'hög' } })).toEqual({ tag: 'unknownOfferField', field: 'wage' });
  });

  it('OF-3 of a known employer is corrected field by field', () => {
    expect(decideEnterOffer(caseOf(), { offer: offerId, fields: { tasks: null } }).ok).toBe(true);
  });
});

describe('an employer', () => {
  it('EM-1 is checked on a day that has come, by named sources', () => {
    expect(decideCheck({ outcome: 'clear', day: today, sources: [' Skatteverket '] }, today)).toEqual({
      ok: true,
      value: { kind: 'employer.checked', outcome: 'clear', day: today, sources: ['Skatteverket'] },
    });
    expect(decideCheck({ outcome: 'clear', day: today, sources: [' '] }, today)).toEqual({
      ok: false,
      error: { tag: 'noSource' },
    });
    expect(decideCheck({ outcome: 'clear', day: day('2026-11-23'), sources: ['x'] }, today).ok).toBe(false);
  });

  it('EM-2 silence counts of one who was asked, the day after the last day for answering', () => {
    const silent = (dueOn?: string, askedOn: string | null = '2026-11-01') => {
      const days = {
        ...(dueOn === undefined ? {} : { dueOn: day(dueOn) }),
        ...(askedOn === null ? {} : { askedOn: day(askedOn) }),
      };
      const result = decideUnion({ organisation: 'Unionen', answer: 'noAnswer', day: today, ...days }, today);
      return result.ok ? 'recorded' : result.error.tag;
    };
    expect([silent(), silent('2026-11-22'), silent('2026-11-21'), silent('2026-11-21', null)]).toEqual([
      'noDueDay',
      'dueDayNotPassed',
      'recorded',
      'noAskedDay',
    ]);
    expect(silent('2026-12-21', '2026-11-23')).toBe('dayInFuture');
  });

  it('EM-4 an answer ages, and silence that an older program recorded of one who was never asked carries nothing', () => {
    const of = (more: object) => {
      const { ready, unions } = employerReadiness(
        employerOf(clearCheck, { ...approval, ...more }),
        today,
        reference.policy,
      );
      return [ready, unions[0]?.status];
    };
    expect(of({ day: '2026-07-25' })).toEqual([true, 'agreed']);
    expect(of({ day: '2026-07-24' })).toEqual([false, 'expired']);
    const silent = { answer: 'noAnswer', dueOn: '2026-11-14' };
    expect(of(silent)).toEqual([false, 'neverAsked']);
    expect(of({ ...silent, askedOn: '2026-11-01' })).toEqual([true, 'agreed']);
    expect(of({ ...silent, askedOn: '2026-11-01', dueOn: '2026-11-22' })).toEqual([false, 'hasTime']);
  });

  it('EM-3 is ready when the check holds and every union asked has answered', () => {
    const ready = (...payloads: unknown[]) =>
      employerReadiness(employerOf(...payloads), today, reference.policy);
    expect(ready(clearCheck, approval).ready).toBe(true);
    expect(ready(clearCheck).ready).toBe(false);
    expect(ready({ ...clearCheck, day: '2026-09-22' }, approval)).toMatchObject({
      ready: false,
      check: { status: 'expired', validTo: '2026-11-21' },
    });
    expect(ready({ ...clearCheck, outcome: 'bar' }, approval).check.status).toBe('bar');
    expect(ready(approval).check.status).toBe('none');
  });
});
