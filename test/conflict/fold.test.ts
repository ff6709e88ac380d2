// Proves: what people say of facts unseen, of acts without right and of two cases, folded in any order (CO-1–CO-5).
import { describe, expect, it } from 'vitest';
import { caseConflicts } from '../../domain/conflict/find.ts';
import { caseFlags, waitingActs } from '../../domain/conflict/flags.ts';
import { caseIdSchema } from '../../domain/ids.ts';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { ledBy } from '../../domain/ledger/case/joins.ts';
import { currentOffer } from '../../domain/ledger/case/offers.ts';
import { conclusionOf, unseenFacts } from '../../domain/ledger/case/readings.ts';
import { foldStream, type FoldEvent, type Judge } from '../../domain/ledger/stream.ts';
import { caseRow } from '../../domain/review/case-row.ts';
import { act, basis, batch, everyone, imported, member, verdict } from '../ledger/acts.ts';

const own = caseIdSchema.parse('c'.repeat(32));
const other = 'd'.repeat(32);
const first = act(imported({}));

/** Every order gives the same; the state of the given order is returned. */
function fold(events: readonly FoldEvent[], judge: Judge = everyone) {
  const state = foldStream(caseFold, events, judge);
  expect(foldStream(caseFold, events.toReversed(), judge)).toEqual(state);
  return state;
}

describe('facts beside a decision', () => {
  const decided = act(basis(), { refs: [first] });
  const fact = act(imported({ withdrawn: true }, '2026-11-11'), { by: 'Björn', refs: [first] });
  const looked = (refs: readonly FoldEvent[]) =>
    act({ kind: 'unseen.reviewed', facts: [fact.hash], outcome: 'stands', reason: 'sett' }, { refs });

  it('CO-2 stay flagged until somebody who has seen both says that they have been looked at', () => {
    expect(caseFlags(fold([first, decided, fact]))).toEqual(['unseen']);
    expect(caseFlags(fold([first, decided, fact, looked([decided, fact])]))).toEqual([]);
    const onlyFact = act(
      { kind: 'unseen.reviewed', facts: [fact.hash], outcome: 'stands', reason: 'sett' },
      { by: 'Björn', refs: [fact] },
    );
    expect(caseFlags(fold([first, decided, fact, onlyFact]))).toEqual(['unseen']);
  });

  it('CO-2 are asked about anew when another comes in beside', () => {
    const second = act(imported({ colour: 'red' }, '2026-11-12'), { by: 'Cai', refs: [first] });
    const state = fold([first, decided, fact, looked([decided, fact]), second]);
    expect(unseenFacts(state).map((pair) => state.acts[pair.fact]?.event)).toEqual([second.hash]);
  });

  it('CO-2 are not asked about when the decision was set aside', () => {
    const mine = act(basis('refusal'), { by: 'Cai', refs: [first, fact] });
    const heads = [decided.hash, mine.hash];
    const kept = act(
      { kind: 'conflict.resolved', heads, keep: mine.hash, reason: 'den' },
      { refs: [decided, mine] },
    );
    expect(unseenFacts(fold([first, fact, decided, mine, kept]))).toEqual([]);
  });
});

describe('a registration after a resolve', () => {
  it('CO-1 stands on the basis that was kept, whichever clock ran ahead', () => {
    for (const late of ['a', 'b'] as const) {
      const a = act(basis('grant'), { refs: [first], at: late === 'a' ? 9_000 : 100 });
      const b = act(basis('refusal'), { by: 'Björn', refs: [first], at: late === 'b' ? 9_000 : 100 });
      const kept = act(
        { kind: 'conflict.resolved', heads: [a.hash, b.hash], keep: a.hash, reason: 'a' },
        { refs: [a, b] },
      );
      const decided = act(
        {
          kind: 'decision.registered',
          barNumber: 'BÄR-1',
          day: '2026-11-12',
          outcome: 'grant',
          source: 'hand',
          differences: [],
          documents: {},
          renderer: '1',
        },
        { refs: [kept] },
      );
      expect(decisionStanding(fold([first, a, b, kept, decided]))).toMatchObject({
        status: 'registered',
        basis: { outcome: 'grant' },
      });
    }
  });
});

describe('acts of somebody not entitled', () => {
  const judge: Judge = (event) => (event.actor === member('Ulf') ? 'notEntitled' : 'entitled');
  const given = act(verdict('eligible'), { by: 'Ulf', refs: [first] });
  const speak = (kind: string, by: string, refs: readonly FoldEvent[]) =>
    act({ kind, events: [given.hash], reason: 'prövat' }, { by, refs });

  it('CO-3 have no effect, are confirmed, or leave the inbox without effect', () => {
    const waits = fold([first, given], judge);
    expect([waitingActs(waits), conclusionOf(waits).status]).toEqual([[given.hash], 'none']);
    const confirmed = fold([first, given, speak('acts.confirmed', 'Åsa', [given])], judge);
    expect([waitingActs(confirmed), conclusionOf(confirmed).status]).toEqual([[], 'agreed']);
    const left = fold([first, given, speak('acts.left', 'Åsa', [given])], judge);
    expect([waitingActs(left), left.notEntitled, conclusionOf(left).status]).toEqual([
      [],
      [given.hash],
      'none',
    ]);
  });

  it('CO-3 wait again when one confirms and another leaves them apart, until somebody who saw both speaks', () => {
    const yes = speak('acts.confirmed', 'Åsa', [given]);
    const no = speak('acts.left', 'Björn', [given]);
    const apart = fold([first, given, yes, no], judge);
    expect([waitingActs(apart), conclusionOf(apart).status]).toEqual([[given.hash], 'none']);
    const last = speak('acts.confirmed', 'Cai', [yes, no]);
    expect(conclusionOf(fold([first, given, yes, no, last], judge)).status).toBe('agreed');
  });

  it('CO-3 keep a confirmation that somebody saw before leaving the act', () => {
    const yes = speak('acts.confirmed', 'Åsa', [given]);
    const no = speak('acts.left', 'Björn', [yes]);
    expect(conclusionOf(fold([first, given, yes, no], judge)).status).toBe('agreed');
    const byUlf = speak('acts.confirmed', 'Ulf', [given]);
    expect(waitingActs(fold([first, given, byUlf], judge))).toContain(given.hash);
  });
});

describe('two cases of one application', () => {
  const same = (role: 'leads' | 'follows', by: string, refs: readonly FoldEvent[]) =>
    act({ kind: 'case.same-as', batch, other, role, reason: 'samma' }, { by, refs });

  it('CO-4 one is handled in the other, keeps what it has, and is a case of its own again by the counter-act', () => {
    const judged = act(verdict('eligible'), { refs: [first] });
    const joined = same('follows', 'Åsa', [judged]);
    const state = fold([first, judged, joined]);
    expect([ledBy(state), caseRow(own, state)?.step, caseRow(own, state)?.conclusion]).toEqual([
      [other],
      'joined',
      'eligible',
    ]);
    const parted = act({ kind: 'case.not-same', batch, other, reason: 'två' }, { refs: [joined] });
    expect(caseRow(own, fold([first, judged, joined, parted]))?.step).toBe('eligible');
  });

  it('CO-4 said two ways apart is a conflict, and meanwhile both are cases of their own', () => {
    const state = fold([first, same('follows', 'Åsa', [first]), same('leads', 'Björn', [first])]);
    expect(caseConflicts(state).map((one) => one.kind)).toEqual(['join']);
    expect([ledBy(state), caseRow(own, state)?.step]).toEqual([[], 'imported']);
  });

  it('CO-5 a following case that was decided meanwhile is shown, with its decision', () => {
    const state = fold([
      first,
      same('follows', 'Åsa', [first]),
      act(basis(), { by: 'Björn', refs: [first] }),
    ]);
    expect(caseConflicts(state).map((one) => one.kind)).toEqual(['joinedDecided']);
    expect(caseRow(own, state)).toMatchObject({ step: 'basisFixed', conflict: true });
  });
});

type Place = { readonly refs: readonly FoldEvent[]; readonly at: number };

describe('offers written apart', () => {
  it('CO-1 the offer to decide on is the same, whichever of two acts on one offer the clocks put last', () => {
    const offer = (digit: string, by: string, { refs, at }: Place) =>
      act(
        {
          kind: 'offer.entered',
          offer: digit.repeat(32),
          employer: digit.repeat(32),
          fields: { employerName: 'Exempelverket AB' },
        },
        { by, refs, at },
      );
    const current = (asaAt: number, boAt: number) => {
      const known = offer('1', 'Åsa', { refs: [first], at: 10 });
      const later = offer('0', 'Åsa', { refs: [known], at: asaAt });
      const apart = offer('0', 'Björn', { refs: [first], at: boAt });
      return currentOffer(fold([first, known, later, apart]))?.id;
    };
    expect([current(20, 30), current(30, 20)]).toEqual(['0'.repeat(32), '0'.repeat(32)]);
  });
});
