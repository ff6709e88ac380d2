// Owns: new keys for a store that is behind what it has sealed: the old chain ends there, the new device goes on.
// Must not: write on in the old device's name, or give away what the old key can still open.
import { z } from 'zod';
import type { EventHash } from '../../../domain/ids.ts';
import { isRevoked, memberOfDevice } from '../../../domain/team/team-state.ts';
import { successionText } from '../../../domain/sync/succession.ts';
import { deviceMarks } from '../../../db/local/bundles.ts';
import { readSetting, writeSetting } from '../../../db/local/drafts.ts';
import { readMeta, writeMeta } from '../../../db/meta.ts';
import { createSigningKeys, deviceIdOf, sha256, signHash } from '../../crypto/signing.ts';
import { signedHeads } from '../../sync/store-view.ts';
import type { Session, WriteSession } from '../session.ts';
import { noteOutside, sealedOutside } from './outside.ts';

/** The last number that counts of the own device, when the store is behind it; undefined when all is as it should be. */
export function behindSealed({ store, self, ledger }: Session): number | undefined {
  const outside = sealedOutside(store.dir, self.device);
  const own = deviceMarks(store.db).find(({ device }) => device === self.device)?.contiguous ?? 0;
  if (!outside || (outside.seq <= own && outside.succeeded !== true)) return undefined;
  const team = ledger.team();
  // A device that is put out, or not let in yet, has nobody to vouch for it.
  if (!memberOfDevice(team, self.device) || isRevoked(team, self.device)) return undefined;
  return Math.max(outside.seq, own);
}

/**
 * SY-31, SY-32: one transaction. The age key stays, so that files under way to this person still open; the signing key is
 * new, and with it the device's id. `reopen` gives a session under the identity that now stands in the store.
 */
export function succeed(session: WriteSession, lastSeq: number, reopen: () => WriteSession): WriteSession {
  const { self, secrets, store } = session;
  const team = session.ledger.team().id;
  if (!team) throw new Error('a store belongs to a group from the start');
  const keys = createSigningKeys();
  const device = { id: deviceIdOf(keys.signKey), signKey: keys.signKey, recipient: self.keys.recipient };
  const vouched = signHash(
    secrets.signingKey,
    sha256(successionText({ team, old: self.device, lastSeq, device })),
  );
  const next = store.db.transaction(() => {
    writeMeta(store.db, {
      device: device.id,
      signingKey: keys.secret,
      signKey: keys.signKey,
      formerDevices: [...self.formerDevices, self.device],
      formerHeads: [...(readMeta(store.db).formerHeads ?? []), ...signedEnd(session)],
      lastSealedSeq: 0,
    });
    const opened = reopen();
    const written = opened.ledger.append([
      { stream: 'team', payload: { kind: 'device.succeeded', old: self.device, lastSeq, device, vouched } },
    ]);
    if (!written.ok) throw new Error(`the succession was refused: ${written.error.tag}`);
    writeSetting(store.db, noticeKey, { at: session.now(), lastSeq, missing: lastSeq - seqOf(session) });
    return opened;
  })();
  noteOutside(store.dir, self.device, { seq: lastSeq, succeeded: true });
  return next;
}

/** The old key is not kept; what it signed last is, so that entries no file has carried yet still reach colleagues. */
function signedEnd({ store, self, secrets }: WriteSession): { head: EventHash; signature: string }[] {
  const heads = signedHeads(store.db, { device: self.device, secret: secrets.signingKey });
  return heads.flatMap(({ device, head, signature }) =>
    device === self.device && signature !== null ? [{ head, signature }] : [],
  );
}

function seqOf({ store, self }: Session): number {
  return deviceMarks(store.db).find(({ device }) => device === self.device)?.contiguous ?? 0;
}

const noticeKey = 'succession';
const noticeSchema = z.object({ at: z.int(), lastSeq: z.int(), missing: z.int() });
export type SuccessionNotice = z.infer<typeof noticeSchema>;

/** What the window tells: own entries up to `lastSeq` that colleagues hold and that are not here yet. */
export function successionNotice(session: Session): SuccessionNotice | null {
  const notice = noticeSchema.safeParse(readSetting(session.store.db, noticeKey));
  if (!notice.success) return null;
  const old = session.self.formerDevices.at(-1);
  const here = deviceMarks(session.store.db).find(({ device }) => device === old)?.contiguous ?? 0;
  return { ...notice.data, missing: Math.max(0, notice.data.lastSeq - here) };
}
