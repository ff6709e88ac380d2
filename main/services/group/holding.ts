// Owns: what the recipients of a file may hold, what they have been given of it, and when they must be given everything again.
// Must not: decide who may hold what; domain/team/holding.ts does.
import { z } from 'zod';
import type { DeviceId } from '../../../domain/ids.ts';
import {
  holdingOf,
  holdingOutside,
  isMore,
  leastOf,
  mayHold,
  type Holding,
} from '../../../domain/team/holding.ts';
import { isRevoked, memberOfDevice, type TeamState } from '../../../domain/team/team-state.ts';
import { leftOutPlaces } from '../../../db/purge/left-out.ts';
import { readSetting, writeSetting } from '../../../db/local/drafts.ts';
import type { Session, WriteSession } from '../session.ts';

/** What everybody of them may hold. A file has the computers of one member, so in practice it is that member's. */
export function holdingOfDevices(team: TeamState, devices: readonly DeviceId[]): Holding {
  return leastOf(
    devices.map((device) => {
      const member = memberOfDevice(team, device);
      return member ? holdingOf(team, member.id) : 'noCases';
    }),
  );
}

/** A device that is put out keeps what it has: nothing new is told to it, so it cannot know better. */
export function ownHoldingOf({ ledger, self }: Session): Holding {
  const team = ledger.team();
  const outside = isRevoked(team, self.device);
  return outside ? holdingOutside(team, self.member) : holdingOf(team, self.member);
}

/** What is not here: `notOurs` by our member's roles, `awaited` although a role has come meanwhile. */
export function leftOutHere(session: Session): { readonly notOurs: number; readonly awaited: number } {
  const holding = ownHoldingOf(session);
  let [notOurs, awaited] = [0, 0];
  for (const { place, count } of leftOutPlaces(session.store.db)) {
    if (mayHold(holding, place)) awaited += count;
    else notOurs += count;
  }
  return { notOurs, awaited };
}

const key = 'exchange.givenHolding';
const givenSchema = z.record(z.string(), z.enum(['noCases', 'cases', 'restricted']));

function givenHoldings(session: Session): Record<string, Holding> {
  return givenSchema.catch({}).parse(readSetting(session.store.db, key) ?? {});
}

/** SY-36: they may hold more now than the files since the last whole one have carried. */
export function wasGivenLess(session: Session, devices: readonly DeviceId[], holding: Holding): boolean {
  const given = givenHoldings(session);
  return devices.some((device) => {
    const before = given[device];
    return before !== undefined && isMore(holding, before);
  });
}

export function noteGivenHolding(
  session: WriteSession,
  device: DeviceId,
  file: { readonly holding: Holding; readonly whole: boolean },
): void {
  const given = givenHoldings(session);
  const before = given[device];
  const next = file.whole || before === undefined ? file.holding : leastOf([before, file.holding]);
  if (next !== before) writeSetting(session.store.db, key, { ...given, [device]: next });
}

/** The colleague says that payloads are missing there which are for them: the next file is a whole one. */
export function noteAwaiting(session: WriteSession, device: DeviceId): void {
  writeSetting(session.store.db, key, { ...givenHoldings(session), [device]: 'noCases' });
}
