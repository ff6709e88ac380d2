// Owns: lists of cases by keyset: pages, all ids in order, rows by id, counts. Must not: use OFFSET (837 ms at 40,000).
import type { CaseId } from '../../domain/ids.ts';
import type { CaseRow } from '../../domain/review/case-row.ts';
import { packedIds, type PackedIds } from '../../domain/packed-ids.ts';
import type { SeenQuery } from '../../domain/lawful/seen-by.ts';
import type { SortableTerm } from '../../domain/review/query.ts';
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db, type Row } from '../connection.ts';
import { decodeCase } from '../ledger/case-columns.ts';
import { always, compileQuery, sortColumns, type Compiled } from './where.ts';

export type CaseSort = { readonly sort: SortableTerm; readonly descending: boolean };

/** Where a page ended. Cases without a value in the sorted column come last, whichever direction. */
export type CaseCursor = { readonly value: string; readonly n: number };

export type CasePageRequest = CaseSort & {
  readonly where: SeenQuery;
  readonly after?: CaseCursor;
  readonly limit: number;
};
export type CasePage = { readonly rows: readonly CaseRow[]; readonly next: CaseCursor | null };

/** At most `limit` rows after the cursor; `next` is null at the end. */
export function casePage(db: Db, request: CasePageRequest): CasePage {
  const column = sortColumns[request.sort];
  const inBlanks = request.after?.value === '';
  const rows = inBlanks ? [] : all(db, filledPage(request));
  if (rows.length < request.limit) rows.push(...all(db, blankPage(request, request.limit - rows.length)));
  const last = rows.at(-1);
  const full = last !== undefined && rows.length === request.limit;
  return {
    rows: rows.map(decodeCase),
    next: full ? { value: textOf(last, column), n: numberOf(last, 'n') } : null,
  };
}

/** Cases that have a value of the sorted column. */
function filledPage({ where, sort, descending, after, limit }: CasePageRequest): Compiled {
  const column = sortColumns[sort];
  const [operator, direction] = descending ? ['<', 'DESC'] : ['>', 'ASC'];
  const condition = compileQuery(where);
  const from = after ? ` AND (${column}, n) ${operator} (?, ?)` : '';
  return {
    sql: `SELECT * FROM case_row WHERE ${column} <> '' AND (${condition.sql})${from}
      ORDER BY ${column} ${direction}, n ${direction} LIMIT ?`,
    params: [...condition.params, ...(after ? [after.value, after.n] : []), limit],
  };
}

/** Cases that have none, in the order of import. */
function blankPage({ where, sort, after }: CasePageRequest, limit: number): Compiled {
  const condition = compileQuery(where);
  return {
    sql: `SELECT * FROM case_row WHERE ${sortColumns[sort]} = '' AND (${condition.sql}) AND n > ? ORDER BY n LIMIT ?`,
    params: [...condition.params, after?.value === '' ? after.n : 0, limit],
  };
}

/**
 * Every matching case in order. Of all cases the index of the order holds the ids by itself; of a search every row is read once and
 * what is found is put in order, for row by row through an index costs three times as much.
 */
export function caseIds(db: Db, request: CaseSort & { readonly where: SeenQuery }): PackedIds {
  const column = sortColumns[request.sort];
  const direction = request.descending ? 'DESC' : 'ASC';
  const { sql, params } = compileQuery(request.where);
  const from = sql === always.sql ? 'case_row' : 'case_row NOT INDEXED';
  const filled = `SELECT case_id FROM ${from} WHERE ${column} <> '' AND (${sql}) ORDER BY ${column} ${direction}, n ${direction}`;
  const blank = `SELECT case_id FROM ${from} WHERE ${column} = '' AND (${sql}) ORDER BY n`;
  return packedIds(packed(db, { sql: filled, params }) + packed(db, { sql: blank, params }));
}

function packed(db: Db, { sql, params }: Compiled): string {
  const row = prepared(db, `SELECT group_concat(case_id, '') AS ids FROM (${sql})`).get(...params);
  return row && row['ids'] !== null ? textOf(row, 'ids') : '';
}

/** Rows in the order of the ids; ids that are not here are left out. */
export function rowsByIds(db: Db, ids: readonly CaseId[]): CaseRow[] {
  const sql = 'SELECT * FROM case_row WHERE case_id IN (SELECT value FROM json_each(?))';
  const found = new Map(
    all(db, { sql, params: [JSON.stringify(ids)] }).map((row) => [textOf(row, 'case_id'), row]),
  );
  return ids.flatMap((id) => {
    const row = found.get(id);
    return row ? [decodeCase(row)] : [];
  });
}

export function rowById(db: Db, id: CaseId): CaseRow | undefined {
  const row = prepared(db, 'SELECT * FROM case_row WHERE case_id = ?').get(id);
  return row ? decodeCase(row) : undefined;
}

export function countCases(db: Db, where: SeenQuery): number {
  const { sql, params } = compileQuery(where);
  const row = prepared(db, `SELECT count(*) AS total FROM case_row WHERE ${sql}`).get(...params);
  return row ? numberOf(row, 'total') : 0;
}

const countable = {
  step: 'step',
  colour: 'colour',
  conclusion: 'conclusion',
  intake: 'intake',
  targetGroup: 'target_group',
  area: 'area',
  outcome: 'outcome',
  consent: 'consent',
} as const;
export type CountableTerm = keyof typeof countable;

/** How many matching cases have each value; empty text is "none". */
export function countsBy(db: Db, term: CountableTerm, where: SeenQuery): Readonly<Record<string, number>> {
  const column = countable[term];
  const { sql, params } = compileQuery(where);
  const rows = all(db, {
    sql: `SELECT ${column} AS value, count(*) AS total FROM case_row WHERE ${sql} GROUP BY ${column}`,
    params,
  });
  return Object.fromEntries(rows.map((row) => [textOf(row, 'value'), numberOf(row, 'total')]));
}

function all(db: Db, { sql, params }: Compiled): Row[] {
  return prepared(db, sql).all(...params);
}
