// The whole way between two encrypted stores: invitation, bundle, relay, gap, conflict (SY-2, SY-3, SY-8, SY-18).
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Ledger } from '../../db/ledger/contract.ts';
import { storedEventsOfStream } from '../../db/ledger/event-rows.ts';
import { raiseMarks } from '../../db/local/bundles.ts';
import type { Store } from '../../db/open.ts';
import { planBundle } from '../../domain/sync/plan.ts';
import { receiveBundle, sealBundle } from '../../main/sync/bundle.ts';
import { openInvitation, sealInvitation } from '../../main/sync/invitation.ts';
import { eventsOfPlan, knownOf, marksOf, signedHeads } from '../../main/sync/store-view.ts';
import { signHash } from '../../main/crypto/signing.ts';
import { eventHashSchema, isoDateSchema, type TeamId } from '../../domain/ids.ts';
import {
  admit,
  caseId,
  entered,
  found,
  imported,
  ledgerOf,
  must,
  newStore,
  temporaryFolder,
  verdict,
  write,
  type Device,
} from '../builders/ledger.ts';
import { createPerson, retention, type Person } from './group.ts';

type Desk = {
  readonly person: Person;
  readonly device: Device;
  readonly store: Store<'writer'>;
  readonly ledger: Ledger;
};

let folder: ReturnType<typeof temporaryFolder>;
let desks: Desk[];
let team: TeamId;
const now = 1_790_000_500_000_000;
const today = isoDateSchema.parse('2026-11-02');

async function createDesk(name: string): Promise<Desk> {
  const person = await createPerson(name);
  const { id, device: keys } = person.record;
  const sign = (hash: Uint8Array) => {
    const text = eventHashSchema.parse(Buffer.from(hash).toString('hex'));
    return Buffer.from(signHash(person.signing.secret, text), 'hex');
  };
  const device: Device = { signer: { actor: id, device: keys.id, sign }, member: person.record };
  const store = newStore(join(folder.path, name));
  const desk = { person, device, store, ledger: ledgerOf(store, device) };
  desks.push(desk);
  return desk;
}

beforeEach(() => {
  folder = temporaryFolder();
  desks = [];
});

afterEach(() => {
  for (const { store } of desks) store.close();
  folder.remove();
});

async function invite(from: Desk, to: Desk): Promise<void> {
  write(from.ledger, admit(to.device));
  const { name, demo } = from.ledger.team();
  const bytes = await sealInvitation({
    team,
    name,
    demo,
    idSecret: '5'.repeat(64),
    from: { member: from.device.signer.actor, device: from.device.signer.device },
    to: { device: to.device.signer.device, recipient: to.person.age.recipient },
    at: now,
    events: storedEventsOfStream(from.store.db, 'team'),
    secret: from.person.signing.secret,
  });
  const invitation = must(await openInvitation(bytes, to.person.age.identity, to.person.record.device));
  to.ledger.setTeam(invitation.header.team);
  must(
    to.ledger.appendForeign(
      invitation.events.map(({ stored }) => stored),
      { allowGaps: true },
    ),
  );
}

async function seal(from: Desk, to: Desk): Promise<Uint8Array> {
  const { db } = from.store;
  const recipient = to.device.signer.device;
  const plan = planBundle({
    heads: signedHeads(db, { device: from.device.signer.device, secret: from.person.signing.secret }),
    marks: marksOf(db, [recipient]),
    recipients: [recipient],
    full: false,
  });
  const { bytes } = await sealBundle({
    team,
    from: { member: from.device.signer.actor, device: from.device.signer.device },
    to: [{ device: recipient, recipient: to.person.age.recipient }],
    at: now,
    plan,
    events: eventsOfPlan(db, plan, { isForThem: () => true }).events,
    blobs: [],
    secret: from.person.signing.secret,
  });
  raiseMarks(
    db,
    recipient,
    plan.chains.map(({ device, seq }) => ({ device, given: seq, seen: 0 })),
  );
  return bytes;
}

async function open(desk: Desk, bytes: Uint8Array): Promise<unknown> {
  const { device, recipient } = { device: desk.device.signer.device, recipient: desk.person.age.recipient };
  const known = knownOf(desk.store.db, {
    team,
    device,
    recipient,
    now,
    today,
    retention,
  });
  const { header, outcome } = await receiveBundle(bytes, desk.person.age.identity, known);
  if (!outcome.ok) return outcome.error;
  const merged = must(desk.ledger.appendForeign(outcome.value.events.map(({ stored }) => stored)));
  const seen = (header?.have ?? []).map((have) => ({ device: have.device, given: 0, seen: have.seq }));
  if (header) raiseMarks(desk.store.db, header.from.device, seen);
  return [merged.added, merged.conflicts];
}

async function threeDesks(): Promise<[Desk, Desk, Desk]> {
  const [asa, bo, cai] = [await createDesk('Åsa'), await createDesk('Bo'), await createDesk('Cai')];
  team = (write(asa.ledger, found(asa.device))[0]?.hash ?? '').slice(0, 32) as TeamId;
  write(asa.ledger, imported(caseId(1)), imported(caseId(2)));
  await invite(asa, bo);
  await invite(asa, cai);
  return [asa, bo, cai];
}

it('carries a group of three through invitation, bundles, relay and a conflict', async () => {
  const [asa, bo, cai] = await threeDesks();
  expect(await open(bo, await seal(asa, bo))).toEqual([3, []]);
  write(asa.ledger, verdict(caseId(1), 'eligible'));
  write(bo.ledger, verdict(caseId(1), 'notEligible'), entered(caseId(2), { note: 'Bos' }));
  expect(await open(cai, await seal(bo, cai))).toEqual([4, []]);
  expect(await open(cai, await seal(asa, cai))).toEqual([1, [caseId(1)]]);
  expect(await open(asa, await seal(bo, asa))).toEqual([2, [caseId(1)]]);
  expect(await open(bo, await seal(cai, bo))).toEqual([1, [caseId(1)]]);
  const verdicts = desks.map(({ ledger }) =>
    ledger
      .caseState(caseId(1))
      .verdicts.map((one) => one.value.conclusion)
      .sort(),
  );
  expect(verdicts).toEqual([0, 1, 2].map(() => ['eligible', 'notEligible']));
  for (const { ledger } of desks) expect(must(ledger.verify())).toMatchObject({ ok: true, problems: [] });
});

it('keeps a gapped bundle out until the range before it has come', async () => {
  const [asa, bo] = await threeDesks();
  await open(bo, await seal(asa, bo));
  write(asa.ledger, entered(caseId(1), { note: 'ett' }));
  const first = await seal(asa, bo);
  write(asa.ledger, entered(caseId(1), { note: 'två' }));
  const second = await seal(asa, bo);
  const { device } = asa.device.signer;
  expect(await open(bo, second)).toEqual({
    tag: 'gap',
    missing: [{ device, from: 6, to: 6, holders: [device] }],
  });
  expect(await open(bo, first)).toEqual([1, []]);
  expect(await open(bo, second)).toEqual([1, []]);
  expect(await open(bo, second)).toEqual([0, []]);
});
