// Proves GR-15 in the pure fold: what a note and a taking over end, in every order the events can come in.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { handoverFlags, takenBy, waitingNotes } from '../../domain/ledger/case/handover.ts';
import { foldStream, type FoldEvent } from '../../domain/ledger/stream.ts';
import { act, batch, everyone, imported, member } from './acts.ts';

const fold = (events: readonly FoldEvent[]) => foldStream(caseFold, events, everyone);
const noted = (text: string, forWhom?: string) => ({
  kind: 'handover.noted',
  text,
  ...(forWhom === undefined ? {} : { forWhom: member(forWhom) }),
});
const taken = { kind: 'handover.taken' };
const texts = (events: readonly FoldEvent[]) => waitingNotes(fold(events)).map((note) => note.text);
const holders = (events: readonly FoldEvent[]) => {
  const state = fold(events);
  return takenBy(state).map((place) => state.acts[place]?.actor);
};

describe('GR-15 notes and takings over', () => {
  const opened = act(imported({}));
  const first = act(noted('Ringt.', 'Bo'), { refs: [opened] });

  it('are ended by a taking over and by a note that saw them', () => {
    const taking = act(taken, { by: 'Bo', refs: [first] });
    const later = act(noted('Klart så när som på fackets svar.'), { by: 'Bo', refs: [taking] });
    expect(texts([opened, first])).toEqual(['Ringt.']);
    expect([texts([opened, first, taking]), holders([opened, first, taking])]).toEqual([[], [member('Bo')]]);
    expect(texts([opened, first, taking, later])).toEqual(['Klart så när som på fackets svar.']);
    expect(holders([opened, first, taking, later])).toEqual([]);
  });

  it('stand beside one another when nobody had seen them, and the one who saw all ends all', () => {
    const bo = act(taken, { by: 'Bo', refs: [first] });
    const cai = act(taken, { by: 'Cai', refs: [opened] });
    const apart = [opened, first, bo, cai];
    expect(new Set(holders(apart))).toEqual(new Set([member('Bo'), member('Cai')]));
    const asa = act(taken, { refs: [bo, cai] });
    expect(holders([...apart, asa])).toEqual([member('Åsa')]);
    const unseen = act(noted('Till den som tar över.'), { by: 'Dag', refs: [opened] });
    expect(texts([...apart, asa, unseen])).toEqual(['Till den som tar över.']);
  });

  it('are the same in any order', () => {
    const bo = act(taken, { by: 'Bo', refs: [first] });
    const beside = act(noted('Beside.'), { by: 'Cai', refs: [first] });
    const cai = act(taken, { by: 'Cai', refs: [beside] });
    const set = [opened, first, bo, beside, cai];
    const whole = fold(set);
    fc.assert(
      fc.property(fc.shuffledSubarray(set, { minLength: set.length }), (order) => {
        expect(fold([...order, ...order.slice(0, 2)])).toEqual(whole);
      }),
    );
  });

  it('are looked up by whom they wait for and who has the case, and not of a protected person', () => {
    const any = act(noted('Till den som tar över.'), { by: 'Cai', refs: [opened] });
    const bo = act(taken, { by: 'Bo', refs: [opened] });
    const all = [opened, first, any, bo];
    expect(new Set(handoverFlags(fold(all)))).toEqual(
      new Set([`to:${member('Bo')}`, 'to:any', `by:${member('Bo')}`]),
    );
    const marked = act(
      { kind: 'case.stubbed', intake: '2026-autumn', applicationId: 'JS-1', mark: 'unspecified', batch },
      { refs: all.slice(1) },
    );
    expect(handoverFlags(fold([...all, marked]))).toEqual([]);
  });
});
