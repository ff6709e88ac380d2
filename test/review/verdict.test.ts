import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../domain/ledger/case/state.ts';
import { decideVerdict, type VerdictCommand } from '../../domain/review/verdict.ts';
import { proposal } from '../../domain/review/proposal.ts';
import { runReviewChecks } from '../../domain/rules/all-checks.ts';
import { caseFacts } from '../../domain/rules/facts.ts';
import { caseWith, context, hash, type Facts } from '../rules/case-builder.ts';

const heads = [hash(1)];
const eligible: VerdictCommand = { conclusion: 'eligible', heads, mode: 'many' };

function verdictOn(state: CaseState, command: VerdictCommand = eligible) {
  const result = decideVerdict(state, command, context);
  return result.ok ? result.value : result.error;
}

describe('a verdict on one of many', () => {
  it('to eligible takes a case whose hard facts are met and confirms the rest', () => {
    expect(verdictOn(caseWith())).toEqual({
      kind: 'verdict.given',
      conclusion: 'eligible',
      confirms: ['E3', 'E6', 'E7', 'E8', 'E11'],
      ruleSet: context.ruleSetPin,
      countries: context.countriesPin,
      outcomes: {
        E1: 'met',
        E2: 'met',
        E3: 'check',
        E4: 'met',
        E5: 'notApplicable',
        E6: 'check',
        E7: 'check',
        E8: 'check',
        E9: 'met',
        E10: 'met',
        E11: 'check',
        E13: 'met',
      },
    });
  });

  it.each([
    [{ registered: null }, { tag: 'checksOpen', criteria: ['E1'] }],
    [{ birthCountry: 'Ryssland' }, { tag: 'checksOpen', criteria: ['E2'] }],
    [
      { permitKind: 'timeLimited', rightToWork: 'unclear', permitValidTo: '2028-01-01' },
      { tag: 'checksOpen', criteria: ['E9'] },
    ],
    [{ area: 'other' }, { tag: 'criteriaUnmet', criteria: ['E4'] }],
    [{ workInSwedenMonths: 40 }, { tag: 'criteriaUnmet', criteria: ['E6'] }],
    [{ consentWithdrawnOn: '2026-10-10' }, { tag: 'consentWithdrawn' }],
    [{ withdrawn: true }, { tag: 'applicationWithdrawn' }],
  ] as const)('to eligible leaves %j', (changes: Facts, refusal) => {
    expect(verdictOn(caseWith(changes))).toEqual(refusal);
  });

  const notEligible = (reason: string): VerdictCommand => ({
    conclusion: 'notEligible',
    reason,
    heads,
    mode: 'many',
  });

  it.each([
    ['G1.1', { registered: false }],
    ['G2.2', { rightToWork: 'none' }],
    ['G2.3', { permitKind: 'timeLimited', permitValidTo: '2026-01-01' }],
    ['G2.4', { permitKind: 'studies' }],
    ['G3.1', { degree: 'Ingen' }],
    ['G3.2', { area: 'other' }],
    ['G4.1', { birthCountry: 'Polen' }],
    ['G7.1', { consent: false, consentWithdrawnOn: '2026-10-10' }],
    ['G7.4', { withdrawn: true }],
  ] as const)('to not eligible by %s only where the facts show it', (reason, changes: Facts) => {
    expect(verdictOn(caseWith(changes), notEligible(reason))).toMatchObject({
      conclusion: 'notEligible',
      reason,
    });
    expect(verdictOn(caseWith(), notEligible(reason))).toEqual({ tag: 'reasonNotShown', reason });
  });

  it('is never not eligible by a reason that values the person, nor by one without facts', () => {
    const state = caseWith({ workInSwedenMonths: 99, englishLevel: 'A1', swedishLevel: 'A1' });
    expect(verdictOn(state, notEligible('G4.2'))).toEqual({ tag: 'reasonValuesPerson', reason: 'G4.2' });
    expect(verdictOn(state, notEligible('G5.1'))).toEqual({ tag: 'reasonValuesPerson', reason: 'G5.1' });
    expect(verdictOn(state, notEligible('G7.2'))).toEqual({ tag: 'reasonNotShown', reason: 'G7.2' });
  });
});

describe('a verdict on the open case', () => {
  const single: VerdictCommand = { conclusion: 'eligible', heads, mode: 'single' };

  it('against an unmet hard fact needs a written reason', () => {
    const state = caseWith({ registered: false });
    expect(verdictOn(state, single)).toEqual({ tag: 'hardFactUnmet', criteria: ['E1'] });
    expect(verdictOn(state, { ...single, note: ' ' })).toEqual({ tag: 'hardFactUnmet', criteria: ['E1'] });
    expect(verdictOn(state, { ...single, note: 'Inskriven i dag, sett i registret.' })).toMatchObject({
      conclusion: 'eligible',
      note: 'Inskriven i dag, sett i registret.',
    });
  });

  it('to not eligible needs a known reason; no other conclusion takes one', () => {
    const state = caseWith();
    expect(verdictOn(state, { ...single, conclusion: 'notEligible' })).toEqual({ tag: 'reasonMissing' });
    expect(verdictOn(state, { ...single, conclusion: 'notEligible', reason: 'G9.9' })).toEqual({
      tag: 'reasonUnknown',
      reason: 'G9.9',
    });
    expect(verdictOn(state, { ...single, reason: 'G1.1' })).toEqual({ tag: 'reasonNotForConclusion' });
    expect(verdictOn(state, { ...single, conclusion: 'notEligible', reason: 'G4.2' })).toMatchObject({
      reason: 'G4.2',
    });
  });

  it('that stands already is not given twice', () => {
    const verdict = {
      conclusion: 'eligible' as const,
      confirms: [],
      ruleSet: context.ruleSetPin,
      outcomes: {},
    };
    const state = caseWith({}, { verdicts: [{ act: 0, value: verdict }] });
    expect(verdictOn(state, single)).toEqual({ tag: 'alreadySo' });
    expect(verdictOn(state, { ...single, conclusion: 'needsCheck' })).toMatchObject({
      conclusion: 'needsCheck',
    });
  });

  it('with other heads than those shown is refused with what came since', () => {
    const [first] = caseWith().acts;
    if (!first) throw new Error('no act');
    const later = { ...first, event: hash(2) };
    const state = caseWith({}, { acts: [first, later], heads: [hash(2)] });
    expect(verdictOn(state, single)).toEqual({
      tag: 'changedMeanwhile',
      acts: [{ event: hash(2), actor: first.actor }],
    });
  });

  it('is refused on stubs, newer entries and fixed or conflicting decisions', () => {
    const stub = { mark: 'unspecified' as const };
    const basis = { act: 0, event: hash(1), kind: 'basis.fixed' as const };
    expect(verdictOn(caseWith({}, { stub }), single)).toEqual({ tag: 'specialHandling' });
    expect(verdictOn(caseWith({}, { newer: 1 }), single)).toEqual({ tag: 'newerEntries' });
    expect(verdictOn(caseWith({}, { applicationId: null }), single)).toEqual({ tag: 'caseNotOpened' });
    const other = { ...basis, event: hash(2) };
    expect(verdictOn(caseWith({}, { decisionHeads: [basis, other] }), single)).toEqual({
      tag: 'decisionConflict',
    });
  });
});

describe('the proposal', () => {
  const proposed = (state: CaseState) => proposal(runReviewChecks(caseFacts(state), context));
  const known: Facts = {
    educationDocumentSeen: '2026-09-01',
    workInSwedenMonths: 0,
    actionPlanDate: '2026-09-03',
  };

  it('counts what is to be checked, and says not eligible as soon as one criterion is unmet', () => {
    expect(proposed(caseWith(known))).toEqual({ kind: 'toCheck', criteria: ['E7', 'E8', 'E11'] });
    expect(proposed(caseWith({ ...known, area: 'other' }))).toEqual({
      kind: 'notEligible',
      criteria: ['E4'],
    });
  });

  it('says nothing of a case without checks, as a stub is', () => {
    expect(proposal([])).toEqual({ kind: 'toCheck', criteria: [] });
  });

  it('is eligible once a verdict has confirmed the rest', () => {
    const verdict = {
      conclusion: 'eligible' as const,
      confirms: ['E7', 'E8', 'E11'],
      ruleSet: context.ruleSetPin,
      outcomes: {},
    };
    expect(proposed(caseWith(known, { verdicts: [{ act: 0, value: verdict }] }))).toEqual({
      kind: 'eligible',
    });
  });
});
