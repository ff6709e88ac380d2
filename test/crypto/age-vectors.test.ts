// Every vector of the age format's own test suite (C2SP CCTV), and the wrapper's promises beside it.
import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { armor, Decrypter } from 'age-encryption';
import * as vectors from 'cctv-age';
import { describe, expect, it } from 'vitest';
import { createAgeKeys, decryptWith, encryptTo } from '../../main/crypto/age.ts';

type Vector = { readonly fields: ReadonlyMap<string, string[]>; readonly file: Uint8Array };

function parse(bytes: Uint8Array): Vector {
  const end = Buffer.from(bytes).indexOf('\n\n');
  const fields = new Map<string, string[]>();
  for (const line of Buffer.from(bytes.subarray(0, end)).toString('utf8').split('\n')) {
    const [key = '', value = ''] = line.split(/: (.*)/s);
    fields.set(key, [...(fields.get(key) ?? []), value]);
  }
  const body = bytes.subarray(end + 2);
  return { fields, file: fields.has('compressed') ? inflateSync(body) : body };
}

const all = Object.entries(vectors).filter(([, bytes]) => bytes instanceof Uint8Array);

/** What our wrapper says of a file for its identity, or the library's own word where passphrase or armour come in. */
async function open(vector: Vector): Promise<Uint8Array | undefined> {
  const { fields, file } = vector;
  const [identity = '', ...others] = fields.get('identity') ?? [];
  const isOurs = identity.startsWith('AGE-SECRET-KEY-1') && others.length === 0;
  if (!isOurs || fields.has('armored') || fields.has('passphrase')) return openByLibrary(vector);
  const opened = await decryptWith(identity, file, { bytes: 1e9 });
  return opened.ok ? opened.value : undefined;
}

async function openByLibrary({ fields, file }: Vector): Promise<Uint8Array | undefined> {
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

describe('The age format', () => {
  it('has at least the 143 vectors that were measured', () => {
    expect(all.length).toBeGreaterThanOrEqual(143);
  });

  it.each(all)('%s is opened or refused as the vector says', async (_name, bytes) => {
    const vector = parse(bytes);
    const payload = await open(vector);
    if (vector.fields.get('expect')?.[0] !== 'success') return expect(payload).toBeUndefined();
    expect(
      createHash('sha256')
        .update(payload ?? '')
        .digest('hex'),
    ).toBe(vector.fields.get('payload')?.[0]);
  });
});

describe('Sealing to keys', () => {
  it('lets every recipient open the file and nobody else', async () => {
    const [a, b, c] = [await createAgeKeys(), await createAgeKeys(), await createAgeKeys()];
    const sealed = await encryptTo([a.recipient, b.recipient], Buffer.from('hej'));
    for (const { identity } of [a, b]) {
      const opened = await decryptWith(identity, sealed, { bytes: 1000 });
      expect(opened.ok && Buffer.from(opened.value).toString()).toBe('hej');
    }
    expect(await decryptWith(c.identity, sealed, { bytes: 1000 })).toEqual({
      ok: false,
      error: { tag: 'notForUs' },
    });
  });

  it('gives nothing at all of a file that is cut off after whole chunks', async () => {
    const { identity, recipient } = await createAgeKeys();
    const sealed = await encryptTo([recipient], Buffer.alloc(200_000, 7));
    for (const length of [sealed.length - 1, sealed.length - 70_000, 65_552 + 216, 300]) {
      const opened = await decryptWith(identity, sealed.subarray(0, length), { bytes: 1e6 });
      expect(opened).toEqual({ ok: false, error: { tag: 'damaged' } });
    }
  });
});
