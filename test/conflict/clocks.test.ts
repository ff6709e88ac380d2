// Proves: no clock decides anything: the same acts with other clocks mean the same (LE-3, CO-1).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseConflicts, conflictKey } from '../../domain/conflict/find.ts';
import { caseFlags } from '../../domain/conflict/flags.ts';
import { caseIdSchema } from '../../domain/ids.ts';
import { decisionStanding, inForce } from '../../domain/ledger/case/decisions.ts';
import { fieldValue } from '../../domain/ledger/case/fields.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { joinsOf } from '../../domain/ledger/case/joins.ts';
import { currentOffer } from '../../domain/ledger/case/offers.ts';
import { conclusionOf, unseenFacts } from '../../domain/ledger/case/readings.ts';
import type { CaseState } from '../../domain/ledger/case/state.ts';
import { foldStream, type FoldEvent } from '../../domain/ledger/stream.ts';
import { caseRow } from '../../domain/review/case-row.ts';
import { act, basis, batch, everyone, imported, verdict } from '../ledger/acts.ts';

const id = caseIdSchema.parse('c'.repeat(32));
const hex = (digit: number) => String(digit).repeat(32);

const offer = (one: number) => ({
  kind: 'offer.entered',
  offer: hex(one),
  employer: hex(one),
  fields: { employerName: `Arbetsgivare ${one}`, start: '2026-12-01' },
});
const same = (role: string) => ({ kind: 'case.same-as', batch, other: hex(5), role, reason: 'samma' });

/** What one person may do, given what they have seen. */
const kinds: readonly ((seen: readonly FoldEvent[], n: number) => unknown)[] = [
  (_, n) => imported({ phone: String(n % 3), colour: 'green' }, `2026-08-2${n % 3}`),
  (_, n) => ({ kind: 'facts.entered', fields: { phone: n % 4 === 0 ? null : String(n % 3) } }),
  (_, n) => verdict(n % 2 === 0 ? 'eligible' : 'notEligible'),
  (_, n) => ({ ...verdict('eligible'), note: `anteckning ${n}` }),
  () => basis(),
  (_, n) => offer(n % 3),
  (_, n) => ({
    kind: 'offer.moved',
    offer: hex(n % 3),
    state: n % 2 ? 'declined' : 'accepted',
    day: '2026-11-01',
  }),
  (_, n) =>
    n % 3 === 0
      ? { kind: 'case.not-same', batch, other: hex(5), reason: 'två' }
      : same(n % 2 ? 'leads' : 'follows'),
  (seen, n) => {
    const heads = seen
      .filter((one) => one.type === 'decision' || one.type === 'resolve')
      .map((one) => one.hash);
    const keep = heads[n % Math.max(1, heads.length)] ?? null;
    return heads.length < 2 ? basis() : { kind: 'conflict.resolved', heads, keep, reason: 'vald' };
  },
  (seen) => {
    const facts = seen.filter((one) => one.type === 'fact').map((one) => one.hash);
    return facts.length === 0
      ? basis()
      : { kind: 'unseen.reviewed', facts, outcome: 'stands', reason: 'sett' };
  },
];

type Step = { readonly kind: number; readonly by: number; readonly n: number; readonly hears: boolean };
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.nat(kinds.length - 1),
  by: fc.nat(2),
  n: fc.nat(11),
  hears: fc.boolean(),
});

/** Three people who sometimes hear what the others have done. */
function play(steps: readonly Step[]): FoldEvent[] {
  const first = act(imported({ phone: '0' }));
  const known = [new Set([first]), new Set([first]), new Set([first])];
  for (const { kind, by, n, hears } of steps) {
    const mine = known[by] ?? new Set<FoldEvent>();
    if (hears) for (const one of known[(by + 1) % 3] ?? []) mine.add(one);
    const seen = [...mine];
    const done = act(kinds[kind]?.(seen, n), { by: ['Åsa', 'Bo', 'Cai'][by] ?? 'Åsa', refs: seen });
    mine.add(done);
  }
  return [...new Set(known.flatMap((one) => [...one]))];
}

const eventOf = (state: CaseState, place: number) => state.acts[place]?.event ?? '';

/** All that rules, lists, pages and people go by; who and when are left out. */
function meaning(events: readonly FoldEvent[]) {
  const state = foldStream(caseFold, events, everyone);
  const standing = decisionStanding(state);
  const conclusion = conclusionOf(state);
  return {
    heads: state.heads,
    standing: 'basis' in standing ? [standing.status, standing.event, standing.basis] : standing.status,
    inForce: inForce(state)
      .map((place) => eventOf(state, place))
      .toSorted(),
    conclusion: conclusion.status === 'agreed' ? conclusion.value : conclusion.status,
    fields: ['phone', 'colour'].map((name) => fieldValue(state.fields, name) ?? null),
    conflicts: caseConflicts(state)
      .map((one) => [conflictKey(one), one.sides.map((side) => eventOf(state, side.act)).toSorted()])
      .toSorted(),
    flags: caseFlags(state).toSorted(),
    unseen: unseenFacts(state)
      .map((pair) => `${eventOf(state, pair.decision)} ${eventOf(state, pair.fact)}`)
      .toSorted(),
    joins: joinsOf(state)
      .map(({ other, said }) => [other, said.status === 'agreed' ? said.value.role : said.status])
      .toSorted(),
    offer: currentOffer(state)?.id ?? null,
    row: rowOf(state),
  };
}

/** The row without what is only shown: which of several fallen offers stands last. */
function rowOf(state: CaseState) {
  const row = caseRow(id, state);
  return row && { step: row.step, conclusion: row.conclusion, outcome: row.outcome, conflict: row.conflict };
}

describe('clocks', () => {
  it('CO-1 shuffled over all computers leave the meaning of a case as it is', () => {
    const shuffled = fc.tuple(
      fc.array(step, { minLength: 1, maxLength: 14 }),
      fc.infiniteStream(fc.nat(1_000_000)),
    );
    fc.assert(
      fc.property(shuffled, ([steps, clock]) => {
        const events = play(steps);
        const moved = events.map((event) => ({ ...event, hlc: clock.next().value ?? 0 }));
        expect(meaning(moved)).toEqual(meaning(events));
        expect(meaning(events.toReversed())).toEqual(meaning(events));
      }),
      { numRuns: 400 },
    );
  });
});
