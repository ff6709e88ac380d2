// Owns: what the ledger promises of appending: refs, chain, clock, signatures, states, undo, and all or nothing.
import { createPublicKey, verify } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLedger } from '../../db/ledger.ts';
import type { Ledger } from '../../db/ledger/contract.ts';
import { eventsOfStream, storedEventByHash } from '../../db/ledger/event-rows.ts';
import { readMeta } from '../../db/meta.ts';
import { openStore, type Store } from '../../db/open.ts';
import { rowById } from '../../db/queries/cases.ts';
import { recentOwnBatches } from '../../db/queries/history.ts';
import { caseStream, employerStream } from '../../domain/ids.ts';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import { fieldValue } from '../../domain/ledger/case/fields.ts';
import { conclusionName } from '../../domain/ledger/case/readings.ts';
import { employerName } from '../../domain/ledger/employer-state.ts';
import { teamIdOf } from '../../domain/team/team-state.ts';
import {
  admit,
  basis,
  batchId,
  caseId,
  dataKey,
  employerId,
  entered,
  found,
  imported,
  ledgerOf,
  must,
  named,
  nativeBinding,
  newDevice,
  newStore,
  offered,
  registered,
  reopen,
  temporaryFolder,
  verdict,
  write,
  type Device,
} from '../builders/ledger.ts';
import { breaksTheStore } from '../builders/watching.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store<'writer'>;
let ledger: Ledger;
let device: Device;
beforeEach(() => {
  folder = temporaryFolder();
  store = newStore(join(folder.path, 's'));
  device = newDevice('Åsa');
  ledger = ledgerOf(store, device);
  write(ledger, found(device));
});
afterEach(() => {
  store.close();
  folder.remove();
});

const one = caseId(1);
const two = caseId(2);

describe('append', () => {
  it('names the group by its first event and folds the founder in', () => {
    const [founding] = eventsOfStream(store.db, 'team');
    expect(readMeta(store.db).team).toBe(founding && teamIdOf(founding.hash));
    expect(ledger.team()).toMatchObject({
      name: 'Provgruppen',
      demo: true,
      members: [{ name: 'Åsa', devices: [device.member.device] }],
    });
  });

  it('chains the device: seq without gaps, prev the hash before, clock rising', () => {
    const written = write(ledger, imported(one), imported(two), verdict(one, 'eligible'));
    const events = written.map(({ hash }) => ledger.eventByHash(hash));
    expect(written.map(({ seq }) => seq)).toEqual([2, 3, 4]);
    expect(events.slice(1).map((event) => event?.prev)).toEqual(written.slice(0, -1).map(({ hash }) => hash));
    const clocks = written.map(({ hlc }) => hlc);
    expect(clocks).toEqual([...clocks].sort((a, b) => a - b));
  });

  it('keeps its clock rising when the wall clock goes back', () => {
    const [before] = write(ledger, imported(one));
    const late = ledgerOf(store, device, () => 5);
    const [after] = write(late, imported(two));
    expect(after?.hlc).toBe((before?.hlc ?? 0) + 1);
  });

  it('refers to the own heads, the group and what the act relied on, sorted, once each', () => {
    const employer = employerId(1);
    const [first] = write(ledger, imported(one));
    const [name] = write(ledger, named(employer, 'Exempelverket AB'));
    const [given] = write(ledger, {
      ...verdict(one, 'eligible'),
      refs: [...ledger.heads(employerStream(employer)), ...ledger.heads('team')],
    });
    const refs = [first?.hash, name?.hash, ...ledger.heads('team')].sort();
    expect(given && ledger.eventByHash(given.hash)?.refs).toEqual(refs);
  });

  it('lets several acts on one stream in one call follow one another', () => {
    const written = write(
      ledger,
      imported(one),
      entered(one, { area: 'technology' }),
      entered(one, { area: 'hr' }),
    );
    expect(ledger.heads(caseStream(one))).toEqual([written[2]?.hash]);
    expect(fieldValue(ledger.caseState(one).fields, 'area')).toBe('hr');
  });

  it('writes beside what the window had not shown, so that both stand', () => {
    write(ledger, imported(one));
    const shownHeads = ledger.heads(caseStream(one));
    write(ledger, entered(one, { municipality: 'Malmö' }));
    write(ledger, { ...entered(one, { municipality: 'Lund' }), shownHeads });
    expect(fieldValue(ledger.caseState(one).fields, 'municipality')).toBeUndefined();
    expect(ledger.heads(caseStream(one))).toHaveLength(2);
    expect(rowById(store.db, one)).toMatchObject({ conflict: true, municipality: null });
    write(ledger, entered(one, { municipality: 'Lund' }));
    expect(rowById(store.db, one)).toMatchObject({ conflict: false, municipality: 'Lund' });
  });

  it('lets two acts from one window follow one another beside a newer one', () => {
    write(ledger, imported(one));
    const shownHeads = ledger.heads(caseStream(one));
    write(ledger, entered(one, { area: 'hr' }));
    const [, second] = write(
      ledger,
      { ...entered(one, { municipality: 'Lund' }), shownHeads },
      { ...entered(one, { municipality: 'Malmö' }), shownHeads },
    );
    expect(fieldValue(ledger.caseState(one).fields, 'municipality')).toBe('Malmö');
    expect(ledger.heads(caseStream(one))).toContain(second?.hash);
    expect(ledger.heads(caseStream(one))).toHaveLength(2);
  });

  it('refuses the whole call with changedMeanwhile when expected heads are not those that stand', () => {
    write(ledger, imported(one), imported(two));
    const expectedHeads = ledger.heads(caseStream(one));
    write(ledger, entered(one, { area: 'hr' }));
    const refused = ledger.append([verdict(two, 'eligible'), { ...verdict(one, 'eligible'), expectedHeads }]);
    expect(refused).toEqual({ ok: false, error: { tag: 'changedMeanwhile', streams: [caseStream(one)] } });
    expect(conclusionName(ledger.caseState(two))).toBeNull();
  });

  it('signs decisions and membership with the device key and leaves the rest unsigned', () => {
    const [fact, decision] = write(ledger, imported(one), basis(one, device));
    const key = createPublicKey({
      key: Buffer.concat([
        Buffer.from('302a300506032b6570032100', 'hex'),
        Buffer.from(device.member.device.signKey, 'hex'),
      ]),
      format: 'der',
      type: 'spki',
    });
    const signature = decision && storedEventByHash(store.db, decision.hash)?.signature;
    expect(
      verify(null, Buffer.from(decision?.hash ?? '', 'hex'), key, Buffer.from(signature ?? '', 'hex')),
    ).toBe(true);
    expect(fact && storedEventByHash(store.db, fact.hash)?.signature).toBeNull();
  });

  it('rolls everything back when cancelled or when an act is impossible', () => {
    const before = store.db.prepare('SELECT count(*) FROM events').pluck().get();
    const acts = Array.from({ length: 200 }, (_, index) => imported(caseId(index)));
    let looks = 0;
    expect(ledger.append(acts, { cancelled: () => (looks += 1) > 2 })).toEqual({
      ok: false,
      error: { tag: 'cancelled' },
    });
    const impossible = entered(one, { 'not a field name': 'x' });
    expect(() => ledger.append([imported(one), impossible])).toThrow(/schema/);
    expect(store.db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(before);
    expect(store.db.prepare('SELECT count(*) FROM case_row').pluck().get()).toBe(0);
    expect(write(ledger, imported(one))[0]?.seq).toBe(2);
    expect(must(ledger.verify()).problems).toEqual([]);
  });

  it('carries a case from import to a registered decision', () => {
    write(
      ledger,
      imported(one),
      verdict(one, 'eligible'),
      offered(one, employerId(1)),
      basis(one, device),
      registered(one),
    );
    expect(decisionStanding(ledger.caseState(one)).status).toBe('registered');
    expect(rowById(store.db, one)).toMatchObject({
      step: 'granted',
      conclusion: 'eligible',
      registered: true,
      outcome: 'grant',
      barNumber: 'BÄR-1',
      decisionDay: '2026-11-09',
      offerCount: 1,
      employerName: 'Exempelverket AB',
      colour: 'green',
      familyName: 'Öberg',
      conflict: false,
    });
  });

  it('gives an act of somebody who was not a member no effect', () => {
    write(ledger, imported(one));
    const stranger = ledgerOf(store, newDevice('Okänd'));
    const [act] = write(stranger, verdict(one, 'notEligible'));
    const state = readLedger(store).caseState(one);
    expect(conclusionName(state)).toBeNull();
    expect(state.notEntitled).toEqual([act?.hash]);
  });

  it('projects employers by name', () => {
    write(ledger, named(employerId(1), 'Exempelverket AB'));
    expect(employerName(ledger.employerState(employerId(1)))?.name).toBe('Exempelverket AB');
    expect(store.db.prepare('SELECT name, organisation_number FROM employer_row').all()).toEqual([
      { name: 'Exempelverket AB', organisation_number: '5560360793' },
    ]);
  });

  it('keeps everything when the store is closed and opened again', () => {
    write(ledger, imported(one), verdict(one, 'eligible'));
    const state = ledger.caseState(one);
    store.close();
    store = reopen(join(folder.path, 's'));
    ledger = ledgerOf(store, device);
    expect(ledger.caseState(one)).toEqual(state);
    expect(write(ledger, imported(two))[0]?.seq).toBe(4);
    expect(must(ledger.verify())).toEqual({ ok: true, events: 4, problems: [] });
  });

  it('is read by a connection that cannot write', () => {
    write(ledger, imported(one));
    const reader = must(openStore({ dir: join(folder.path, 's'), dataKey, mode: 'reader', nativeBinding }));
    expect(readLedger(reader).caseState(one)).toEqual(ledger.caseState(one));
    write(ledger, verdict(one, 'needsCheck'));
    expect(rowById(reader.db, one)?.conclusion).toBe('needsCheck');
    reader.close();
  });
});

describe('undo', () => {
  it('leaves a voided import out: its cases are gone, and come back with the next import', () => {
    const batch = batchId('first');
    const written = write(ledger, imported(one, {}, batch), imported(two, {}, batch));
    const voids = written.map(({ stream, hash }) => ({
      stream,
      payload: { kind: 'acts.voided' as const, events: [hash], undoes: batch, batch: batchId('undo') },
    }));
    write(ledger, ...voids);
    expect(rowById(store.db, one)).toBeUndefined();
    expect(recentOwnBatches(store.db, 5)).toMatchObject([
      { batch: batchId('undo'), events: 2, kinds: { 'acts.voided': 2 }, undoneBy: null },
      {
        batch,
        events: 2,
        kinds: { 'facts.imported': 2 },
        undoneBy: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    ]);
    write(ledger, imported(one));
    expect(rowById(store.db, one)?.familyName).toBe('Öberg');
    expect(must(ledger.verify()).ok).toBe(true);
  });

  it('never voids a decision', () => {
    const [, decision] = write(ledger, imported(one), basis(one, device));
    write(ledger, {
      stream: caseStream(one),
      payload: { kind: 'acts.voided', events: decision ? [decision.hash] : [] },
    });
    expect(rowById(store.db, one)?.step).toBe('basisFixed');
  });
});

describe('the events table', () => {
  it('refuses to delete, change or replace an event', () => {
    write(ledger, imported(one));
    const run = (sql: string) => () => store.db.exec(sql);
    expect(run('DELETE FROM events')).toThrow(/append-only/);
    expect(run(`UPDATE events SET payload = '{}'`)).toThrow(/append-only/);
    expect(run(`UPDATE events SET seq = seq + 10`)).toThrow(/append-only/);
    expect(run(`UPDATE events SET payload = NULL, salt = NULL, batch = 'x'`)).toThrow(/append-only/);
    expect(run(`UPDATE events SET payload = NULL`)).toThrow(/append-only/);
    expect(
      run(
        `INSERT OR REPLACE INTO events SELECT n, hash, '[]', salt, payload, signature, device, seq, hlc, stream, type, batch, left_out FROM events`,
      ),
    ).toThrow(/append-only/);
    expect(must(ledger.verify()).ok).toBe(true);
  });

  it('lets a payload come back only where it was left out, never where it was purged (GR-12, SY-36)', () => {
    breaksTheStore();
    write(ledger, imported(one), imported(two));
    const of = (stream: string) =>
      store.db.prepare('SELECT salt, payload FROM events WHERE stream = ?').get(stream) as {
        salt: Buffer;
        payload: string;
      };
    const [purged, left] = [of(`case:${one}`), of(`case:${two}`)];
    const set = (stream: string, sql: string, ...values: unknown[]) =>
      store.db.prepare(`UPDATE events SET ${sql} WHERE stream = ?`).run(...values, stream);
    set(`case:${one}`, 'payload = NULL, salt = NULL');
    set(`case:${two}`, 'payload = NULL, salt = NULL, left_out = 1');
    const fill = 'payload = ?, salt = ?, left_out = 0';
    expect(() => set(`case:${one}`, fill, purged.payload, purged.salt)).toThrow(/append-only/);
    expect(() => set(`case:${one}`, 'left_out = 1')).toThrow(/append-only/);
    expect(set(`case:${two}`, fill, left.payload, left.salt).changes).toBe(1);
    expect(() => set(`case:${two}`, fill, left.payload, left.salt)).toThrow(/append-only/);
  });

  it('lets a purge take payload and salt away together', () => {
    breaksTheStore();
    write(ledger, imported(one));
    store.db.exec(`UPDATE events SET payload = NULL, salt = NULL WHERE type = 'fact'`);
    expect(store.db.prepare(`SELECT payload, salt FROM events WHERE type = 'fact'`).all()).toEqual([
      { payload: null, salt: null },
    ]);
  });
});

describe('joining another group', () => {
  it('drops the own group and every event of a store without cases', () => {
    write(ledger, named(employerId(1), 'Exempelverket AB'), admit(newDevice('Bo')));
    expect(ledger.dropOwnGroup()).toEqual({ ok: true, value: null });
    expect(store.db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(0);
    expect(readMeta(store.db).team).toBeUndefined();
    expect(ledger.team().members).toEqual([]);
    expect(write(ledger, found(device))[0]?.seq).toBe(1);
    expect(() => store.db.exec('DELETE FROM events')).toThrow(/append-only/);
  });

  it('is refused for a store that holds a case', () => {
    write(ledger, imported(one));
    expect(ledger.dropOwnGroup()).toEqual({ ok: false, error: { tag: 'storeHasCases' } });
    expect(ledger.team().members).toHaveLength(1);
  });
});
