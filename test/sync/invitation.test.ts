// The way into a group: key file, six control words, sealed invitation (SY-17 to SY-21).
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { StoredEvent } from '../../domain/ledger/event.ts';
import { fingerprintOf, sixWords } from '../../main/crypto/control-words.ts';
import { createIdSecret } from '../../main/crypto/ids.ts';
import { openBundle } from '../../main/sync/bundle.ts';
import { openInvitation, sealInvitation, type InvitationToSeal } from '../../main/sync/invitation.ts';
import { readPublicKey, writePublicKey } from '../../main/sync/public-key.ts';
import { caseA, createPerson, note, now, opening, Store, type Person } from './group.ts';

let asa: Store;
let bo: Person;

beforeEach(async () => {
  asa = new Store(await createPerson('Åsa')).found('Handläggarna');
  asa.act(caseA, opening('JS-1'));
  bo = await createPerson('Bo');
  asa.act('team', { kind: 'member.added', member: { ...bo.record, roles: ['caseworker'] } });
});

function invitation(change: Partial<InvitationToSeal> = {}): InvitationToSeal {
  return {
    team: asa.team ?? fail(),
    name: 'Handläggarna',
    demo: true,
    idSecret: '5'.repeat(64),
    from: { member: asa.person.record.id, device: asa.device },
    to: { device: bo.record.device.id, recipient: bo.age.recipient },
    at: now,
    events: teamEvents(),
    secret: asa.person.signing.secret,
    ...change,
  };
}

function teamEvents(): StoredEvent[] {
  return asa.streamEvents('team').map((event) => asa.events.get(event.hash) ?? fail());
}

async function open(change: Partial<InvitationToSeal> = {}, reader: Person = bo) {
  return openInvitation(await sealInvitation(invitation(change)), reader.age.identity, reader.record.device);
}

describe('An invitation', () => {
  it('brings the group, its id secret and its whole membership (SY-18)', async () => {
    const opened = await open();
    if (!opened.ok) throw new Error(opened.error.tag);
    const { header, team, events, inviter } = opened.value;
    expect(header).toMatchObject({ team: asa.team, name: 'Handläggarna', idSecret: '5'.repeat(64) });
    expect(team.members.map((member) => [member.name, member.roles])).toEqual([
      ['Åsa', ['caseworker', 'lead', 'administrator']],
      ['Bo', ['caseworker']],
    ]);
    expect(events.map((event) => event.body.seq)).toEqual([1, 3]);
    expect(inviter).toEqual({ name: 'Åsa', keys: asa.person.record.device });
  });

  it('lets the invitee take in bundles although the chain before it is missing (SY-18)', async () => {
    const store = new Store(bo);
    const opened = await open();
    if (!opened.ok) throw new Error(opened.error.tag);
    store.team = opened.value.header.team;
    for (const { stored } of opened.value.events) store.put(stored);
    asa.act(caseA, note('efter inbjudan'));
    expect(await store.open(await asa.seal([store]))).toBe('+3 =1');
    expect(store.hashes()).toEqual(asa.hashes());
    store.act(caseA, note('från Bo'));
    expect(await asa.open(await store.seal([asa]))).toBe('+1 =4');
  });

  it('is refused by anybody else, and when its keys are not the ones we gave (SY-21)', async () => {
    const eve = await createPerson('Eva');
    expect(await open({}, eve)).toEqual({ ok: false, error: { tag: 'notForUs' } });
    const to = { device: eve.record.device.id, recipient: eve.age.recipient };
    expect(await open({ to }, eve)).toEqual({ ok: false, error: { tag: 'notInvited' } });
  });

  it('is refused when it names another group than its founding event makes (SY-19)', async () => {
    expect(await open({ team: '0'.repeat(32) as never })).toEqual({
      ok: false,
      error: { tag: 'foreignTeam' },
    });
    expect(await open({ name: 'Något annat' })).toEqual({ ok: false, error: { tag: 'foreignTeam' } });
    expect(await open({ demo: false })).toEqual({ ok: false, error: { tag: 'foreignTeam' } });
  });

  it('is refused when a membership event is left out, unsigned, altered or without payload (SY-20)', async () => {
    const [first, last] = teamEvents();
    if (!first || !last) return fail();
    const events = (...list: StoredEvent[]) => open({ events: list });
    expect(await events(last)).toEqual({ ok: false, error: { tag: 'refsMissing', count: 1 } });
    expect(await events(first)).toEqual({ ok: false, error: { tag: 'notInvited' } });
    const place = { device: asa.device, part: 'event' };
    expect(await events(first, { ...last, signature: null })).toEqual({
      ok: false,
      error: { tag: 'badSignature', ...place },
    });
    expect(await events(first, { ...last, signature: first.signature })).toMatchObject({
      error: { tag: 'badSignature' },
    });
    expect(await events(first, { ...last, payload: first.payload })).toMatchObject({
      error: { tag: 'badPayloadHash' },
    });
    expect(await events(first, { ...last, payload: null })).toMatchObject({
      error: { tag: 'payloadMissing' },
    });
    expect(await events(first, asa.act(caseA, note('x')))).toMatchObject({ ok: false });
  });

  it('is refused from a member who is no administrator, or by a key nobody knows (SY-21)', async () => {
    const from = { member: bo.record.id, device: bo.record.device.id };
    expect(await open({ from, secret: bo.signing.secret })).toEqual({
      ok: false,
      error: { tag: 'notAdministrator' },
    });
    const eve = await createPerson('Eva');
    expect(await open({ secret: eve.signing.secret })).toMatchObject({
      error: { tag: 'badSignature', part: 'header' },
    });
    const stranger = { member: eve.record.id, device: eve.record.device.id };
    expect(await open({ from: stranger, secret: eve.signing.secret })).toMatchObject({
      error: { tag: 'unknownDevice' },
    });
  });

  it('is told apart from a bundle, and a bundle from it', async () => {
    const bytes = await sealInvitation(invitation());
    const asBundle = await openBundle(bytes, bo.age.identity);
    expect(asBundle).toEqual({ ok: false, error: { tag: 'otherKind', kind: 'sprangbradan-invitation' } });
    const reader = new Store(bo);
    const bundle = await openInvitation(await asa.seal([reader]), bo.age.identity, bo.record.device);
    expect(bundle).toEqual({ ok: false, error: { tag: 'otherKind', kind: 'sprangbradan-bundle' } });
  });
});

describe('A key file', () => {
  it('says who asks, signed by the keys it carries (SY-17)', () => {
    const key = { name: 'Bo', member: bo.record.id, device: bo.record.device };
    expect(readPublicKey(writePublicKey(key, bo.signing.secret))).toEqual({ ok: true, value: key });
  });

  it('is refused when altered, of another kind or of a newer form (SY-17)', () => {
    const key = { name: 'Bo', member: bo.record.id, device: bo.record.device };
    const text = writePublicKey(key, bo.signing.secret);
    const altered = { ok: false, error: { tag: 'keyFileAltered' } };
    expect(readPublicKey(text.replace('"Bo"', '"Bob"'))).toEqual(altered);
    expect(readPublicKey(text.replace(bo.age.recipient, asa.person.age.recipient))).toEqual(altered);
    expect(
      readPublicKey(writePublicKey({ ...key, device: { ...key.device, id: asa.device } }, bo.signing.secret)),
    ).toEqual(altered);
    for (const other of ['', '{}', 'null', '[1]', text.slice(0, -9)]) {
      expect(readPublicKey(other)).toEqual({ ok: false, error: { tag: 'notAKeyFile' } });
    }
    expect(readPublicKey(text.replace('"v": 1', '"v": 2'))).toEqual({
      ok: false,
      error: { tag: 'newerReader', minReader: 2 },
    });
  });
});

const listSchema = z.object({ words: z.array(z.string().regex(/^[a-zåäö]{4,7}$/)) });
const { words } = listSchema.parse(JSON.parse(readFileSync('resources/control-words.json', 'utf8')));

describe('Control words', () => {
  it('come from 2,048 words of which no two begin with the same four letters (SY-17)', () => {
    expect(words).toHaveLength(2048);
    expect(new Set(words.map((word) => word.slice(0, 4))).size).toBe(2048);
  });

  it('are the first 66 bits of the fingerprint, eleven a word (SY-17)', () => {
    const at = (...places: number[]) => places.map((place) => words[place]).join(' ');
    expect(sixWords('0'.repeat(64), words)).toBe(at(0, 0, 0, 0, 0, 0));
    expect(sixWords(`${'f'.repeat(16)}c${'0'.repeat(47)}`, words)).toBe(
      at(2047, 2047, 2047, 2047, 2047, 2047),
    );
    expect(sixWords(`0010020${'0'.repeat(57)}`, words)).toBe(at(0, 1024, 1024, 0, 0, 0));
  });

  it('are others as soon as one of the two keys is another (SY-17)', () => {
    const own = sixWords(fingerprintOf(bo.record.device), words);
    expect(
      sixWords(fingerprintOf({ ...bo.record.device, recipient: asa.person.age.recipient }), words),
    ).not.toBe(own);
    expect(
      sixWords(fingerprintOf({ ...bo.record.device, signKey: asa.person.signing.signKey }), words),
    ).not.toBe(own);
    expect(own).toBe(sixWords(fingerprintOf(bo.record.device), words));
  });

  it('cannot be taken from a list of another length', () => {
    expect(() => sixWords('0'.repeat(64), words.slice(1))).toThrow('2047');
    expect(createIdSecret()).toMatch(/^[0-9a-f]{64}$/);
  });
});

function fail(): never {
  throw new Error('The test is wrong');
}
