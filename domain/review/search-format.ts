// Owns: query -> search text in Swedish that reads back to the same query. Must not: show a code where a word exists.
import type { Query } from './query.ts';
import { termWords } from './words.ts';

type TermQuery = Extract<Query, { op: 'term' }>;

/** Empty for “every case”. */
export function formatQuery(query: Query): string {
  switch (query.op) {
    case 'and':
      return query.all.map((one) => (one.op === 'or' ? grouped(one) : formatQuery(one))).join(' ');
    case 'or':
      return query.any.map(formatQuery).join(' eller ');
    case 'not':
      return formatNot(query.not);
    case 'term':
      return formatTerm(query);
  }
}

function grouped(query: Query): string {
  return `(${formatQuery(query)})`;
}

function formatNot(query: Query): string {
  if (query.op !== 'term') return `-${grouped(query)}`;
  const noneWord = query.cmp === 'present' && termWords[query.term].kind !== 'words';
  return noneWord ? `${termWords[query.term].names[0]}:ingen` : `-${formatTerm(query)}`;
}

const signs = { lt: '<', le: '<=', gt: '>', ge: '>=', is: ':', words: ':', present: ':' } as const;

function formatTerm(query: TermQuery): string {
  const { names } = termWords[query.term];
  return `${names[0]}${signs[query.cmp]}${formatValue(query)}`;
}

function formatValue({ term, cmp, value }: TermQuery): string {
  const { kind, values } = termWords[term];
  if (cmp === 'present') return kind === 'words' ? '*' : 'finns';
  if (term === 'intake') return value.replace('spring', 'vår').replace('autumn', 'höst');
  if (values) return quoted(values[value]?.[0] ?? value, false);
  const literal = (kind === 'code' && cmp === 'is' && /^\d+$/.test(value)) || value === '*';
  return quoted(value, literal);
}

/** In quotation marks where a bare word would read otherwise. */
function quoted(value: string, always: boolean): string {
  if (!always && /^[^\s()",”“\\]+$/u.test(value)) return value;
  return `"${value.replace(/[\\"]/gu, '\\$&')}"`;
}
