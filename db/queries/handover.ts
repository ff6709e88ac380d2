// Owns: what the projected flags say of who goes on with which case, and when a device last did something.
// Must not: fold a case, or hold what a note says.
import { caseIdSchema, type CaseId, type DeviceId } from '../../domain/ids.ts';
import type { HandoverFlag } from '../../domain/ledger/case/handover.ts';
import type { Micros } from '../../domain/ports.ts';
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

/** `decided`: nothing is left to do in the case but to keep it. */
export type HandoverCount = {
  readonly flag: HandoverFlag;
  readonly decided: boolean;
  readonly count: number;
};

const ended = `('granted', 'refused', 'withdrawn', 'consentWithdrawn', 'joined')`;

export function handoverCounts(db: Db): HandoverCount[] {
  const sql = `SELECT f.flag AS flag, c.step IN ${ended} AS decided, count(*) AS count
    FROM stream_flag f JOIN case_row c ON c.case_id = substr(f.stream, 6)
    WHERE f.flag >= 'by:' AND f.flag < 'by;' OR f.flag >= 'to:' AND f.flag < 'to;' GROUP BY 1, 2 ORDER BY 1, 2`;
  return prepared(db, sql)
    .all()
    .map((row) => ({
      flag: textOf(row, 'flag') as HandoverFlag,
      decided: numberOf(row, 'decided') === 1,
      count: numberOf(row, 'count'),
    }));
}

export type HandedCase = { readonly caseId: CaseId; readonly name: string; readonly applicationId: string };

export function casesHandedTo(db: Db, flags: readonly string[], limit: number): HandedCase[] {
  const sql = `SELECT DISTINCT c.case_id, c.given_name, c.family_name, c.application_id, c.sort_name, c.n
    FROM stream_flag f JOIN case_row c ON c.case_id = substr(f.stream, 6)
    WHERE f.flag IN (SELECT value FROM json_each(?)) ORDER BY c.sort_name, c.n LIMIT ?`;
  return prepared(db, sql)
    .all(JSON.stringify(flags), limit)
    .map((row) => ({
      caseId: caseIdSchema.parse(textOf(row, 'case_id')),
      name: `${textOf(row, 'given_name')} ${textOf(row, 'family_name')}`.trim(),
      applicationId: textOf(row, 'application_id'),
    }));
}

/** By the device's own clock, as far as its entries have come here; null while none has. */
export function lastActOf(db: Db, devices: readonly DeviceId[]): Micros | null {
  let last: number | null = null;
  for (const device of devices) {
    const row = prepared(db, 'SELECT hlc FROM events WHERE device = ? ORDER BY seq DESC LIMIT 1').get(device);
    if (row) last = Math.max(last ?? 0, numberOf(row, 'hlc'));
  }
  return last;
}
