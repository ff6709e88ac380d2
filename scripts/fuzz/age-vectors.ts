// Owns: the age format's own test suite (C2SP CCTV) as files to open, each with what must come of it.
// Must not: know our files.
import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { armor, Decrypter } from 'age-encryption';
import * as vectors from 'cctv-age';
import { decryptWith } from '../../main/crypto/age.ts';

export type AgeVector = {
  readonly name: string;
  readonly fields: ReadonlyMap<string, string[]>;
  readonly file: Uint8Array;
};

export const ageVectors: readonly AgeVector[] = Object.entries(vectors)
  .filter((entry): entry is [string, Uint8Array] => entry[1] instanceof Uint8Array)
  .map(([name, bytes]) => parse(name, bytes));

function parse(name: string, bytes: Uint8Array): AgeVector {
  const end = Buffer.from(bytes).indexOf('\n\n');
  const fields = new Map<string, string[]>();
  for (const line of Buffer.from(bytes.subarray(0, end)).toString('utf8').split('\n')) {
    const [key = '', value = ''] = line.split(/: (.*)/s);
    fields.set(key, [...(fields.get(key) ?? []), value]);
  }
  const body = bytes.subarray(end + 2);
  return { name, fields, file: fields.has('compressed') ? inflateSync(body) : body };
}

/** True when the file is opened to the bytes that the vector names, or refused where it says so. */
export async function isAsVectorSays(vector: AgeVector): Promise<boolean> {
  const payload = await open(vector);
  if (vector.fields.get('expect')?.[0] !== 'success') return payload === undefined;
  return (
    payload !== undefined &&
    createHash('sha256').update(payload).digest('hex') === vector.fields.get('payload')?.[0]
  );
}

/** What our wrapper says of a file for its identity, or the library's own word where passphrase or armour come in. */
async function open(vector: AgeVector): Promise<Uint8Array | undefined> {
  const { fields, file } = vector;
  const [identity = '', ...others] = fields.get('identity') ?? [];
  const isOurs = identity.startsWith('AGE-SECRET-KEY-1') && others.length === 0;
  if (!isOurs || fields.has('armored') || fields.has('passphrase')) return openByLibrary(vector);
  const opened = await decryptWith(identity, file, { bytes: 1e9 });
  return opened.ok ? opened.value : undefined;
}

async function openByLibrary({ fields, file }: AgeVector): Promise<Uint8Array | undefined> {
  const decrypter = new Decrypter();
  for (const identity of fields.get('identity') ?? []) decrypter.addIdentity(identity);
  for (const passphrase of fields.get('passphrase') ?? []) decrypter.addPassphrase(passphrase);
  try {
    const binary = fields.has('armored') ? armor.decode(Buffer.from(file).toString('latin1')) : file;
    return await decrypter.decrypt(binary);
  } catch {
    return undefined;
  }
}
