// Owns: all chance of a process from one seed (salts, batch ids, keys), so that a run can be played again to the byte.
// Must not: be loaded by the product. Only fuzzers are; their stores hold nothing worth a secret.
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { seeded, type Random } from '../../main/demo/random.ts';

let random: Random = seeded(1);
let installed = false;

function fill(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += 4) {
    const word = random.below(2 ** 32);
    for (let part = 0; part < 4 && at + part < bytes.length; part++)
      bytes[at + part] = (word >>> (8 * part)) & 255;
  }
}

/** From now on every salt, id and key of this process grows out of the seed. Call it again to begin anew. */
export function seedChance(seed: number): void {
  random = seeded(seed);
  if (installed) return;
  installed = true;
  const randomBytes = (size: number): Buffer => {
    const bytes = Buffer.alloc(size);
    fill(bytes);
    return bytes;
  };
  Object.assign(crypto, { randomBytes });
  syncBuiltinESMExports();
  const getRandomValues = (array: Uint8Array): Uint8Array => {
    fill(array);
    return array;
  };
  Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: getRandomValues });
}
