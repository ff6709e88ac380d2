import { describe, expect, it } from 'vitest';
import { decideFixBasis } from '../../domain/decision/fix-basis.ts';
import { decideRegister } from '../../domain/decision/register.ts';
import { decideResolve } from '../../domain/decision/resolve.ts';
import { eventHashSchema } from '../../domain/ids.ts';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import type { CaseState } from '../../domain/ledger/case/state.ts';
import type { Payload } from '../../domain/ledger/payload.ts';
import {
  caseId,
  caseOf,
  contextOf,
  day,
  decider,
  fold,
  grantAnswers,
  reference,
  team,
} from '../form/case-setup.ts';

const context = contextOf();
const fixed = decideFixBasis({ heads: context.state.heads, answers: grantAnswers }, context);
if (!fixed.ok) throw new Error(JSON.stringify(fixed.error));
const basis = fixed.value;

/** An act whose author had seen the case as it was first, and nothing of what stands since. */
function beside(state: CaseState, payload: Payload, name: string): CaseState {
  const event = eventHashSchema.parse(name.repeat(32));
  const next = caseFold.apply(
    { ...state, acts: [...state.acts, { event, actor: decider, at: 2 }] },
    {
      payload,
      act: state.acts.length,
      seen: (act) => act < context.state.acts.length,
      judgement: 'entitled',
    },
  );
  return { ...next, heads: [...state.heads, event] };
}

const one = fold(caseFold, [basis], caseOf());
const conflicting = beside(one, basis, '22');
const [first, second] = conflicting.decisionHeads.map((head) => head.event);
const command = { heads: conflicting.heads, keep: first ?? null, reason: 'Åsa hade läst tillståndet.' };

describe('ending a conflict', () => {
  it('DE-13 names every head with a reason and says which stands', () => {
    const result = decideResolve(conflicting, command);
    expect(result).toEqual({
      ok: true,
      value: { kind: 'conflict.resolved', heads: [first, second], keep: first, reason: command.reason },
    });
    if (!result.ok) return;
    expect(decisionStanding(fold(caseFold, [result.value], conflicting)).status).toBe('basis');
  });

  it('DE-13 may leave the case undecided', () => {
    expect(decideResolve(conflicting, { ...command, keep: null }).ok).toBe(true);
  });

  it('DE-13 is refused without conflict, reason, or a head that stands, or on other heads than those shown', () => {
    const tag = (state: CaseState, more: Partial<typeof command>) => {
      const result = decideResolve(state, { ...command, ...more });
      return result.ok ? 'resolved' : result.error.tag;
    };
    expect(tag(one, { heads: one.heads })).toBe('noConflict');
    expect(tag(conflicting, { reason: ' ' })).toBe('noReason');
    expect(tag(conflicting, { keep: eventHashSchema.parse('33'.repeat(32)) })).toBe('notAHead');
    expect(tag(conflicting, { heads: [] })).toBe('changedMeanwhile');
    expect(tag({ ...conflicting, newer: 1 }, {})).toBe('newerEntries');
  });

  it('DE-14 lets no basis stand over what BÄR has decided', () => {
    const registered = decideRegister(
      {
        heads: one.heads,
        barNumber: 'BÄR-1',
        day: day('2026-11-22'),
        outcome: 'grant',
        source: 'hand',
        kept: {},
      },
      {
        reference,
        caseId,
        state: one,
        team,
        today: day('2026-11-22'),
        confirmations: {},
        demo: false,
        renderer: 'tagged-1',
      },
    );
    if (!registered.ok) throw new Error(JSON.stringify(registered.error));
    const state = beside(fold(caseFold, [registered.value.payload], one), basis, '44');
    const [recorded, other] = state.decisionHeads.map((head) => head.event);
    const keep = (event: typeof recorded | null) =>
      decideResolve(state, { ...command, heads: state.heads, keep: event ?? null });
    expect(keep(other)).toEqual({ ok: false, error: { tag: 'registeredMustStand' } });
    expect(keep(null)).toEqual({ ok: false, error: { tag: 'registeredMustStand' } });
    expect(keep(recorded).ok).toBe(true);
  });
});
