// Owns: reading a store for the exchange: what is known, what stands signed, which events a plan names.
// Must not: write; the sync service appends what was accepted and raises marks, in its own transaction.
import type { DeviceId, IsoDate } from '../../domain/ids.ts';
import type { StoredEvent } from '../../domain/ledger/event.ts';
import type { Micros } from '../../domain/ports.ts';
import type { RetentionData } from '../../domain/purge/retention.ts';
import type { DeviceHead, SignedHead } from '../../domain/sync/header.ts';
import { withoutHoles, type BundlePlan, type RecipientMarks } from '../../domain/sync/plan.ts';
import { unwatched, type Known, type Underway } from '../../domain/sync/ports.ts';
import { isRestricted, type Place } from '../../domain/team/holding.ts';
import type { Db } from '../../db/connection.ts';
import { eventsOfStream, hashAt, hasEvent, storedEventByHash } from '../../db/ledger/event-rows.ts';
import {
  isLeftOut,
  holesIn,
  leftOutByDevice,
  placedEventsOfDevice,
  signedBefore,
} from '../../db/purge/left-out.ts';
import { readMeta } from '../../db/meta.ts';
import { deviceMarks, recipientMarks, type RecipientMark } from '../../db/local/bundles.ts';
import { signHash } from '../crypto/signing.ts';

/** How far each device's chain stands here without holes. */
function contiguousHeads(db: Db): DeviceHead[] {
  const lacking = leftOutByDevice(db);
  return deviceMarks(db).flatMap(({ device, contiguous }) => {
    const head = contiguous === 0 ? undefined : hashAt(db, device, contiguous);
    return head === undefined ? [] : [{ device, seq: contiguous, head, lacks: lacking.get(device) }];
  });
}

/** What judging asks for. Holds the connection: use it inside the thread and the moment it was made in. */
export function knownOf(
  db: Db,
  self: {
    readonly team: Known['team'];
    readonly device: DeviceId;
    readonly recipient: string;
    readonly now: Micros;
    readonly today: IsoDate;
    readonly retention: RetentionData;
  },
): Known {
  const heads = new Map(contiguousHeads(db).map((head) => [head.device, head]));
  const teamEvents = eventsOfStream(db, 'team');
  const colleagues = [...new Set(teamEvents.map((event) => event.device).concat([...heads.keys()]))];
  return {
    team: self.team,
    self: { device: self.device, recipient: self.recipient },
    teamEvents,
    heads,
    hashAt: (device, seq) => hashAt(db, device, seq),
    has: (hash) => hasEvent(db, hash),
    isLeftOut: (hash) => isLeftOut(db, hash),
    colleagues: new Map(
      colleagues.map((colleague) => [
        colleague,
        recipientMarks(db, colleague).map(({ device, seen }) => ({ device, seq: seen })),
      ]),
    ),
    now: self.now,
    eventsOf: (stream) => eventsOfStream(db, stream),
    today: self.today,
    retention: self.retention,
  };
}

/** SY-3: every head with its own device's signature; our own is signed now. */
export function signedHeads(
  db: Db,
  signer: { readonly device: DeviceId; readonly secret: string },
): SignedHead[] {
  const former = new Map(readMeta(db).formerHeads?.map(({ head, signature }) => [head, signature]));
  return contiguousHeads(db).map((head) => ({
    ...head,
    signature:
      head.device === signer.device
        ? signHash(signer.secret, head.head)
        : (storedEventByHash(db, head.head)?.signature ?? former.get(head.head) ?? null),
  }));
}

/** SY-2: what was given to each recipient, or what its own bundles have shown it to have. */
export function marksOf(db: Db, recipients: readonly DeviceId[]): RecipientMarks {
  return marksBy(db, recipients, ({ given, seen }) => Math.max(given, seen));
}

/** Only what each recipient's own bundles have shown it to have: what was given may have been lost on the way. */
export function shownMarksOf(db: Db, recipients: readonly DeviceId[]): RecipientMarks {
  return marksBy(db, recipients, ({ seen }) => seen);
}

function marksBy(
  db: Db,
  recipients: readonly DeviceId[],
  reach: (mark: RecipientMark) => number,
): RecipientMarks {
  return new Map(
    recipients.map((recipient) => [
      recipient,
      new Map(recipientMarks(db, recipient).map((mark) => [mark.device, reach(mark)])),
    ]),
  );
}

/**
 * Exactly the events that the plan counts, chain by chain; `leftOut` of them without the payload, which is not for the
 * recipients (SY-33). Stopped, fewer: the caller asks before it makes anything of them.
 */
export function eventsOfPlan(
  db: Db,
  plan: BundlePlan,
  {
    isForThem,
    underway = unwatched,
  }: { readonly isForThem: (place: Place) => boolean; readonly underway?: Underway },
): {
  readonly events: readonly StoredEvent[];
  readonly leftOut: number;
  /** Some of them are for the named holders alone, with their payload or without. */
  readonly restricted: boolean;
} {
  let [leftOut, restricted] = [0, false];
  const events: StoredEvent[] = [];
  for (const range of piecesOf(plan)) {
    underway.progress(events.length, plan.count);
    if (underway.cancelled()) break;
    for (const { stored, place } of placedEventsOfDevice(db, range)) {
      restricted ||= isRestricted(place);
      if (isForThem(place)) events.push(stored);
      else {
        leftOut += 1;
        events.push({ ...stored, payload: null, salt: null });
      }
    }
  }
  return { events, leftOut, restricted };
}

/** Read so many at a time: a person who stops it does not wait for the whole chain. */
const eventsAtATime = 2000;

function piecesOf({ chains }: BundlePlan): { device: DeviceId; from: number; to: number }[] {
  return chains.flatMap(({ device, base, seq }) =>
    Array.from({ length: Math.ceil((seq - base) / eventsAtATime) }, (_, piece) => {
      const from = base + 1 + piece * eventsAtATime;
      return { device, from, to: Math.min(seq, from + eventsAtATime - 1) };
    }),
  );
}

/** SY-35: without the chains that lack something here which the recipients may hold. */
export function relayable(
  db: Db,
  plan: BundlePlan,
  by: { readonly device: DeviceId; readonly isForThem: (place: Place) => boolean },
): BundlePlan {
  return withoutHoles(plan, {
    own: by.device,
    holesIn: ({ device, base, seq }) => holesIn(db, { device, from: base + 1, to: seq }, by.isForThem),
    signedBefore: ({ device, base }, seq) => signedBefore(db, { device, from: base + 1, to: seq - 1 }),
  });
}
