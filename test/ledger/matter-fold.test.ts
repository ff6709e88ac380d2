// Proves RQ-17, RQ-18 and RQ-20 in the pure fold: from which day the party has a case at the agency, in any order of the same events,
// and that processing does not end before that day.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseConflicts } from '../../domain/conflict/find.ts';
import { caseFlags } from '../../domain/conflict/flags.ts';
import { openRequests, requestStanding } from '../../domain/ledger/case/requests.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { matterOf, openedDay } from '../../domain/matter/matter.ts';
import { processingEnded } from '../../domain/purge/retention.ts';
import { orderBlock } from '../../domain/request/decide-request.ts';
import { applyNext, foldStream, type FoldEvent } from '../../domain/ledger/stream.ts';
import { isoDateSchema } from '../../domain/ids.ts';
import { act, everyone, imported } from './acts.ts';

const day = (text: string) => isoDateSchema.parse(text);
const fold = (events: readonly FoldEvent[]) => foldStream(caseFold, events, everyone);
const opened = act(imported({ receivedDate: '2026-01-10' }));
const said = (openedOn: string | null, how = 'writing') => ({
  kind: 'matter.opened',
  openedOn,
  ...(openedOn === null ? {} : { openedHow: how }),
});
const bySelf = act(said('2026-05-04'), { by: 'Åsa', refs: [opened] });

describe('RQ-17 the day on which the party opened a case', () => {
  it('is none before somebody has recorded it: an application’s day is never taken for it', () => {
    expect(openedDay(fold([opened]))).toBeUndefined();
    expect(caseFlags(fold([opened]))).toEqual([]);
  });

  it('stands, is written anew by who saw it, taken away, and taken back', () => {
    const anew = act(said('2026-05-06'), { by: 'Bo', refs: [bySelf] });
    const gone = act(said(null), { by: 'Bo', refs: [bySelf] });
    const undone = act({ kind: 'acts.voided', events: [bySelf.hash] }, { refs: [bySelf] });
    expect(caseFlags(fold([opened, bySelf]))).toEqual(['opened:2026-05-04']);
    expect(openedDay(fold([opened, bySelf, anew]))).toBe('2026-05-06');
    expect(openedDay(fold([opened, bySelf, gone]))).toBeUndefined();
    expect(openedDay(fold([opened, bySelf, undone]))).toBeUndefined();
  });

  it('is the same by the quick path as by folding everything', () => {
    const quick = applyNext(caseFold, fold([opened]), { event: bySelf, judgement: 'entitled' });
    expect(quick).toEqual(fold([opened, bySelf]));
  });
});

describe('RQ-17 16 § lagen (2002:546)', () => {
  it('does not say that processing ended before the party had opened the case', () => {
    const ended = (...events: readonly FoldEvent[]) => processingEnded(fold(events), day('2026-04-30'));
    expect([ended(opened), ended(opened, bySelf)]).toEqual(['2026-04-30', '2026-05-04']);
    expect(processingEnded(fold([opened, bySelf]), day('2027-04-30'))).toBe('2027-04-30');
  });
});

describe('RQ-18 two who record apart', () => {
  it('the same day have recorded it once, however it was opened', () => {
    const bo = act(said('2026-05-04', 'visit'), { by: 'Bo', refs: [opened] });
    const state = fold([opened, bySelf, bo]);
    expect([openedDay(state), caseConflicts(state)]).toEqual(['2026-05-04', []]);
  });

  it('different days are a conflict: the earliest does not win, and no day stands', () => {
    const bo = act(said('2026-03-01'), { by: 'Bo', refs: [opened] });
    const state = fold([opened, bySelf, bo]);
    expect(openedDay(state)).toBeUndefined();
    expect(matterOf(state).status).toBe('differs');
    expect(caseConflicts(state)).toMatchObject([{ kind: 'matter' }]);
    expect(caseFlags(state)).toEqual(['conflict']);
    const settled = act(said('2026-05-04'), { by: 'Cai', refs: [bySelf, bo] });
    expect(openedDay(fold([opened, bySelf, bo, settled]))).toBe('2026-05-04');
  });

  it('a day, and that there is none, differ too', () => {
    const bo = act(said(null), { by: 'Bo', refs: [opened] });
    expect(caseConflicts(fold([opened, bySelf, bo]))).toMatchObject([{ kind: 'matter' }]);
  });

  it('give the same state in any order of the same events', () => {
    const events = [
      opened,
      bySelf,
      act(said('2026-03-01', 'oral'), { by: 'Bo', refs: [opened] }),
      act(said(null), { by: 'Cai', refs: [bySelf] }),
    ];
    const whole = fold(events);
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (some) => {
        expect(fold(some)).toEqual(whole);
      }),
    );
  });
});

describe('RQ-20 an order', () => {
  const ordered = act(
    {
      kind: 'request.ordered',
      lacks: [{ code: 'permit', fields: ['permitKind'] }],
      sentOn: '2026-05-10',
      dueOn: '2026-05-24',
      how: 'post',
      texts: { id: 'begaran', version: '1', sha256: 'b'.repeat(64) },
    },
    { refs: [bySelf] },
  );

  it('is a request like the others: open, with a day, more time and an answer by what comes', () => {
    const about = { request: ordered.hash };
    const more = { kind: 'request.extended', ...about, day: '2026-05-20', dueOn: '2026-06-01' };
    const longer = act(more, { refs: [ordered] });
    const facts = act({ kind: 'facts.entered', fields: { permitKind: 'permanent' } }, { refs: [longer] });
    const [one] = openRequests(fold([opened, bySelf, ordered, longer]));
    expect(one).toMatchObject({ what: 'order', how: 'post' });
    expect(one && requestStanding(one)).toMatchObject({ status: 'open', dueOn: '2026-06-01' });
    expect(openRequests(fold([opened, bySelf, ordered, longer, facts]))).toEqual([]);
  });

  it('asks for a day that stands, no later than the order', () => {
    const bo = act(said('2026-03-01'), { by: 'Bo', refs: [opened] });
    const on = day('2026-05-10');
    expect(orderBlock(fold([opened]), on)).toEqual({ tag: 'noOpenedDay' });
    expect(orderBlock(fold([opened, bySelf, bo]), on)).toEqual({ tag: 'openedDayDiffers' });
    expect(orderBlock(fold([opened, bySelf]), day('2026-05-03'))).toMatchObject({ tag: 'orderBeforeOpened' });
    expect(orderBlock(fold([opened, bySelf]), on)).toBeUndefined();
  });
});
