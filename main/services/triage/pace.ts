// Owns: Takt i intaget: the group's pace and forecast, and one's own count of today to oneself.
// Must not: take a member as input or answer with one (product.md 25; WO-11).
import { dayOf } from '../../../domain/access/read-log.ts';
import { isoDateSchema } from '../../../domain/ids.ts';
import { paceFrom, paceOf } from '../../../domain/pace/pace.ts';
import type { PaceView } from '../../../ipc/colleagues/work.ts';
import { countCases } from '../../../db/queries/cases.ts';
import { firstVerdicts } from '../../../db/queries/pace.ts';
import type { Session } from '../session.ts';

/** The zone is at most two hours ahead of UTC; the day itself is looked at below. */
const zone = 2 * 3_600_000_000;

export function paceView(session: Session, intake: string | undefined): PaceView {
  const { store, reference, self } = session;
  const [today, { holidays }] = [session.today(), reference];
  const since = Date.parse(`${paceFrom(today, holidays)}T00:00:00Z`) * 1000 - zone;
  const reviewed = firstVerdicts(store.db, { intake, since }).map(({ at, by }) => ({
    day: isoDateSchema.parse(dayOf(at)),
    by,
  }));
  const imported = { op: 'term', term: 'step', cmp: 'is', value: 'imported' } as const;
  const within =
    intake === undefined ? [] : [{ op: 'term', term: 'intake', cmp: 'is', value: intake } as const];
  const left = countCases(store.db, { op: 'and', all: [imported, ...within] });
  return {
    left,
    group: paceOf({ today, holidays, self: self.member, reviewed, left }),
    ownToday: reviewed.filter(({ day, by }) => day === today && by === self.member).length,
  };
}
