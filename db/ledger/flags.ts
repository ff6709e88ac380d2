// Owns: which streams wait for a person, and which cases may be one application, as projected beside the rows.
// Must not: judge; domain/conflict/flags.ts says what waits.
import { areAlike, beginningsOf, birthDateOf, type Named } from '../../domain/conflict/alike.ts';
import { caseIdSchema, caseOfStream, type CaseId, type IntakeId, type StreamId } from '../../domain/ids.ts';
import {
  caseFlags,
  employerFlags,
  sharedFlags,
  streamFlags,
  type Flag,
} from '../../domain/conflict/flags.ts';
import type { CaseRow } from '../../domain/review/case-row.ts';
import { textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';
import { decodeCase } from './case-columns.ts';
import type { Folded } from './stream-states.ts';

export function flagsOf(folded: Folded): readonly Flag[] {
  if (folded.kind === 'case') return caseFlags(folded.state);
  if (folded.kind === 'employer') return employerFlags(folded.state);
  if (folded.kind === 'shared') return sharedFlags(folded.state);
  return streamFlags(folded.state);
}

/** Writes only what changes; most streams have no flag before or after. */
export function projectFlags(
  db: Db,
  stream: StreamId,
  { before, after }: { readonly before: Folded | undefined; readonly after: Folded },
): void {
  const old = new Set<Flag>(before ? flagsOf(before) : []);
  const now = new Set<Flag>(flagsOf(after));
  for (const flag of old) {
    if (!now.has(flag))
      prepared(db, 'DELETE FROM stream_flag WHERE flag = ? AND stream = ?').run(flag, stream);
  }
  for (const flag of now) {
    if (!old.has(flag)) prepared(db, 'INSERT OR IGNORE INTO stream_flag VALUES (?, ?)').run(flag, stream);
  }
}

/** Whom a row may be one person with, when it comes or gets another number or name. */
export function notePairs(db: Db, row: CaseRow, old: CaseRow | undefined): void {
  const isNewNumber = row.identityNumber !== old?.identityNumber;
  if (isNewNumber) noteSamePerson(db, row);
  if (isNewNumber || row.givenName !== old?.givenName || row.familyName !== old.familyName)
    noteAlike(db, row);
}

function noteSamePerson(db: Db, row: CaseRow): void {
  const { caseId: id, identityNumber, intake } = row;
  if (identityNumber === null) return;
  const sql = `SELECT case_id FROM case_row WHERE identity_number = ? AND identity_number <> '' AND intake = ? AND case_id <> ?`;
  for (const found of prepared(db, sql).all(identityNumber, intake, id))
    notePair(db, id, caseIdSchema.parse(textOf(found, 'case_id')));
}

function noteAlike(db: Db, row: CaseRow): void {
  for (const other of casesAlike(db, row.intake, row))
    if (other.caseId !== row.caseId) notePair(db, row.caseId, other.caseId);
}

/** The index holds no empty numbers: without the last words it is not used, and each row of an import would read them all. */
export const bornThen = `SELECT * FROM case_row WHERE identity_number > ? AND identity_number < ? AND intake = ?
  AND identity_number <> ''`;

/** Cases of the intake that may be that person; the index of numbers finds those of one birth date. */
export function casesAlike(db: Db, intake: IntakeId, person: Named): CaseRow[] {
  if (person.identityNumber === null) return [];
  return beginningsOf(birthDateOf(person.identityNumber)).flatMap((beginning) =>
    prepared(db, bornThen)
      .all(beginning, `${beginning}:`, intake)
      .map(decodeCase)
      .filter((other) => areAlike(person, other)),
  );
}

function notePair(db: Db, id: CaseId, other: CaseId): void {
  const [first, second] = id < other ? [id, other] : [other, id];
  prepared(db, 'INSERT OR IGNORE INTO same_person VALUES (?, ?)').run(first, second);
}

/** Flags of one stream as stored, sorted. */
export function storedFlags(db: Db, stream: StreamId): string[] {
  const rows = prepared(db, 'SELECT flag FROM stream_flag WHERE stream = ? ORDER BY flag').all(stream);
  return rows.map((row) => textOf(row, 'flag'));
}

export type Flagged = { readonly flag: Flag; readonly stream: StreamId };

/** Of every stream what waits for somebody to settle it; hand-overs are read by db/queries/handover.ts. */
export function flagged(db: Db): Flagged[] {
  const rows = prepared(
    db,
    "SELECT flag, stream FROM stream_flag WHERE instr(flag, ':') = 0 ORDER BY flag, stream",
  ).all();
  return rows.map((row) => ({
    flag: textOf(row, 'flag') as Flag,
    stream: textOf(row, 'stream') as StreamId,
  }));
}

/** Pairs that have one identity number in one intake now; nothing of a stub is compared, its number is empty. */
export function samePersonPairs(db: Db): [CaseId, CaseId][] {
  const sql = `SELECT s.case_id AS a, s.other AS b FROM same_person s JOIN case_row x ON x.case_id = s.case_id
    JOIN case_row y ON y.case_id = s.other AND y.identity_number = x.identity_number AND y.intake = x.intake
    WHERE x.identity_number <> '' AND x.step <> 'joined' AND y.step <> 'joined' ORDER BY x.sort_name, x.n, y.n`;
  return prepared(db, sql)
    .all()
    .flatMap((row) => {
      const a = caseOfStream(`case:${textOf(row, 'a')}`);
      const b = caseOfStream(`case:${textOf(row, 'b')}`);
      return a && b ? [[a, b] as [CaseId, CaseId]] : [];
    });
}

/** CO-12: pairs of one intake that are alike now and have different numbers; of one case, where it is named. */
export function alikePairs(db: Db, of?: CaseId): [CaseId, CaseId][] {
  const sql = `SELECT s.case_id AS a, s.other AS b FROM same_person s JOIN case_row x ON x.case_id = s.case_id
    JOIN case_row y ON y.case_id = s.other AND y.identity_number <> x.identity_number AND y.intake = x.intake
    WHERE x.identity_number <> '' AND y.identity_number <> '' AND x.step <> 'joined' AND y.step <> 'joined'
    AND ? IN ('', s.case_id, s.other) ORDER BY x.sort_name, x.n, y.n`;
  const row = prepared(db, 'SELECT * FROM case_row WHERE case_id = ?');
  return prepared(db, sql)
    .all(of ?? '')
    .flatMap((pair) => {
      const rows = [textOf(pair, 'a'), textOf(pair, 'b')].map((id) => row.get(id));
      const [a, b] = rows.map((one) => (one ? decodeCase(one) : undefined));
      return a && b && areAlike(a, b) ? [[a.caseId, b.caseId] as [CaseId, CaseId]] : [];
    });
}
