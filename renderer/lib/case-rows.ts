// Owns: rows that the list has fetched, by case id, in chunks around what is seen. Must not: know order or selection.
import type { CaseRow } from '../../domain/review/case-row.ts';
import { ask } from './api.ts';
import { createExternalStore } from './external-store.ts';

/** Raised by one whenever any row came or changed. */
export const rowsVersion = createExternalStore(0);

const rows = new Map<string, CaseRow>();
const stale = new Set<string>();
const pending = new Set<string>();
const mostKept = 20_000;
const mostAsked = 500;

export function rowOf(id: string): CaseRow | undefined {
  return rows.get(id);
}

/** Fetches those that are missing or stale; what is shown stays until the new row is there. */
export function needRows(ids: readonly string[]): void {
  const wanted = ids.filter((id) => !pending.has(id) && (stale.has(id) || !rows.has(id)));
  for (let at = 0; at < wanted.length; at += mostAsked) void fetchRows(wanted.slice(at, at + mostAsked));
}

async function fetchRows(ids: readonly string[]): Promise<void> {
  for (const id of ids) pending.add(id);
  try {
    const reply = await ask('review.rows', { ids });
    if (!reply.ok) return;
    keepRows(reply.value, true);
  } finally {
    for (const id of ids) pending.delete(id);
  }
}

/** Rows that came with a list are as good as those asked for. Nobody waits for them: only one that differs from what is shown is told of. */
export function keepRows(fresh: readonly CaseRow[], areWaitedFor = false): void {
  let differ = areWaitedFor;
  for (const row of fresh) {
    stale.delete(row.caseId);
    const before = rows.get(row.caseId);
    // The same row once more is the same object: its line is not drawn anew.
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(row)) continue;
    differ ||= before !== undefined;
    rows.set(row.caseId, row);
  }
  forgetOldest();
  if (differ) rowsVersion.set((version) => version + 1);
}

function forgetOldest(): void {
  for (const id of rows.keys()) {
    if (rows.size <= mostKept) return;
    rows.delete(id);
  }
}

/** Shows a change before main has answered. Returns what puts the row back. */
export function patchRow(id: string, change: Partial<CaseRow>): () => void {
  const before = rows.get(id);
  if (before === undefined) return () => undefined;
  setRow({ ...before, ...change });
  return () => setRow(before);
}

function setRow(row: CaseRow): void {
  rows.set(row.caseId, row);
  rowsVersion.set((version) => version + 1);
}

/** Main said that these changed: they are fetched again when next needed. */
export function markStale(cases: readonly string[] | 'many'): void {
  for (const id of cases === 'many' ? rows.keys() : cases) stale.add(id);
  rowsVersion.set((version) => version + 1);
}

/** For tests and for a change of store: nothing is left. */
export function forgetRows(): void {
  rows.clear();
  stale.clear();
  rowsVersion.set((version) => version + 1);
}
