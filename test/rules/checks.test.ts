import { describe, expect, it } from 'vitest';
import { isoDateSchema } from '../../domain/ids.ts';
import type { CaseState } from '../../domain/ledger/case/state.ts';
import { emptyEmployer, type EmployerState } from '../../domain/ledger/employer-state.ts';
import { runChecks } from '../../domain/rules/all-checks.ts';
import { sentenceOf, type RuleContext } from '../../domain/rules/check.ts';
import { caseFacts } from '../../domain/rules/facts.ts';
import type { CriterionId } from '../../domain/rules/rule-set.ts';
import {
  caseWith,
  context,
  differing,
  facts,
  fieldsFrom,
  offerWith,
  ruleSet,
  today,
  type Facts,
} from './case-builder.ts';

function judge(id: CriterionId, state: CaseState, given: RuleContext = context): [string, string] {
  const result = runChecks(caseFacts(state), given).find((one) => one.id === id);
  if (!result) throw new Error(id);
  return [result.outcome, sentenceOf(ruleSet, result)];
}

/** criterion, facts, outcome, sentence */
type Row = readonly [CriterionId, Facts, string, string];

const rows: readonly Row[] = [
  ['E1', {}, 'met', 'Inskriven som arbetssökande sedan den 2025-03-02.'],
  ['E1', { registeredSince: null }, 'met', 'Inskriven som arbetssökande.'],
  ['E1', { registered: false }, 'unmet', 'Inte inskriven som arbetssökande enligt utdraget den 2026-10-01.'],
  ['E1', { registered: null }, 'check', 'Uppgiften om inskrivning saknas.'],
  ['E1', { registeredCheckedOn: '2026-10-01' }, 'check', 'Uppgiften om inskrivning är 52 dagar gammal.'],
  ['E2', {}, 'met', 'Född i Syrien, som räknas som utanför Europa.'],
  ['E2', { birthCountry: 'POLAND' }, 'unmet', 'Född i Polen, som räknas som Europa.'],
  ['E2', { birthCountry: 'Turkiet' }, 'check', 'Turkiet ligger på gränsen; välj hur det ska räknas.'],
  [
    'E2',
    { birthCountry: 'Atlantis' },
    'check',
    'Atlantis finns inte i landslistan; välj hur det ska räknas.',
  ],
  [
    'E2',
    { birthCountry: 'Turkiet', birthCountryCountsAs: 'outside' },
    'met',
    'Född i Turkiet, som räknas som utanför Europa.',
  ],
  ['E3', {}, 'check', 'Examen är uppgiven men ingen handling är sedd.'],
  [
    'E3',
    { educationDocumentSeen: '2026-09-01' },
    'met',
    'Examen Master från Aleppo University, handling sedd den 2026-09-01.',
  ],
  ['E3', { degree: 'Gymnasium' }, 'unmet', 'Ingen akademisk examen är uppgiven (Gymnasium).'],
  ['E4', { area: 'hr' }, 'met', 'Examen hör till området HR.'],
  ['E4', { area: null }, 'check', 'Det är oklart vilket av de sju områdena examen hör till.'],
  ['E4', { area: 'other' }, 'unmet', 'Examen hör inte till något av de sju områdena.'],
  ['E5', {}, 'notApplicable', 'Gäller inte.'],
  ['E6', {}, 'check', 'Uppgift om arbete i Sverige saknas eller går att tolka på flera sätt.'],
  [
    'E6',
    { workInSwedenMonths: 12 },
    'met',
    '12 månaders arbete i Sverige, inom det som räknas som begränsat.',
  ],
  ['E6', { workInSwedenMonths: 1 }, 'met', '1 månads arbete i Sverige, inom det som räknas som begränsat.'],
  [
    'E6',
    { workInSwedenMonths: 13 },
    'unmet',
    '13 månaders arbete i Sverige, mer än det som räknas som begränsat.',
  ],
  ['E7', {}, 'check', 'Språknivån är bara uppgiven av den sökande själv.'],
  ['E7', { englishLevel: 'A2' }, 'unmet', 'Varken engelska eller svenska når den nivå som krävs.'],
  ['E7', { englishLevel: null }, 'check', 'Uppgift om språknivå saknas.'],
  ['E8', {}, 'check', 'Behovet är inte bedömt än.'],
  ['E9', {}, 'met', 'Permanent uppehållstillstånd med rätt att arbeta, enligt portalens fil den 2026-10-01.'],
  [
    'E9',
    { citizenship: 'Sverige', permitKind: null, rightToWork: null },
    'met',
    'Behöver inget tillstånd: svensk medborgare.',
  ],
  ['E9', { citizenship: 'Norge', permitKind: null }, 'met', 'Behöver inget tillstånd: nordisk medborgare.'],
  [
    'E9',
    { citizenship: 'Iran och Tyskland', rightToWork: 'none' },
    'met',
    'Behöver inget tillstånd: EES-medborgare.',
  ],
  [
    'E9',
    { permitKind: 'timeLimited', rightToWork: 'tied' },
    'check',
    'Arbetstillståndet gäller bara viss arbetsgivare eller visst yrke.',
  ],
  [
    'E9',
    { permitKind: 'timeLimited', rightToWork: 'unclear' },
    'check',
    'Uppgift om tillstånd eller rätt att arbeta saknas.',
  ],
  ['E9', { permitKind: 'pending', rightToWork: 'unclear' }, 'check', 'Ansökan om förlängning prövas.'],
  [
    'E9',
    { permitKind: 'studies', rightToWork: 'unclear' },
    'check',
    'Tillståndet är för studier; kontrollera rätten att arbeta.',
  ],
  [
    'E9',
    { rightToWork: 'none' },
    'unmet',
    'Har inte rätt att arbeta i Sverige enligt portalens fil den 2026-10-01.',
  ],
  [
    'E9',
    { permitKind: null, rightToWork: null },
    'check',
    'Uppgift om tillstånd eller rätt att arbeta saknas.',
  ],
  ['E10', { permitValidTo: '2020-01-01' }, 'met', 'Tillståndet gäller tills vidare, hela praktiken.'],
  [
    'E10',
    { permitKind: 'timeLimited', permitValidTo: '2027-04-30' },
    'met',
    'Tillståndet gäller till och med den 2027-04-30, hela praktiken.',
  ],
  [
    'E10',
    { permitKind: 'timeLimited', permitValidTo: '2027-02-10' },
    'check',
    'Tillståndet går ut den 2027-02-10, före praktikens sista dag 2027-04-30; kontrollera om förlängning är sökt.',
  ],
  [
    'E10',
    { permitKind: 'timeLimited', permitValidTo: '2026-11-21' },
    'unmet',
    'Tillståndet gick ut den 2026-11-21 och ingen förlängning är sökt.',
  ],
  ['E10', { permitKind: 'pending', permitValidTo: '2026-11-21' }, 'check', 'Ansökan om förlängning prövas.'],
  ['E10', { permitKind: 'timeLimited' }, 'check', 'Uppgift om hur länge tillståndet gäller saknas.'],
  ['E11', {}, 'check', 'Handlingsplanen är inte läst.'],
  [
    'E11',
    { actionPlanDate: '2026-05-21' },
    'check',
    'Handlingsplanen från den 2026-05-21 är äldre än sex månader.',
  ],
  ['E12', {}, 'check', 'Bedömningen är inte gjord.'],
  ['E13', {}, 'met', 'Samtycke lämnat i portalen den 2026-08-03.'],
  ['E13', { consentDate: null }, 'check', 'Samtycket saknar datum.'],
  ['E13', { consentDate: '2026-01-10' }, 'check', 'Samtycket är från ett tidigare intag.'],
  [
    'E13',
    { consent: false, consentWithdrawnOn: '2026-09-09' },
    'unmet',
    'Samtycke återkallades den 2026-09-09.',
  ],
  ['E13', { consent: null }, 'unmet', 'Samtycke saknas.'],
  ['E14', {}, 'unmet', 'Ingen erbjuden plats.'],
  ['E16', {}, 'met', 'Uppfyller åldersvillkoret för förordningen (2000:634).'],
  [
    'E16',
    { personalIdentityNumber: '200211239801' },
    'check',
    'Är under 25 år; kontrollera om undantag gäller. [att bekräfta]',
  ],
  ['AG1', {}, 'notApplicable', 'Gäller inte.'],
  ['T1', {}, 'notApplicable', 'Gäller inte.'],
];

describe('the checks of the regular rule set', () => {
  it.each(rows)('%s with %j is %s', (id, changes, ...expected) => {
    expect(judge(id, caseWith(changes))).toEqual(expected);
  });

  it('two values that differ are no value: E1, E2, E4, E9, E10 and E13 are to be checked', () => {
    const pairs = [
      ['E1', 'registered', [true, false]],
      ['E2', 'birthCountry', ['Irak', 'Polen']],
      ['E4', 'area', ['hr', 'other']],
      ['E9', 'rightToWork', ['free', 'none']],
      ['E10', 'permitKind', ['permanent', 'timeLimited']],
      ['E13', 'consent', [true, false]],
    ] as const;
    const outcomes = pairs.map(
      ([id, name, values]) => judge(id, caseWith({}, { fields: differing(name, values) }))[0],
    );
    expect(outcomes).toEqual(Array(6).fill('check'));
  });

  it('a withdrawal that colleagues date differently is a withdrawal all the same', () => {
    const fields = differing('consentWithdrawnOn', ['2026-09-01', '2026-09-02']);
    expect(judge('E13', caseWith({}, { fields }))).toEqual(['unmet', 'Samtycket är återkallat.']);
  });

  it('Migrationsverket’s answer and an old register extract are named as what they are', () => {
    const answer = fieldsFrom([['rightToWork', 'none']], 'migration');
    expect(judge('E9', caseWith({}, { fields: { ...facts(), ...answer } }))[1]).toBe(
      'Har inte rätt att arbeta i Sverige enligt Migrationsverkets svar den 2026-10-01.',
    );
    const extract = fieldsFrom([['registered', true]], 'register');
    expect(judge('E1', caseWith({}, { fields: { ...facts(), ...extract } }))[0]).toBe('check');
  });

  it('E1 speaks of no extract where a person has entered the fact', () => {
    const registered = { hand: [{ act: 0, value: false }], sources: {} };
    expect(judge('E1', caseWith({}, { fields: { ...facts(), registered } }))).toEqual([
      'unmet',
      'Inte inskriven som arbetssökande.',
    ]);
  });

  it('E10 measures against the offer’s own end once there is an offer', () => {
    const offers = offerWith({ employerName: 'Fjällbo Teknik AB', start: '2027-02-01', end: '2027-05-31' });
    const state = caseWith({ permitKind: 'timeLimited', permitValidTo: '2027-05-15' }, { offers });
    expect(judge('E10', state)[0]).toBe('check');
    expect(judge('E10', caseWith({ permitKind: 'timeLimited', permitValidTo: '2027-05-15' }))[0]).toBe('met');
  });

  it('E14 names what the offer lacks; an extent without unit is lacking', () => {
    const offers = offerWith({
      employerName: 'Fjällbo Teknik AB',
      start: '2027-02-01',
      extent: { kind: 'unclear', raw: '30' },
    });
    expect(judge('E14', caseWith({}, { offers }))).toEqual([
      'check',
      'Erbjudandet finns, men omfattning och handledare saknas.',
    ]);
  });

  it('a verdict confirms E8 and E11', () => {
    const verdict = {
      conclusion: 'eligible' as const,
      confirms: ['E8', 'E11'],
      ruleSet: context.ruleSetPin,
      outcomes: {},
    };
    const state = caseWith({ actionPlanDate: '2026-09-03' }, { verdicts: [{ act: 0, value: verdict }] });
    expect(judge('E8', state)).toEqual(['met', 'Handläggaren har bedömt att behovet finns.']);
    expect(judge('E11', state)[1]).toBe(
      'Handlingsplanen från den 2026-09-03 går att förena med arbetspraktik.',
    );
  });
});

describe('the checks of the employer', () => {
  const offers = offerWith({ employerName: 'Fjällbo Teknik AB', start: '2026-12-01', end: '2027-03-31' });
  const day = isoDateSchema.parse('2026-11-10');
  const clear: EmployerState = {
    ...emptyEmployer,
    checks: [{ act: 0, value: { outcome: 'clear', day, sources: ['Skatteverket', 'Bolagsverket'] } }],
    unions: {
      Unionen: [
        { act: 0, value: { organisation: 'Unionen', answer: 'noAnswer', askedOn: day, dueOn: day, day } },
      ],
    },
  };
  const withEmployer = (employer: EmployerState): RuleContext => ({ ...context, employer });

  it('AG1 lives as long as the limit says and any bar stops it', () => {
    const state = caseWith({}, { offers });
    expect(judge('AG1', state, withEmployer(clear))).toEqual([
      'met',
      'Inga hinder funna den 2026-11-10 (Skatteverket, Bolagsverket).',
    ]);
    const later = { ...withEmployer(clear), today: isoDateSchema.parse('2027-01-10') };
    expect(judge('AG1', state, later)[1]).toBe('Kontrollen är gjord den 2026-11-10 och har gått ut.');
    const bar = {
      ...clear,
      checks: [...clear.checks, { act: 0, value: { outcome: 'bar' as const, day, sources: [] } }],
    };
    expect(judge('AG1', state, withEmployer(bar))[0]).toBe('unmet');
  });

  it('AG4 takes silence of one who was asked, after the last day, and an answer while it holds', () => {
    const state = caseWith({}, { offers });
    expect(judge('AG4', state, withEmployer(clear))[1]).toBe(
      'Unionen avstod eller svarade inte senast den 2026-11-10.',
    );
    expect(judge('AG4', state, withEmployer(emptyEmployer))[0]).toBe('unmet');
    const never = { organisation: 'Unionen', answer: 'noAnswer' as const, dueOn: day, day };
    expect(
      judge('AG4', state, withEmployer({ ...clear, unions: { Unionen: [{ act: 0, value: never }] } })),
    ).toEqual(['check', 'Det är inte antecknat att Unionen har fått frågan.']);
    const later = { ...withEmployer(clear), today: isoDateSchema.parse('2027-05-10') };
    expect(judge('AG4', state, later)[1]).toBe(
      'Svaret från Unionen är från den 2026-11-10 och är för gammalt. Fråga igen.',
    );
  });

  it('AG2 AG3 are not examined whatever the control found and whatever its sources are called', () => {
    const state = caseWith({}, { offers });
    const value = { outcome: 'bar' as const, day, sources: ['Bolagsverket, företrädare'] };
    for (const employer of [clear, emptyEmployer, { ...clear, checks: [{ act: 0, value }] }]) {
      expect(judge('AG2', state, withEmployer(employer))[1]).toMatch(/^Inte undersökt: .*företrädare/);
      expect(judge('AG3', state, withEmployer(employer))).toEqual([
        'check',
        'Inte undersökt: kontrollen av arbetsgivaren gäller 9 b § och säger inget om 9 c §.',
      ]);
    }
  });

  it('AG5 is met, unmet and not examined by what the offer says of a labour conflict', () => {
    const said = (more: Record<string, boolean>) =>
      judge('AG5', caseWith({}, { offers: offerWith(more) }))[0];
    expect([said({ labourConflict: false }), said({ labourConflict: true }), said({})]).toEqual([
      'met',
      'unmet',
      'check',
    ]);
  });

  it('T1 warns close to the start of what is not ready and is unmet when the day has passed', () => {
    const state = caseWith({}, { offers });
    expect(judge('T1', state)[1]).toBe(
      'Praktiken börjar om 7 arbetsdagar och det här är inte klart: arbetsgivarkontrollen och yttrandet från facket.',
    );
    expect(judge('T1', state, withEmployer(clear))[0]).toBe('met');
    const late = { ...context, today: isoDateSchema.parse('2026-12-02') };
    expect(judge('T1', state, late)[0]).toBe('unmet');
    expect(today < late.today).toBe(true);
  });
});
