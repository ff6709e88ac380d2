// Owns: a device's fingerprint and its six control words, which two colleagues read to each other.
// Must not: take fewer than six words: 66 bits of both keys.
import { createHash } from 'node:crypto';
import type { DeviceKeys } from '../../domain/ledger/payloads/membership.ts';

export const wordCount = 2048;

/** SHA-256("fingerprint/1" 0x00 raw signing key ‖ recipient), hex: both keys, so neither can be swapped alone. */
export function fingerprintOf(keys: Pick<DeviceKeys, 'signKey' | 'recipient'>): string {
  const hash = createHash('sha256').update('fingerprint/1\0').update(Buffer.from(keys.signKey, 'hex'));
  return hash.update(keys.recipient, 'utf8').digest('hex');
}

/** The first 66 bits as six words of eleven bits each. `words` is the shipped list of exactly 2,048. */
export function sixWords(fingerprint: string, words: readonly string[]): string {
  if (words.length !== wordCount) throw new Error(`The control words are ${words.length}, not ${wordCount}`);
  const bits = [...Buffer.from(fingerprint, 'hex')].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: 6 }, (_, at) => words[parseInt(bits.slice(at * 11, at * 11 + 11), 2)]).join(
    ' ',
  );
}
