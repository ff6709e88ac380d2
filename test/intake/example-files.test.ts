// Proves: the three example files give exactly what was planted in them.
import { describe, expect, it } from 'vitest';
import { parseApplications } from '../../domain/intake/rows/applications.ts';
import { parseBarList } from '../../domain/intake/rows/bar-list.ts';
import { checkMapping, guessKind, guessMapping } from '../../domain/intake/mapping.ts';
import { parseOffers } from '../../domain/intake/rows/offers.ts';
import { readTable } from '../../main/files/decode.ts';
import { fixture, headers, options, present } from './intake-setup.ts';

const intake = present(await readTable({ path: fixture('intake-example.csv') }));
const offers = present(await readTable({ path: fixture('offers-example.csv') }));
const bar = present(await readTable({ path: fixture('bar-list-example.csv') }));

describe('the example intake file', () => {
  const mapping = guessMapping('applications', intake.header, { headers });
  const parsed = parseApplications(intake, mapping, options);

  it('has all its 23 columns mapped by exact spelling', () => {
    expect(mapping.missing).toEqual([]);
    expect(mapping.columns.map((column) => column.confidence)).toEqual(
      Array.from({ length: 23 }, () => 'exact'),
    );
    expect(new Set(mapping.columns.map((column) => column.field)).size).toBe(23);
  });

  it('puts each of its 600 rows in exactly one list', () => {
    expect(parsed.rows).toBe(600);
    expect(parsed.applications.length + parsed.rejected.length + parsed.duplicates.length).toBe(600);
    expect(parsed.applications).toHaveLength(588);
    expect(parsed.stubs).toBe(4);
  });

  it('names row, field and reason of the ten rows that are not read in', () => {
    const codes = parsed.rejected.flatMap((row) =>
      row.problems.map((problem) => `${problem.field} ${problem.code}`),
    );
    const counts = Object.fromEntries(
      [...new Set(codes)].map((code) => [code, codes.filter((c) => c === code).length]),
    );
    expect(parsed.rejected).toHaveLength(10);
    expect(counts).toEqual({
      'personalIdentityNumber wrongCheckDigit': 2,
      'personalIdentityNumber notAnIdentityNumber': 3,
      'consent noConsent': 3,
      'givenName missing': 2,
      'familyName missing': 2,
    });
  });

  it('names the record that stands for each duplicate', () => {
    expect(parsed.duplicates).toEqual([
      { row: 218, of: 'JS-2026B-00140' },
      { row: 266, of: 'JS-2026B-00200' },
    ]);
  });

  it('reads the permits as the words say and keeps formulas as text', () => {
    const facts = parsed.applications.map((application) => application.facts);
    const permanent = facts.filter((fact) => fact.permitKind === 'permanent');
    expect(
      permanent.every((fact) => fact.cardValidTo && !fact.permitValidTo && fact.rightToWork === 'free'),
    ).toBe(true);
    expect(facts.filter((fact) => fact.motivation?.startsWith('=HYPERLINK'))).toHaveLength(3);
    expect(facts.find((fact) => fact.motivation?.includes('\n'))?.motivation).toBe(
      'Rad ett\nRad två; med semikolon\t"citat"',
    );
  });

  it('reads every date and keeps areas outside the seven', () => {
    const first = parsed.applications[0];
    expect(first?.facts).toMatchObject({
      applicationId: 'JS-2026B-00001',
      colour: 'green',
      familyName: 'Świątek',
      personalIdentityNumber: '199010059864',
      gender: 'female',
      registered: true,
      registeredSince: '2025-10-01',
      permitKind: 'permanent',
      cardValidTo: '2029-09-24',
      area: 'computerScience',
      areaWritten: 'Datavetenskap',
      consent: true,
      consentDate: '2026-08-03',
    });
    const outside = parsed.applications.filter((application) => application.facts.area === 'other');
    expect(outside.map((application) => application.facts.areaWritten).sort()).toEqual([
      'Juridik',
      'Konst',
      'Konst',
      'Konst',
      'Medicin',
    ]);
  });

  it('lets nothing but id, mark, colour and gender of a protected person out', () => {
    const stubs = parsed.applications.filter((application) => application.stub);
    for (const { row, facts } of stubs) {
      expect(Object.keys(facts).sort()).toEqual(['applicationId', 'colour', 'gender', 'protectedIdentity']);
      const record = intake.records.find((one) => one.row === row);
      const email = String(record?.cells[8]);
      expect(email).toContain('@');
      expect(JSON.stringify(parsed)).not.toContain(`"${email}"`);
    }
  });
});

describe('the example offers file', () => {
  const parsed = parseOffers(offers, guessMapping('offers', offers.header, { headers }), options);

  it('reads all 138 offers', () => {
    expect(parsed).toMatchObject({ rows: 138, rejected: [], duplicates: [] });
    expect(parsed.offers).toHaveLength(138);
    expect(parsed.offers[0]).toEqual({
      row: 2,
      facts: {
        applicationId: 'JS-2026B-00425',
        personalIdentityNumber: '198203099901',
        employerName: 'Fjällbo Arkitekter AB',
        organisationNumber: '5599991188',
        municipality: 'Åre',
        supervisorName: 'Karin Lind',
        supervisorEmail: 'handledare@example.org',
        start: '2026-11-30',
        end: '2027-03-29',
        extent: { kind: 'fullTime' },
        unions: ['Unionen', 'Akavia'],
        collectiveAgreement: true,
        offerState: 'offered',
      },
    });
  });

  it('guesses no unit for the 30 extents that have none', () => {
    const unclear = parsed.offers.filter((offer) => offer.facts.extent?.kind === 'unclear');
    expect(unclear.map((offer) => offer.facts.extent)).toEqual(
      Array.from({ length: 30 }, () => ({ kind: 'unclear', raw: '30' })),
    );
  });
});

describe('the example BÄR list', () => {
  it('reads all 124 decisions', () => {
    const parsed = parseBarList(bar, guessMapping('bar', bar.header, { headers }), options);
    expect(parsed).toMatchObject({ rows: 124, rejected: [], duplicates: [] });
    expect(parsed.entries[0]).toEqual({
      row: 2,
      entry: {
        barNumber: 'BÄR-100000',
        personalIdentityNumber: '198203099901',
        decisionDate: '2026-11-16',
        outcome: 'grant',
        periodFrom: '2026-11-30',
        periodTo: '2027-03-29',
      },
    });
  });
});

describe('the kind of a file', () => {
  it.each([
    ['applications', intake.header],
    ['offers', offers.header],
    ['bar', bar.header],
  ] as const)('is seen from the header: %s', (kind, header) => {
    expect(guessKind(header, headers)).toBe(kind);
  });

  it('refuses a file of another kind, saying which it looks like', () => {
    const mapping = guessMapping('applications', offers.header, { headers });
    expect(checkMapping(mapping, headers)).toEqual({
      ok: false,
      error: { tag: 'fileWrongKind', wanted: 'applications', looksLike: 'offers' },
    });
  });

  it('names the columns that are missing', () => {
    const mapping = guessMapping('applications', ['Ansöknings-ID', 'Förnamn', 'Efternamn', 'Personnummer'], {
      headers,
    });
    expect(checkMapping(mapping, headers)).toEqual({
      ok: false,
      error: { tag: 'fileMissingColumns', fields: ['consent'] },
    });
  });
});
