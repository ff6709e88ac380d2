// Proves: an undo made apart from a decision, or bent to come after it, never takes away what was decided upon.
import { describe, expect, it } from 'vitest';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { isOpened } from '../../domain/ledger/case/readings.ts';
import { foldStream, type FoldEvent } from '../../domain/ledger/stream.ts';
import { act, basis, everyone, imported } from '../ledger/acts.ts';

const voiding = (...events: FoldEvent[]) => ({ kind: 'acts.voided', events: events.map((one) => one.hash) });
describe('an undo beside a decision', () => {
  it('made apart, or by a bent file after it, leaves what was decided upon', () => {
    const opened = act(imported({ givenName: 'Åsa' }));
    const fixed = act(basis(), { by: 'Åsa', refs: [opened] });
    const apart = act(voiding(opened), { by: 'Bo', refs: [opened] });
    const after = act(voiding(opened), { by: 'Bo', refs: [fixed] });
    for (const undo of [apart, after]) {
      const state = foldStream(caseFold, [opened, fixed, undo], everyone);
      expect(isOpened(state)).toBe(true);
      expect(state.voided).toEqual([]);
      expect(decisionStanding(state).status).toBe('basis');
    }
  });

  it('still takes back what the decision came after, or what nobody entitled decided upon', () => {
    const opened = act(imported({ givenName: 'Åsa' }));
    const wrong = act({ kind: 'facts.entered', fields: { phone: '1' } }, { refs: [opened] });
    const undo = act(voiding(wrong), { refs: [wrong] });
    const fixed = act(basis(), { refs: [undo] });
    expect(foldStream(caseFold, [opened, wrong, undo, fixed], everyone).voided).toEqual([wrong.hash]);
    const stranger = act(basis(), { by: 'Okänd', refs: [wrong] });
    const judge = (event: FoldEvent) => (event === stranger ? 'notEntitled' : 'entitled');
    expect(foldStream(caseFold, [opened, wrong, undo, stranger], judge).voided).toEqual([wrong.hash]);
  });
});
