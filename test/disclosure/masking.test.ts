// Proves: masking as a pure function (DI-21, DI-22): what goes with what, and every spelling of it, without the blanks around.
import { describe, expect, it } from 'vitest';
import { maskFile } from '../../domain/disclosure/masking.ts';
import type { CaseFile, FileItem } from '../../domain/disclosure/file-items.ts';
import { caseIdSchema } from '../../domain/ids.ts';

const item = (id: string, value: string, more: Partial<FileItem> = {}): FileItem => ({
  id,
  section: 'facts',
  label: id,
  value,
  source: '',
  about: [id],
  secrets: [value],
  third: false,
  ...more,
});
const fileOf = (...items: FileItem[]): CaseFile => ({
  caseId: caseIdSchema.parse('ab'.repeat(16)),
  items,
  pages: [],
});
/** What is left of a text beside the file when one value is masked. */
const left = (value: string, text: string) =>
  maskFile(fileOf(item('secret', value)), [{ item: 'secret', ground: 'Prov' }], [text]).beside[0];

describe('masking', () => {
  it.each([
    ['+46 73 555 66 77', 'Ringde från 0735556677 i dag.', 'Ringde från [maskerat] i dag.'],
    ['070-174 06 05', 'Nås på +46 (0)70-174 06 05.', 'Nås på [maskerat].'],
    ['19900704-9805', 'Nr 900704-9805 och 199007049805.', 'Nr [maskerat] och [maskerat].'],
    ['Qvarnström', 'Hos QVARNSTRÖMS; Qvarn finns kvar.', 'Hos [maskerat]; Qvarn finns kvar.'],
    ['2029-09-24', 'Till och med den 24 september 2029.', 'Till och med den [maskerat].'],
    ['Bo', 'Bo och Bosse bor. Bos plats.', '[maskerat] och Bosse bor. [maskerat] plats.'],
    ['a.b+c@example.org', 'Skriv till A.B+C@example.org nu', 'Skriv till [maskerat] nu'],
  ])('DI-22: takes every spelling of %s', (value, text, expected) => {
    expect(left(value, text)).toBe(expected);
  });

  it('DI-21: takes with it what tells of the same and what was drawn from it, and nothing else', () => {
    const file = fileOf(
      item('facts/phone', '070-1234567', { about: ['field phone'] }),
      item('history/1/phone', '073-7654321', { about: ['field phone'] }),
      item('checks/E1', 'Uppfyllt', { about: ['check E1'], reads: ['field phone'] }),
      item('facts/area', 'Teknik', { about: ['field area'] }),
    );
    const masked = maskFile(file, [{ item: 'facts/phone', ground: 'Prov' }], ['073-7654321, Teknik']);
    expect(masked.items.map((one) => one.masked)).toEqual([true, true, true, false]);
    expect(masked.beside).toEqual(['[maskerat], Teknik']);
    expect(masked.grounds).toEqual({ Prov: 3 });
  });
});
