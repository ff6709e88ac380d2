// Owns: that a key compared by bytes stands in the order a Swedish reader expects (domain.md §10.15).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchCode, searchText, searchWords, sortKey } from '../../domain/review/sort-key.ts';

const collator = new Intl.Collator('sv');
const small = `'-.0123456789aáàăâãąābcćĉčċçdďđðeéèĕêěëėęēfgğĝġģhĥħiíìĭîïĩįīıjĵkķlĺľļłŀmnńňñņŋoóòŏõōpqrŕřŗsśŝšşștťţțŧuúùŭûůũųūvwŵxyýŷÿüűzźžżåäæöøőœô`;
const letters = [...new Set(Array.from(small + small.toUpperCase()))].filter((one) => one !== 'ſ');

function order(a: string, b: string): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

describe('sortKey', () => {
  it('orders every pair of Latin letters as Intl.Collator("sv") does', () => {
    const wrong = letters.flatMap((a) =>
      letters.filter((b) => order(a, b) !== Math.sign(collator.compare(a, b))).map((b) => a + b),
    );
    expect(wrong).toEqual([]);
  });

  it('orders words and names as Intl.Collator("sv") does', () => {
    const word = fc
      .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 6 })
      .map((all) => all.join(''));
    const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((all) => all.join(' '));
    const near = name.chain((one) =>
      fc.tuple(
        fc.constant(one),
        fc.oneof(
          name,
          fc.constant(one.toLowerCase()),
          fc.constant(one.normalize('NFD').replaceAll(/\p{M}/gu, '')),
        ),
      ),
    );
    fc.assert(
      fc.property(near, ([a, b]) => {
        expect(order(a, b)).toBe(Math.sign(collator.compare(a.normalize('NFC'), b.normalize('NFC'))));
      }),
      { numRuns: 3000 },
    );
  });

  it('sorts names as a register does', () => {
    const names = [
      'Öberg',
      'Ärlig',
      'Åkesson',
      'Zetterberg',
      'Wall',
      'Vall',
      'von Essen',
      'Muller',
      'Müller',
      'Mylla',
      'de Geer',
      'De la Gardie',
      'Eriksson',
    ];
    const sorted = [
      'de Geer',
      'De la Gardie',
      'Eriksson',
      'Muller',
      'Mylla',
      'Müller',
      'Vall',
      'von Essen',
      'Wall',
      'Zetterberg',
      'Åkesson',
      'Ärlig',
      'Öberg',
    ];
    expect([...names].sort(order)).toEqual(sorted);
  });

  it('is the same for composed and decomposed letters, and ASCII', () => {
    expect(sortKey('Åsa Öberg'.normalize('NFD'))).toBe(sortKey('Åsa Öberg'));
    expect(sortKey('Łukasz Şahin-Çelik')).toMatch(/^[\x20-\x7e]*$/);
    expect(sortKey('')).toBe('');
  });

  it('puts other scripts after the Latin letters', () => {
    expect(order('Öberg', 'Иванов')).toBe(-1);
    expect(order('Иванов', 'محمد')).toBe(-1);
  });
});

describe('searchWords', () => {
  it('folds case and accents but keeps å ä ö as letters of their own', () => {
    expect(searchWords('Anna-Karin ÅSTRÖM, Renée Łuka Çelik')).toEqual([
      'anna',
      'karin',
      'åström',
      'renee',
      'luka',
      'celik',
    ]);
    expect(searchWords('Åsa'.normalize('NFD'))).toEqual(['åsa']);
    expect(searchWords('Bjørn Ærø')).toEqual(['björn', 'ärö']);
    expect(searchWords(' – ')).toEqual([]);
  });

  it('puts a blank before each word', () => {
    expect(searchText('Anna Ek')).toBe(' anna ek');
    expect(searchText('')).toBe('');
  });

  it('finds any part of an id', () => {
    expect(searchCode('JS-2026-0012')).toBe(' js 2026 0012');
    expect(searchCode('A12345')).toBe(' a 12345 a12345');
  });
});
