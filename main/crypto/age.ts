// Owns: encryption to members' X25519 keys in the age format (age-encryption.org/v1).
// Must not: hand out a byte before the whole file has proved whole: a truncated age file gives plaintext first, then the error.
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { err, ok, type Result } from '../../domain/result.ts';

/** `identity` is secret (`AGE-SECRET-KEY-1…`), `recipient` public (`age1…`). */
export type AgeKeys = { readonly identity: string; readonly recipient: string };

export type AgeProblem =
  | { readonly tag: 'tooLarge'; readonly megabytes: number }
  /** Not an age file at all. */
  | { readonly tag: 'notSealed' }
  /** An age file, for other keys than ours. */
  | { readonly tag: 'notForUs' }
  /** Cut off or altered on the way. */
  | { readonly tag: 'damaged' };

export async function createAgeKeys(): Promise<AgeKeys> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Every one of the recipients can open it; nobody can tell from it who sealed it, so sign inside. */
export async function encryptTo(recipients: readonly string[], plain: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(plain);
}

const magic = Buffer.from('age-encryption.org/v1\n', 'latin1');

/** Decrypts to the last byte, or returns nothing. Hostile input is a tagged problem, never an exception. */
export async function decryptWith(
  identity: string,
  sealed: Uint8Array,
  limit: { readonly bytes: number },
): Promise<Result<Uint8Array, AgeProblem>> {
  if (sealed.length > limit.bytes)
    return err({ tag: 'tooLarge', megabytes: Math.floor(limit.bytes / 1024 ** 2) });
  if (!Buffer.from(sealed.subarray(0, magic.length)).equals(magic)) return err({ tag: 'notSealed' });
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return ok(await decrypter.decrypt(sealed));
  } catch (error) {
    const noMatch = error instanceof Error && error.message.startsWith('no identity matched');
    return err({ tag: noMatch ? 'notForUs' : 'damaged' });
  }
}
