// Owns: writing the rows that lists read (case_row, employer_row, what waits) from folded states.
// Must not: decide anything; a row is a pure function of its stream's state.
import { caseOfStream, employerOfStream, type EmployerId, type StreamId } from '../../domain/ids.ts';
import { employerName, type EmployerState } from '../../domain/ledger/employer-state.ts';
import { caseRow } from '../../domain/review/case-row.ts';
import { sortKey } from '../../domain/review/sort-key.ts';
import { prepared, type Db } from '../connection.ts';
import { caseColumns, changedColumns, encodeCase } from './case-columns.ts';
import { notePairs, projectFlags } from './flags.ts';
import type { Folded } from './stream-states.ts';

/** `before` is the state whose row stands in the table, undefined when there was none. */
export function project(
  db: Db,
  stream: StreamId,
  change: { before: Folded | undefined; after: Folded },
): void {
  const { before, after } = change;
  projectFlags(db, stream, change);
  if (after.kind === 'case') projectCase(db, stream, { before, after });
  const employer = employerOfStream(stream);
  if (after.kind === 'employer' && employer) projectEmployer(db, employer, after.state);
}

const insertCase = `INSERT INTO case_row (${caseColumns.join(', ')}) VALUES (${caseColumns.map(() => '?').join(', ')})`;

type CaseChange = { readonly before: Folded | undefined; readonly after: Extract<Folded, { kind: 'case' }> };

function projectCase(db: Db, stream: StreamId, { before, after }: CaseChange): void {
  const id = caseOfStream(stream);
  if (!id) return;
  const old = before?.kind === 'case' ? caseRow(id, before.state) : undefined;
  const row = caseRow(id, after.state);
  if (!row) {
    if (old) prepared(db, 'DELETE FROM case_row WHERE case_id = ?').run(id);
    return;
  }
  notePairs(db, row, old);
  if (!old) {
    const columns = encodeCase(row);
    prepared(db, insertCase).run(...caseColumns.map((column) => columns[column]));
    return;
  }
  const changed = changedColumns(old, row);
  const names = Object.keys(changed);
  if (names.length === 0) return;
  const set = names.map((name) => `${name} = ?`).join(', ');
  prepared(db, `UPDATE case_row SET ${set} WHERE case_id = ?`).run(...Object.values(changed), id);
}

/** Undefined while no event names the employer. */
export function employerColumns(
  id: EmployerId,
  state: EmployerState,
): readonly (string | number)[] | undefined {
  const name = employerName(state);
  if (!name) return undefined;
  return [id, name.name, sortKey(name.name), name.organisationNumber ?? '', name.soleTrader ? 1 : 0];
}

function projectEmployer(db: Db, id: EmployerId, state: EmployerState): void {
  const columns = employerColumns(id, state);
  prepared(db, 'DELETE FROM employer_row WHERE employer_id = ?').run(id);
  if (columns) prepared(db, 'INSERT INTO employer_row VALUES (?, ?, ?, ?, ?)').run(...columns);
}
