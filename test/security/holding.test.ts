// Proves: a computer whose member sees no cases holds no payload of a case, by whichever way it comes, and nobody can use that
// to hide anything from somebody who does (GR-12, GR-20, SY-33 to SY-36).
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { everything } from '../../domain/review/query.ts';
import type { Role } from '../../domain/ledger/payloads/membership.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer } from '../../main/pdf/renderer.ts';
import { receiveLog, sealOwnLog } from '../../main/services/access/read-log.ts';
import { noteReads } from '../../main/services/access/read-notes.ts';
import { beginReview, finishReview, judgeLine, keptProtocol } from '../../main/services/access/review.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { noteSealed, planFor, seal } from '../../main/services/exchange/sealing.ts';
import { judge } from '../../main/services/exchange/judging.ts';
import { leftOutHere } from '../../main/services/group/holding.ts';
import { changeRoles } from '../../main/services/group/membership.ts';
import { backUp } from '../../main/services/keeping/backups.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { openBundle, sealBundle } from '../../main/sync/bundle.ts';
import { eventsOfPlan } from '../../main/sync/store-view.ts';
import { countCases } from '../../db/queries/cases.ts';
import { filesWith } from '../builders/pages.ts';
import { foundIn } from '../purge/everywhere.ts';
import {
  applicant,
  caseOf,
  countEvents,
  day,
  importRows,
  must,
  newDesk,
  offerFor,
  type Desk,
} from '../services/desk.ts';
import { hand, letIn, phone } from '../services/group-of-desks.ts';

vi.setConfig({ testTimeout: 120_000 });

const renderer = createRenderer(readFontFiles(join(import.meta.dirname, '../../resources')));
const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];
const person = applicant(1, { Efternamn: 'Ensamsdotter', 'E-post': 'ensam@example.org' });
const other = applicant(2, { Efternamn: 'Annansson' });
const words = [
  'Ensamsdotter',
  'ensam@example.org',
  person['Personnummer'] ?? '',
  person['Ansöknings-ID'] ?? '',
  'Handledarsson',
  'Provverket',
];
const found = ({ dir, dataKey }: Desk) => filesWith(dir, dataKey, words);

/** Åsa and Bo work on cases; Disa lets people in and out and sees none. */
async function group(roles: readonly Role[] = ['administrator']): Promise<[Desk, Desk, Desk]> {
  const [asa, bo, disa] = [await newDesk('Åsa'), await newDesk('Bo'), await newDesk('Disa')];
  await letIn(asa, bo);
  await letIn(asa, disa, roles);
  await importRows(asa, [person, other], { kind: 'applications' });
  await importRows(asa, [offerFor(person, { Handledare: 'Handledarsson', Arbetsgivare: 'Provverket AB' })], {
    kind: 'offers',
    asOf: '2026-10-20',
  });
  return [asa, bo, disa];
}

function expectWhole(...desks: readonly Desk[]): void {
  for (const { session } of desks)
    expect(must(session.ledger.verify())).toMatchObject({ ok: true, problems: [] });
}

function give(desk: Desk, to: Desk, roles: readonly Role[]): void {
  must(changeRoles(desk.session, { member: to.session.self.member, roles }));
}

it.each([['administrator'], ['logReviewer']] as const)(
  'GR-12: nothing of a person reaches a %s, in any file of the store',
  async (role) => {
    const [asa, bo, disa] = await group([role]);
    await hand(asa, bo);
    await hand(asa, disa);
    phone(bo, person, '070-1740699');
    await hand(bo, disa);
    expect(found(asa)).not.toEqual([]);
    expect(found(disa)).toEqual([]);
    expect(leftOutHere(disa.session)).toMatchObject({ awaited: 0 });
    expect(leftOutHere(disa.session).notOurs).toBeGreaterThan(4);
    expectWhole(asa, bo, disa);
    must(disa.session.ledger.rebuild());
    expectWhole(disa);
  },
);

it('GR-12: nor her backup, what she seals, and the papers of her review of the read log', async () => {
  const [asa, , disa] = await group(['logReviewer', 'administrator']);
  const { id } = caseOf(asa, person);
  const reads = noteReads(asa.session);
  reads.shown(id);
  reads.flush();
  await hand(asa, disa);
  must(await receiveLog(disa.session, must(await sealOwnLog(asa.session)).bytes));
  const period = { from: day('2026-01-01'), to: day('2026-12-31') };
  const review = must(beginReview(disa.session, period, () => 0));
  for (const { key } of review.lines) must(judgeLine(disa.session, { key, judged: 'inOrder', note: '' }));
  const protocol = must(keptProtocol(disa.session, must(finishReview(disa.session)).id));
  const root = dirname(disa.dir);
  writeFileSync(join(root, 'protokoll.pdf'), must(await renderer.renderDocument(protocol)).bytes);
  writeFileSync(join(root, 'fil'), must(await seal(disa.session, asa.session.self.member, true)).bytes);
  const { dataKey } = disa;
  const keeping = { folder: join(root, 'backup'), keep: 3, program: '0.1.0', nativeBinding, dataKey };
  must(backUp(disa.session, keeping, quietJob));
  const identities = [disa, asa].map(({ session }) => session.secrets.ageIdentity);
  expect(review.lines).not.toEqual([]);
  expect(await foundIn(root, { dataKey, identities }, words)).toEqual([]);
  // The same search finds them where they are.
  expect(await foundIn(dirname(asa.dir), { dataKey: asa.dataKey, identities }, words)).not.toEqual([]);
});

it('SY-33: only a file that leaves something out asks for a newer reader, and says so in its header', async () => {
  const [asa, bo, disa] = await group();
  for (const [desk, minReader, leftOut] of [
    [bo, 1, undefined],
    [disa, 2, 'notForRecipients'],
  ] as const) {
    const sealed = must(await seal(asa.session, desk.session.self.member, true));
    const { header } = must(await openBundle(sealed.bytes, desk.session.secrets.ageIdentity));
    expect(header).toMatchObject({ minReader });
    expect(header.leftOut).toBe(leftOut);
  }
});

it('SY-34: what an unaware sender gives is not kept either', async () => {
  const [asa, bo, disa] = await group(['caseworker', 'administrator']);
  await hand(asa, bo);
  await hand(asa, disa);
  expect(found(disa)).not.toEqual([]);
  give(asa, disa, ['administrator']);
  phone(bo, person, '070-1740699');
  // Disa has heard of it and has shown to be where Bo is; Bo has not heard of it.
  await hand(asa, disa);
  await hand(bo, disa);
  await hand(bo, asa);
  await hand(asa, disa);
  expect(found(disa)).toEqual([]);
  expectWhole(asa, bo, disa);
});

it('GR-20: a role taken away takes the payloads, but none that nobody else has shown to have', async () => {
  const [asa, bo, disa] = await group(['caseworker', 'administrator']);
  await hand(asa, bo);
  await hand(asa, disa);
  phone(disa, person, '070-1740699');
  give(asa, disa, ['administrator']);
  await hand(asa, disa);
  // Åsa has shown to have what she gave; what Disa wrote is nowhere else.
  expect(filesWith(disa.dir, disa.dataKey, ['070-1740699'])).not.toEqual([]);
  expect(filesWith(disa.dir, disa.dataKey, ['Handledarsson', 'ensam@example.org'])).toEqual([]);
  await hand(disa, asa);
  expect(filesWith(asa.dir, asa.dataKey, ['070-1740699'])).not.toEqual([]);
  await hand(asa, disa);
  expect(filesWith(disa.dir, disa.dataKey, ['070-1740699'])).toEqual([]);
  expect(found(disa)).toEqual([]);
  await hand(asa, bo);
  expectWhole(asa, bo, disa);
});

it('SY-36: a role given later brings everything with the next file, folded as if it had always been there', async () => {
  const [asa, bo, disa] = await group();
  await hand(asa, bo);
  await hand(asa, disa);
  give(asa, disa, ['administrator', 'readOnly']);
  await hand(asa, disa);
  expect(leftOutHere(disa.session)).toEqual({ notOurs: 0, awaited: 0 });
  expect(countCases(disa.session.store.db, everything)).toBe(2);
  const streams = (desk: Desk) =>
    desk.session.store.db.prepare('SELECT stream, state FROM stream_state ORDER BY stream').all();
  expect(streams(disa)).toEqual(streams(asa));
  expectWhole(disa);
});

it('SY-36: who still waits for payloads says so, and the colleague’s next file is a whole one', async () => {
  const [asa, bo, disa] = await group();
  await hand(asa, bo);
  await hand(asa, disa);
  give(asa, disa, ['administrator', 'caseworker']);
  // The file with the payloads is lost on the way; Bo, who has never given Disa a file, tells her of the role.
  noteSealed(asa.session, must(await seal(asa.session, disa.session.self.member, false)));
  await hand(asa, bo);
  const plan = planFor(bo.session, [{ device: disa.session.self.device }], 'all');
  const ofTeam = must(await seal(bo.session, disa.session.self.member, false));
  expect(plan.count).toBe(ofTeam.events);
  must(await mergeBundle(disa.session, ofTeam.bytes));
  expect(leftOutHere(disa.session).awaited).toBe(0);
  expectWhole(disa);
});

it('SY-34: a sender cannot hide payloads from somebody who may hold them', async () => {
  const [asa, bo] = await group();
  const { session } = asa;
  const { team, self } = { team: session.ledger.team().id, self: session.self };
  if (!team) throw new Error('no group');
  const plan = planFor(session, [{ device: bo.session.self.device }], 'all');
  const { events } = eventsOfPlan(session.store.db, plan, {
    isForThem: ({ stream }) => !stream.startsWith('case:'),
  });
  for (const leftOut of [true, false]) {
    const { bytes } = await sealBundle({
      team,
      from: { member: self.member, device: self.device },
      to: [{ device: bo.session.self.device, recipient: bo.session.self.keys.recipient }],
      at: session.now(),
      plan,
      events,
      leftOut,
      blobs: [],
      secret: session.secrets.signingKey,
    });
    const before = countEvents(bo);
    expect(await mergeBundle(bo.session, bytes)).toMatchObject({
      ok: false,
      error: { tag: leftOut ? 'heldBack' : 'payloadMissing' },
    });
    expect(countEvents(bo)).toBe(before);
  }
});

const roleOf = ({ session }: Desk, name: string) =>
  session.ledger.team().members.find((member) => member.name === name)?.roles;

it('SY-35: who holds no cases relays a chain as far as it is whole', async () => {
  const [asa, bo, disa] = await group();
  await hand(asa, disa);
  give(disa, bo, ['caseworker', 'lead']);
  // Bo has heard nothing of Åsa, nor of Disa: her file brings Disa's admission out of Åsa's chain, and no case.
  const { session } = disa;
  const sealed = must(await seal(session, bo.session.self.member, true));
  expect(must(await mergeBundle(bo.session, sealed.bytes))).toMatchObject({ added: 2, waiting: 0 });
  expect(roleOf(bo, 'Bo')).toContain('lead');
  expect(countCases(bo.session.store.db, everything)).toBe(0);
  expectWhole(bo);
  await hand(asa, bo);
  expect(countCases(bo.session.store.db, everything)).toBe(2);
  expect(leftOutHere(bo.session)).toEqual({ notOurs: 0, awaited: 0 });
  expectWhole(bo, disa);
});

it('SY-35: what builds on what it cannot relay waits, unchanged, for somebody who has it', async () => {
  const [asa, bo, disa] = await group();
  await hand(asa, bo);
  phone(asa, person, '070-1740699');
  give(asa, bo, ['caseworker', 'readOnly']);
  await hand(asa, disa);
  give(disa, bo, ['caseworker', 'lead']);
  const sealed = must(await seal(disa.session, bo.session.self.member, true));
  const before = countEvents(bo);
  const judged = await judge(bo.session, sealed.bytes);
  // Disa has these entries without their contents: she is not named as one who could give them.
  expect(judged.outcome).toMatchObject({ ok: false, error: { tag: 'gap', missing: [{ holders: [] }] } });
  expect(must(await mergeBundle(bo.session, sealed.bytes))).toMatchObject({ added: 0, waiting: 1 });
  expect(countEvents(bo)).toBe(before);
  await hand(asa, bo);
  expect(roleOf(bo, 'Bo')).toContain('lead');
  expectWhole(bo);
});
