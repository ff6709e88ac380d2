// Proves: an import says field by field what it changes, and nothing when it changes nothing.
import { describe, expect, it } from 'vitest';
import { diffFields } from '../../domain/intake/diff.ts';
import { rejectTable } from '../../domain/intake/reject-table.ts';
import { rejectCsv } from '../../main/files/csv-out.ts';

type Facts = {
  colour?: string;
  email?: string;
  unions?: string[];
  extent?: { kind: string; percent?: number };
};
const known: Facts = {
  colour: 'green',
  email: 'a@example.org',
  unions: ['Unionen'],
  extent: { kind: 'percent', percent: 75 },
};

describe('a difference', () => {
  it('is new when nothing is known', () => {
    expect(diffFields<Facts>(undefined, { colour: 'red' }, ['email'])).toEqual({
      kind: 'new',
      changes: [{ field: 'colour', before: undefined, after: 'red' }],
    });
  });

  it('is none for equal values, lists and groups included', () => {
    expect(diffFields(known, structuredClone(known), ['colour', 'email', 'unions', 'extent'])).toEqual({
      kind: 'unchanged',
    });
    expect(diffFields<Facts>(known, {})).toEqual({ kind: 'unchanged' });
  });

  it('names what changed with before and after', () => {
    const extent = { kind: 'percent', percent: 50 };
    expect(diffFields<Facts>(known, { colour: 'orange', unions: ['Unionen', 'Akavia'], extent })).toEqual({
      kind: 'changed',
      changes: [
        { field: 'colour', before: 'green', after: 'orange' },
        { field: 'unions', before: ['Unionen'], after: ['Unionen', 'Akavia'] },
        { field: 'extent', before: { kind: 'percent', percent: 75 }, after: extent },
      ],
    });
  });

  it('takes a value away only where the file has a column for it', () => {
    const incoming: Facts = { colour: 'green' };
    expect(diffFields<Facts>(known, incoming, ['colour', 'email'])).toEqual({
      kind: 'changed',
      changes: [{ field: 'email', before: 'a@example.org', after: undefined }],
    });
  });
});

describe('the file of rows that were not read in', () => {
  const lines = rejectTable(
    [
      { row: 9, applicationId: '=JS-2', problems: [{ field: 'consent', code: 'noConsent' }] },
      { row: 3, problems: [{ field: 'applicationId', code: 'missing' }] },
    ],
    [{ row: 5, of: 'JS-1' }],
  );

  it('holds one line per problem in the order of the file, and no personal data', () => {
    expect(lines).toEqual([
      { row: 3, applicationId: '', field: 'applicationId', code: 'missing', of: '' },
      { row: 5, applicationId: '', field: '', code: 'duplicate', of: 'JS-1' },
      { row: 9, applicationId: '=JS-2', field: 'consent', code: 'noConsent', of: '' },
    ]);
  });

  it('is CSV that a Swedish spreadsheet opens, with formulas defused', () => {
    const words = {
      head: { row: 'Rad', applicationId: 'Ansöknings-ID', field: 'Fält', reason: 'Orsak', whole: 'Orsak' },
      field: (field: string) => field,
      reason: (line: { code: string; of: string }) => `${line.code}${line.of}`,
    };
    expect(rejectCsv(lines, words)).toBe(
      '\uFEFFRad;Ansöknings-ID;Fält;Orsak\r\n3;;applicationId;missing\r\n5;;;duplicateJS-1\r\n9;"\'=JS-2";consent;noConsent\r\n',
    );
  });
});
