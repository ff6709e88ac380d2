import { describe, expect, it } from 'vitest';
import { decideFixBasis } from '../../domain/decision/fix-basis.ts';
import {
  decideRegister,
  differences,
  type BarDecision,
  type RegisterCommand,
  type RegisterContext,
} from '../../domain/decision/register.ts';
import { composedDocumentSchema } from '../../domain/document/blocks.ts';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { payloadSchema, type Answers } from '../../domain/ledger/payload.ts';
import {
  caseId,
  caseOf,
  contextOf,
  day,
  fold,
  grantAnswers,
  reference,
  refusalAnswers,
  team,
  today,
} from '../form/case-setup.ts';

function basisOf(outcome: 'grant' | 'refusal' = 'grant') {
  const context = contextOf({ outcome });
  const answers = outcome === 'grant' ? grantAnswers : refusalAnswers;
  const result = decideFixBasis({ heads: context.state.heads, answers }, context);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const later = day('2026-11-25');

function contextFor(outcome: 'grant' | 'refusal' = 'grant'): RegisterContext {
  const state = fold(caseFold, [basisOf(outcome)], caseOf());
  return {
    reference,
    caseId,
    state,
    team,
    today: later,
    confirmations: {},
    demo: false,
    renderer: 'tagged-1',
  };
}

const bar: BarDecision = {
  barNumber: 'BÄR-100001',
  day: day('2026-11-24'),
  outcome: 'grant',
  from: day('2026-12-07'),
  to: day('2027-04-06'),
};

function registered(more: Partial<RegisterCommand> = {}, context = contextFor()) {
  return decideRegister({ ...bar, heads: context.state.heads, source: 'list', kept: {}, ...more }, context);
}

describe('what BÄR decided', () => {
  it('DE-9 is recorded with number, day, outcome, period and the composed page', () => {
    const result = registered();
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    const { documents, ...rest } = result.value.payload;
    expect(rest).toEqual({
      kind: 'decision.registered',
      barNumber: 'BÄR-100001',
      day: '2026-11-24',
      outcome: 'grant',
      period: { from: '2026-12-07', to: '2027-04-06' },
      source: 'list',
      differences: [],
      renderer: 'tagged-1',
    });
    const party = composedDocumentSchema.parse(documents['party']);
    expect(party.letterhead.meta.map((row) => row.value)).toEqual([
      '2026-11-24',
      'BÄR-100001',
      '19900704-2386',
    ]);
    expect(payloadSchema.parse(result.value.payload)).toEqual(result.value.payload);
  });

  it('DE-9 needs a basis, a number and a day that has come', () => {
    const undecided = { ...contextFor(), state: caseOf() };
    expect(registered({}, undecided)).toEqual({ ok: false, error: { tag: 'noBasis' } });
    expect(registered({ barNumber: ' ' })).toEqual({ ok: false, error: { tag: 'noBarNumber' } });
    expect(registered({ day: day('2026-11-26') })).toEqual({
      ok: false,
      error: { tag: 'dayInFuture', day: '2026-11-26' },
    });
  });

  it('DE-10 that differs is not recorded until a person says what holds', () => {
    const other = { to: day('2027-03-31') };
    const differing = [{ field: 'to', ours: '2027-04-06', theirs: '2027-03-31' }];
    expect(registered(other)).toEqual({ ok: false, error: { tag: 'differs', differences: differing } });
    const kept = (whose: 'ours' | 'theirs') => {
      const result = registered({ ...other, kept: { to: whose } });
      return result.ok ? [result.value.payload.period?.to, result.value.payload.differences] : result.error;
    };
    expect(kept('theirs')).toEqual(['2027-03-31', [{ ...differing[0], kept: 'theirs' }]]);
    expect(kept('ours')).toEqual(['2027-04-06', [{ ...differing[0], kept: 'ours' }]]);
  });

  it('DE-10 the page holds the period that was settled', () => {
    const result = registered({ to: day('2027-03-31'), kept: { to: 'theirs' } });
    expect(JSON.stringify(result)).toContain('till och med den 31 mars 2027');
  });

  it('DE-10 a day before the basis, another outcome and a start before the day are differences', () => {
    const basis = basisOf();
    expect(differences(basis, { ...bar, day: day('2026-11-16') })).toEqual([
      { field: 'dayBeforeBasis', ours: today, theirs: '2026-11-16' },
    ]);
    expect(differences(basis, { ...bar, outcome: 'refusal' })).toEqual([
      { field: 'outcome', ours: 'grant', theirs: 'refusal' },
    ]);
    expect(differences(basis, { ...bar, day: day('2026-12-08') })).toEqual([
      { field: 'startBeforeDay', ours: '2026-12-07', theirs: '2026-12-08' },
    ]);
    expect(differences(basis, { barNumber: 'x', day: bar.day, outcome: 'grant' })).toEqual([]);
  });

  it('DE-11 another outcome is recorded as the fact it is; its page needs its own reasons', () => {
    const refused = { outcome: 'refusal' as const, kept: { outcome: 'theirs' as const } };
    const bare = registered(refused);
    expect(
      bare.ok && [bare.value.payload.outcome, bare.value.payload.documents, bare.value.payload.period],
    ).toEqual(['refusal', {}, undefined]);
    expect(bare.ok && bare.value.missing).toContain('motivering');
    const supplement: Answers = { ...refusalAnswers, '6.3': grantAnswers['6.3'] ?? '' };
    const whole = registered({ ...refused, supplement });
    expect(whole.ok && Object.keys(whole.value.payload.documents)).toEqual(['party']);
  });

  it('DE-12 once recorded nothing else is fixed or recorded', () => {
    const context = contextFor();
    const first = registered({}, context);
    if (!first.ok) throw new Error();
    const state = fold(caseFold, [first.value.payload], context.state);
    expect(decisionStanding(state).status).toBe('registered');
    const taken = {
      ok: false,
      error: { tag: 'alreadyRegistered', barNumber: 'BÄR-100001', day: '2026-11-24' },
    };
    expect(registered({ heads: state.heads }, { ...context, state })).toEqual(taken);
    expect(decideFixBasis({ heads: state.heads, answers: grantAnswers }, { ...contextOf(), state })).toEqual(
      taken,
    );
  });

  it('DE-5 is not recorded over a case that has changed since it was shown', () => {
    const context = contextFor();
    expect(registered({ heads: [] }, context)).toEqual({
      ok: false,
      error: { tag: 'changedMeanwhile', heads: context.state.heads },
    });
  });

  it('DE-9 is recorded also where consent was withdrawn after the basis: it is a fact', () => {
    const withdrawn = { kind: 'facts.entered', fields: { consentWithdrawnOn: '2026-11-23' } };
    const context = contextFor();
    expect(
      registered(
        { heads: fold(caseFold, [withdrawn], context.state).heads },
        { ...context, state: fold(caseFold, [withdrawn], context.state) },
      ).ok,
    ).toBe(true);
  });
});
