// Proves WO-5, WO-6, WO-8 and WO-9 in the pure fold: who has a case, when it comes back, and who is barred from it, in any order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { conclusionName } from '../../domain/ledger/case/readings.ts';
import { assignees, barredMembers, watchedUntil } from '../../domain/ledger/case/work.ts';
import { foldStream, type FoldEvent } from '../../domain/ledger/stream.ts';
import { act, everyone, imported, member, verdict } from './acts.ts';

const fold = (events: readonly FoldEvent[]) => foldStream(caseFold, events, everyone);
const given = (name: string | null, until?: string) => ({
  kind: 'case.assigned',
  handler: name === null ? null : member(name),
  ...(until === undefined ? {} : { until }),
});
const has = (events: readonly FoldEvent[]) => assignees(fold(events)).map(({ handler }) => handler);
const declared = { kind: 'interest.declared', ground: 'knowsSupervisor' };
const tried = (name: string, holds: boolean) => ({
  kind: 'interest.tried',
  member: member(name),
  holds,
  reason: 'Prövat',
});
const opened = act(imported({}));

describe('WO-5 who has a case', () => {
  it('is whom the last one who saw it gave it to, and both when two took it apart', () => {
    const first = act(given('Bo'), { refs: [opened] });
    const bo = act(given('Bo', '2026-12-01'), { by: 'Bo', refs: [first] });
    const cai = act(given('Cai', '2026-12-01'), { by: 'Cai', refs: [first] });
    expect(has([opened, first, bo])).toEqual([member('Bo')]);
    expect(new Set(has([opened, first, bo, cai]))).toEqual(new Set([member('Bo'), member('Cai')]));
    const settled = act(given('Cai'), { refs: [bo, cai] });
    expect(has([opened, first, bo, cai, settled])).toEqual([member('Cai')]);
    expect(has([opened, first, act(given(null), { refs: [first] })])).toEqual([]);
  });
});

describe('WO-6 a watch', () => {
  it('comes back on the earliest of the days that stand beside one another', () => {
    const watch = (until: string | null) => ({ kind: 'case.watched', until });
    const bo = act(watch('2026-12-04'), { by: 'Bo', refs: [opened] });
    const cai = act(watch('2026-12-02'), { by: 'Cai', refs: [opened] });
    expect(watchedUntil(fold([opened, bo, cai]))?.until).toBe('2026-12-02');
    const ended = act(watch(null), { refs: [bo, cai] });
    expect(watchedUntil(fold([opened, bo, cai, ended]))).toBeNull();
  });
});

describe('WO-8 a conflict of interest', () => {
  const declares = act(declared, { by: 'Bo', refs: [opened] });

  it('bars its author: what they do afterwards has no effect, and what others do has', () => {
    const barred = act(verdict('eligible'), { by: 'Bo', refs: [declares] });
    const state = fold([opened, declares, barred]);
    expect([conclusionName(state), state.notEntitled]).toEqual([null, [barred.hash]]);
    const other = act(verdict('eligible'), { by: 'Cai', refs: [declares] });
    expect(conclusionName(fold([opened, declares, other]))).toBe('eligible');
  });

  it('does not touch what the author had done before', () => {
    const before = act(verdict('eligible'), { by: 'Bo', refs: [opened] });
    const after = act(declared, { by: 'Bo', refs: [before] });
    expect(conclusionName(fold([opened, before, after]))).toBe('eligible');
  });

  it('holds until another has tried it, and on the safe side when two say different things apart (WO-9)', () => {
    const own = act(tried('Bo', false), { by: 'Bo', refs: [declares] });
    expect(barredMembers(fold([opened, declares, own]))).toEqual([member('Bo')]);
    const lifted = act(tried('Bo', false), { refs: [declares] });
    expect(barredMembers(fold([opened, declares, lifted]))).toEqual([]);
    const kept = act(tried('Bo', true), { by: 'Cai', refs: [declares] });
    expect(barredMembers(fold([opened, declares, lifted, kept]))).toEqual([member('Bo')]);
    const works = act(verdict('eligible'), { by: 'Bo', refs: [lifted] });
    expect(conclusionName(fold([opened, declares, lifted, works]))).toBe('eligible');
  });

  it('is judged by what the author had seen: a trial that came beside the act gives it no effect', () => {
    const works = act(verdict('eligible'), { by: 'Bo', refs: [declares] });
    const lifted = act(tried('Bo', false), { refs: [declares], at: 1 });
    expect(conclusionName(fold([opened, declares, works, lifted]))).toBeNull();
    const seesIt = act(verdict('eligible'), { by: 'Bo', refs: [lifted] });
    expect(conclusionName(fold([opened, declares, lifted, seesIt]))).toBe('eligible');
  });

  it('is the same in any order', () => {
    const set = [
      opened,
      declares,
      act(verdict('eligible'), { by: 'Bo', refs: [declares] }),
      act(tried('Bo', false), { refs: [declares] }),
      act(tried('Cai', true), { by: 'Dag', refs: [opened] }),
      act(given('Cai', '2026-12-01'), { by: 'Cai', refs: [opened] }),
      act(given('Bo'), { by: 'Dag', refs: [declares] }),
    ];
    const whole = fold(set);
    fc.assert(
      fc.property(fc.shuffledSubarray(set, { minLength: set.length }), (order) => {
        expect(fold([...order, ...order.slice(0, 3)])).toEqual(whole);
      }),
    );
  });
});
