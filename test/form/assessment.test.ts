// The preliminary assessment (E11, 6.1) and the final one (E12, 6.2–6.4) never share a field, in either direction.
import { describe, expect, it } from 'vitest';
import { prefill } from '../../domain/form/prefill.ts';
import { conclusionOf } from '../../domain/ledger/case/readings.ts';
import { caseFacts } from '../../domain/rules/facts.ts';
import { assessment, caseOf, contextOf, decider, offerId, reference, ruleSetPin } from './case-setup.ts';

const words = 'Handlingsplanen räcker, men behovet ska prövas.';
const verdict = (conclusion: string, more: object = {}) => ({
  kind: 'verdict.given',
  conclusion,
  confirms: conclusion === 'eligible' ? ['E11', 'E12'] : [],
  ruleSet: ruleSetPin,
  outcomes: { E11: 'met', E12: 'met' },
  note: words,
  ...more,
});
const basis = (need: string) => ({
  kind: 'basis.fixed',
  outcome: 'grant',
  offer: offerId,
  answers: { '6.1': 'doesNotFit', '6.1b': 'Planen gäller utbildning.', '6.2': need, '6.3': assessment },
  decider,
  noConflictOfInterest: true,
  day: '2026-11-20',
  period: { from: '2026-12-07', to: '2027-04-06' },
  form: reference.pins.form,
  texts: reference.pins.texts,
  ruleSet: ruleSetPin,
});
const final = ['6.2', '6.3', '6.4', '6.5', '7.2', '7.3'];

describe('FO-25 the preliminary assessment gives 6.1 and nothing of the final one', () => {
  it.each(['eligible', 'needsCheck', 'notEligible'])('%s', (conclusion) => {
    const more = conclusion === 'notEligible' ? { reason: 'G6.1' } : {};
    const answers = prefill(contextOf({ more: [verdict(conclusion, more)] }));
    expect(answers['6.1']).toEqual({ value: 'fits', source: 'verdict' });
    expect(final.filter((number) => answers[number] !== undefined)).toEqual([]);
    expect(JSON.stringify(answers)).not.toContain(words);
  });

  it('E12 stays not made whatever a verdict says of it', () => {
    expect(caseFacts(caseOf({ more: [verdict('eligible')] })).assessment).toBeNull();
  });
});

describe('FO-25 the final assessment changes nothing of the preliminary one', () => {
  it.each(['yes', 'no'])('need %s', (need) => {
    const before = caseOf({ more: [verdict('eligible')] });
    const after = caseOf({ more: [verdict('eligible'), basis(need)] });
    expect(conclusionOf(after)).toEqual(conclusionOf(before));
    expect(prefill(contextOf({ more: [verdict('eligible'), basis(need)] }))['6.1']).toEqual(
      prefill(contextOf({ more: [verdict('eligible')] }))['6.1'],
    );
    expect(caseFacts(after).assessment).toEqual({ day: '2026-11-20', need: need === 'yes', stale: false });
  });
});
