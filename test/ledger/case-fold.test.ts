import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import { carefulFlag } from '../../domain/ledger/case/fields.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { caseField, conclusionOf, isOpened, unseenFacts } from '../../domain/ledger/case/readings.ts';
import { emptyCase } from '../../domain/ledger/case/state.ts';
import { applyNext, foldStream, type FoldEvent } from '../../domain/ledger/stream.ts';
import { act, basis, everyone, imported, verdict } from './acts.ts';

const fold = (events: readonly FoldEvent[]) => foldStream(caseFold, events, everyone);
const value = (events: readonly FoldEvent[], field: string) => caseField(fold(events), field);

describe('fields', () => {
  it('LE-5 takes the later export of one source, whenever it was read in', () => {
    const late = act(imported({ colour: 'orange' }, '2026-08-25'));
    const early = act(imported({ colour: 'green' }, '2026-08-20'), { refs: [late] });
    expect(value([late, early], 'colour')).toMatchObject({ status: 'value', value: 'orange' });
  });

  it('LE-6 keeps a hand-made value above a later import', () => {
    const first = act(imported({ area: 'Konst' }));
    const hand = act({ kind: 'facts.entered', fields: { area: 'architecture' } }, { refs: [first] });
    const again = act(imported({ area: 'Konst och form' }, '2026-09-01'), { refs: [hand] });
    expect(value([first, hand, again], 'area')).toMatchObject({
      status: 'value',
      value: 'architecture',
      source: 'hand',
    });
  });

  it('LE-6 lets the imported value through again when the hand-made one is taken away', () => {
    const first = act(imported({ area: 'Konst' }));
    const hand = act({ kind: 'facts.entered', fields: { area: 'architecture' } }, { refs: [first] });
    const gone = act({ kind: 'facts.entered', fields: { area: null } }, { refs: [hand] });
    expect(value([first, hand, gone], 'area')).toMatchObject({
      status: 'value',
      value: 'Konst',
      source: 'portal',
    });
  });

  it('LE-7 gives no value to a field that two colleagues wrote differently apart', () => {
    const first = act(imported({ municipality: 'Umeå' }));
    const mine = act({ kind: 'facts.entered', fields: { municipality: 'Åre' } }, { refs: [first] });
    const yours = act(
      { kind: 'facts.entered', fields: { municipality: 'Malmö' } },
      { by: 'Björn', refs: [first] },
    );
    expect(value([first, mine, yours], 'municipality').status).toBe('differs');
  });

  it('LE-7 gives the value back when somebody who saw both writes again', () => {
    const first = act(imported({ municipality: 'Umeå' }));
    const mine = act({ kind: 'facts.entered', fields: { municipality: 'Åre' } }, { refs: [first] });
    const yours = act(
      { kind: 'facts.entered', fields: { municipality: 'Malmö' } },
      { by: 'Björn', refs: [first] },
    );
    const settled = act({ kind: 'facts.entered', fields: { municipality: 'Åre' } }, { refs: [mine, yours] });
    expect(value([first, mine, yours, settled], 'municipality')).toMatchObject({
      status: 'value',
      value: 'Åre',
    });
  });

  it('LE-8 takes a withdrawn consent as withdrawn while colleagues differ', () => {
    const first = act(imported({ consent: true }));
    const withdrawn = act(
      { kind: 'facts.entered', fields: { consentWithdrawnOn: '2026-09-02' } },
      { refs: [first] },
    );
    const denied = act(
      { kind: 'facts.entered', fields: { consentWithdrawnOn: false } },
      { by: 'Björn', refs: [first] },
    );
    expect(carefulFlag(fold([first, withdrawn, denied]).fields, 'consentWithdrawnOn')).toBe(true);
  });
});

describe('conclusions', () => {
  it('LE-9 counts equal verdicts made apart as one', () => {
    const first = act(imported({}));
    const a = act(verdict('eligible'), { refs: [first] });
    const b = act(verdict('eligible'), { by: 'Björn', refs: [first] });
    expect(conclusionOf(fold([first, a, b])).status).toBe('agreed');
  });

  it('LE-9 shows different verdicts made apart as a conflict', () => {
    const first = act(imported({}));
    const a = act(verdict('eligible'), { refs: [first] });
    const b = act(verdict('notEligible', 'G4.1'), { by: 'Björn', refs: [first] });
    expect(conclusionOf(fold([first, a, b])).status).toBe('differs');
  });
});

describe('decisions', () => {
  const first = act(imported({}));

  it('LE-10 makes two bases fixed apart a conflict, even when equal', () => {
    const a = act(basis(), { refs: [first] });
    const b = act(basis(), { by: 'Björn', refs: [first] });
    expect(decisionStanding(fold([first, a, b])).status).toBe('conflict');
  });

  it('LE-10 ends the conflict by a resolve that names every head, and keeps the one it says', () => {
    const a = act(basis('grant'), { refs: [first] });
    const b = act(basis('refusal'), { by: 'Björn', refs: [first] });
    const resolve = act(
      { kind: 'conflict.resolved', heads: [a.hash, b.hash], keep: b.hash, reason: 'Björn hade läst svaret.' },
      { refs: [a, b] },
    );
    expect(decisionStanding(fold([first, a, b, resolve]))).toMatchObject({ status: 'basis', event: b.hash });
  });

  it('LE-10 resolves nothing when a head is left out', () => {
    const a = act(basis(), { refs: [first] });
    const b = act(basis(), { by: 'Björn', refs: [first] });
    const c = act(basis(), { by: 'Cecilia', refs: [first] });
    const resolve = act(
      { kind: 'conflict.resolved', heads: [a.hash, b.hash], keep: a.hash, reason: 'två av tre' },
      { refs: [a, b, c] },
    );
    expect(decisionStanding(fold([first, a, b, c, resolve])).status).toBe('conflict');
  });

  it('LE-10 two resolves made apart are a conflict again, in whatever order the clocks put them', () => {
    const a = act(basis('grant'), { refs: [first] });
    const b = act(basis('refusal'), { by: 'Björn', refs: [first] });
    const heads = [a.hash, b.hash];
    const mine = act(
      { kind: 'conflict.resolved', heads, keep: a.hash, reason: 'mitt' },
      { refs: [a, b], at: 10 },
    );
    const yours = act(
      { kind: 'conflict.resolved', heads, keep: b.hash, reason: 'ditt' },
      { by: 'Björn', refs: [a, b], at: 5 },
    );
    expect(decisionStanding(fold([first, a, b, mine, yours])).status).toBe('conflict');
  });

  it('LE-11 flags a decision made without seeing a fact that came in beside it', () => {
    const decided = act(basis(), { refs: [first] });
    const fact = act(imported({ withdrawn: true }, '2026-11-11'), { by: 'Björn', refs: [first] });
    expect(unseenFacts(fold([first, decided, fact]))).toHaveLength(1);
    expect(
      unseenFacts(fold([first, decided, act(imported({ withdrawn: true }), { refs: [decided] })])),
    ).toEqual([]);
  });
});

describe('void', () => {
  it('LE-12 leaves a verdict out when it is taken back', () => {
    const first = act(imported({}));
    const given = act(verdict('eligible'), { refs: [first] });
    const undo = act({ kind: 'acts.voided', events: [given.hash] }, { refs: [given] });
    expect(conclusionOf(fold([first, given, undo])).status).toBe('none');
  });

  it('LE-12 closes a case whose only import is taken back', () => {
    const first = act(imported({}));
    const undo = act({ kind: 'acts.voided', events: [first.hash] }, { refs: [first] });
    expect(isOpened(fold([first, undo]))).toBe(false);
  });

  it('LE-13 never takes back a decision, whoever asks', () => {
    const first = act(imported({}));
    const decided = act(basis(), { refs: [first] });
    const undo = act({ kind: 'acts.voided', events: [decided.hash] }, { refs: [decided] });
    expect(decisionStanding(fold([first, decided, undo])).status).toBe('basis');
  });

  it('LE-12 takes back nothing that its author had not seen', () => {
    const first = act(imported({}));
    const given = act(verdict('eligible'), { refs: [first] });
    const blind = act({ kind: 'acts.voided', events: [given.hash] }, { by: 'Björn', refs: [first] });
    expect(conclusionOf(fold([first, given, blind])).status).toBe('agreed');
  });
});

describe('entitlement', () => {
  it('LE-14 keeps an act without effect when its author was not entitled, until it is confirmed', () => {
    const first = act(imported({}));
    const foreign = act(verdict('eligible'), { by: 'Okänd', refs: [first] });
    const judge = (event: FoldEvent) =>
      (event.actor === foreign.actor ? 'notEntitled' : 'entitled') as 'entitled' | 'notEntitled';
    const waiting = foldStream(caseFold, [first, foreign], judge);
    expect([conclusionOf(waiting).status, waiting.notEntitled]).toEqual(['none', [foreign.hash]]);
    const confirmed = act(
      { kind: 'acts.confirmed', events: [foreign.hash], reason: 'Rätt handläggare.' },
      { refs: [foreign] },
    );
    expect(conclusionOf(foldStream(caseFold, [first, foreign, confirmed], judge)).status).toBe('agreed');
  });
});

describe('a set of events', () => {
  const names = ['Åsa', 'Björn', 'Cecilia'];
  const payloads = [
    imported({ municipality: 'Umeå', consent: true }, '2026-08-20'),
    imported({ municipality: 'Åre' }, '2026-08-25'),
    { kind: 'facts.entered', fields: { municipality: 'Malmö' } },
    { kind: 'facts.entered', fields: { municipality: null } },
    verdict('eligible'),
    verdict('needsCheck'),
    basis('grant'),
    basis('refusal'),
  ];
  const script = fc.array(
    fc.record({
      what: fc.nat(payloads.length - 1),
      who: fc.nat(2),
      seen: fc.array(fc.nat(30), { maxLength: 3 }),
      at: fc.nat(1000),
    }),
    { minLength: 1, maxLength: 14 },
  );

  function play(steps: readonly { what: number; who: number; seen: number[]; at: number }[]): FoldEvent[] {
    const events: FoldEvent[] = [];
    for (const step of steps) {
      const refs = [...new Set(step.seen.map((at) => events[at % Math.max(1, events.length)]))].filter(
        (one) => one !== undefined,
      );
      events.push(act(payloads[step.what], { by: names[step.who] ?? 'Åsa', refs, at: step.at }));
    }
    return events;
  }

  it('LE-1 folds to one state in any order, twice or in pieces', () => {
    fc.assert(
      fc.property(script, fc.infiniteStream(fc.nat()), (steps, random) => {
        const events = play(steps);
        const shuffled = events
          .map((event) => ({ event, key: random.next().value }))
          .sort((a, b) => a.key - b.key)
          .map((one) => one.event);
        expect(fold([...shuffled, ...shuffled.slice(0, 2)])).toEqual(fold(events));
      }),
    );
  });

  it('LE-2 applies an event that saw every head just as the whole fold does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(payloads.length - 1), { minLength: 1, maxLength: 12 }), (kinds) => {
        let state = emptyCase;
        const events: FoldEvent[] = [];
        for (const kind of kinds) {
          const event = act(payloads[kind], { refs: events.slice(-1) });
          events.push(event);
          const next = applyNext(caseFold, state, { event, judgement: 'entitled' });
          if (!next) throw new Error('the quick path refused an event that saw everything');
          state = next;
        }
        expect(state).toEqual(fold(events));
      }),
    );
  });

  it('LE-2 leaves an event that missed a head to the whole fold', () => {
    const first = act(imported({}));
    const state = fold([first, act(verdict('eligible'), { refs: [first] })]);
    expect(
      applyNext(caseFold, state, {
        event: act(verdict('needsCheck'), { refs: [first] }),
        judgement: 'entitled',
      }),
    ).toBeUndefined();
  });
});
