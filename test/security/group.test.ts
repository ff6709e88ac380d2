// Proves: a key file cannot take another member's place, and a group with colleagues is not left by accident.
import { describe, expect, it } from 'vitest';
import { createSigningKeys, deviceIdOf } from '../../main/crypto/signing.ts';
import { createAgeKeys } from '../../main/crypto/age.ts';
import { writePublicKey } from '../../main/sync/public-key.ts';
import { invite, join, ownKeyFile, readKeyFile } from '../../main/services/group/invitations.ts';
import { must, newDesk, type Desk } from '../services/desk.ts';

/** A rightly signed key file of a fresh device that calls itself by a member id of its own choice. */
async function bentKey(member: Desk['session']['self']['member']): Promise<string> {
  const signing = createSigningKeys();
  const { recipient } = await createAgeKeys();
  const device = { id: deviceIdOf(signing.signKey), signKey: signing.signKey, recipient };
  return writePublicKey({ name: 'Mallory', member, device }, signing.secret);
}

describe('a key file', () => {
  it('that names the administrator as its member is refused, and nobody gets another device', async () => {
    const asa = await newDesk('Åsa');
    const key = must(readKeyFile(await bentKey(asa.session.self.member)));
    const before = asa.session.ledger.team();
    expect(await invite(asa.session, key, { roles: ['caseworker'] })).toEqual({
      ok: false,
      error: { tag: 'memberTaken', name: 'Åsa' },
    });
    expect(asa.session.ledger.team()).toEqual(before);
  });

  it('may be invited again while it is the same device of the same member', async () => {
    const [asa, bo] = [await newDesk('Åsa'), await newDesk('Bo')];
    const key = must(readKeyFile(ownKeyFile(bo.session)));
    must(await invite(asa.session, key, { roles: ['caseworker'] }));
    must(await invite(asa.session, key, { roles: ['caseworker'] }));
    expect(asa.session.ledger.team().members).toHaveLength(2);
  });
});

describe('joining another group', () => {
  it('is refused for a store whose own group has colleagues', async () => {
    const [asa, bo, cai] = [await newDesk('Åsa'), await newDesk('Bo'), await newDesk('Cai')];
    must(await invite(bo.session, must(readKeyFile(ownKeyFile(cai.session))), { roles: ['caseworker'] }));
    const { bytes } = must(
      await invite(asa.session, must(readKeyFile(ownKeyFile(bo.session))), { roles: ['caseworker'] }),
    );
    const before = bo.session.ledger.team();
    expect(await join(bo.session, bytes)).toEqual({ ok: false, error: { tag: 'severalMembers' } });
    expect(bo.session.ledger.team()).toEqual(before);
  });
});
