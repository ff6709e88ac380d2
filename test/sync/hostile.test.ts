// Files that are cut off, altered, forged or meant for somebody else change nothing (SY-4 …).
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeBody, type StoredEvent } from '../../domain/ledger/event.ts';
import type { BundlePlan } from '../../domain/sync/plan.ts';
import { readerVersion } from '../../domain/sync/header.ts';
import { decryptWith, encryptTo } from '../../main/crypto/age.ts';
import { payloadHash, sha256, signHash } from '../../main/crypto/signing.ts';
import { openBundle, receiveBundle, sealBundle } from '../../main/sync/bundle.ts';
import { sealedLimits } from '../../main/sync/envelope.ts';
import { bodyOf, caseA, createGroup, createPerson, note, now, opening, Store, verdict } from './group.ts';

let asa: Store;
let bo: Store;
let cai: Store;
let before: string[];

beforeEach(async () => {
  const stores = await createGroup('Åsa', 'Bo', 'Cai');
  [asa, bo, cai] = [stores[0] ?? fail(), stores[1] ?? fail(), stores[2] ?? fail()];
  asa.act(caseA, opening('JS-1'));
  asa.act(caseA, verdict('eligible'));
  before = bo.hashes();
});

afterEach(() => {
  expect(bo.hashes()).toEqual(before);
});

async function refusal(bytes: Uint8Array, reader: Store = bo): Promise<unknown> {
  const { outcome } = await receiveBundle(bytes, reader.person.age.identity, reader.known());
  return outcome.ok ? 'accepted' : outcome.error;
}

describe('A file that was harmed on the way', () => {
  it('is refused when cut off at any 64th byte (SY-4)', async () => {
    const file = await asa.seal([bo]);
    for (let length = 0; length < file.length; length += 64) {
      expect(await refusal(file.subarray(0, length))).toMatchObject({
        tag: length < 64 ? 'notSealed' : 'damaged',
      });
    }
  });

  it('is refused when any byte is another, 400 places through the file (SY-4)', async () => {
    const file = await asa.seal([bo]);
    const tags = new Set<unknown>();
    for (let n = 0; n < 400; n += 1) {
      const altered = Uint8Array.from(file);
      const at = Math.floor((n * file.length) / 400);
      altered[at] = (altered[at] ?? 0) ^ (1 << (n % 8));
      const refused = await refusal(altered);
      expect(refused).not.toBe('accepted');
      tags.add((refused as { tag: string }).tag);
    }
    expect([...tags].sort()).toEqual(['damaged', 'notForUs', 'notSealed']);
  });

  it('is refused when something is added at its end (SY-4)', async () => {
    expect(await refusal(Buffer.concat([await asa.seal([bo]), Buffer.from('x')]))).toEqual({
      tag: 'damaged',
    });
  });

  it('is refused when it is no sealed file at all or a bomb (SY-4, SY-15)', async () => {
    expect(await refusal(Buffer.alloc(0))).toEqual({ tag: 'notSealed' });
    expect(await refusal(Buffer.from('PK\u0003\u0004 något annat'))).toEqual({ tag: 'notSealed' });
    const bomb = await encryptTo([bo.person.age.recipient], gzipSync(Buffer.alloc(64 * 1024 ** 2)));
    expect(await refusal(bomb)).toMatchObject({ tag: 'tooLarge', megabytes: 16 });
    const large = await openBundle(await asa.seal([bo]), bo.person.age.identity, {
      limits: { ...sealedLimits, sealedBytes: 99 },
    });
    expect(large).toMatchObject({ ok: false, error: { tag: 'tooLarge' } });
  });

  it('is refused when its inside is rubbish (SY-4)', async () => {
    for (const inside of [
      '',
      '\n\n',
      '{}\n\n',
      'null\nx\n',
      '{"kind":"sprangbradan-bundle","minReader":1}\n\n',
    ]) {
      const file = await encryptTo([bo.person.age.recipient], gzipSync(Buffer.from(inside)));
      expect(await refusal(file)).toMatchObject({ tag: 'invalidSchema' });
    }
    expect(await refusal(await encryptTo([bo.person.age.recipient], Buffer.from('ej packad')))).toEqual({
      tag: 'damaged',
    });
  });
});

describe('A file that is not for this store', () => {
  it('is refused when somebody turned it to us (SY-12)', async () => {
    const inside = await decryptWith(bo.person.age.identity, await asa.seal([bo]), { bytes: 1e9 });
    const turned = await encryptTo([cai.person.age.recipient], inside.ok ? inside.value : fail());
    expect(await refusal(turned, cai)).toEqual({ tag: 'notForUs' });
  });

  it('is refused when sealed to others, or by another group (SY-12)', async () => {
    expect(await refusal(await asa.seal([cai]))).toEqual({ tag: 'notForUs' });
    const stranger = new Store(await createPerson('Dan')).found('En annan grupp');
    expect(await refusal(await stranger.seal([bo]))).toEqual({ tag: 'foreignTeam' });
  });

  it('is refused from a device nobody has let in, even one that lets itself in (SY-11, SY-12)', async () => {
    const eve = new Store(await createPerson('Eva'));
    eve.team = bo.team;
    for (const event of bo.events.values()) eve.put(event);
    eve.act(caseA, note('hej'));
    expect(await refusal(await eve.seal([bo]))).toEqual({ tag: 'unknownDevice', device: eve.device });
    const forged = forgeMembership(eve);
    const plan = { ...eve.plan([bo]), chains: [forged.chain], count: 1 };
    expect(await refusal(await eve.seal([bo], { plan, events: [forged.event] }))).toMatchObject({
      tag: 'badSignature',
    });
  });

  it('is refused with the version to update to when it asks for a newer reader (SY-14)', async () => {
    const file = await resign(asa, await asa.seal([bo]), (header) => ({
      ...header,
      minReader: readerVersion + 1,
      form: 'new',
    }));
    expect(await refusal(file)).toEqual({ tag: 'newerReader', minReader: readerVersion + 1 });
  });

  it('asks for a reader that knows purges when a payload is missing, and for no newer one otherwise (SY-14)', async () => {
    const plan = asa.plan([bo], true);
    const events = asa.eventsOf(plan);
    const bare = events.map((event, at) => (at === 0 ? { ...event, payload: null, salt: null } : event));
    expect(await minReaderOf(plan, events)).toBe(1);
    expect(await minReaderOf(plan, bare)).toBe(2);
  });

  async function minReaderOf(plan: BundlePlan, events: StoredEvent[]): Promise<number | undefined> {
    const opened = await openBundle(await asa.seal([bo], { plan, events }), bo.person.age.identity);
    return opened.ok ? opened.value.header.minReader : undefined;
  }
});

/** An event that claims to come from Åsa's device and lets Eva in, with a signature by Eva. */
function forgeMembership(eve: Store): {
  event: StoredEvent;
  chain: ReturnType<Store['plan']>['chains'][number];
} {
  const text = JSON.stringify({ kind: 'member.added', member: eve.person.record });
  const salt = '00'.repeat(16);
  const head = bo.headOf(asa.device) ?? fail();
  const body = writeBody({
    ...bodyOf(bo.events.get(head.head) ?? fail()),
    seq: head.seq + 1,
    prev: head.head,
    refs: [head.head],
    payloadHash: payloadHash(salt, text),
  });
  const signature = signHash(eve.person.signing.secret, sha256(body));
  const event = { hash: sha256(body), body, salt, payload: text, signature };
  return {
    event,
    chain: { device: asa.device, base: head.seq, seq: head.seq + 1, head: event.hash, signature },
  };
}

/** The same file with another header, signed again by `signer`. */
async function resign(
  signer: Store,
  file: Uint8Array,
  change: (header: object) => object,
): Promise<Uint8Array> {
  const packed = await decryptWith(bo.person.age.identity, file, { bytes: 1e9 });
  const [header, , ...lines] = gunzipSync(packed.ok ? packed.value : fail())
    .toString('utf8')
    .split('\n');
  const text = JSON.stringify(change(JSON.parse(header ?? '') as object));
  const inside = [text, signHash(signer.person.signing.secret, sha256(text)), ...lines].join('\n');
  return encryptTo([bo.person.age.recipient], gzipSync(Buffer.from(inside)));
}

describe('A file that lies', () => {
  it('is refused when its header was signed by another key (SY-12)', async () => {
    const file = await resign(cai, await asa.seal([bo]), (header) => header);
    expect(await refusal(file)).toEqual({ tag: 'badSignature', device: asa.device, part: 'header' });
  });

  it('is refused when it forges the chain of a third (SY-13)', async () => {
    cai.act(caseA, note('ett'));
    await asa.open(await cai.seal([asa]));
    const last = asa.headOf(cai.device) ?? fail();
    const forged = new Store({ ...cai.person, signing: asa.person.signing, record: cai.person.record });
    for (const event of asa.events.values()) forged.put(event);
    forged.act(caseA, note('aldrig skrivet av Cai'));
    const head = forged.headOf(cai.device) ?? fail();
    const signature = signHash(asa.person.signing.secret, head.head);
    for (const forgedSignature of [
      signature,
      asa.events.get(last.head)?.signature ?? fail(),
      '0'.repeat(128),
    ]) {
      const chains = [{ ...head, base: 0, signature: forgedSignature }];
      const plan = { chains, have: [], count: head.seq };
      const file = await asa.seal([bo], { plan, events: forged.eventsOf(plan) });
      expect(await refusal(file)).toEqual({ tag: 'badSignature', device: cai.device, part: 'chain' });
    }
  });

  it('is refused when a chain has a hole, another head or an event outside (SY-5)', async () => {
    const plan = asa.plan([bo], true);
    const events = asa.eventsOf(plan);
    const chain = plan.chains[0] ?? fail();
    const swapped = [events[1] ?? fail(), events[0] ?? fail(), ...events.slice(2)];
    expect(await refusal(await asa.seal([bo], { plan, events: swapped }))).toMatchObject({
      tag: 'badChain',
      seq: 1,
    });
    const shorter = { ...plan, count: events.length - 1 };
    expect(await refusal(await asa.seal([bo], { plan: shorter, events: events.slice(1) }))).toMatchObject({
      tag: 'badChain',
    });
    const other = { ...plan, chains: [{ ...chain, head: sha256('x') }] };
    expect(await refusal(await asa.seal([bo], { plan: other, events }))).toMatchObject({ tag: 'badChain' });
    const none = { ...plan, chains: [] };
    expect(await refusal(await asa.seal([bo], { plan: none, events }))).toMatchObject({
      tag: 'badChain',
      seq: 0,
    });
  });

  it('is refused as a fork when the device has two events at one place (SY-7)', async () => {
    const clone = new Store(asa.person);
    for (const event of asa.events.values()) clone.put(event);
    clone.team = asa.team;
    asa.act(caseA, note('den ena'));
    clone.act(caseA, note('den andra'));
    await bo.open(await asa.seal([bo]));
    before = bo.hashes();
    const fork = { tag: 'fork', device: asa.device, member: asa.person.record.id, seq: 6, sender: 'Åsa' };
    expect(await refusal(await clone.seal([bo]))).toEqual(fork);
    clone.act(caseA, note('vidare'));
    clone.marks.set(bo.device, new Map([[asa.device, 6]]));
    expect(await refusal(await clone.seal([bo]))).toEqual(fork);
    const plan = {
      chains: [],
      have: clone.plan([bo], true).have.map((one) => ({ ...one, seq: 6 })),
      count: 0,
    };
    expect(await refusal(await clone.seal([bo], { plan, events: [] }))).toEqual(fork);
  });

  it('is refused when a payload was changed, left out or hidden under another type (SY-9, SY-10)', async () => {
    const plan = asa.plan([bo]);
    const events = asa.eventsOf(plan);
    const last = events.at(-1) ?? fail();
    const place = { device: asa.device, seq: bodyOf(last).seq };
    const changed = [...events.slice(0, -1), { ...last, payload: JSON.stringify(verdict('needsCheck')) }];
    expect(await refusal(await asa.seal([bo], { full: true, events: changed }))).toEqual({
      tag: 'badPayloadHash',
      ...place,
    });
    const left = [...events.slice(0, -1), { ...last, payload: null, salt: null }];
    expect(await refusal(await asa.seal([bo], { full: true, events: left }))).toEqual({
      tag: 'payloadMissing',
      ...place,
    });
    asa.act(caseA, verdict('needsCheck'), { type: 'fact' });
    expect(await refusal(await asa.seal([bo], { full: true }))).toMatchObject({ tag: 'invalidSchema' });
  });

  it('is refused when an act that must be signed is not (SY-13)', async () => {
    const unsigned = asa.act(caseA, {
      kind: 'conflict.resolved',
      heads: [sha256('a'), sha256('b')],
      keep: null,
      reason: 'x',
    });
    asa.put({ ...unsigned, signature: null });
    expect(await refusal(await asa.seal([bo], { full: true }))).toEqual({
      tag: 'badSignature',
      device: asa.device,
      part: 'event',
    });
  });

  it('is refused when it refers to what nobody has, or holds an unknown form (SY-8, SY-10)', async () => {
    asa.act(caseA, note('x'), { refs: [sha256('borta')] });
    expect(await refusal(await asa.seal([bo], { full: true }))).toEqual({ tag: 'refsMissing', count: 1 });
    const head = asa.headOf(asa.device) ?? fail();
    const odd = { ...(asa.events.get(head.head) ?? fail()), body: '[1,"x"]' };
    const plan = asa.plan([bo], true);
    const events = [...asa.eventsOf(plan).slice(0, -1), odd];
    expect(await refusal(await asa.seal([bo], { plan, events }))).toMatchObject({ tag: 'invalidSchema' });
    const newer = { ...odd, body: '[2,"something else"]' };
    expect(await refusal(await asa.seal([bo], { plan, events: [...events.slice(0, -1), newer] }))).toEqual({
      tag: 'newerReader',
      minReader: 2,
    });
  });

  it('may hold a newer kind of entry, which is kept and relayed (SY-10)', async () => {
    asa.act(caseA, { kind: 'case.handedOver' } as never, { type: 'handover' });
    const { outcome } = await receiveBundle(
      await asa.seal([bo], { full: true }),
      bo.person.age.identity,
      bo.known(),
    );
    expect(outcome.ok && outcome.value.events.at(-1)?.read).toEqual({
      status: 'newer',
      kind: 'case.handedOver',
    });
  });

  it('cannot be sealed with other events than its plan counts', async () => {
    const plan = asa.plan([bo]);
    const from = { member: asa.person.record.id, device: asa.device };
    const to = [{ device: bo.device, recipient: bo.person.age.recipient }];
    const rest = {
      team: asa.team ?? fail(),
      from,
      to,
      at: now,
      blobs: [],
      secret: asa.person.signing.secret,
    };
    await expect(sealBundle({ ...rest, plan, events: [] })).rejects.toThrow('0 events');
  });
});

function fail(): never {
  throw new Error('The test is wrong');
}
