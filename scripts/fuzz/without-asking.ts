// Owns: a ledger that writes what its author has no right to, as a colleague's altered copy of the program could.
// Must not: reach the product, where every service asks for the role first (GR-10).
import { openLedger } from '../../db/ledger.ts';
import type { Ledger } from '../../db/ledger/contract.ts';
import { eventHashSchema } from '../../domain/ids.ts';
import { signHash } from '../../main/crypto/signing.ts';
import type { WriteSession } from '../../main/services/session.ts';

/** The session's own store and keys. */
export function withoutAsking({ store, self, secrets, now }: WriteSession): Ledger {
  const sign = (hash: Uint8Array) => {
    const hex = eventHashSchema.parse(Buffer.from(hash).toString('hex'));
    return Buffer.from(signHash(secrets.signingKey, hex), 'hex');
  };
  return openLedger(store, { now, signer: { actor: self.member, device: self.device, sign } });
}
