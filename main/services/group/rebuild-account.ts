// Owns: the account of a group that is built again: what came back, from whose files, what is known to be missing, what was left out.
// Must not: take a file in, or call whole what is not proved.
import type { DeviceId, MemberId } from '../../../domain/ids.ts';
import { known } from '../../../domain/ledger/stream.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { activeMembers, isSheet } from '../../../domain/team/team-state.ts';
import type { LeftFile, RebuildAccount } from '../../../ipc/keeping.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { deviceMarks, furthestShown } from '../../../db/local/bundles.ts';
import { namedDocuments } from '../../../db/local/documents.ts';
import { hasBlob } from '../../../db/blobs.ts';
import { nameOfDevice } from '../exchange/names.ts';
import { nameOf, type WriteSession } from '../session.ts';
import { leftOutHere } from './holding.ts';
import type { TakenFile } from './rebuild-files.ts';

/** The whole chain is proved before the store may stand; only then is it told what is in it. */
export function accountOf(
  session: WriteSession,
  { taken, left, sheet }: { taken: readonly TakenFile[]; left: readonly LeftFile[]; sheet: DeviceId },
): Result<RebuildAccount, Problem> {
  const proved = session.ledger.verify();
  if (!proved.ok) return err(proved.error);
  if (!proved.value.ok) return err({ tag: 'sheetNotWhole' });
  const { db } = session.store;
  const count = (table: 'events' | 'case_row') =>
    Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  const { notOurs, awaited } = leftOutHere(session);
  return ok({
    team: session.ledger.team().name,
    members: activeMembers(session.ledger.team()).map(({ name }) => name),
    events: count('events'),
    cases: count('case_row'),
    ...documentsOf(session),
    leftOut: notOurs + awaited,
    from: sendersOf(session, taken),
    missing: missingOf(session),
    left,
    builtBefore: builtBefore(session, sheet),
  });
}

function documentsOf({ store }: WriteSession): Pick<RebuildAccount, 'documents' | 'documentsMissing'> {
  const named = [...new Set(namedDocuments(store.db).map(({ sha256 }) => sha256))];
  const documents = named.filter((sha256) => hasBlob(store, sha256)).length;
  return { documents, documentsMissing: named.length - documents };
}

/** Everybody who is in the group, also whom no file is from: what they did is here only as far as a colleague had been given it. */
function sendersOf({ ledger, self }: WriteSession, taken: readonly TakenFile[]): RebuildAccount['from'] {
  const team = ledger.team();
  const members = new Set<MemberId>([
    ...activeMembers(team).map(({ id }) => id),
    ...taken.map(({ member }) => member),
  ]);
  members.delete(self.member);
  return [...members].map((id) => {
    const own = taken.filter(({ member }) => member === id);
    const newestAt = own.length === 0 ? null : Math.max(...own.map(({ at }) => at));
    return { name: nameOf(team, id), files: own.length, newestAt };
  });
}

/** SY-29: what a file has shown to exist and none has brought. How much there is that no file speaks of nobody can know. */
function missingOf({ ledger, store }: WriteSession): RebuildAccount['missing'] {
  const here = new Map(deviceMarks(store.db).map(({ device, contiguous }) => [device, contiguous]));
  const byName = new Map<string | null, number>();
  for (const { device, seen } of furthestShown(store.db)) {
    const lacking = seen - (here.get(device) ?? 0);
    const name = isSheet(ledger.team(), device) ? null : nameOfDevice(ledger.team(), device);
    if (lacking > 0) byName.set(name, (byName.get(name) ?? 0) + lacking);
  }
  return [...byName].map(([name, changes]) => ({ name, changes }));
}

/** Whom the sheet has let in before, as far as these files know: the group may stand on another computer already. */
function builtBefore({ ledger, self }: WriteSession, sheet: DeviceId): RebuildAccount['builtBefore'] {
  return ledger.eventsOf('team').flatMap((event) => {
    const added = event.device === sheet ? known(event, 'member.added') : undefined;
    return added && added.member.id !== self.member ? [{ name: added.member.name, at: event.hlc }] : [];
  });
}
