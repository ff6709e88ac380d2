// Owns: a written value of a term as a query. Must not: know signs or parentheses.
import { daysInMonth, isIsoDate } from '../ids.ts';
import { lawAgainst } from '../lawful/unlawful.ts';
import { err, ok, type Result } from '../result.ts';
import type { Comparison, Query, Term } from './query.ts';
import { nearest, type SearchProblem } from './search-problem.ts';
import type { Operator, Written } from './search-scan.ts';
import { termWords } from './words.ts';

type Read = Result<Query, SearchProblem>;
type Asked = { readonly term: Term; readonly operator: Operator; readonly value: Written };

export function termQuery(term: Term, cmp: Comparison, value: string): Query {
  return { op: 'term', term, cmp, value };
}

/** One value after `term:`, `term<` … `finns` and `*` ask that there is one, `ingen` that there is none. */
export function readTermValue(asked: Asked): Read {
  const { term, operator, value } = asked;
  if (operator !== ':' && termWords[term].kind !== 'date') return fail('comparisonNotForTerm', value);
  const presence = operator === ':' ? readPresence(term, value) : undefined;
  return presence ? ok(presence) : readByKind(asked);
}

function readByKind(asked: Asked): Read {
  const { term, value } = asked;
  switch (termWords[term].kind) {
    case 'date':
      return readDate(asked);
    case 'coded':
      return term === 'intake' ? readIntake(value) : readCoded(term, value);
    case 'words':
    case 'colleague':
      return ok(termQuery(term, 'words', value.text.normalize('NFC').trim()));
    case 'code':
      return ok(readCode(term, value));
    case 'number':
      return readIdentityNumber(value);
  }
}

function readPresence(term: Term, value: Written): Query | undefined {
  if (value.quoted) return undefined;
  const word = value.text.toLowerCase();
  const present = termQuery(term, 'present', '');
  if (word === '*') return present;
  if (termWords[term].kind === 'words' || isCodedWord(term, word)) return undefined;
  if (word === 'finns') return present;
  return word === 'ingen' || word === 'inget' || word === 'none' ? { op: 'not', not: present } : undefined;
}

function isCodedWord(term: Term, word: string): boolean {
  return codeOf(term, word) !== undefined;
}

function readCoded(term: Term, value: Written): Read {
  const code = codeOf(term, value.text.normalize('NFC').trim().toLowerCase());
  if (code !== undefined) return ok(termQuery(term, 'is', code));
  const law = lawAgainst(value.text);
  if (law !== undefined)
    return err({
      tag: 'unlawfulTerm',
      law,
      at: value.at,
      length: value.length,
      word: value.text,
      suggestions: [],
    });
  const words = Object.values(termWords[term].values ?? {}).map((one) => one[0]);
  return fail('unknownValue', value, nearest(value.text, words));
}

function codeOf(term: Term, word: string): string | undefined {
  const values = termWords[term].values ?? {};
  return Object.keys(values).find(
    (code) => code.toLowerCase() === word || values[code]?.some((one) => one.toLowerCase() === word),
  );
}

const seasons: ReadonlyMap<string, string> = new Map([
  ['vår', 'spring'],
  ['spring', 'spring'],
  ['vt', 'spring'],
  ['höst', 'autumn'],
  ['autumn', 'autumn'],
  ['ht', 'autumn'],
]);

/** `2026-autumn`, `2026-höst`, `höst 2026`, with `-pilot`. */
function readIntake(value: Written): Read {
  const written = value.text.normalize('NFC').toLowerCase();
  const words = Array.from(written.matchAll(/\d+|\p{L}+/gu), (one) => one[0]);
  const year = words.find((word) => /^\d{4}$/.test(word));
  const season = words.map((word) => seasons.get(word)).find((one) => one !== undefined);
  const pilot = words.includes('pilot');
  if (!year || !season || words.length !== (pilot ? 3 : 2)) return fail('notAnIntake', value);
  return ok(termQuery('intake', 'is', `${year}-${season}${pilot ? '-pilot' : ''}`));
}

/** An id with letters is exact; digits alone match the beginning of a part of it. */
function readCode(term: Term, value: Written): Query {
  const code = value.text.normalize('NFC').replace(/\s/gu, '').toUpperCase();
  return termQuery(term, !value.quoted && /^\d+$/.test(code) ? 'words' : 'is', code);
}

/** Twelve digits are exact, ten stand for both centuries that are possible, fewer for a beginning. */
export function readIdentityNumber(value: Written): Read {
  const written = value.text.replace(/[\s-]/gu, '');
  const digits = written.replace('+', '');
  if (!/^\d{4,8}$|^\d{10}$|^\d{12}$/.test(digits)) return fail('notAnIdentityNumber', value);
  if (digits.length === 12) return ok(termQuery('identityNumber', 'is', digits));
  if (digits.length < 10) return ok(termQuery('identityNumber', 'words', digits));
  const centuries = written.includes('+') ? ['18', '19'] : ['19', '20'];
  return ok({
    op: 'or',
    any: centuries.map((century) => termQuery('identityNumber', 'is', century + digits)),
  });
}

type Span = { readonly first: string; readonly last: string };

/** A day, a month or a year; `a..b` with either end open. */
function readDate({ term, operator, value }: Asked): Read {
  const range = value.text.split('..');
  if (operator === ':' && range.length === 2) return readRange(term, value, range);
  const span = spanOf(value.text);
  if (!span) return fail('notADate', value);
  switch (operator) {
    case '<':
      return ok(termQuery(term, 'lt', span.first));
    case '<=':
      return ok(termQuery(term, 'le', span.last));
    case '>':
      return ok(termQuery(term, 'gt', span.last));
    case '>=':
      return ok(termQuery(term, 'ge', span.first));
    case ':':
      return ok(span.first === span.last ? termQuery(term, 'is', span.first) : between(term, span));
  }
}

function readRange(term: Term, value: Written, [from = '', to = '']: readonly string[]): Read {
  const [first, last] = [spanOf(from), spanOf(to)];
  if (from === '' && last) return ok(termQuery(term, 'le', last.last));
  if (to === '' && first) return ok(termQuery(term, 'ge', first.first));
  if (!first || !last) return fail('notADate', value);
  return ok(between(term, { first: first.first, last: last.last }));
}

function between(term: Term, { first, last }: Span): Query {
  return { op: 'and', all: [termQuery(term, 'ge', first), termQuery(term, 'le', last)] };
}

function spanOf(text: string): Span | undefined {
  if (isIsoDate(text)) return { first: text, last: text };
  const month = /^(\d{4})-(\d{2})$/.exec(text);
  if (month) {
    const first = `${text}-01`;
    if (!isIsoDate(first)) return undefined;
    return { first, last: `${text}-${daysInMonth(Number(month[1]), Number(month[2]))}` };
  }
  return /^(19|20|21)\d{2}$/.test(text) ? { first: `${text}-01-01`, last: `${text}-12-31` } : undefined;
}

type PlainTag = Exclude<SearchProblem['tag'], 'unlawfulTerm'>;

export function fail(
  tag: PlainTag,
  at: { readonly text: string; readonly at: number; readonly length: number },
  suggestions: readonly string[] = [],
): Result<never, SearchProblem> {
  return err({ tag, at: at.at, length: at.length, word: at.text, suggestions });
}
