// Owns: what this store holds although its member may not any more, and which of it may go (GR-20).
// Must not: take away what nobody else has shown to have: it would be lost to the group.
import type { EventHash, StreamId } from '../../../domain/ids.ts';
import { coverOf } from '../../../domain/purge/cover.ts';
import type { Judge } from '../../../domain/ledger/stream.ts';
import { holdingOf, mayHold } from '../../../domain/team/holding.ts';
import { activeDevices, activeMembers } from '../../../domain/team/team-state.ts';
import { heldPayloads, leftOutStreams, settleLeftOut, type HeldPayload } from '../../../db/purge/left-out.ts';
import { recipientMarks } from '../../../db/local/bundles.ts';
import { setPurgeDuty } from '../../../db/local/purge-duty.ts';
import { dropBlobs } from '../../../db/blobs.ts';
import { dropWorkOnCases, type PurgeTarget } from '../../../db/purge/take-away.ts';
import { ownHoldingOf } from '../group/holding.ts';
import type { Session, WriteSession } from '../session.ts';

/** GR-20: as a purge takes away, but with the mark of what is left out. Files written outside stay in their register. */
export function leaveOutNotOurs(session: WriteSession): void {
  const { targets } = notOurs(session);
  if (targets.length === 0) return;
  const { db, blobs } = session.store;
  // Set before the transaction: a power cut between it and the pages leaves the duty, not the data.
  setPurgeDuty(db, { pages: true });
  if (ownHoldingOf(session) === 'noCases') dropWorkOnCases(db);
  const taken = session.ledger.purge(targets);
  if (!taken.ok) throw new Error('a purge has no refusal');
  dropBlobs(blobs, taken.value.blobs);
}

type NotOurs = {
  readonly targets: readonly PurgeTarget[];
  /** Payloads that stay until a colleague who may hold them has shown to have them. */
  readonly kept: number;
};

function notOurs(session: Session): NotOurs {
  const holding = ownHoldingOf(session);
  if (holding === 'restricted') return { targets: [], kept: 0 };
  const of = holding === 'noCases' ? 'all' : 'restricted';
  const held = heldPayloads(session.store.db, of).filter(({ place }) => !mayHold(holding, place));
  const isElsewhere = shownByHolders(session);
  const byStream = new Map<StreamId, EventHash[]>();
  let kept = 0;
  for (const one of held) {
    if (!isElsewhere(one)) {
      kept += 1;
      continue;
    }
    const own = byStream.get(one.place.stream);
    if (own) own.push(one.hash);
    else byStream.set(one.place.stream, [one.hash]);
  }
  return { targets: [...byStream].map(([stream, events]) => ({ stream, events, leftOut: true })), kept };
}

/** A file of a colleague who may hold it has said that the chain stands there so far. */
function shownByHolders({ ledger, self, store }: Session): (payload: HeldPayload) => boolean {
  const team = ledger.team();
  const colleagues = activeMembers(team).filter(({ id }) => id !== self.member);
  const shown = colleagues.flatMap((member) =>
    activeDevices(member).map((device) => ({
      holding: holdingOf(team, member.id),
      seen: new Map(recipientMarks(store.db, device.id).map((mark) => [mark.device, mark.seen])),
    })),
  );
  return ({ device, seq, place }) =>
    shown.some(({ holding, seen }) => mayHold(holding, place) && (seen.get(device) ?? 0) >= seq);
}

/** What was left out and has been purged in the group meanwhile never comes: it counts as purged here too. */
export function settleGone(session: WriteSession, judge: Judge): void {
  const holding = ownHoldingOf(session);
  for (const { stream, types } of leftOutStreams(session.store.db)) {
    if (!stream.startsWith('case:') || !types.some((type) => mayHold(holding, { stream, type }))) continue;
    const { mayLack } = coverOf(session.ledger.eventsOf(stream), judge);
    for (const hash of mayLack) settleLeftOut(session.store.db, hash);
  }
}
