// Owns: a colleague's desk in a demo: invited, joined, given work and taken from. Must not: pass anything but sealed bytes.
import type { IsoDate } from '../../../domain/ids.ts';
import type { MergeOutcome } from '../../../ipc/colleagues/exchange.ts';
import { mergeBundle } from '../../services/exchange/merging.ts';
import { noteSealed, seal, type SealedOut } from '../../services/exchange/sealing.ts';
import { invite, join, ownKeyFile, readKeyFile } from '../../services/group/invitations.ts';
import { openForWriting } from '../../services/lifecycle.ts';
import type { WriteSession } from '../../services/session.ts';
import { openDesk, take, type DemoSurroundings, type Desk, type DeskPerson } from './drive-desk.ts';

/** A desk of their own, invited by `host` and joined; every file goes the way it goes between two computers. */
export async function joinDesk(
  host: WriteSession,
  around: DemoSurroundings,
  who: { readonly person: DeskPerson; readonly day: IsoDate },
): Promise<Desk> {
  const alone = await openDesk(around, who.person, who.day);
  const key = take(readKeyFile(ownKeyFile(alone.session)));
  const invitation = take(await invite(host, key, { roles: ['caseworker'] }));
  take(await join(alone.session, invitation.bytes));
  alone.close();
  let today = who.day;
  const session = take(openForWriting({ ...around, today: () => today }, alone.founded.dataKey));
  return {
    session,
    founded: alone.founded,
    setDay: (next) => {
      today = next;
    },
    close: () => session.store.close(),
  };
}

/** Sealed to the colleague; what it holds counts as given. */
export async function sealTo(
  from: WriteSession,
  to: WriteSession,
): Promise<Pick<SealedOut, 'bytes' | 'events' | 'permit'>> {
  const sealed = take(await seal(from, to.self.member, false));
  noteSealed(from, sealed);
  return { bytes: sealed.bytes, events: sealed.events, permit: sealed.permit };
}

export async function takeIn(session: WriteSession, bytes: Uint8Array): Promise<MergeOutcome> {
  return take(await mergeBundle(session, bytes));
}
