// Proves: what a row of an extract of the register, or of answers on permits, becomes (docs/spec/intake.md IN-37 to IN-41).
import { describe, expect, it } from 'vitest';
import type { LookupKind } from '../../domain/intake/fields.ts';
import { checkMapping, guessKind, guessMapping } from '../../domain/intake/mapping.ts';
import { parseLookups } from '../../domain/intake/rows/lookups.ts';
import type { Cell } from '../../domain/intake/table.ts';
import { readField, type FieldRegisters } from '../../domain/ledger/register.ts';
import { sourceRules } from '../../domain/ledger/source-rules.ts';
import { readTable } from '../../main/files/decode.ts';
import { asOf, fixture, headers, options, present, table } from './intake-setup.ts';

const number = '199007042386';

function parse(kind: LookupKind, rows: readonly (readonly Cell[])[]) {
  return parseLookups(kind, table(kind, rows), options);
}

describe('the example files', () => {
  it('are guessed as what they are, every column but the one that nobody asks for', async () => {
    const register = present(await readTable({ path: fixture('register-extract-example.csv') }));
    const permits = present(await readTable({ path: fixture('permit-answers-example.csv') }));
    expect(guessKind(register.header, headers)).toBe('register');
    expect(guessKind(permits.header, headers)).toBe('permits');
    const unread = guessMapping('permits', permits.header, { headers }).columns.filter(
      ({ field }) => field === null,
    );
    expect(unread.map(({ header }) => header)).toEqual(['Giltigt från']);
  });

  it('put every row in one list', async () => {
    for (const [kind, name] of [
      ['register', 'register-extract-example.csv'],
      ['permits', 'permit-answers-example.csv'],
    ] as const) {
      const raw = present(await readTable({ path: fixture(name) }));
      const mapping = guessMapping(kind, raw.header, { headers });
      const parsed = parseLookups(kind, { table: raw, mapping }, { ...options, asOf: present2026 });
      expect(parsed.lookups.length + parsed.rejected.length).toBe(raw.records.length);
      expect(parsed.lookups.length).toBeGreaterThan(raw.records.length * 0.9);
    }
  });

  it('IN-10: a file of applications without consent is no extract of the register', async () => {
    const intake = present(await readTable({ path: fixture('intake-example.csv') }));
    const without = intake.header.filter((name) => name !== 'Samtycke');
    expect(guessKind(without, headers)).toBeUndefined();
    const checked = checkMapping(guessMapping('applications', without, { headers }), headers);
    expect(checked).toEqual({ ok: false, error: { tag: 'fileMissingColumns', fields: ['consent'] } });
  });
});

const present2026 = asOf.replace('2026-09-15', '2026-11-20') as typeof asOf;

describe('an extract of the register', () => {
  const header = ['Personnummer', 'Inskriven', 'Inskrivningsdatum', 'Handlingsplan datum', 'Efternamn'];

  it('IN-30: says nothing in an empty cell, and has nothing to say in a column that it lacks', () => {
    const { lookups } = parse('register', [header, [number, 'Nej', '', '2026-06-08', 'Świątek']]);
    expect(lookups[0]?.facts).toEqual({
      familyName: 'Świątek',
      registered: false,
      registeredSince: undefined,
      actionPlanDate: '2026-06-08',
    });
  });

  it('IN-16, IN-15: reads numbers and days that a spreadsheet made numbers of', () => {
    const { lookups } = parse('register', [header, [9_007_042_386, true, 45_931, '20260608', 'Silva']]);
    expect(lookups[0]).toMatchObject({
      personalIdentityNumber: number,
      facts: { registered: true, registeredSince: '2025-10-01', actionPlanDate: '2026-06-08' },
    });
  });

  it('IN-13: names row, field and code of what it cannot read', () => {
    const { rejected } = parse('register', [
      header,
      ['', 'Ja', '', '', ''],
      ['199007042387', 'Ja', '', '', ''],
      [number, 'kanske', 'i våras', '', ''],
    ]);
    expect(rejected).toEqual([
      { row: 2, problems: [{ field: 'personalIdentityNumber', code: 'missing' }] },
      { row: 3, problems: [{ field: 'personalIdentityNumber', code: 'wrongCheckDigit' }] },
      {
        row: 4,
        problems: [
          { field: 'registered', code: 'unknownValue' },
          { field: 'registeredSince', code: 'notADate' },
        ],
      },
    ]);
  });

  it('IN-40: reads nothing but the mark of a person with protected identity', () => {
    const { lookups } = parse('register', [
      ['Personnummer', 'Inskriven', 'Sekretessmarkering'],
      [number, '', 'Ja'],
    ]);
    expect(lookups).toEqual([
      { row: 2, applicationId: undefined, personalIdentityNumber: number, marked: true, asOf, facts: {} },
    ]);
  });
});

describe('an answer on a permit', () => {
  const header = ['Personnummer', 'Tillståndstyp', 'Giltigt till', 'Förlängning prövas', 'Svarsdatum'];
  const answer = (...row: Cell[]) => parse('permits', [header, row]).lookups[0];

  it('IN-41: is whole: what it does not name is named as nothing', () => {
    expect(answer(number, 'Tillfälligt uppehållstillstånd', '', '', '')?.facts).toEqual({
      permitKind: 'timeLimited',
      permitWritten: 'Tillfälligt uppehållstillstånd',
      permitValidTo: undefined,
      rightToWork: 'unclear',
    });
  });

  it('IN-22: the day of a permanent permit is the card’s', () => {
    expect(answer(number, 'PUT', 46_661, 'Ja', '')?.facts).toEqual({
      permitKind: 'permanent',
      permitWritten: 'PUT',
      permitValidTo: undefined,
      cardValidTo: '2027-10-01',
      rightToWork: 'free',
    });
  });

  it('makes a permit with a pending extension pending and keeps its own words', () => {
    expect(answer(number, 'TUT', '2026-08-01', 'Ja', '')?.facts).toMatchObject({
      permitKind: 'pending',
      permitWritten: 'TUT',
      permitValidTo: '2026-08-01',
    });
  });

  it('IN-39: has the day of the answer, which no export can come before', () => {
    expect(answer(number, 'PUT', '', '', '2026-08-30')?.asOf).toBe('2026-08-30');
    expect(answer(number, 'PUT', '', '', '')?.asOf).toBe(asOf);
    expect(parse('permits', [header, [number, 'PUT', '', '', '2026-09-16']]).rejected).toEqual([
      { row: 2, problems: [{ field: 'answeredOn', code: 'unknownValue' }] },
    ]);
  });

  it('needs to say who it is about', () => {
    expect(parse('permits', [header, ['', 'PUT', '', '', '']]).rejected).toEqual([
      { row: 2, problems: [{ field: 'personalIdentityNumber', code: 'missing' }] },
    ]);
  });
});

describe('IN-41: which source wins', () => {
  const field = (sources: Readonly<Record<string, string | null>>, hand?: string): FieldRegisters => ({
    hand: hand === undefined ? [] : [{ act: 9, value: hand }],
    sources: Object.fromEntries(
      Object.entries(sources).map(([source, value]) => [source, [{ act: 0, value }]]),
    ),
  });
  const shown = (name: string, registers: FieldRegisters) => {
    const reading = readField(registers, name);
    return reading.status === 'value'
      ? `${typeof reading.value === 'string' ? reading.value : ''} (${reading.source})`
      : reading.status;
  };

  it('every rule has a reason, and no field two rules', () => {
    const names = sourceRules.flatMap(({ fields }) => fields);
    expect(new Set(names).size).toBe(names.length);
    expect(sourceRules.every(({ reason }) => reason.length > 20)).toBe(true);
  });

  it('the register’s name before the portal’s, and the portal’s where the register has none', () => {
    expect(shown('familyName', field({ portal: 'Swiatek', register: 'Świątek' }))).toBe('Świątek (register)');
    expect(shown('familyName', field({ portal: 'Swiatek', register: null }))).toBe('Swiatek (portal)');
  });

  it('Migrationsverket before the applicant, also where its answer names no end', () => {
    expect(shown('permitValidTo', field({ portal: '2028-01-01', migration: '2027-02-10' }))).toBe(
      '2027-02-10 (migration)',
    );
    expect(shown('permitValidTo', field({ portal: '2028-01-01', migration: null }))).toBe('absent');
    expect(shown('actionPlanDate', field({ portal: '2026-01-01', register: null }))).toBe('absent');
  });

  it('LE-6: a value by hand before them all', () => {
    expect(shown('permitValidTo', field({ portal: '2028-01-01', migration: null }, '2029-01-01'))).toBe(
      '2029-01-01 (hand)',
    );
  });
});
