// Owns: what a case knows of its own end: hand-over to the archive, holds, signatures for its purge, a mark of protection.
// Must not: say whether a purge takes effect; domain/purge judges that on each store.
import type { EventHash, MemberId } from '../../ids.ts';
import type { PayloadOf } from '../payload.ts';
import type { ArchiveRecord } from '../payloads/purge.ts';
import { agree, write, type Agreement, type Register } from '../register.ts';
import type { Application } from '../stream.ts';

export type Hold = Omit<PayloadOf<'hold.set'>, 'kind' | 'batch'>;
export type PurgeSignature = Omit<PayloadOf<'purge.signed'>, 'kind' | 'batch'> & {
  readonly event: EventHash;
  readonly member: MemberId;
};

export type Retention = {
  readonly archive: Register<ArchiveRecord>;
  readonly holds: Register<Hold>;
  readonly signatures: readonly PurgeSignature[];
};

export const emptyRetention: Retention = { archive: [], holds: [], signatures: [] };

export type RetentionPayload =
  | PayloadOf<'archive.recorded'>
  | PayloadOf<'hold.set'>
  | PayloadOf<'purge.signed'>;

export function applyRetention(
  retention: Retention,
  { payload, act, seen }: Application<RetentionPayload>,
  by: { readonly event: EventHash; readonly actor: MemberId },
): Retention {
  switch (payload.kind) {
    case 'archive.recorded': {
      const { outcome, day, reference } = payload;
      const value = { outcome, day, reference };
      return { ...retention, archive: write(retention.archive, { act, value }, seen) };
    }
    case 'hold.set': {
      const { held, day, reason, reference } = payload;
      const value = { held, day, reason, reference };
      return { ...retention, holds: write(retention.holds, { act, value }, seen) };
    }
    case 'purge.signed': {
      const { kind: _kind, batch: _batch, ...signed } = payload;
      const signature: PurgeSignature = { ...signed, event: by.event, member: by.actor };
      return { ...retention, signatures: [...retention.signatures, signature] };
    }
  }
}

/** The careful value while colleagues differ: any standing hold holds. */
export function isHeld({ holds }: Retention): boolean {
  return holds.some((one) => one.value.held);
}

/** Hand-overs written apart that say different things are none until somebody who saw both records it again. */
export function archiveOf({ archive }: Retention): Agreement<ArchiveRecord> {
  return agree(archive);
}
