// Proves: identity numbers are normalised and checked against an explicit day. All numbers are public test numbers.
import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  genderOfNumber,
  parseIdentityNumber,
  parseOrganisationNumber,
} from '../../domain/intake/rows/identity-number.ts';
import type { Cell } from '../../domain/intake/table.ts';
import { asOf, day } from './intake-setup.ts';

function number(cell: Cell, on = asOf): string {
  const parsed = parseIdentityNumber(cell, on);
  return parsed.ok ? parsed.value : parsed.error.tag;
}

function organisation(cell: Cell): unknown {
  const parsed = parseOrganisationNumber(cell, asOf);
  return parsed.ok ? parsed.value : parsed.error.tag;
}

describe('a personal identity number', () => {
  it.each([
    '19900704-2386',
    '199007042386',
    '900704-2386',
    '9007042386',
    ' 19900704 2386 ',
    '1990 0704 2386',
    '19900704\u00a02386',
    '19900704–2386',
    '199007042386.0',
    199_007_042_386,
    9_007_042_386,
  ])('%j is 199007042386', (written) => {
    expect(number(written)).toBe('199007042386');
  });

  it.each([
    ['900477-2381', '199004772381'],
    ['110482-2398', '201104822398'],
    [1_104_822_398, '201104822398'],
    ['197203702399', '197203702399'],
    ['19600780-2397', '196007802397'],
  ])('%j is the coordination number %s', (written, expected) => {
    expect(number(written)).toBe(expected);
  });

  it('gets back the leading zeros that a number cell lost', () => {
    expect(number(707_022_385)).toBe('wrongCheckDigit');
    expect(number(203_722_392)).toBe('200203722392');
  });

  it('gets them back in the text that a spreadsheet makes of such a cell, and takes no birth date for a number (IN-16)', () => {
    expect(number('203722392')).toBe('200203722392');
    expect(number('11309879')).toBe('200011309879');
    expect(number('203722392.0')).toBe('200203722392');
    expect(number('203722393')).toBe('wrongCheckDigit');
    for (const short of ['19900704', '20000101', '900704', '7042386', '20372-2392', ' 0']) {
      expect(number(short)).toBe('notAnIdentityNumber');
    }
  });

  it('has its century settled by the day of the file, never by today', () => {
    expect(number('1104822398', day('2026-04-22'))).toBe('201104822398');
    expect(number('1104822398', day('2026-04-21'))).toBe('191104822398');
    expect(number('110482-2398', day('2026-04-21'))).toBe('201104822398');
    expect(number('110482-2398', day('2011-04-21'))).toBe('191104822398');
    expect(number('930302+9806', day('2026-09-15'))).toBe('189303029806');
    expect(number('091224+9828')).toBe('190912249828');
    expect(number('141031-2381')).toBe('201410312381');
  });

  it.each([
    '',
    'abc',
    '000000-0000',
    '198413320428',
    '941301-4235',
    '19900230-2386',
    '19900704-T386',
    '900704-R386',
    '19900704-0006',
    '1990070423',
    '19900704-23860',
    '17900704-2386',
    '20990704-2386',
    '1,99007E+11',
    -199_007_042_386,
    199_007_042_386.5,
    1e30,
  ])('%j is none', (written) => {
    expect(number(written)).toBe('notAnIdentityNumber');
  });

  it('with a wrong check digit is told apart from one that is none', () => {
    expect(number('19900704-2387')).toBe('wrongCheckDigit');
    expect(number('7602314564')).toBe('notAnIdentityNumber');
    expect(number('19541011-3606')).toBe('wrongCheckDigit');
  });

  it('carries the gender digit', () => {
    expect(['199007042386', '201311122384', '189912239812'].map(genderOfNumber)).toEqual([
      'female',
      'female',
      'male',
    ]);
  });

  property.prop([fc.oneof(fc.string(), fc.double(), fc.integer(), fc.constant(null), fc.boolean())])(
    'is 12 digits or a tag, for anything at all',
    (cell) => {
      expect(number(cell)).toMatch(/^\d{12}$|^notAnIdentityNumber$|^wrongCheckDigit$/);
    },
  );
});

describe('an organisation number', () => {
  it.each(['556016-0680', '5560160680', '16556016-0680', 'SE556016068001', 5_560_160_680, '556016 0680'])(
    '%j is 5560160680',
    (written) => {
      expect(organisation(written)).toEqual({ number: '5560160680', soleTrader: false });
    },
  );

  it('of a sole trader is a personal number, and marked as such', () => {
    expect(organisation('900704-2386')).toEqual({ number: '199007042386', soleTrader: true });
    expect(organisation('802005-1952')).toEqual({ number: '8020051952', soleTrader: false });
  });

  it('is told apart from a wrong one and from none', () => {
    expect(organisation('556016-0681')).toBe('wrongCheckDigit');
    expect(organisation('hej')).toBe('notAnIdentityNumber');
  });
});
