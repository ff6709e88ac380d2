// Owns: written identity and organisation numbers -> the one stored form. Must not: use the clock; the day is a parameter.
import Organisationsnummer from 'organisationsnummer';
import Personnummer from 'personnummer';
import { type IsoDate, isIsoDate } from '../../ids.ts';
import { err, ok, type Result } from '../../result.ts';
import { type Cell, cellText } from '../table.ts';

export type NumberProblem = { readonly tag: 'notAnIdentityNumber' | 'wrongCheckDigit' };
type Parsed<T> = Result<T, NumberProblem>;

const notANumber: Parsed<never> = err({ tag: 'notAnIdentityNumber' });
const wrongCheckDigit: Parsed<never> = err({ tag: 'wrongCheckDigit' });
const numberOptions = { allowCoordinationNumber: true, allowInterimNumber: false };
const youngestApplicant = 15;
const earliestYear = 1840;

/**
 * A personal identity number or coordination number as 12 digits (18 § folkbokföringslagen; 2 kap. lagen (2022:1697)).
 * Interim numbers are refused. Ten digits get their century from `asOf`, never from today: with `+` the person turns 100
 * that year or has; with `-` the latest birth before that day; without a sign the latest that makes an applicant of 15.
 */
export function parseIdentityNumber(cell: Cell, asOf: IsoDate): Parsed<string> {
  const written = /^(\d{2})?(\d{6})([-+]?)(?!000)(\d{4})$/.exec(writtenNumber(cell));
  if (!written) return notANumber;
  const [, century, short, sign, serial] = written;
  const date = { year: `${short}`.slice(0, 2), monthDay: `${short}`.slice(2), sign: `${sign}`, asOf };
  const year = `${century ?? centuryOf(date)}${date.year}`;
  const birth = birthDate(year, date.monthDay);
  if (birth === undefined || birth > asOf) return notANumber;
  const number = `${year}${date.monthDay}${serial}`;
  return Personnummer.valid(number, numberOptions) ? ok(number) : wrongCheckDigit;
}

/** The gender digit: odd male, even female. Only for statistics, and only where the register has said nothing. */
export function genderOfNumber(number: string): 'female' | 'male' {
  return Number(number[10]) % 2 === 1 ? 'male' : 'female';
}

/** Ten digits; a sole trader has a personal number, kept as 12 digits and marked, since it is personal data. */
export type OrganisationNumber = { readonly number: string; readonly soleTrader: boolean };

export function parseOrganisationNumber(cell: Cell, asOf: IsoDate): Parsed<OrganisationNumber> {
  const written = writtenNumber(cell).replace(/^SE(\d{10})01$/i, '$1');
  const digits = /^(?:16)?(\d{6})-?(\d{4})$/.exec(written);
  const number = digits ? `${digits[1]}${digits[2]}` : '';
  if (digits && Number(number.slice(2, 4)) >= 20) {
    return Organisationsnummer.valid(number) ? ok({ number, soleTrader: false }) : wrongCheckDigit;
  }
  const personal = parseIdentityNumber(cell, asOf);
  return personal.ok ? ok({ number: personal.value, soleTrader: true }) : personal;
}

/**
 * Spreadsheets make numbers of identity numbers and lose leading zeros: padded to 10 digits, or 12 from 11. What they then write
 * as text has 8 or 9 digits, and is padded too; a birth date of 8 digits gives no month, and the check digit sees the rest.
 */
function writtenNumber(cell: Cell): string {
  if (typeof cell === 'number') {
    if (!Number.isSafeInteger(cell) || cell <= 0) return '';
    const digits = String(cell);
    return digits.padStart(digits.length > 10 ? 12 : 10, '0');
  }
  return cellText(cell)
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/^(\d{8,10}|\d{12})[.,]0+$/, '$1')
    .replace(/^\d{8,9}$/, (digits) => digits.padStart(10, '0'));
}

type ShortNumber = {
  readonly year: string;
  readonly monthDay: string;
  readonly sign: string;
  readonly asOf: IsoDate;
};

function centuryOf({ year, monthDay, sign, asOf }: ShortNumber): string | undefined {
  const thisYear = Number(asOf.slice(0, 4));
  const centuries = [20, 19, 18].map(String);
  return centuries.find((century) => {
    const full = Number(`${century}${year}`);
    if (sign === '+') return full <= thisYear - 100;
    const birth = birthDate(String(full), monthDay);
    if (birth === undefined) return false;
    return sign === '-' ? birth <= asOf : ageOn(birth, asOf) >= youngestApplicant;
  });
}

function ageOn(birth: string, day: IsoDate): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** A coordination number has 60 added to the day. */
function birthDate(year: string, monthDay: string): string | undefined {
  const day = Number(monthDay.slice(2));
  const date = `${year}-${monthDay.slice(0, 2)}-${String(day > 60 ? day - 60 : day).padStart(2, '0')}`;
  return Number(year) >= earliestYear && isIsoDate(date) ? date : undefined;
}
