// One invented case in full, made from its row.
import type { CaseRow } from '../../../domain/review/case-row.ts';
import type { CaseView, CheckView } from '../../../ipc/review.ts';

const at = Date.parse('2026-11-20T14:30:00') * 1000;

export function caseView(row: CaseRow, heads: readonly string[]): CaseView {
  const fact = (field: string, value: string | number | boolean | null, source = 'portal') => ({
    field,
    status: 'value' as const,
    value,
    source,
    asOf: '2026-10-01',
    by: 'Maria Lindqvist',
    at,
    beneath: source === 'hand' ? '2027-02-10' : null,
    others: [],
  });
  return {
    row,
    heads,
    proposal: proposalOf(row),
    facts: row.stub
      ? []
      : [
          fact('personalIdentityNumber', row.identityNumber),
          fact('municipality', row.municipality),
          fact('birthCountry', 'Syrien'),
          fact('citizenship', 'Syrien'),
          fact('registeredSince', '2025-03-02', 'register'),
          fact('permitKind', row.permitKind),
          fact('permitValidTo', row.permitValidTo ?? '2027-08-31', 'hand'),
          fact('rightToWork', 'free'),
          fact('area', row.area),
          fact('degree', 'Civilingenjör, elektroteknik'),
          fact('university', 'Damaskus universitet'),
          fact('englishLevel', 'B2'),
          fact('workInSwedenMonths', 4),
          fact('actionPlanDate', '2026-08-14', 'register'),
          fact('consentDate', '2026-09-12'),
        ],
    checks: row.stub ? [] : checks(row),
    verdicts:
      row.conclusion === null
        ? []
        : [
            {
              conclusion: row.conclusion,
              reason: row.conclusion === 'notEligible' ? 'G3.1' : null,
              note: null,
              by: 'Åsa Berg',
              at,
            },
          ],
    offers:
      row.offer === null
        ? []
        : [
            {
              id: row.offer,
              employerId: null,
              state: 'accepted',
              reason: null,
              facts: [
                fact('employerName', row.employerName, 'offers'),
                fact('start', row.startsOn, 'offers'),
                fact('end', row.endsOn, 'offers'),
              ],
            },
          ],
    history: [
      {
        event: 'f'.repeat(64),
        at,
        by: 'Åsa Berg',
        kind: 'facts.entered',
        facts: { basis: 'Uppehållstillståndskort, visat 2026-11-20', opens: false },
        fields: [{ field: 'permitValidTo', before: '2027-02-10', after: '2027-08-31' }],
        effect: 'stands',
      },
      {
        event: 'e'.repeat(64),
        at: at - 86_400_000_000,
        by: 'Maria Lindqvist',
        kind: 'verdict.given',
        facts: { conclusion: 'needsCheck', reason: null, note: null },
        fields: [],
        effect: 'voided',
      },
      {
        event: 'd'.repeat(64),
        at: at - 4_000_000_000_000,
        by: 'Maria Lindqvist',
        kind: 'facts.imported',
        facts: { source: 'portal', asOf: '2026-10-01', row: 413 },
        fields: [],
        effect: 'stands',
      },
    ],
    otherApplications: row.stub
      ? []
      : [
          {
            caseId: '7'.padStart(32, '0'),
            intake: '2026-spring',
            applicationId: 'JS-2026A-00317',
            step: 'eligible',
          },
        ],
    decidedWithoutSeeing: false,
    newer: 0,
    notEntitled: 0,
  };
}

function checks(row: CaseRow): CheckView[] {
  const check = (
    id: string,
    [name, outcome, sentence]: [string, CheckView['outcome'], string],
  ): CheckView => ({
    id,
    name,
    outcome,
    sentence,
    rule: id,
    version: '1',
    source: outcome === 'notApplicable' ? null : 'portalens fil',
    asOf: outcome === 'notApplicable' ? null : '2026-10-01',
    confirmed: id === 'E7',
  });
  const unmet = row.colour === 'red';
  return [
    check('E1', ['Inskriven', 'met', 'Inskriven som arbetssökande sedan den 2025-03-02.']),
    check('E2', ['Född utanför Europa', 'met', 'Född i Syrien, som räknas som utanför Europa.']),
    check('E3', [
      'Akademisk examen',
      unmet ? 'unmet' : 'met',
      unmet
        ? 'Ingen akademisk examen enligt handlingarna.'
        : 'Examen Civilingenjör från Damaskus universitet, handling sedd den 2026-10-03.',
    ]),
    check('E4', [
      'Område',
      row.colour === 'orange' ? 'check' : 'met',
      row.colour === 'orange'
        ? 'Det är oklart vilket av de sju områdena examen hör till.'
        : 'Examen hör till området teknik.',
    ]),
    check('E7', ['Språk', 'met', 'Engelska på nivå B2 enligt portalens fil.']),
    check('E9', [
      'Rätt att vistas och arbeta',
      'met',
      'Tidsbegränsat uppehållstillstånd med rätt att arbeta, enligt portalens fil den 2026-10-01.',
    ]),
    check('E10', [
      'Tillståndet täcker praktiken',
      row.colour === 'orange' ? 'check' : 'met',
      row.colour === 'orange'
        ? 'Tillståndet går ut den 2027-02-10, före praktikens sista dag 2027-06-30; kontrollera om förlängning är sökt.'
        : 'Tillståndet gäller till och med den 2027-08-31, hela praktiken.',
    ]),
    check('E5', ['Gymnasieutbildning och betyg (pilot)', 'notApplicable', '']),
    check('E13', ['Samtycke till att uppgifter delas', 'met', 'Samtycke lämnat i portalen den 2026-09-12.']),
  ];
}

function proposalOf(row: CaseRow): CaseView['proposal'] {
  if (row.colour === 'red') return { conclusion: 'notEligible', toCheck: 0 };
  return row.colour === 'green'
    ? { conclusion: 'eligible', toCheck: 0 }
    : { conclusion: 'needsCheck', toCheck: 2 };
}
