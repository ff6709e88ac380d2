// Proves: the pilot's rules are data of their own, and what they do not ask for stands in nobody's way (RE-35 to RE-37).
import { describe, expect, it } from 'vitest';
import { caseIdSchema, intakeIdSchema, isoDateSchema } from '../../domain/ids.ts';
import { checkHandFacts } from '../../domain/intake/hand-facts.ts';
import type { CaseState } from '../../domain/ledger/case/state.ts';
import { caseRow } from '../../domain/review/case-row.ts';
import { proposal } from '../../domain/review/proposal.ts';
import { decideVerdict, type VerdictCommand } from '../../domain/review/verdict.ts';
import { runChecks, runReviewChecks } from '../../domain/rules/all-checks.ts';
import { sentenceOf } from '../../domain/rules/check.ts';
import { caseFacts } from '../../domain/rules/facts.ts';
import { criterionIds, ruleSetSchema, type CriterionId } from '../../domain/rules/rule-set.ts';
import { ruleSetFor, ruleSetOf } from '../../domain/rules/rule-sets.ts';
import { caseWith, context, offerWith, pilotSet, ruleSet, type Facts } from './case-builder.ts';

const pilotIntake = intakeIdSchema.parse('2026-autumn-pilot');
const pilot = { ...context, ruleSet: pilotSet, ruleSetPin: { ...context.ruleSetPin, id: 'pilot' } };

function pilotCase(changes: Facts = {}, more: Partial<CaseState> = {}): CaseState {
  return caseWith(changes, { intake: pilotIntake, ...more });
}

function judge(id: CriterionId, state: CaseState, rules = pilot): readonly [string, string] {
  const result = runChecks(caseFacts(state), rules).find((one) => one.id === id);
  if (!result) throw new Error(id);
  return [result.outcome, sentenceOf(rules.ruleSet, result)];
}

/** Upper secondary school, no degree, work in Sweden, good English by test, born in Europe: nothing that the pilot asks about is lacking. */
const gymnasium: Facts = {
  degree: 'Gymnasium',
  area: null,
  birthCountry: 'Polen',
  workInSwedenMonths: 40,
  upperSecondary: true,
  upperSecondaryDocumentSeen: '2026-09-01',
};

describe('the pilot’s rule set', () => {
  it('has every criterion once, and a sentence for each that does not apply (RE-14, RE-36)', () => {
    expect(pilotSet.criteria.map((one) => one.id)).toEqual([...criterionIds]);
    const off = pilotSet.criteria.filter((one) => !one.applies);
    expect(off.map((one) => one.id)).toEqual(['E2', 'E3', 'E4', 'E6']);
    expect(off.every((one) => one.whyNot?.startsWith('Gäller inte: '))).toBe(true);
  });

  it('must name areas and employers where it asks for them', () => {
    const asks = (changes: object) => ruleSetSchema.safeParse({ ...pilotSet, ...changes }).success;
    expect(asks({})).toBe(true);
    expect(asks({ employers: undefined })).toBe(false);
    expect(ruleSetSchema.safeParse({ ...ruleSet, areas: [] }).success).toBe(false);
  });

  it.each<readonly [CriterionId, Facts, string, string]>([
    ['E3', {}, 'notApplicable', 'Gäller inte: piloten kräver ingen akademisk examen.'],
    [
      'E2',
      {},
      'notApplicable',
      'Gäller inte: rapporten nämner inget krav på födelseland för piloten. [att bekräfta]',
    ],
    ['E5', {}, 'met', 'Avslutad gymnasieutbildning med fullständiga betyg, handling sedd den 2026-09-01.'],
    ['E5', { upperSecondary: false }, 'unmet', 'Gymnasieutbildning eller fullständiga betyg saknas.'],
    [
      'E5',
      { upperSecondaryDocumentSeen: null },
      'check',
      'Betyg är uppgivna men inte sedda, eller utländska betyg är inte jämförda.',
    ],
    [
      'E5',
      { upperSecondary: null, upperSecondaryDocumentSeen: null },
      'check',
      'Uppgift om gymnasieutbildning saknas.',
    ],
    ['E7', { englishLevel: 'A2', swedishLevel: 'C1' }, 'unmet', 'Engelskan når inte den nivå som krävs.'],
    ['E7', { englishLevel: null, swedishLevel: 'C1' }, 'check', 'Uppgift om nivå i engelska saknas.'],
    ['E7', {}, 'check', 'Nivån i engelska är bara uppgiven av den sökande själv.'],
  ])('%s %o is %s: %s (RE-36)', (...[id, changes, ...judged]) => {
    expect(judge(id, pilotCase({ ...gymnasium, ...changes }))).toEqual(judged);
  });

  it('keeps “varken engelska eller svenska” for the regular group', () => {
    expect(judge('E7', caseWith({ englishLevel: 'A2', swedishLevel: 'C1' }), context)[0]).toBe('check');
    expect(() => judge('AG6', caseWith(), context)).toThrow('AG6');
  });
});

describe('what the checks ask for (RE-36)', () => {
  it('can be written by hand, all of it', () => {
    const read = [ruleSet, pilotSet].flatMap((set) =>
      runReviewChecks(caseFacts(pilotCase()), { ...context, ruleSet: set }).flatMap(({ facts }) => facts),
    );
    const names = new Set(read.map(({ name }) => name));
    const taken = [...names].filter((name) => checkHandFacts({ [name]: null }, context.today).ok);
    expect(taken).toEqual([...names]);
    expect(names.size).toBeGreaterThan(15);
  });
});

describe('a case of the pilot', () => {
  const many = (state: CaseState): VerdictCommand => ({
    conclusion: 'eligible',
    heads: state.heads,
    mode: 'many',
  });

  it('is eligible for many without what the pilot does not ask for, and keeps the pin of its rules (RE-19, RE-20, RE-35)', () => {
    const state = pilotCase(gymnasium);
    const given = decideVerdict(state, many(state), pilot);
    expect(given).toMatchObject({
      ok: true,
      value: { ruleSet: { id: 'pilot' }, outcomes: { E2: 'notApplicable', E3: 'notApplicable', E5: 'met' } },
    });
    const regular = decideVerdict(state, many(state), context);
    expect(regular).toMatchObject({ ok: false, error: { tag: 'criteriaUnmet' } });
  });

  it('proposes by the pilot’s criteria alone', () => {
    const proposed = (facts: Facts) => proposal(runReviewChecks(caseFacts(pilotCase(facts)), pilot));
    expect(proposed(gymnasium)).toEqual({ kind: 'toCheck', criteria: ['E7', 'E8', 'E11'] });
    expect(proposed({ ...gymnasium, upperSecondary: false })).toEqual({
      kind: 'notEligible',
      criteria: ['E5'],
    });
  });

  it('is not eligible only by a reason that its rules ask about (RE-37)', () => {
    const state = pilotCase(gymnasium);
    const because = (reason: string, rules = pilot) =>
      decideVerdict(state, { conclusion: 'notEligible', heads: state.heads, mode: 'single', reason }, rules);
    expect(because('G3.1')).toEqual({ ok: false, error: { tag: 'reasonOtherGroup', reason: 'G3.1' } });
    expect(because('G5.2').ok).toBe(true);
    expect(because('G5.2', context)).toEqual({
      ok: false,
      error: { tag: 'reasonOtherGroup', reason: 'G5.2' },
    });
  });

  it('has the target group of its intake, whatever a file says (RE-35)', () => {
    const id = caseIdSchema.parse('0a'.repeat(16));
    const groupOf = (state: CaseState) => caseRow(id, state)?.targetGroup;
    expect(groupOf(pilotCase({ targetGroup: 'regular' }))).toBe('pilot');
    expect(groupOf(caseWith({ targetGroup: 'pilot' }))).toBe('regular');
  });
});

describe('AG6, employers named for the pilot (RE-38)', () => {
  const named = (employers: readonly { name: string; organisationNumber?: string }[]) => ({
    ...pilot,
    ruleSet: { ...pilotSet, employers: [...employers] },
  });
  const state = pilotCase(gymnasium, {
    offers: offerWith({ employerName: 'Exempelverket AB', organisationNumber: '5560000001' }),
  });

  it('is never unmet: one who is not named is asked about', () => {
    expect(judge('AG6', state)).toEqual([
      'check',
      'Reglerna nämner inga arbetsgivare för piloten än; kontrollera att Exempelverket AB deltar.',
    ]);
    expect(judge('AG6', state, named([{ name: 'Annan AB', organisationNumber: '5560000002' }]))).toEqual([
      'check',
      'Exempelverket AB är inte utsedd för piloten; kontrollera att arbetsgivaren deltar.',
    ]);
    expect(judge('AG6', pilotCase(gymnasium))[0]).toBe('notApplicable');
  });

  it('knows an employer by the number, else by the name', () => {
    const met = ['met', 'Exempelverket AB är utsedd för piloten.'];
    expect(judge('AG6', state, named([{ name: 'Exempelverket', organisationNumber: '5560000001' }]))).toEqual(
      met,
    );
    expect(judge('AG6', state, named([{ name: 'exempelverket ab' }]))).toEqual(met);
    const other = named([{ name: 'Exempelverket AB', organisationNumber: '5560000002' }]);
    expect(judge('AG6', state, other)[0]).toBe('check');
  });
});

describe('the version of the day (RE-35)', () => {
  const pin = { id: 'pilot', version: '1', sha256: '0'.repeat(64) };
  const day = (text: string) => isoDateSchema.parse(text);
  const next = { ...pilotSet, version: pilotSet.version + 1, from: day('2027-01-01') };
  const sets = [
    { set: next, pin: { ...pin, version: '2' } },
    { set: pilotSet, pin },
    { set: ruleSet, pin: { ...pin, id: 'regular' } },
  ];

  it('is the last that has begun, of the group of the intake', () => {
    expect(ruleSetOf(sets, 'pilot', day('2026-12-31')).pin.version).toBe('1');
    expect(ruleSetOf(sets, 'pilot', day('2027-01-01')).pin.version).toBe('2');
    expect(ruleSetOf(sets, 'pilot', day('2020-01-01')).pin.version).toBe('1');
    expect(ruleSetFor(sets, pilotIntake, day('2026-12-01')).set.id).toBe('pilot');
    expect(ruleSetFor(sets, intakeIdSchema.parse('2026-autumn'), day('2026-12-01')).set.id).toBe('regular');
  });
});
