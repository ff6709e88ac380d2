import { describe, expect, it } from 'vitest';
import { parseFormCsv } from '../../domain/form/csv.ts';
import { shapeTable, type Cell } from '../../domain/intake/table.ts';
import { reference } from './case-setup.ts';

function parsed(...rows: Cell[][]) {
  const table = shapeTable(rows);
  if (!table.ok) throw new Error(table.error.tag);
  return parseFormCsv(table.value, reference);
}

function answersOf(header: string, cell: Cell) {
  const result = parsed(['Ansöknings-ID', header], ['JS-1', cell]);
  if (!result.ok) throw new Error(result.error.tag);
  const row = result.value.rows[0];
  return { answers: row?.answers, problems: row?.problems };
}

describe('answers from a table', () => {
  it('FO-22 reads one column per field number, keyed by application id', () => {
    const result = parsed(
      ['Ansöknings-ID', '4.3 Skäl', '6.2', '6.4', '7.2', '7.9', 'Anteckning'],
      ['JS-1', 'Lång introduktion.', 'ja', 'Ja', 'C1', 'x', 'hej'],
      ['', 'utan id', null, null, null, null, null],
    );
    expect(result).toEqual({
      ok: true,
      value: {
        rows: [
          {
            row: 2,
            applicationId: 'JS-1',
            answers: { '4.3': 'Lång introduktion.', '6.2': 'yes', '6.4': true, '7.2': 'C1', '7.9': true },
            problems: [],
          },
        ],
        withoutId: [3],
        unknownColumns: ['Anteckning'],
      },
    });
  });

  it('FO-22 refuses a table without application id', () => {
    expect(parsed(['4.3', '4.4'], ['a', 'b'])).toEqual({ ok: false, error: { tag: 'noApplicationId' } });
  });

  it('FO-22 an empty cell says nothing', () => {
    expect(answersOf('4.3', null)).toEqual({ answers: {}, problems: [] });
  });

  it('FO-23 reads choices by code, label or first words', () => {
    expect(answersOf('3.8', 'få svensk arbetslivserfarenhet').answers).toEqual({
      '3.8': 'swedishExperience',
    });
    expect(answersOf('5.5', 'Ja, utan begränsning').answers).toEqual({ '5.5': 'free' });
    expect(answersOf('6.5', '2000:634').answers).toEqual({ '6.5': '2000:634' });
    expect(answersOf('5.2', 'nej').problems).toEqual([{ number: '5.2', code: 'unknownValue' }]);
  });

  it('FO-23 divides a cell with bars over the parts of a field', () => {
    expect(answersOf('3.4', 'Karin Lind | 070-1740605 | karin@example.org').answers).toEqual({
      '3.4': 'Karin Lind',
      '3.4b': '070-1740605',
      '3.4c': 'karin@example.org',
    });
    expect(answersOf('7.5', 'gjord | 2026-11-01 | post | 2026-11-15').answers).toEqual({
      '7.5': 'done',
      '7.5b': '2026-11-01',
      '7.5c': 'post',
      '7.5d': '2026-11-15',
    });
  });

  it('FO-23 reads part time with its hours, and a number without unit as nothing', () => {
    expect(answersOf('4.4', 'deltid, 20 timmar').answers).toEqual({ '4.4': 'partTime', '4.4b': 20 });
    expect(answersOf('4.4', '30')).toEqual({
      answers: {},
      problems: [{ number: '4.4', code: 'unknownValue' }],
    });
  });

  it('FO-24 “nej” under the jäv tick may mean either and is left to a person', () => {
    expect(answersOf('7.9', 'jag är inte jävig').answers).toEqual({ '7.9': true });
    expect(answersOf('7.9', 'jävig').answers).toEqual({ '7.9': false });
    expect(answersOf('7.9', 'nej')).toEqual({
      answers: {},
      problems: [{ number: '7.9', code: 'ambiguous' }],
    });
  });

  it('FO-21 does not fill a locked field', () => {
    expect(answersOf('5.7', 'klar')).toEqual({ answers: {}, problems: [{ number: '5.7', code: 'locked' }] });
  });

  it('FO-23 names a day or a yes that it cannot read', () => {
    expect(answersOf('4.1', 'snart').problems).toEqual([{ number: '4.1', code: 'notADate' }]);
    expect(answersOf('5.9', 'kanske').problems).toEqual([{ number: '5.9', code: 'notYesNo' }]);
    expect(answersOf('4.1', '7/12/2026').answers).toEqual({ '4.1': '2026-12-07' });
  });
});
