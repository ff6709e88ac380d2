// Proves: which rows of a portal file are read in, updated, doubled, kept as stubs or left out, and what is told about them.
import { describe, expect, it } from 'vitest';
import {
  applicationKey,
  type ExistingApplication,
  type ExistingLookup,
  parseApplications,
  type ParsedApplications,
} from '../../domain/intake/rows/applications.ts';
import type { Cell } from '../../domain/intake/table.ts';
import { day, options, table } from './intake-setup.ts';

const header = ['Ansöknings-ID', 'Status', 'Förnamn', 'Efternamn', 'Personnummer', 'Samtycke'];
const anna: Cell[] = ['JS-1', 'grön', 'Anna', 'Åberg', '19900704-2386', 'Ja'];

function parse(
  rows: readonly (readonly Cell[])[],
  existing?: ExistingLookup,
  head = header,
): ParsedApplications {
  const { table: raw, mapping } = table('applications', [head, ...rows]);
  return parseApplications(raw, mapping, existing === undefined ? options : { ...options, existing });
}

function store(known: readonly (ExistingApplication & { number?: string })[]): ExistingLookup {
  return {
    byApplicationId: (key) => known.find((one) => applicationKey(one.applicationId) === key),
    byIdentityNumber: (number) => known.find((one) => one.number === number),
  };
}

/** Anna with more columns. */
function withColumns(columns: Readonly<Record<string, Cell>>): ParsedApplications {
  return parse([[...anna, ...Object.values(columns)]], undefined, [...header, ...Object.keys(columns)]);
}

describe('a row', () => {
  it('becomes the facts of an application', () => {
    expect(parse([anna])).toEqual({
      rows: 1,
      applications: [
        {
          row: 2,
          known: false,
          stub: false,
          facts: {
            applicationId: 'JS-1',
            colour: 'green',
            givenName: 'Anna',
            familyName: 'Åberg',
            personalIdentityNumber: '199007042386',
            gender: 'female',
            consent: true,
          },
        },
      ],
      rejected: [],
      duplicates: [],
      stubs: 0,
      marked: [],
      covered: [
        'applicationId',
        'colour',
        'givenName',
        'familyName',
        'personalIdentityNumber',
        'gender',
        'consent',
        'consentWithdrawnOn',
      ],
    });
  });

  it('has its names in NFC, trimmed, inner blanks folded, formulas as text', () => {
    const { applications } = parse([
      ['JS-1', 'grön', ' A\u030Asa  Maria\n', '=Öberg', '19900704-2386', 'ja'],
    ]);
    expect(applications[0]?.facts).toMatchObject({ givenName: 'Åsa Maria', familyName: '=Öberg' });
  });

  it.each<[string, Cell[], string[]]>([
    ['no id', ['', 'grön', 'Anna', 'Åberg', '19900704-2386', 'Ja'], ['applicationId missing']],
    ['an unknown colour', ['JS-1', 'lila', 'Anna', 'Åberg', '19900704-2386', 'Ja'], ['colour unknownValue']],
    ['no colour', ['JS-1', '', 'Anna', 'Åberg', '19900704-2386', 'Ja'], ['colour missing']],
    [
      'no names',
      ['JS-1', 'grön', ' ', '', '19900704-2386', 'Ja'],
      ['givenName missing', 'familyName missing'],
    ],
    [
      'a name of 101 letters',
      ['JS-1', 'grön', 'å'.repeat(101), 'Å', '19900704-2386', 'Ja'],
      ['givenName tooLong'],
    ],
    [
      'a wrong check digit',
      ['JS-1', 'grön', 'Anna', 'Å', '19900704-2387', 'Ja'],
      ['personalIdentityNumber wrongCheckDigit'],
    ],
    [
      'an impossible day',
      ['JS-1', 'grön', 'Anna', 'Å', '19900230-2386', 'Ja'],
      ['personalIdentityNumber notAnIdentityNumber'],
    ],
    ['no number', ['JS-1', 'grön', 'Anna', 'Å', '', 'Ja'], ['personalIdentityNumber missing']],
    ['consent no', ['JS-1', 'grön', 'Anna', 'Å', '19900704-2386', 'Nej'], ['consent noConsent']],
    ['consent false', ['JS-1', 'grön', 'Anna', 'Å', '19900704-2386', false], ['consent noConsent']],
    ['consent empty', ['JS-1', 'grön', 'Anna', 'Å', '19900704-2386', ''], ['consent noConsent']],
    [
      'consent withdrawn',
      ['JS-1', 'grön', 'Anna', 'Å', '19900704-2386', 'Återkallat'],
      ['consent noConsent'],
    ],
    [
      'an unknown consent',
      ['JS-1', 'grön', 'Anna', 'Å', '19900704-2386', 'kanske'],
      ['consent unknownValue'],
    ],
  ])('with %s is not read in', (_, row, expected) => {
    const parsed = parse([row]);
    expect(parsed.applications).toEqual([]);
    expect(parsed.rejected[0]?.problems.map(({ field, code }) => `${field} ${code}`)).toEqual(expected);
    expect(JSON.stringify(parsed.rejected)).not.toMatch(/Anna|1990|å{3}/);
  });

  it('with a day, a yes or no, or a number that cannot be read is not read in', () => {
    const { rejected } = withColumns({
      Inskrivningsdatum: 'i våras',
      Inskriven: 'kanske',
      'Arbete i Sverige (månader)': 'många',
    });
    expect(rejected[0]?.problems).toEqual([
      { field: 'registered', code: 'unknownValue' },
      { field: 'registeredSince', code: 'notADate' },
      { field: 'workInSwedenMonths', code: 'unknownValue' },
    ]);
  });

  it('keeps an area outside the seven, and none at all', () => {
    expect(withColumns({ Utbildningsområde: 'Konst' }).applications[0]?.facts).toMatchObject({
      area: 'other',
      areaWritten: 'Konst',
    });
    expect(withColumns({ Utbildningsområde: 'HR' }).applications[0]?.facts).toMatchObject({
      area: 'hr',
      areaWritten: 'HR',
    });
    expect(withColumns({ Utbildningsområde: '' }).applications[0]?.facts).not.toHaveProperty('area');
  });
});

describe('a permit', () => {
  function permit(
    kind: Cell,
    validTo: Cell = '2027-01-31',
    more: Record<string, Cell> = {},
  ): Record<string, unknown> {
    const facts = withColumns({ Uppehållstillstånd: kind, 'Tillstånd t.o.m.': validTo, ...more })
      .applications[0]?.facts;
    const { permitKind, permitValidTo, cardValidTo, rightToWork } = facts ?? {};
    return { permitKind, permitValidTo, cardValidTo, rightToWork };
  }
  const end = '2027-01-31';
  const none = undefined;

  it.each([
    ['PUT', { permitKind: 'permanent', permitValidTo: none, cardValidTo: end, rightToWork: 'free' }],
    [
      'Permanent uppehållstillstånd',
      { permitKind: 'permanent', permitValidTo: none, cardValidTo: end, rightToWork: 'free' },
    ],
    [
      'Tillfälligt uppehållstillstånd',
      { permitKind: 'timeLimited', permitValidTo: end, cardValidTo: none, rightToWork: 'unclear' },
    ],
    [
      'Uppehållstillstånd med arbetstillstånd',
      { permitKind: 'timeLimited', permitValidTo: end, cardValidTo: none, rightToWork: 'free' },
    ],
    [
      'Uppehållstillstånd med arbetstillstånd (viss arbetsgivare)',
      { permitKind: 'timeLimited', permitValidTo: end, cardValidTo: none, rightToWork: 'tied' },
    ],
    [
      'Uppehållskort',
      { permitKind: 'residenceCard', permitValidTo: none, cardValidTo: end, rightToWork: 'exempt' },
    ],
    [
      'Under prövning',
      { permitKind: 'pending', permitValidTo: end, cardValidTo: none, rightToWork: 'unclear' },
    ],
    ['Studier', { permitKind: 'studies', permitValidTo: end, cardValidTo: none, rightToWork: 'unclear' }],
    [
      'Något helt annat',
      { permitKind: 'other', permitValidTo: end, cardValidTo: none, rightToWork: 'unclear' },
    ],
  ])('written %s', (written, expected) => {
    expect(permit(written)).toEqual(expected);
  });

  it('that is empty or not needed says nothing: citizenship decides', () => {
    const nothing = { permitKind: none, permitValidTo: none, cardValidTo: none, rightToWork: none };
    expect(permit('', '')).toEqual(nothing);
    expect(permit('Behövs inte', '')).toEqual(nothing);
  });

  it('has its right to work from its own column where there is one', () => {
    expect(permit('PUT', end, { 'Rätt att arbeta': 'Nej' })).toMatchObject({ rightToWork: 'none' });
    expect(permit('Tillfälligt uppehållstillstånd', end, { 'Rätt att arbeta': 'Ja' })).toMatchObject({
      rightToWork: 'free',
    });
  });
});

describe('a protected person', () => {
  const head = [...header, 'Skyddade personuppgifter', 'Adress', 'Kön'];
  const secret: Cell[] = [
    'JS-1',
    'röd',
    'Hemlig',
    'Person',
    'inte ett nummer',
    '',
    'Ja',
    'Storgatan 1',
    'Man',
  ];

  it('leaves a stub and nothing else, needing neither name, number nor consent', () => {
    const parsed = parse([secret], undefined, head);
    expect(parsed.stubs).toBe(1);
    expect(parsed.applications).toEqual([
      {
        row: 2,
        known: false,
        stub: true,
        facts: { applicationId: 'JS-1', colour: 'red', gender: 'male', protectedIdentity: 'unspecified' },
      },
    ]);
    expect(JSON.stringify(parsed)).not.toMatch(/Hemlig|Person"|Storgatan|inte ett nummer/);
  });

  it.each([
    ['Sekretessmarkering', 'confidentialityMark'],
    ['Skyddad folkbokföring', 'protectedRegistration'],
    ['Fingerade personuppgifter', 'fictitiousIdentity'],
    ['vet inte', 'unspecified'],
    [true, 'unspecified'],
  ])('is marked %s', (written, mark) => {
    const { applications } = parse(
      [secret.map((cell, index) => (index === 6 ? written : cell))],
      undefined,
      head,
    );
    expect(applications[0]?.facts.protectedIdentity).toBe(mark);
  });

  it.each(['', 'Nej', false, null])('is nobody who is marked %j', (written) => {
    const row = [...anna, written, 'Storgatan 1', 'Kvinna'];
    expect(parse([row], undefined, head).applications[0]).toMatchObject({
      stub: false,
      facts: { address: 'Storgatan 1' },
    });
  });

  it('stays protected when a later file has no mark', () => {
    const known = store([{ applicationId: 'JS-1', protectedIdentity: 'confidentialityMark' }]);
    expect(parse([anna], known).applications[0]).toEqual({
      row: 2,
      known: true,
      stub: true,
      facts: { applicationId: 'JS-1', colour: 'green', protectedIdentity: 'confidentialityMark' },
    });
  });
});

describe('duplicates', () => {
  it('are later records of one application id or one identity number; the first that is read in stands', () => {
    const parsed = parse([
      ['JS-1', 'grön', 'Anna', 'Åberg', '19900704-2387', 'Ja'],
      anna,
      ['js- 1', 'grön', 'Anna', 'Åberg', '19900704-2386', 'Ja'],
      ['JS-2', 'grön', 'Anna', 'Aaberg', '900704 2386', 'Ja'],
      ['JS-3', 'grön', 'Bo', 'Ek', '199711292392', 'Ja'],
    ]);
    expect(parsed.rejected.map((row) => row.row)).toEqual([2]);
    expect(parsed.duplicates).toEqual([
      { row: 4, of: 'JS-1' },
      { row: 5, of: 'JS-1' },
    ]);
    expect(parsed.applications.map((one) => one.row)).toEqual([3, 6]);
  });

  it('are found against the store, but a known application is an update', () => {
    const known = store([{ applicationId: 'JS-9', number: '199007042386' }]);
    expect(parse([anna], known)).toMatchObject({ applications: [], duplicates: [{ row: 2, of: 'JS-9' }] });
    const same = ['js-9', ...anna.slice(1)];
    expect(parse([same], known)).toMatchObject({ applications: [{ known: true }], duplicates: [] });
  });
});

describe('consent withdrawn after the case began (E13)', () => {
  const head = [...header, 'Samtycke återkallat'];
  const known = store([{ applicationId: 'JS-1' }]);
  const withdrawn = (consent: Cell, on: Cell, existing = known): unknown => {
    const [first] = parse([[...anna.slice(0, 5), consent, on]], existing, head).applications;
    return first && { consent: first.facts.consent, on: first.facts.consentWithdrawnOn };
  };

  it('is an update, with the day of the export where the file has none', () => {
    expect(withdrawn('Nej', '')).toEqual({ consent: false, on: '2026-09-15' });
    expect(withdrawn('', '')).toEqual({ consent: false, on: '2026-09-15' });
    expect(withdrawn('Återkallat', '2026-09-01')).toEqual({ consent: false, on: '2026-09-01' });
    expect(withdrawn('Ja', '2026-09-01')).toEqual({ consent: false, on: '2026-09-01' });
  });

  it('keeps its day when the same is said again', () => {
    const again = store([{ applicationId: 'JS-1', consentWithdrawnOn: day('2026-08-20') }]);
    expect(withdrawn('Nej', '', again)).toEqual({ consent: false, on: '2026-08-20' });
  });
});
