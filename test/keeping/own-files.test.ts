// Proves: a salvage takes what this computer had given away out of its own sealed files, and believes no other file (ST-36, ADR 42).
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { caseStream, eventHashSchema } from '../../domain/ids.ts';
import { putBlob } from '../../db/blobs.ts';
import { openConnection } from '../../db/connection.ts';
import { storeIdOf } from '../../db/keeping/backups.ts';
import { readKeyslots } from '../../db/open.ts';
import { sha256 } from '../../main/crypto/signing.ts';
import { salvage } from '../../main/services/keeping/salvage.ts';
import { openForWriting } from '../../main/services/lifecycle.ts';
import { sealDocumentsFor } from '../../main/services/mailbox/documents.ts';
import { saveMailbox } from '../../main/services/mailbox/mailbox.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { breaches } from '../builders/watching.ts';
import { give, groupWith } from '../services/group-of-desks.ts';
import {
  applicant,
  caseOf,
  countEvents,
  day,
  must,
  newFolder,
  reference,
  type Desk,
} from '../services/desk.ts';
import { damage, leafWithEvents } from './damage.ts';

/** Whole stores read through: slow on a busy machine. */
vi.setConfig({ testTimeout: 180_000 });

const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];
const people = (count: number) => Array.from({ length: count }, (_, index) => applicant(index + 1));

const around = (desk: Desk) => ({
  dir: desk.dir,
  reference,
  nativeBinding,
  now: () => 1_793_000_000_000_000,
  today: () => day('2026-11-02'),
});

async function rescued(desk: Desk, sealed: readonly string[], keep = false) {
  const keyslots = must(readKeyslots(desk.dir));
  const { dataKey, dir } = desk;
  const folder = join(newFolder(), 'inga');
  const wish = { dataKey, keyslots, folder, sealed, store: storeIdOf(dir), keep, job: quietJob };
  return must(await salvage(around(desk), wish));
}

function closed(desk: Desk): void {
  desk.session.store.db.pragma('wal_checkpoint(TRUNCATE)');
  desk.session.store.close();
}

function loseOnePage(desk: Desk): void {
  const leaf = leafWithEvents(desk.dir, desk.dataKey);
  damage(desk.dir, (page) => page === leaf);
}

function inWriting(desk: Desk, sql: string, ...values: unknown[]): void {
  const db = openConnection(join(desk.dir, 'store.db'), {
    dataKey: desk.dataKey,
    readonly: false,
    nativeBinding,
  });
  db.exec('DROP TRIGGER events_no_update');
  db.prepare(sql).run(...values);
  db.close();
}

type Report = Awaited<ReturnType<typeof rescued>>;
const gone = ({ missing }: Report) => missing.reduce((sum, { from, to }) => sum + to - from + 1, 0);

describe('own sealed files', () => {
  it('give back what was lost, from a chosen folder; others’ and broken files are passed by', async () => {
    const [asa, bo] = await groupWith(people(200));
    if (!bo) throw new Error('no Bo');
    const folder = newFolder();
    const file = await give(asa, bo, true);
    writeFileSync(join(folder, 'till-bo.sprangbradan'), file);
    writeFileSync(join(folder, 'fran-bo.sprangbradan'), await give(bo, asa, true));
    writeFileSync(join(folder, 'avbruten.sprangbradan'), file.subarray(0, file.length - 40));
    const events = countEvents(asa);
    closed(asa);
    loseOnePage(asa);
    const without = await rescued(asa, []);
    expect(gone(without)).toBeGreaterThan(0);
    expect(without).toMatchObject({ ownFiles: 0, fromFiles: 0, ownBehind: true });
    const looked = await rescued(asa, [folder]);
    expect(looked).toMatchObject({ events, missing: [], waiting: 0, problems: 0, ownBehind: false });
    expect(looked).toMatchObject({ ownFiles: 1, fromFiles: gone(without) });
    expect(await rescued(asa, [folder], true)).toEqual(looked);
    const session = must(openForWriting(around(asa), asa.dataKey));
    expect(session.ledger.verify()).toMatchObject({ ok: true, value: { ok: true, events } });
    session.store.close();
  });

  it('in the shared folder are found without being pointed at, and a folder that is gone holds nothing up', async () => {
    const [asa, bo] = await groupWith(people(120));
    if (!bo) throw new Error('no Bo');
    const folder = newFolder();
    saveMailbox(asa.session, { folder });
    writeFileSync(join(folder, 'x.sprangbradan'), await give(asa, bo, true));
    closed(asa);
    loseOnePage(asa);
    expect(await rescued(asa, [join(folder, 'finns-inte')])).toMatchObject({ missing: [], ownFiles: 1 });
  });

  it('a row altered together with its hash is told by the next one, is named as missing, and does not wait for ever', async () => {
    const [asa, bo] = await groupWith(people(6));
    if (!bo) throw new Error('no Bo');
    const file = await give(asa, bo, true);
    const events = countEvents(asa);
    const { device } = asa.session.self;
    const sql = 'SELECT body FROM events WHERE device = ? AND seq = 5';
    const body = String(asa.session.store.db.prepare(sql).pluck().get(device));
    closed(asa);
    const altered = body.replace('"fact"', '"text"');
    expect(altered).not.toBe(body);
    const hash = Buffer.from(sha256(altered), 'hex');
    inWriting(
      asa,
      'UPDATE events SET body = ?, hash = ? WHERE device = ? AND seq = 5',
      altered,
      hash,
      device,
    );
    const alone = await rescued(asa, []);
    expect(alone.missing).toMatchObject([{ device, from: 5, to: 5 }]);
    expect(alone.events + alone.waiting + 1).toBe(events);
    const folder = newFolder();
    writeFileSync(join(folder, 'till-bo.sprangbradan'), file);
    const withFile = await rescued(asa, [folder]);
    expect(withFile).toMatchObject({ events, missing: [], waiting: 0, problems: 0, fromFiles: 1 });
  });

  it('with documents give back those that entries name and whose bytes are gone', async () => {
    breaches('issuedOfNothing');
    const [person] = people(1);
    const [asa, bo] = await groupWith(people(1));
    if (!bo || !person) throw new Error('no Bo');
    const { id, state } = caseOf(asa, person);
    const bytes = Buffer.from(`%PDF-1.7 ${'Beslut '.repeat(200)}`);
    const digest = must(putBlob(asa.session.store, bytes));
    const of = eventHashSchema.parse(state.heads[0]);
    const payload = {
      kind: 'document.issued' as const,
      variant: 'party',
      of,
      sha256: digest,
      renderer: 'prov',
      pages: 1,
    };
    must(asa.session.ledger.append([{ stream: caseStream(id), payload }]));
    const { self } = bo.session;
    const sealed = await sealDocumentsFor(asa.session, [
      { device: self.device, recipient: self.keys.recipient },
    ]);
    const folder = join(newFolder(), 'usb');
    mkdirSync(folder);
    writeFileSync(join(folder, 'handlingar.sprangbradan'), sealed?.bytes ?? '');
    asa.session.store.blobs.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    closed(asa);
    writeFileSync(join(asa.dir, 'blobs.db'), Buffer.alloc(40_960, 3));
    await rescued(asa, [folder], true);
    const session = must(openForWriting(around(asa), asa.dataKey));
    const kept = session.store.blobs.prepare('SELECT bytes FROM blob').pluck().all();
    session.store.close();
    expect(kept).toEqual([bytes]);
  });
});
