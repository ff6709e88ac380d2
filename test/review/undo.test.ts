import { describe, expect, it } from 'vitest';
import { caseIdSchema, caseStream, type EventHash } from '../../domain/ids.ts';
import { planUndo, type UndoEvent, type UndoGraph } from '../../domain/review/undo.ts';
import { hash } from '../rules/case-builder.ts';

const stream = caseStream(caseIdSchema.parse('c'.repeat(32)));
const event = (number: number, kind: UndoEvent['kind']): UndoEvent => ({ hash: hash(number), stream, kind });

/** Each event names the one before it. */
function chain(events: readonly UndoEvent[], voided: readonly EventHash[] = []): UndoGraph {
  return {
    namedBy: (of) => {
      const next = events[events.findIndex((one) => one.hash === of) + 1];
      return next ? [next] : [];
    },
    isVoided: (one) => voided.includes(one),
  };
}

const imported = event(1, 'facts.imported');
const verdict = event(2, 'verdict.given');

describe('undo', () => {
  it('takes back the newest act', () => {
    expect(planUndo([verdict], chain([imported, verdict]))).toEqual({ can: [hash(2)], cannot: [] });
  });

  it('leaves an act that something later builds on and names what', () => {
    const basis = event(3, 'basis.fixed');
    expect(planUndo([verdict], chain([imported, verdict, basis]))).toEqual({
      can: [],
      cannot: [{ event: verdict, why: { tag: 'builtUpon', by: basis } }],
    });
  });

  it('takes a batch whose acts only build on one another', () => {
    const plan = planUndo([imported, verdict], chain([imported, verdict]));
    expect(plan.can).toEqual([hash(1), hash(2)]);
  });

  it('leaves what an act that must stay rests on', () => {
    const basis = event(3, 'basis.fixed');
    const plan = planUndo([imported, verdict, basis], chain([imported, verdict, basis]));
    expect(plan.can).toEqual([]);
    expect(plan.cannot.map((one) => one.why.tag)).toEqual(['builtUpon', 'builtUpon', 'neverUndone']);
  });

  it('looks through acts that are taken back already', () => {
    const undone = event(3, 'acts.voided');
    const graph = chain([imported, verdict, undone], [hash(2)]);
    expect(planUndo([imported], graph).can).toEqual([hash(1)]);
    expect(planUndo([verdict], graph).cannot[0]?.why).toEqual({ tag: 'alreadyUndone' });
  });

  it('never takes back a decision or an unknown newer entry', () => {
    const plan = planUndo([event(4, 'decision.registered'), event(5, 'newer')], chain([]));
    expect(plan.cannot.map((one) => one.why)).toEqual([
      { tag: 'neverUndone', kind: 'decision.registered' },
      { tag: 'neverUndone', kind: 'newer' },
    ]);
  });
});
