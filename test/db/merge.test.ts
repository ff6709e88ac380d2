// Owns: that stores which hold the same events hold the same states, whoever wrote beside whom, in whatever order they came.
import fc from 'fast-check';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger, NewAct, Problem } from '../../db/ledger/contract.ts';
import {
  eventsOfStream,
  saltedHash,
  sha256,
  storedEventsOfStream,
  storedOf,
} from '../../db/ledger/event-rows.ts';
import { cachedText, foldAll, packState } from '../../db/ledger/stream-states.ts';
import { loadMembership } from '../../db/ledger/membership.ts';
import { writeMeta, readMeta } from '../../db/meta.ts';
import type { Store } from '../../db/open.ts';
import { rowById } from '../../db/queries/cases.ts';
import { caseStream, eventHashSchema, type CaseId, type EventHash, type StreamId } from '../../domain/ids.ts';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import { conclusionName } from '../../domain/ledger/case/readings.ts';
import { writeBody, type StoredEvent } from '../../domain/ledger/event.ts';
import { canonical } from '../../domain/ledger/register.ts';
import type { FoldEvent } from '../../domain/ledger/stream.ts';
import {
  admit,
  basis,
  caseId,
  entered,
  found,
  imported,
  ledgerOf,
  must,
  newDevice,
  newStore,
  steppingClock,
  temporaryFolder,
  verdict,
  write,
  type Device,
} from '../builders/ledger.ts';

type Desk = { readonly device: Device; readonly store: Store<'writer'>; readonly ledger: Ledger };

let folder: ReturnType<typeof temporaryFolder>;
let desks: Desk[] = [];
let opened = 0;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  closeAll();
  folder.remove();
});

function closeAll(): void {
  for (const { store } of desks) store.close();
  desks = [];
}

const hour = 3_600_000_000;
const start = 1_790_000_000_000_000;
const devices = ['Åsa', 'Bo', 'Cem'].map((name) => newDevice(name));
/** Five hours ahead, three days behind: clocks must decide nothing. */
const skews = [0, 5 * hour, -72 * hour];

/** Three desks of one group, everybody let in everywhere. */
function newDesks(): Desk[] {
  closeAll();
  opened += 1;
  desks = devices.map((device, index) => {
    const store = newStore(join(folder.path, `${opened}-${index}`));
    return { device, store, ledger: ledgerOf(store, device, steppingClock(start + (skews[index] ?? 0))) };
  });
  const [first, ...others] = desks;
  if (!first) throw new Error('No desk');
  write(first.ledger, found(first.device), ...others.map(({ device }) => admit(device)));
  for (const other of others) {
    writeMeta(other.store.db, { team: must(teamOf(first)) });
    deliver(first, other);
  }
  return desks;
}

function teamOf({ store }: Desk) {
  const { team } = readMeta(store.db);
  return team ? ({ ok: true, value: team } as const) : ({ ok: false, error: { tag: 'noTeam' } } as const);
}

function allEvents({ store }: Desk): StoredEvent[] {
  return store.db.prepare<[], Record<string, unknown>>('SELECT * FROM events ORDER BY n').all().map(storedOf);
}

function deliver(from: Desk, to: Desk): void {
  must(to.ledger.appendForeign(allEvents(from)));
}

const cases = [caseId(1), caseId(2)];
const places = ['Malmö', 'Lund', 'Göteborg'];
const verdicts = ['eligible', 'needsCheck', 'notEligible'] as const;

type Step = { who: number; what: number; on: number; value: number; memory: number };
type Shown = Map<string, EventHash[][]>;
const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(2),
  what: fc.nat(6),
  on: fc.nat(1),
  value: fc.nat(2),
  memory: fc.nat(3),
});

/** The heads that a window opened some steps ago still shows. */
function headsShown(
  desk: Desk,
  id: CaseId,
  { step, shown }: { step: Step; shown: Shown },
): readonly EventHash[] {
  const key = `${step.who} ${step.on}`;
  const seen = [...(shown.get(key) ?? []), [...desk.ledger.heads(caseStream(id))]];
  shown.set(key, seen);
  return seen[Math.max(0, seen.length - 1 - step.memory)] ?? [];
}

function actOf(desk: Desk, id: CaseId, { what, value }: Step): NewAct | undefined {
  const municipality = places[value] ?? '';
  const acts = [
    imported(id, { fields: { municipality }, asOf: `2026-09-0${value + 1}` }),
    entered(id, { municipality }),
    verdict(id, verdicts[value] ?? 'eligible'),
    basis(id, desk.device, value === 0 ? 'refusal' : 'grant'),
    entered(id, { area: value === 0 ? null : 'hr' }),
  ];
  return acts[what % acts.length];
}

/** One random act, with heads from some earlier moment as if the window had been open for long; or a delivery. */
function take(all: readonly Desk[], step: Step, shown: Shown): void {
  const desk = all[step.who];
  const id = cases[step.on];
  if (!desk || !id) return;
  if (step.what === 0) {
    const other = all[(step.who + 1 + step.value) % all.length];
    if (other && other !== desk) deliver(desk, other);
    return;
  }
  const act = actOf(desk, id, step);
  if (act) write(desk.ledger, { ...act, shownHeads: headsShown(desk, id, { step, shown }) });
}

/** Standing hand-made values told naively: every write that no other write has among its ancestors. */
function standingByHand(events: readonly FoldEvent[]): string[] {
  const byHash = new Map(events.map((event) => [event.hash, event]));
  const reaches = (from: FoldEvent, to: EventHash): boolean =>
    from.refs.some(
      (ref) => ref === to || (byHash.get(ref) !== undefined && reaches(byHash.get(ref) ?? from, to)),
    );
  const value = (event: FoldEvent) =>
    event.read.status === 'known' && event.read.payload.kind === 'facts.entered'
      ? event.read.payload.fields['municipality']
      : undefined;
  const writes = events.filter((event) => value(event) !== undefined);
  return writes
    .filter((one) => !writes.some((other) => reaches(other, one.hash)))
    .map((one) => canonical(value(one)))
    .sort();
}

function expectAlike(all: readonly Desk[]): void {
  const first = all[0];
  if (!first) return;
  const { judge } = loadMembership(first.store.db);
  for (const id of cases) {
    const stream = caseStream(id);
    const events = eventsOfStream(first.store.db, stream);
    if (events.length === 0) continue;
    const whole = packState(foldAll(stream, events, judge).state);
    for (const { store, ledger } of all) {
      expect(cachedText(store.db, stream)).toBe(whole);
      expect(rowById(store.db, id)).toEqual(rowById(first.store.db, id));
      const hand = ledger.caseState(id).fields['municipality']?.hand ?? [];
      expect(hand.map((one) => canonical(one.value)).sort()).toEqual(standingByHand(events));
    }
  }
}

function problemsOf(all: readonly Desk[]): readonly Problem[] {
  return all.flatMap(({ ledger }) => must(ledger.verify()).problems);
}

/** The next event of a desk's device as a later version would write it. */
const newerBatch = '0f'.repeat(16);

function newerEvent(desk: Desk, stream: StreamId): StoredEvent {
  const { actor, device } = desk.device.signer;
  const [last] = allEvents(desk).slice(-1);
  const seq = allEvents(desk).length + 1;
  const payload = `{"kind":"case.merged","into":"x","batch":"${newerBatch}"}`;
  const salt = Buffer.alloc(16, 1);
  const refs = [...desk.ledger.heads('team'), ...desk.ledger.heads(stream)].sort();
  const payloadHash = saltedHash(salt, payload);
  const prev = last?.hash ?? null;
  const body = writeBody({
    v: 1,
    device,
    seq,
    hlc: start + 9 * hour,
    actor,
    stream,
    type: 'same-as',
    refs,
    payloadHash,
    prev,
  });
  const hash = eventHashSchema.parse(sha256(body).toString('hex'));
  return { hash, body, salt: salt.toString('hex'), payload, signature: null };
}

describe('merging', () => {
  it('gives every store the same states as one fold of all events (design §3)', () => {
    fc.assert(
      fc.property(fc.array(stepArbitrary, { minLength: 5, maxLength: 40 }), (steps) => {
        const all = newDesks();
        const shown: Shown = new Map();
        for (const step of steps) take(all, step, shown);
        for (let round = 0; round < 2; round += 1)
          for (const from of all) for (const to of all) if (from !== to) deliver(from, to);
        expectAlike(all);
        expect(problemsOf(all)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('takes the same events in any order and in any pieces', () => {
    fc.assert(
      fc.property(
        fc.array(stepArbitrary, { minLength: 5, maxLength: 25 }),
        fc.infiniteStream(fc.nat(1000)),
        (steps, chance) => {
          const all = newDesks();
          const shown: Shown = new Map();
          for (const step of steps) take(all, step, shown);
          for (const from of all) for (const to of all) if (from !== to) deliver(from, to);
          const [first] = all;
          if (!first) return;
          const device = newDevice('Läsare');
          const store = newStore(join(folder.path, `${opened}-late`));
          const late: Desk = { device, store, ledger: ledgerOf(store, device) };
          desks.push(late);
          writeMeta(store.db, { team: must(teamOf(first)) });
          const shuffled = allEvents(first)
            .map((event) => ({ event, key: chance.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key);
          for (let at = 0; at < shuffled.length; ) {
            const size = 1 + ((chance.next().value ?? 0) % 5);
            must(
              late.ledger.appendForeign(
                shuffled.slice(at, at + size).map(({ event }) => event),
                { allowGaps: true },
              ),
            );
            at += size;
          }
          expectAlike([first, late]);
          expect(problemsOf([late])).toEqual([]);
          expect(store.db.prepare('SELECT count(*) FROM sparse_event').pluck().get()).toBe(0);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('shows two decisions made apart as a conflict on both sides, and equal verdicts as one', () => {
    const [a, b] = newDesks();
    if (!a || !b) return;
    const [id] = cases;
    if (!id) return;
    write(a.ledger, imported(id));
    deliver(a, b);
    write(a.ledger, verdict(id, 'eligible'), basis(id, a.device));
    write(b.ledger, verdict(id, 'eligible'), basis(id, b.device));
    const merged = must(b.ledger.appendForeign(allEvents(a)));
    deliver(b, a);
    expect(merged).toEqual({
      added: 2,
      skipped: allEvents(a).length - 4,
      filled: 0,
      streams: [caseStream(id)],
      conflicts: [id],
    });
    for (const { ledger, store } of [a, b]) {
      expect(decisionStanding(ledger.caseState(id)).status).toBe('conflict');
      expect(conclusionName(ledger.caseState(id))).toBe('eligible');
      expect(rowById(store.db, id)).toMatchObject({ step: 'conflict', conflict: true });
    }
  });
});

describe('appendForeign', () => {
  it('skips what is here and adds nothing the second time', () => {
    const [a, b] = newDesks();
    if (!a || !b) return;
    write(a.ledger, imported(caseId(1)));
    const events = allEvents(a);
    expect(must(b.ledger.appendForeign([...events, ...events]))).toMatchObject({
      added: 1,
      skipped: 2 * events.length - 1,
    });
    expect(must(b.ledger.appendForeign(events))).toMatchObject({
      added: 0,
      skipped: events.length,
      streams: [],
    });
  });

  it('refuses a gap whole and names the missing numbers', () => {
    const [a, b] = newDesks();
    if (!a || !b) return;
    write(a.ledger, imported(caseId(1)), imported(caseId(2)), imported(caseId(3)));
    const [last] = allEvents(a).slice(-1);
    expect(b.ledger.appendForeign(last ? [last] : [])).toEqual({
      ok: false,
      error: { tag: 'gap', device: a.device.signer.device, from: 4, to: 5 },
    });
    expect(allEvents(b)).toHaveLength(3);
  });

  it('reports a fork and keeps nothing of the call', () => {
    const [a, b] = newDesks();
    if (!a || !b) return;
    const clone = ledgerOf(b.store, a.device);
    write(clone, imported(caseId(7)));
    write(a.ledger, imported(caseId(8)), imported(caseId(9)));
    const before = allEvents(b).length;
    expect(b.ledger.appendForeign(allEvents(a))).toEqual({
      ok: false,
      error: { tag: 'fork', device: a.device.signer.device, seq: 4 },
    });
    expect(allEvents(b)).toHaveLength(before);
    expect(rowById(b.store.db, caseId(9))).toBeUndefined();
  });

  it('changes nothing in a dry run and tells what it would do', () => {
    const [a, b] = newDesks();
    if (!a || !b) return;
    write(a.ledger, imported(caseId(1)));
    expect(must(b.ledger.appendForeign(allEvents(a), { dryRun: true }))).toMatchObject({
      added: 1,
      streams: [caseStream(caseId(1))],
    });
    expect(rowById(b.store.db, caseId(1))).toBeUndefined();
    expect(allEvents(b)).toHaveLength(3);
  });

  it('judges acts again when the membership that admits their author arrives later', () => {
    const [a, b, c] = newDesks();
    if (!a || !b || !c) return;
    const eva = newDevice('Eva');
    const [admission] = write(a.ledger, admit(eva));
    const store = newStore(join(folder.path, `${opened}-eva`));
    const desk: Desk = { device: eva, store, ledger: ledgerOf(store, eva) };
    desks.push(desk);
    writeMeta(store.db, { team: must(teamOf(a)) });
    deliver(a, desk);
    write(desk.ledger, imported(caseId(1)), verdict(caseId(1), 'eligible'));
    const evasOwn = allEvents(desk).filter((event) => event.body.includes(`"${eva.signer.device}"`));
    must(b.ledger.appendForeign(evasOwn));
    expect(rowById(b.store.db, caseId(1))).toBeUndefined();
    must(b.ledger.appendForeign(allEvents(a).filter((event) => event.hash === admission?.hash)));
    expect(rowById(b.store.db, caseId(1))?.conclusion).toBe('eligible');
    expect(must(b.ledger.verify()).problems).toEqual([]);
  });

  it('does not let a clock that is wrong by more than a day pull its own ahead', () => {
    const [a, b] = newDesks();
    if (!a || !b) return;
    const ahead = ledgerOf(a.store, a.device, () => start + 1000 * hour);
    write(ahead, imported(caseId(1)));
    deliver(a, b);
    const [own] = write(b.ledger, verdict(caseId(1), 'eligible'));
    expect(own?.hlc).toBeLessThan(start + 6 * hour);
    expect(conclusionName(b.ledger.caseState(caseId(1)))).toBe('eligible');
  });

  it('keeps entries of a newer version, chained, and says that they are there', () => {
    const [a, b] = newDesks();
    if (!a || !b) return;
    write(a.ledger, imported(caseId(1)));
    deliver(a, b);
    const known = write(b.ledger, verdict(caseId(1), 'eligible'))[0];
    const newer = newerEvent(a, caseStream(caseId(1)));
    expect(must(b.ledger.appendForeign([newer]))).toMatchObject({ added: 1 });
    expect(b.ledger.caseState(caseId(1))).toMatchObject({
      newer: 1,
      heads: [known?.hash, newer.hash].sort(),
    });
    expect(b.ledger.eventByHash(newer.hash)?.read).toEqual({
      status: 'newer',
      kind: 'case.merged',
      batch: newerBatch,
    });
    // An undo after the update finds it by its batch.
    const stored = b.store.db.prepare('SELECT batch FROM events WHERE hash = unhex(?)').pluck();
    expect(stored.get(newer.hash)).toBe(newerBatch);
    write(b.ledger, verdict(caseId(1), 'needsCheck'));
    expect(conclusionName(b.ledger.caseState(caseId(1)))).toBe('needsCheck');
    expect(b.ledger.caseState(caseId(1)).newer).toBe(1);
    expect(must(b.ledger.verify()).problems).toEqual([]);
  });

  it('refuses bodies of a newer format, unreadable ones, and payloads that are missing or do not fit', () => {
    const [a, b] = newDesks();
    if (!a || !b) return;
    const event = newerEvent(a, caseStream(caseId(1)));
    const refusals = [
      { ...event, body: event.body.replace('[1,', '[2,') },
      { ...event, body: '[]' },
      { ...event, payload: null, salt: null },
      { ...event, payload: '{"kind":"facts.entered"}' },
    ].map((one) => b.ledger.appendForeign([one]));
    expect(refusals.map((one) => (one.ok ? 'taken' : one.error))).toEqual([
      { tag: 'newerReaderNeeded', v: 2 },
      { tag: 'eventUnreadable', index: 0 },
      { tag: 'eventUnreadable', index: 0 },
      { tag: 'eventUnreadable', index: 0 },
    ]);
    expect(allEvents(b)).toHaveLength(3);
  });

  it('lets the membership of an invitation come ahead of its chain, and the chain fill the gap', () => {
    const [a] = newDesks();
    if (!a) return;
    write(a.ledger, imported(caseId(1)));
    const eva = newDevice('Eva');
    write(a.ledger, admit(eva));
    const store = newStore(join(folder.path, `${opened}-joining`));
    const joining: Desk = { device: eva, store, ledger: ledgerOf(store, eva) };
    desks.push(joining);
    joining.ledger.setTeam(must(teamOf(a)));
    must(joining.ledger.appendForeign(storedEventsOfStream(a.store.db, 'team'), { allowGaps: true }));
    expect(joining.ledger.team().members.map(({ name }) => name)).toEqual(['Åsa', 'Bo', 'Cem', 'Eva']);
    expect(store.db.prepare('SELECT seq FROM sparse_event').pluck().all()).toEqual([5]);
    expect(must(joining.ledger.verify()).problems).toEqual([]);
    deliver(a, joining);
    expect(store.db.prepare('SELECT seq FROM sparse_event').pluck().all()).toEqual([]);
    expect(rowById(store.db, caseId(1))?.familyName).toBe('Öberg');
    expect(must(joining.ledger.verify()).problems).toEqual([]);
  });
});
