// Known answers: a change here would break every group's ids and signatures.
import { createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { eventHashSchema, intakeIdSchema } from '../../domain/ids.ts';
import {
  caseIdOf,
  employerIdOf,
  intakeSecret,
  normalApplicationId,
  offerIdOf,
} from '../../main/crypto/ids.ts';
import {
  createSigningKeys,
  deviceIdOf,
  payloadHash,
  sha256,
  signHash,
  signingKeysFrom,
  verifyHash,
} from '../../main/crypto/signing.ts';

describe('Device keys', () => {
  it('are those of RFC 8032', () => {
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
    expect(signingKeysFrom(seed).signKey).toBe(
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    );
  });

  it('sign a hash so that only that key and that hash verify', () => {
    const keys = createSigningKeys();
    const hash = sha256('a');
    const signature = signHash(keys.secret, hash);
    expect(verifyHash(keys.signKey, hash, signature)).toBe(true);
    expect(verifyHash(keys.signKey, sha256('b'), signature)).toBe(false);
    expect(verifyHash(createSigningKeys().signKey, hash, signature)).toBe(false);
    for (const odd of ['', 'zz', '0'.repeat(128), signature.slice(2)])
      expect(verifyHash(keys.signKey, hash, odd)).toBe(false);
    for (const odd of ['', 'ff', 'g'.repeat(64), 'f'.repeat(64)])
      expect(verifyHash(odd, hash, signature)).toBe(false);
  });

  it('name their device by the first half of the key hash', () => {
    const { signKey } = signingKeysFrom(Buffer.alloc(32));
    expect(signKey).toBe('3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29');
    expect(deviceIdOf(signKey)).toBe(sha256(Buffer.from(signKey, 'hex')).slice(0, 32));
  });

  it('hash the salt before the payload', () => {
    expect(payloadHash('00ff', 'å')).toBe(sha256(Buffer.from([0, 255, 0xc3, 0xa5])));
    expect(sha256('')).toBe(
      eventHashSchema.parse('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'),
    );
  });
});

describe('Keyed ids', () => {
  const idSecret = '07'.repeat(32);
  const autumn = intakeIdSchema.parse('2026-autumn');

  it('are HKDF and HMAC as the format says, with these very answers', () => {
    const secret = intakeSecret(idSecret, autumn);
    const expected = hkdfSync(
      'sha256',
      Buffer.alloc(32, 7),
      '',
      Buffer.from('intake/1\u00002026-autumn'),
      32,
    );
    expect(Buffer.from(secret)).toEqual(Buffer.from(expected));
    const hmac = createHmac('sha256', secret).update('case/1').update(Buffer.of(0)).update('JS-0001');
    expect(caseIdOf(secret, 'JS-0001')).toBe(hmac.digest('hex').slice(0, 32));
    expect([
      caseIdOf(secret, 'JS-0001'),
      employerIdOf(idSecret, '5560360793'),
      offerIdOf(idSecret, {
        case: caseIdOf(secret, 'JS-0001'),
        employer: employerIdOf(idSecret, '5560360793'),
      }),
    ]).toMatchInlineSnapshot(`
      [
        "bd93ea2038c2759c85e33e5ea5fd162a",
        "87d8f033a72d71105299d2af66601a65",
        "f93b0ba3149ac41835631e558c383dca",
      ]
    `);
  });

  it('are the same however the application id is written', () => {
    const secret = intakeSecret(idSecret, autumn);
    for (const written of [' js-0001 ', 'JS -\t0001', 'js\u00a0-0001']) {
      expect(caseIdOf(secret, written)).toBe(caseIdOf(secret, 'JS-0001'));
    }
    expect(normalApplicationId('a\u030a 1')).toBe('Å1');
  });

  it('are others in another intake, another group and for another employer', () => {
    const secret = intakeSecret(idSecret, autumn);
    const pilot = intakeSecret(idSecret, intakeIdSchema.parse('2026-autumn-pilot'));
    const other = intakeSecret('08'.repeat(32), autumn);
    const ids = [secret, pilot, other].map((one) => caseIdOf(one, 'JS-1'));
    expect(new Set(ids).size).toBe(3);
    const own = caseIdOf(secret, 'JS-1');
    const employers = ['5560360793', '5564300142'].map((number) => employerIdOf(idSecret, number));
    expect(new Set(employers.map((employer) => offerIdOf(idSecret, { case: own, employer }))).size).toBe(2);
  });
});
