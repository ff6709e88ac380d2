// Proves: which rows of offers files and BÄR lists are read, and that no unit is ever guessed.
import { describe, expect, it } from 'vitest';
import { parseBarList } from '../../domain/intake/rows/bar-list.ts';
import { parseExtent } from '../../domain/intake/rows/extent.ts';
import { offerKey, type ParsedOffers, parseOffers } from '../../domain/intake/rows/offers.ts';
import type { Cell } from '../../domain/intake/table.ts';
import { options, table, values } from './intake-setup.ts';

function offers(rows: readonly Readonly<Record<string, Cell>>[]): ParsedOffers {
  const { table: raw, mapping } = table('offers', [
    Object.keys(rows[0] ?? {}),
    ...rows.map((row) => Object.values(row)),
  ]);
  return parseOffers(raw, mapping, options);
}

const offer = { 'Ansöknings-ID': 'JS-1', Arbetsgivare: 'Kullen AB', Organisationsnummer: '556016-0680' };

describe('an extent', () => {
  it.each([
    ['Heltid', { kind: 'fullTime' }],
    ['100 %', { kind: 'fullTime' }],
    ['40 tim/v', { kind: 'fullTime' }],
    ['Heltid (40 timmar per vecka)', { kind: 'fullTime' }],
    ['75 %', { kind: 'percent', percent: 75 }],
    ['37,5%', { kind: 'percent', percent: 37.5 }],
    ['50 procent', { kind: 'percent', percent: 50 }],
    ['30 tim/v', { kind: 'partTime', hoursPerWeek: 30 }],
    ['Deltid, 20 timmar i veckan', { kind: 'partTime', hoursPerWeek: 20 }],
    ['25 hours per week', { kind: 'partTime', hoursPerWeek: 25 }],
    ['30', { kind: 'unclear', raw: '30' }],
    [30, { kind: 'unclear', raw: '30' }],
    [0.75, { kind: 'unclear', raw: '0.75' }],
    ['30 tim', { kind: 'unclear', raw: '30 tim' }],
    ['deltid', { kind: 'unclear', raw: 'deltid' }],
    ['deltid 30', { kind: 'unclear', raw: 'deltid 30' }],
    ['150 %', { kind: 'unclear', raw: '150 %' }],
    ['60 tim/v', { kind: 'unclear', raw: '60 tim/v' }],
    ['0 %', { kind: 'unclear', raw: '0 %' }],
    ['20–30 tim/v', { kind: 'unclear', raw: '20–30 tim/v' }],
    ['', undefined],
  ])('written %j', (written, expected) => {
    expect(parseExtent(written, values)).toEqual(expected);
  });
});

describe('an offer', () => {
  it('has state offered unless the file says otherwise, and its reason as a code', () => {
    expect(offers([offer]).offers[0]?.facts.offerState).toBe('offered');
    const declined = offers([{ ...offer, Status: 'Tackat nej', Skäl: 'D3' }]).offers[0]?.facts;
    expect(declined).toMatchObject({ offerState: 'declined', offerReason: 'D3' });
    const words = offers([{ ...offer, Skäl: 'Den sökande tog en annan plats' }]).offers[0]?.facts;
    expect(words?.offerReason).toBe('D4');
  });

  it('keeps a sole trader apart, and unions as a list', () => {
    const facts = offers([
      {
        'Ansöknings-ID': 'JS-1',
        Arbetsgivare: 'Ek',
        Organisationsnummer: '900704-2386',
        Fack: 'Unionen; Akavia och Unionen',
      },
    ]).offers[0]?.facts;
    expect(facts).toMatchObject({
      organisationNumber: '199007042386',
      soleTrader: true,
      unions: ['Unionen', 'Akavia'],
    });
  });

  it.each<[Cell, unknown]>([
    ['Nej', { remoteWork: 'no' }],
    ['Delvis', { remoteWork: 'partly' }],
    ['delvis (10 tim/v)', { remoteWork: 'partly', remoteHoursPerWeek: 10 }],
    ['8 timmar', { remoteWork: 'partly', remoteHoursPerWeek: 8 }],
    ['Mer än hälften', { remoteWork: 'mostly' }],
    [false, { remoteWork: 'no' }],
  ])('with remote work %j', (written, expected) => {
    const { remoteWork, remoteHoursPerWeek } =
      offers([{ ...offer, Distansarbete: written }]).offers[0]?.facts ?? {};
    expect(JSON.parse(JSON.stringify({ remoteWork, remoteHoursPerWeek }))).toEqual(expected);
  });

  it('is not read in without employer or person, or with what cannot be read', () => {
    const row = {
      'Ansöknings-ID': '',
      Personnummer: '',
      Arbetsgivare: '',
      Organisationsnummer: '556016-0681',
      Startdatum: '2026-12-07',
      Slutdatum: '2026-12-01',
      Kollektivavtal: 'kanske',
      Status: 'hm',
      Skäl: 'Z9',
      Distansarbete: 'ibland',
    };
    expect(offers([row]).rejected).toEqual([
      {
        row: 2,
        problems: [
          { field: 'organisationNumber', code: 'wrongCheckDigit' },
          { field: 'employerName', code: 'missing' },
          { field: 'end', code: 'unknownValue' },
          { field: 'collectiveAgreement', code: 'unknownValue' },
          { field: 'offerState', code: 'unknownValue' },
          { field: 'offerReason', code: 'unknownValue' },
          { field: 'remoteWork', code: 'unknownValue' },
          { field: 'applicationId', code: 'missing' },
        ],
      },
    ]);
  });

  it('RE-93 says whether a labour conflict goes on, or nothing where nobody has looked', () => {
    const said = (written: string) =>
      offers([{ ...offer, Arbetskonflikt: written }]).offers[0]?.facts.labourConflict;
    expect([said('Nej'), said('Ja'), said('')]).toEqual([false, true, undefined]);
  });

  it('is one whatever its dates; twice in a file the first stands', () => {
    const start = (day: string, employer = 'Kullen AB') => ({
      ...offer,
      Arbetsgivare: employer,
      Startdatum: day,
    });
    const parsed = offers([
      start('2026-12-07'),
      start('2026-12-14', 'KULLEN AB'),
      { ...start('2026-12-07'), 'Ansöknings-ID': 'JS-2' },
    ]);
    expect(parsed.offers.map((one) => one.row)).toEqual([2, 4]);
    expect(parsed.duplicates).toEqual([{ row: 3, of: 'JS-1' }]);
    const [first, second] = parsed.offers.map((one) => offerKey(one.facts));
    expect(first).toBe('JS-1|5560160680|');
    expect(second).toBe('JS-2|5560160680|');
  });

  it('says which facts its file has a column for', () => {
    const { covered } = offers([{ ...offer, Distansarbete: '' }]);
    const facts = [
      'applicationId',
      'employerName',
      'organisationNumber',
      'soleTrader',
      'remoteWork',
      'remoteHoursPerWeek',
    ];
    expect(covered).toEqual(facts);
  });

  it('that is doubled is named by application id, never by identity number', () => {
    const { table: raw, mapping } = table('offers', [
      ['Personnummer', 'Arbetsgivare'],
      ['19900704-2386', 'Kullen AB'],
      ['900704-2386', 'Kullen AB'],
    ]);
    const existing = {
      byApplicationId: () => undefined,
      byIdentityNumber: () => ({ applicationId: 'JS-1' }),
    };
    expect(parseOffers(raw, mapping, options).duplicates).toEqual([{ row: 3, of: '' }]);
    expect(parseOffers(raw, mapping, { ...options, existing }).duplicates).toEqual([{ row: 3, of: 'JS-1' }]);
  });
});

describe('an entry of the BÄR list', () => {
  const header = ['BÄR-nummer', 'Personnummer', 'Beslutsdatum', 'Beslut', 'Period från', 'Period till'];
  const parse = (...rows: Cell[][]) => {
    const { table: raw, mapping } = table('bar', [header, ...rows]);
    return parseBarList(raw, mapping, options);
  };

  it('of a refusal needs no period, of a grant it does', () => {
    const parsed = parse(
      ['BÄR-1', '19900704-2386', '2026-11-16', 'Avslag', '', ''],
      ['BÄR-2', '19900704-2386', '2026-11-16', 'Bifall', '', ''],
    );
    expect(parsed.entries).toEqual([
      {
        row: 2,
        entry: {
          barNumber: 'BÄR-1',
          personalIdentityNumber: '199007042386',
          decisionDate: '2026-11-16',
          outcome: 'refusal',
        },
      },
    ]);
    expect(parsed.rejected).toEqual([
      {
        row: 3,
        problems: [
          { field: 'periodFrom', code: 'missing' },
          { field: 'periodTo', code: 'missing' },
        ],
      },
    ]);
  });

  it('is not read in without number, person, day and outcome that can be read', () => {
    const parsed = parse(['', '', 'snart', 'Kanske', '2026-12-07', '2026-12-01'], ['', '', '', '', 'x', '']);
    expect(parsed.entries).toEqual([]);
    expect(parsed.rejected.map((row) => row.problems.map(({ field, code }) => `${field} ${code}`))).toEqual([
      [
        'barNumber missing',
        'decisionDate notADate',
        'outcome unknownValue',
        'personalIdentityNumber missing',
        'periodTo unknownValue',
      ],
      [
        'barNumber missing',
        'decisionDate missing',
        'outcome missing',
        'periodFrom notADate',
        'personalIdentityNumber missing',
      ],
    ]);
  });

  it('stands once per BÄR number', () => {
    const row = ['BÄR-1', '19900704-2386', '2026-11-16', 'Avslag', '', ''];
    expect(parse(row, ['bär 1', ...row.slice(1)]).duplicates).toEqual([{ row: 3, of: 'BÄR-1' }]);
  });
});
