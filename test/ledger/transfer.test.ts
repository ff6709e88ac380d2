// Proves: where a case stands after transfers, and which verdicts count there, is the same in any order (RE-39, RE-40).
import { describe, expect, it } from 'vitest';
import { caseConflicts } from '../../domain/conflict/find.ts';
import { caseFlags } from '../../domain/conflict/flags.ts';
import { basisBlockOf } from '../../domain/decision/gate.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { conclusionName } from '../../domain/ledger/case/readings.ts';
import { foldStream, type FoldEvent } from '../../domain/ledger/stream.ts';
import { act, basis, batch, everyone, imported, pin, verdict } from './acts.ts';

const opened = act(imported({}));
const to = (intake: string) => ({
  kind: 'case.transferred',
  batch,
  to: intake,
  reason: 'Söker till piloten',
});
const toPilot = to('2026-autumn-pilot');
const byPilot = (conclusion: string) => ({ ...verdict(conclusion), ruleSet: { ...pin, id: 'pilot' } });

/** Every order gives the same; the state of the given order is returned. */
function fold(...events: readonly FoldEvent[]) {
  const state = foldStream(caseFold, events, everyone);
  expect(foldStream(caseFold, events.toReversed(), everyone)).toEqual(state);
  const [first, ...rest] = events;
  if (first) expect(foldStream(caseFold, [...rest, first], everyone)).toEqual(state);
  return state;
}

describe('a transfer', () => {
  const moved = act(toPilot, { refs: [opened] });

  it('RE-39 moves the case, and a later file of the intake it was opened in does not move it back', () => {
    expect(fold(opened).intake).toBe('2026-autumn');
    expect(fold(opened, moved).intake).toBe('2026-autumn-pilot');
    const again = act(imported({ phone: '070' }, '2026-09-01'), { refs: [moved] });
    expect(fold(opened, moved, again).intake).toBe('2026-autumn-pilot');
  });

  it('RE-39 never leaves the season', () => {
    const wrong = act(to('2027-spring'), { refs: [opened] });
    expect(fold(opened, wrong).intake).toBe('2026-autumn');
  });

  it('RE-39 is taken back, and the case stands as before', () => {
    const undone = act({ kind: 'acts.voided', events: [moved.hash] }, { refs: [moved] });
    expect(fold(opened, moved, undone).intake).toBe('2026-autumn');
  });

  it('RE-39 made twice apart is one', () => {
    const other = act(toPilot, { by: 'Bo', refs: [opened] });
    const state = fold(opened, moved, other);
    expect([state.intake, caseConflicts(state)]).toEqual(['2026-autumn-pilot', []]);
  });

  it('RE-39 made differently apart is a conflict; meanwhile the case stands where it was opened', () => {
    const back = act(to('2026-autumn'), { refs: [moved] });
    const other = act(toPilot, { by: 'Bo', refs: [opened] });
    const state = fold(opened, moved, back, other);
    expect(state.intake).toBe('2026-autumn');
    expect(caseConflicts(state).map((one) => one.kind)).toEqual(['transfer']);
    expect(basisBlockOf(state, 'grant')).toEqual({ tag: 'transferConflict' });
    const chosen = act(toPilot, { refs: [back, other] });
    const settled = fold(opened, moved, back, other, chosen);
    expect([settled.intake, caseConflicts(settled)]).toEqual(['2026-autumn-pilot', []]);
  });
});

describe('verdicts and transfers', () => {
  const moved = act(toPilot, { refs: [opened] });
  const before = act(verdict('eligible'), { refs: [opened] });

  it('RE-40 a verdict by the rules before does not count, whether its author had seen the transfer or not', () => {
    const after = act(toPilot, { refs: [before] });
    expect(conclusionName(fold(opened, before))).toBe('eligible');
    expect(conclusionName(fold(opened, before, after))).toBeNull();
    // Bo judges while Åsa moves: neither has seen the other.
    const beside = act(verdict('notEligible', 'G3.1'), { by: 'Bo', refs: [opened] });
    const state = fold(opened, moved, beside);
    expect([conclusionName(state), caseConflicts(state)]).toEqual([null, []]);
    expect(state.verdicts).toHaveLength(1);
  });

  it('RE-40 a verdict by the new rules counts alone, and one by the old rules counts again when the case is back', () => {
    const after = act(byPilot('notEligible'), { refs: [moved] });
    expect(conclusionName(fold(opened, before, moved, after))).toBe('notEligible');
    const back = act(to('2026-autumn'), { refs: [moved, before] });
    expect(conclusionName(fold(opened, before, moved, back))).toBe('eligible');
  });

  it('RE-39 a basis fixed beside a transfer asks to be looked at (CO-2)', () => {
    const decided = act(basis(), { by: 'Bo', refs: [opened] });
    expect(caseFlags(fold(opened, moved, decided))).toEqual(['unseen']);
  });
});
