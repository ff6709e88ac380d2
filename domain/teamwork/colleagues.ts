// Owns: names of colleagues in a search as members of the group, and claims that have run out as nobody's.
// Must not: reach a store; the group and the day come in.
import type { IsoDate, MemberId } from '../ids.ts';
import type { Query } from '../review/query.ts';
import { searchText } from '../review/sort-key.ts';

export type Colleagues = {
  readonly self: MemberId;
  readonly today: IsoDate;
  readonly members: readonly { readonly id: MemberId; readonly name: string }[];
};

const myself = new Set(['jag', 'mig', 'me']);

/** WO-5: `handläggare:jag`, `handläggare:ås`, `handläggare:ingen`. A name that nobody in the group has matches no case. */
export function namedColleagues(query: Query, among: Colleagues): Query {
  switch (query.op) {
    case 'and':
      return { op: 'and', all: query.all.map((one) => namedColleagues(one, among)) };
    case 'or':
      return { op: 'or', any: query.any.map((one) => namedColleagues(one, among)) };
    case 'not':
      return { op: 'not', not: namedColleagues(query.not, among) };
    case 'term':
      return query.term === 'assignee' ? hasIt(query, among) : query;
  }
}

type TermQuery = Extract<Query, { op: 'term' }>;

function hasIt({ cmp, value }: TermQuery, among: Colleagues): Query {
  const ranOut: Query = { op: 'term', term: 'takenUntil', cmp: 'lt', value: among.today };
  const standing = (has: Query): Query => ({ op: 'and', all: [has, { op: 'not', not: ranOut }] });
  if (cmp === 'present') return standing({ op: 'term', term: 'assignee', cmp, value });
  const of = membersNamed(value, among).map(
    (id): Query => ({ op: 'term', term: 'assignee', cmp: 'is', value: id }),
  );
  return standing({ op: 'or', any: of });
}

function membersNamed(name: string, { self, members }: Colleagues): readonly MemberId[] {
  if (myself.has(name.toLowerCase())) return [self];
  const asked = searchText(name);
  if (asked === '') return [];
  return members.filter((one) => searchText(one.name).includes(asked)).map(({ id }) => id);
}
