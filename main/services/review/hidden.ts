// Owns: whether the own member is barred from a case (WO-8), for every list that would otherwise name the person.
// Must not: say why, or of whom else.
import type { CaseId } from '../../../domain/ids.ts';
import { isBarredFrom } from '../../../db/queries/work.ts';
import type { Session } from '../session.ts';

export function isHidden({ store, self }: Session, id: CaseId): boolean {
  return isBarredFrom(store.db, self.member, id);
}
