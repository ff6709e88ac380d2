// Proves CO-12: who may be one person by name and birth date, and who is not.
import { describe, expect, it } from 'vitest';
import { areAlike, beginningsOf, birthDateOf } from '../../domain/conflict/alike.ts';

const named = (givenName: string, familyName: string, identityNumber: string | null = '199003129801') => ({
  givenName,
  familyName,
  identityNumber,
});
const other = '199003129819';
const coordination = '199003729803';

describe('CO-12 who may be one person', () => {
  it.each([
    ['the same name', ['Amal', 'Al-Hassan'], ['Amal', 'Al-Hassan']],
    ['without marks, hyphens and case', ['Zoë', 'Sjöö-Åker'], ['ZOE', 'Sjoo Aker']],
    ['written together', ['Amal', 'Al Hassan'], ['Amal', 'Alhassan']],
    ['names in each other’s place', ['Silva', 'Hend'], ['Hend', 'Silva']],
    ['a name more', ['Hend Maria', 'Silva'], ['Hend', 'Silva']],
    ['a family name more', ['Hend', 'Silva Costa'], ['Hend', 'Silva']],
    ['one letter other', ['Mohamad', 'Khalil'], ['Mohamed', 'Khalil']],
    ['one letter less', ['Mohammed', 'Khalil'], ['Mohamed', 'Khalil']],
  ])('%s', (_what, [a = '', b = ''], [c = '', d = '']) => {
    expect(areAlike(named(a, b), named(c, d, other))).toBe(true);
    expect(areAlike(named(c, d, coordination), named(a, b))).toBe(true);
  });

  it.each([
    ['another given name', ['Hend', 'Silva'], ['Omar', 'Silva']],
    ['two letters other', ['Mohamad', 'Khalil'], ['Mohamed', 'Khalel']],
    ['a given name alone', ['Hend', ''], ['Hend', 'Silva']],
    ['a short name one letter other', ['Li', 'Wei'], ['Lu', 'Wei']],
    ['no name', ['', ''], ['', '']],
  ])('not with %s', (_what, [a = '', b = ''], [c = '', d = '']) => {
    expect(areAlike(named(a, b), named(c, d, other))).toBe(false);
    expect(areAlike(named(c, d, other), named(a, b))).toBe(false);
  });

  it('not with the same number, another birth date, or no number', () => {
    expect(areAlike(named('Hend', 'Silva'), named('Hend', 'Silva'))).toBe(false);
    expect(areAlike(named('Hend', 'Silva'), named('Hend', 'Silva', '199003139800'))).toBe(false);
    expect(areAlike(named('Hend', 'Silva'), named('Hend', 'Silva', null))).toBe(false);
  });

  it('finds both kinds of number by how they begin', () => {
    expect(birthDateOf(coordination)).toBe('19900312');
    expect(beginningsOf(birthDateOf(coordination))).toEqual(['19900312', '19900372']);
    expect(beginningsOf('19900301')).toEqual(['19900301', '19900361']);
  });
});
