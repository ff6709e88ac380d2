// Owns: invented identity and organisation numbers with right check digits. Must not: leave the ranges that no living
// person or company holds: birth numbers 980–999, organisation numbers 559999-NNNN.
import type { Random } from './random.ts';

export type Gender = 'female' | 'male';

/** Twelve digits. The last of the three birth-number digits is even for women; a coordination number has 60 added to the day. */
export function inventedIdentityNumber(random: Random, gender: Gender, coordination: boolean): string {
  const year = random.between(1971, 2001);
  const month = random.between(1, 12);
  const day = random.between(1, 28) + (coordination ? 60 : 0);
  const serial = 980 + 2 * random.below(10) + (gender === 'male' ? 1 : 0);
  const date = `${year}${two(month)}${two(day)}`;
  const nine = `${date.slice(2)}${serial}`;
  return `${date}${serial}${checkDigit(nine)}`;
}

/** Ten digits, `index` 0–999. */
export function inventedOrganisationNumber(index: number): string {
  const nine = `559999${String(index).padStart(3, '0')}`;
  return `${nine}${checkDigit(nine)}`;
}

/** Luhn, weights 2, 1, … over nine digits. */
function checkDigit(nine: string): number {
  const sum = [...nine].reduce((total, digit, place) => {
    const weighted = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** The ways in which files write a number; all of them mean the same person. */
export function writtenNumber(random: Random, number: string): string {
  switch (random.below(5)) {
    case 0:
      return number;
    case 1:
      return `${number.slice(0, 8)}-${number.slice(8)}`;
    case 2:
      return `${number.slice(2, 8)}-${number.slice(8)}`;
    case 3:
      return `${number.slice(0, 8)} ${number.slice(8)}`;
    default:
      return number.slice(2);
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
