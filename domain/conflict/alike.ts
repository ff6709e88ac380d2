// Owns: whether two people with different identity numbers may be one: the same birth date and names that are alike.
// Must not: say that they are; a person does. Must not: look at anything but name and birth date.
import { searchWords } from '../review/sort-key.ts';

export type Named = {
  readonly givenName: string;
  readonly familyName: string;
  /** Twelve digits, or null. */
  readonly identityNumber: string | null;
};

/** A coordination number has sixty added to its day; whoever gets a personal number later keeps the birth date. */
const addedToDay = 60;

/** `YYYYMMDD`. */
export function birthDateOf(identityNumber: string): string {
  const day = Number(identityNumber.slice(6, 8));
  const real = day > addedToDay ? day - addedToDay : day;
  return `${identityNumber.slice(0, 6)}${String(real).padStart(2, '0')}`;
}

/** The eight digits with which a number of that birth date begins. */
export function beginningsOf(birthDate: string): readonly [string, string] {
  return [birthDate, `${birthDate.slice(0, 6)}${Number(birthDate.slice(6)) + addedToDay}`];
}

export function areAlike(one: Named, other: Named): boolean {
  const [a, b] = [one.identityNumber, other.identityNumber];
  if (a === null || b === null || a === b || birthDateOf(a) !== birthDateOf(b)) return false;
  const [words, others] = [wordsOf(one), wordsOf(other)];
  if (words.length === 0 || others.length === 0) return false;
  return holdsAll(words, others) || holdsAll(others, words) || oneLetterApart(words, others);
}

/** Å, ä and ö are often written without their marks by whoever has another keyboard. */
const plain: Readonly<Record<string, string>> = { å: 'a', ä: 'a', ö: 'o' };

function wordsOf({ givenName, familyName }: Named): readonly string[] {
  return searchWords(`${givenName} ${familyName}`).map((word) =>
    word.replaceAll(/[åäö]/gu, (letter) => plain[letter] ?? letter),
  );
}

/** In any order, so that names put in each other's place are found; two words at least, so that a given name alone is not enough. */
function holdsAll(some: readonly string[], all: readonly string[]): boolean {
  return some.length >= 2 && some.every((word) => all.includes(word));
}

/** Shorter names differ by a letter too easily. */
const shortest = 8;

/** Written together or apart, and one letter more, less or other. */
function oneLetterApart(words: readonly string[], others: readonly string[]): boolean {
  const [a, b] = [words.join(''), others.join('')];
  if (a === b) return true;
  if (Math.min(a.length, b.length) < shortest || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  if (a.length === b.length) return restA.slice(1) === restB.slice(1);
  return a.length > b.length ? restA.slice(1) === restB : restA === restB.slice(1);
}
