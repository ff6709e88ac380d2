// Proves: through the services a case of the pilot's intake is judged by the pilot's rules, and says so (RE-35 to RE-38).
import { describe, expect, it } from 'vitest';
import { caseView } from '../../main/services/review/case-view.ts';
import { listReasons } from '../../main/services/review/lists.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { giveVerdict, previewMany } from '../../main/services/review/verdicts.ts';
import { caseFileOf } from '../../main/services/disclosure/case-file.ts';
import { formContext } from '../../main/services/decision/decisions.ts';
import { applicant, caseOf, importRows, must, newDesk, offerFor, type Desk, type Row } from './desk.ts';

const pilot = { kind: 'applications', intake: '2026-autumn-pilot' } as const;
const regular = { kind: 'applications' } as const;

const gymnasium = (index: number): Row =>
  applicant(index, {
    Examen: 'Gymnasium',
    Födelseland: 'Polen',
    Gymnasieutbildning: 'Ja',
    'Gymnasiebetyg sedda': '2026-09-01',
  });

function checksOf(desk: Desk, person: Row) {
  const { id } = caseOf(desk, person);
  return new Map(must(caseView(desk.session, id)).checks.map((one) => [one.id, one]));
}

describe('a case of the pilot’s intake', () => {
  it('is shown with the pilot’s rules, beside a regular one with its own (RE-35, RE-36)', async () => {
    const desk = await newDesk('Åsa');
    const [one, other] = [gymnasium(1), gymnasium(2)];
    await importRows(desk, [one], pilot);
    await importRows(desk, [other], regular);
    const checks = checksOf(desk, one);
    expect(checks.get('E3')).toMatchObject({
      outcome: 'notApplicable',
      sentence: 'Gäller inte: piloten kräver ingen akademisk examen.',
      rule: 'pilot E3',
      version: '2',
    });
    expect(checks.get('E5')).toMatchObject({ outcome: 'met', asOf: '2026-09-15' });
    expect(checksOf(desk, other).get('E3')).toMatchObject({ outcome: 'unmet', rule: 'regular E3' });
    expect(checksOf(desk, other).has('AG6')).toBe(false);
  });

  it('says so where a file says the other group than the one it stands in (RE-35)', async () => {
    const desk = await newDesk('Åsa');
    const [one, other] = [applicant(1, { Målgrupp: 'Pilot' }), applicant(2, { Målgrupp: 'Ordinarie' })];
    await importRows(desk, [one, other], regular);
    const said = (person: Row) => must(caseView(desk.session, caseOf(desk, person).id)).otherGroup;
    expect([said(one), said(other)]).toEqual(['pilot', null]);
    const { id, state } = caseOf(desk, one);
    must(enterFacts(desk.session, { id, heads: state.heads, fields: { targetGroup: 'regular' } }));
    expect(said(one)).toBeNull();
  });

  it('keeps the pin of the pilot’s rules in verdict and basis (RE-19, RE-35)', async () => {
    const desk = await newDesk('Åsa');
    const person = gymnasium(1);
    await importRows(desk, [person], pilot);
    const { id, state } = caseOf(desk, person);
    must(giveVerdict(desk.session, { id, heads: state.heads, conclusion: 'eligible' }));
    const [verdict] = caseOf(desk, person).state.verdicts;
    expect(verdict?.value.ruleSet).toMatchObject({ id: 'pilot', version: '2' });
    expect(verdict?.value.outcomes).toMatchObject({ E3: 'notApplicable', E5: 'met' });
    expect(formContext(desk.session, id, 'grant').ruleSet).toEqual(verdict?.value.ruleSet);
    expect(must(caseFileOf(desk.session, id)).items.length).toBeGreaterThan(0);
  });

  it('is judged among many by its own rules (RE-20, RE-35)', async () => {
    const desk = await newDesk('Åsa');
    const [one, other] = [gymnasium(1), gymnasium(2)];
    await importRows(desk, [one], pilot);
    await importRows(desk, [other], regular);
    const cases = [caseOf(desk, one).id, caseOf(desk, other).id];
    expect(previewMany(desk.session, { cases, conclusion: 'eligible' })).toMatchObject({
      willChange: 1,
      refused: [{ caseId: cases[1], reason: 'criteriaUnmet E2 E3' }],
    });
  });

  it('is asked about an employer that is not named (RE-38), and offered only its own reasons (RE-37)', async () => {
    const desk = await newDesk('Åsa');
    const person = gymnasium(1);
    await importRows(desk, [person], pilot);
    await importRows(desk, [offerFor(person)], { kind: 'offers', intake: '2026-autumn-pilot' });
    expect(checksOf(desk, person).get('AG6')).toMatchObject({
      outcome: 'check',
      sentence: 'Reglerna nämner inga arbetsgivare för piloten än; kontrollera att Exempelverket AB deltar.',
      stage: 'decision',
    });
    const codes = listReasons(desk.session, 'notEligible', 'pilot').map((one) => one.code);
    expect(codes).toContain('G5.2');
    expect(codes).not.toContain('G3.1');
  });
});

describe('what only a person can settle', () => {
  it('is settled by hand: a border country, a control of the enrolment', async () => {
    const desk = await newDesk('Åsa');
    const person = applicant(1, { Födelseland: 'Turkiet' });
    await importRows(desk, [person], regular);
    const { id, state } = caseOf(desk, person);
    expect(checksOf(desk, person).get('E2')?.outcome).toBe('check');
    const fields = { birthCountryCountsAs: 'outside', registeredCheckedOn: '2026-09-01' };
    must(enterFacts(desk.session, { id, heads: state.heads, fields }));
    const checks = checksOf(desk, person);
    expect(checks.get('E2')?.outcome).toBe('met');
    expect(checks.get('E1')?.sentence).toBe('Uppgiften om inskrivning är 62 dagar gammal.');
  });
});
