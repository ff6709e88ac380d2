// Owns: what a search may find a case by when its reader sees nothing of the person: a term that the row hides neither holds nor
// fails to hold. Must not: know rows, flags or SQL.
import type { MemberId } from '../ids.ts';
import type { Query, Term } from '../review/query.ts';

type TermQuery = Extract<Query, { op: 'term' }>;

/** `seen`: the case is none that `barred` has an interest in and, unless `protectedToo`, none of protected identity. */
export type Seen = {
  readonly op: 'seen';
  readonly barred: MemberId | null;
  readonly protectedToo: boolean;
};
/** A search as the store answers it. */
export type SeenQuery =
  | { readonly op: 'and'; readonly all: readonly SeenQuery[] }
  | { readonly op: 'or'; readonly any: readonly SeenQuery[] }
  | { readonly op: 'not'; readonly not: SeenQuery }
  | TermQuery
  | Seen;

/** Which case it is and who handles it: shown of every case (WO-8). */
const shownOfAll: ReadonlySet<Term> = new Set<Term>([
  'applicationId',
  'intake',
  'targetGroup',
  'assignee',
  'takenUntil',
]);
/** What a person with protected identity keeps on the row: it is counted, and the work goes on. */
const keptOfProtected: ReadonlySet<Term> = new Set<Term>(['colour', 'handedOver', 'watchUntil']);

/** Undefined: every reader sees the term of every case. */
export function seenFor(term: Term, barred: MemberId | null): Seen | undefined {
  if (shownOfAll.has(term)) return undefined;
  const protectedToo = keptOfProtected.has(term);
  return protectedToo && barred === null ? undefined : { op: 'seen', barred, protectedToo };
}

/**
 * `not` is carried inward, since a hidden value is unknown: neither `färg:röd` nor `-färg:röd` finds the case, so that nothing is
 * learnt by asking twice and counting. `barred`: the reader, where there is any case that they are barred from.
 */
export function seenBy(query: Query, barred: MemberId | null): SeenQuery {
  return asSeen(query, { barred, negated: false });
}

type Reading = { readonly barred: MemberId | null; readonly negated: boolean };

function asSeen(query: Query, reading: Reading): SeenQuery {
  const each = (parts: readonly Query[]) => parts.map((one) => asSeen(one, reading));
  switch (query.op) {
    case 'not':
      return asSeen(query.not, { ...reading, negated: !reading.negated });
    case 'and':
      return reading.negated ? { op: 'or', any: each(query.all) } : { op: 'and', all: each(query.all) };
    case 'or':
      return reading.negated ? { op: 'and', all: each(query.any) } : { op: 'or', any: each(query.any) };
    case 'term':
      return asSeenTerm(query, reading);
  }
}

function asSeenTerm(query: TermQuery, { barred, negated }: Reading): SeenQuery {
  const asked: SeenQuery = negated ? { op: 'not', not: query } : query;
  const seen = seenFor(query.term, barred);
  return seen === undefined ? asked : { op: 'and', all: [seen, asked] };
}
