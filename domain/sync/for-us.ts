// Owns: what of a file is for this store's member: what may be left out of it, what is not kept, what fills an earlier gap.
// Must not: believe the sender about who may hold what: our own membership, as it is with the file's events, says it.
import type { EventHash } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import { holdingOf, holdingOutside, mayHold, type Holding } from '../team/holding.ts';
import { isRevoked, memberOfDevice, type TeamState } from '../team/team-state.ts';
import { checkPayload, type EventProblem, type Placed } from './checks.ts';
import type { Incoming, Known, SyncCrypto } from './ports.ts';

/**
 * SY-31: the age key says whose a file is. A store that was restored more than once has been devices that it does not know
 * of itself, and colleagues seal to the last that they have heard.
 */
export function isToUs(
  { to }: { readonly to: readonly { readonly recipient: string }[] },
  { recipient }: Pick<Known['self'], 'recipient'>,
): boolean {
  return to.some((one) => one.recipient === recipient);
}

export function ownHolding({ self }: Known, team: TeamState): Holding {
  const member = memberOfDevice(team, self.device);
  if (!member || isRevoked(team, self.device)) return holdingOutside(team, member?.id);
  return holdingOf(team, member.id);
}

export type ForUs = {
  /** As they are stored: without the payloads that are not for us, even those that came. */
  readonly events: readonly Incoming[];
  readonly leftOut: ReadonlySet<EventHash>;
};

/** SY-34: what is not for us is not kept, whoever sent it. */
export function keepForUs(incoming: readonly Incoming[], holding: Holding): ForUs {
  const leftOut = new Set<EventHash>();
  const events = incoming.map((event): Incoming => {
    if (mayHold(holding, event.body)) return event;
    leftOut.add(event.stored.hash);
    return { ...event, stored: { ...event.stored, payload: null, salt: null }, read: { status: 'purged' } };
  });
  return { events, leftOut };
}

/** SY-36: payloads of events that are here without them, each checked as if it came for the first time. */
export function fillsIn(
  placed: readonly Placed[],
  {
    known,
    holding,
    crypto,
  }: { readonly known: Known; readonly holding: Holding; readonly crypto: SyncCrypto },
): Result<Incoming[], EventProblem> {
  const fills: Incoming[] = [];
  for (const event of placed) {
    const { stored, body } = event;
    if (stored.payload === null || !mayHold(holding, body) || !known.isLeftOut(stored.hash)) continue;
    const read = checkPayload(event, crypto);
    if (!read.ok) return err(read.error);
    fills.push({ stored, body, read: read.value });
  }
  return ok(fills);
}
