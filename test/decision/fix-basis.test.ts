import { describe, expect, it } from 'vitest';
import { decideFixBasis, type FixBasisError } from '../../domain/decision/fix-basis.ts';
import { exampleAnswers } from '../../domain/form/example.ts';
import { eventHashSchema } from '../../domain/ids.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { payloadSchema, type Answers, type PayloadOf } from '../../domain/ledger/payload.ts';
import type { Result } from '../../domain/result.ts';
import {
  approval,
  caseOf,
  clearCheck,
  contextOf,
  decider,
  employerOf,
  examples,
  fold,
  grantAnswers,
  offerId,
  reference,
  refusalAnswers,
  ruleSetPin,
  today,
  type ContextWishes,
} from '../form/case-setup.ts';

function fixed(
  wishes: ContextWishes = {},
  answers?: Answers,
): Result<PayloadOf<'basis.fixed'>, FixBasisError> {
  const context = contextOf(wishes);
  const given = answers ?? (context.outcome === 'grant' ? grantAnswers : refusalAnswers);
  return decideFixBasis({ heads: context.state.heads, answers: given }, context);
}

function refusalOf(wishes: ContextWishes, answers?: Answers) {
  const result = fixed(wishes, answers);
  if (result.ok) throw new Error('was fixed');
  return result.error;
}

const missingOf = (wishes: ContextWishes, answers?: Answers) => {
  const error = refusalOf(wishes, answers);
  return 'missing' in error ? error.missing : error.tag;
};
const without = (...numbers: string[]): Answers =>
  Object.fromEntries(Object.entries(grantAnswers).filter(([number]) => !numbers.includes(number)));

describe('fixing a basis', () => {
  it('DE-1 holds answers, period, offer, decider, day and the pins of what it rested on', () => {
    const result = fixed();
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    const { answers, ...rest } = result.value;
    expect(rest).toEqual({
      kind: 'basis.fixed',
      outcome: 'grant',
      period: { from: '2026-12-07', to: '2027-04-06' },
      offer: offerId,
      employer: '0c'.repeat(16),
      decider,
      noConflictOfInterest: true,
      day: today,
      ...reference.pins,
      ruleSet: ruleSetPin,
    });
    expect([answers['2.1'], answers['3.1'], answers['7.9']]).toEqual([
      'Amina Öztürk',
      'Fjällbo Kraft AB',
      true,
    ]);
    expect(payloadSchema.parse(result.value)).toEqual(result.value);
  });

  it('DE-2 refuses a grant without check, union line, jäv tick or cover, by field number', () => {
    expect(missingOf({ employer: undefined })).toEqual(['5.7', '5.8']);
    expect(missingOf({ employer: employerOf(approval) })).toEqual(['5.7']);
    expect(missingOf({ employer: employerOf(clearCheck) })).toEqual(['5.8']);
    expect(missingOf({}, without('7.9'))).toEqual(['7.9']);
    expect(missingOf({ person: { permitValidTo: '2027-01-31' } })).toEqual(['5.4']);
    expect(missingOf({ person: { rightToWork: 'tied' } })).toEqual(['5.5']);
  });

  it('DE-2 names the reason for more than four months and the extent without unit', () => {
    expect(missingOf({ offer: { end: '2027-04-30' } })).toEqual(['4.3']);
    expect(missingOf({ offer: { extent: { kind: 'unclear', raw: '30' } } })).toEqual(['4.4']);
  });

  it('DE-3 a bar of 9 b § stops a grant, but not a refusal', () => {
    const barred = employerOf({ ...clearCheck, outcome: 'bar' }, approval);
    expect(refusalOf({ employer: barred })).toEqual({ tag: 'employerBar', missing: ['5.7'] });
    expect(fixed({ employer: barred, outcome: 'refusal' }).ok).toBe(true);
  });

  it('DE-4 a refusal without kommunicering lacks 7.5, and has no period', () => {
    const silent = Object.fromEntries(
      Object.entries(refusalAnswers).filter(([number]) => !number.startsWith('7.5')),
    );
    expect(missingOf({ outcome: 'refusal' }, silent)).toEqual(['7.5']);
    expect(missingOf({ outcome: 'refusal' }, { ...refusalAnswers, '7.5d': '2026-11-30' })).toEqual(['7.5']);
    const result = fixed({ outcome: 'refusal' });
    expect(result.ok && result.value.period).toBeUndefined();
    expect(result.ok).toBe(true);
  });

  it('DE-5 is refused when the case has changed since it was shown', () => {
    const context = contextOf();
    const shown = [eventHashSchema.parse('11'.repeat(32))];
    expect(decideFixBasis({ heads: shown, answers: grantAnswers }, context)).toEqual({
      ok: false,
      error: { tag: 'changedMeanwhile', heads: context.state.heads },
    });
  });

  it('DE-5 is refused when the employer has changed since it was shown, or holds newer entries', () => {
    const context = contextOf();
    const heads = context.state.heads;
    const tag = (employerHeads: typeof heads, newer = 0) => {
      const employer = context.employer && { ...context.employer, newer };
      const result = decideFixBasis(
        { heads, employerHeads, answers: grantAnswers },
        { ...context, employer },
      );
      return result.ok ? 'fixed' : result.error.tag;
    };
    expect(tag(context.employer?.heads ?? [])).toBe('fixed');
    expect(tag([])).toBe('changedMeanwhile');
    expect(tag(context.employer?.heads ?? [], 1)).toBe('newerEntries');
  });

  it('DE-6 is refused where consent or application is withdrawn, also while sources differ', () => {
    expect(missingOf({ person: { consentWithdrawnOn: '2026-11-01' } })).toBe('consentWithdrawn');
    expect(missingOf({ person: { withdrawn: true } })).toBe('applicationWithdrawn');
  });

  it('DE-6 is refused for a stub, for newer entries and for a case nobody opened', () => {
    const stub = {
      kind: 'case.stubbed',
      batch: '0f'.repeat(16),
      intake: '2026-autumn',
      applicationId: 'JS-1',
      mark: 'unspecified',
    };
    const on = (state: ReturnType<typeof caseOf>) => {
      const result = decideFixBasis({ heads: state.heads, answers: grantAnswers }, { ...contextOf(), state });
      return result.ok ? 'fixed' : result.error.tag;
    };
    expect(on(caseOf({ more: [stub] }))).toBe('protectedIdentity');
    expect(on({ ...caseOf(), newer: 1 })).toBe('newerEntries');
    expect(on(caseFold.empty)).toBe('notOpened');
  });

  it('DE-6 a case we hold not eligible is not granted', () => {
    const verdict = {
      kind: 'verdict.given',
      conclusion: 'notEligible',
      reason: 'G1.1',
      confirms: [],
      ruleSet: ruleSetPin,
      outcomes: {},
    };
    expect(missingOf({ more: [verdict] })).toBe('notEligible');
    expect(fixed({ more: [verdict], outcome: 'refusal' }).ok).toBe(true);
  });

  it('DE-7 conflicting bases block further ones', () => {
    const first = fixed();
    if (!first.ok) throw new Error();
    const base = caseOf();
    const one = fold(caseFold, [first.value], base);
    const beside = caseFold.apply(
      {
        ...one,
        acts: [...one.acts, { event: eventHashSchema.parse('22'.repeat(32)), actor: decider, at: 1 }],
      },
      {
        payload: first.value,
        act: one.acts.length,
        seen: (act) => act < base.acts.length,
        judgement: 'entitled',
      },
    );
    const result = decideFixBasis(
      { heads: beside.heads, answers: grantAnswers },
      { ...contextOf(), state: beside },
    );
    expect(result).toEqual({
      ok: false,
      error: { tag: 'decisionConflict', heads: beside.decisionHeads.map((head) => head.event) },
    });
  });
});

describe('example answers of a demo store', () => {
  const bare = {
    offer: {
      tasks: undefined,
      workplaceName: undefined,
      workplaceAddress: undefined,
      supervisorPhone: undefined,
      remoteWork: undefined,
    },
    person: { actionPlanDate: undefined, receivedDate: undefined },
  };

  it('DE-8 fill what no file brought and say which fields they are', () => {
    const context = contextOf(bare);
    const example = exampleAnswers(context, {}, examples);
    const result = decideFixBasis(
      { heads: context.state.heads, answers: example.answers, exampleFields: example.filled },
      context,
    );
    expect(result.ok && result.value.exampleFields).toEqual(example.filled);
    expect([...example.filled].sort()).toEqual([
      '1.8',
      '2.5',
      '3.3',
      '3.6',
      '3.8',
      '3.9',
      '5.6',
      '5.9',
      '6.1',
      '6.2',
      '6.3',
      '6.4',
      '6.5',
      '7.9',
    ]);
  });

  it('DE-8 differ between people', () => {
    const context = contextOf(bare);
    const other = contextOf({ ...bare, person: { ...bare.person, area: 'pharmacy', degree: 'Magister' } });
    expect(exampleAnswers(context, {}, examples).answers['6.3']).not.toBe(
      exampleAnswers(other, {}, examples).answers['6.3'],
    );
  });

  it('DE-8 invent neither check, union, cover, length, extent nor kommunicering', () => {
    const lacking = (wishes: ContextWishes) => {
      const context = contextOf(wishes);
      return missingOf(wishes, exampleAnswers(context, {}, examples).answers);
    };
    expect(lacking({ ...bare, employer: undefined })).toEqual(['5.7', '5.8']);
    expect(lacking({ person: { permitValidTo: '2027-01-01' } })).toEqual(['5.4']);
    expect(lacking({ offer: { end: '2027-05-01' } })).toEqual(['4.3']);
    expect(lacking({ offer: { extent: { kind: 'unclear', raw: '30' } } })).toEqual(['4.4']);
    expect(lacking({ outcome: 'refusal' })).toEqual(['7.5']);
  });

  it('DE-8 keep what a person answered', () => {
    const context = contextOf(bare);
    const example = exampleAnswers(context, { '6.4': false, '7.9': false }, examples);
    expect([example.answers['6.4'], example.answers['7.9']]).toEqual([false, false]);
  });

  it('DE-8 count a registration in an old export as checked again, unless it says no', () => {
    const old = contextOf({ asOf: '2026-08-01' });
    expect(exampleAnswers(old, {}, examples).answers['5.1b']).toBe(today);
    expect(
      missingOf(
        { person: { registered: false } },
        exampleAnswers(contextOf({ person: { registered: false } }), {}, examples).answers,
      ),
    ).toEqual(['5.1']);
  });
});
