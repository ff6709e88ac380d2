// Proves: restore, salvage and rekey: proved before put in place, whole after a crash at any step, nothing lost unsaid.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { settleFolders } from '../../db/keeping/folders.ts';
import { listBackups } from '../../db/keeping/backups.ts';
import { waitingEvents } from '../../db/keeping/rescue.ts';
import { saveDraft, readDraft } from '../../db/local/drafts.ts';
import { keepingLog } from '../../db/local/keeping.ts';
import { readKeyslots } from '../../db/open.ts';
import { openWithPassphrase, openWithRecoveryCode } from '../../main/crypto/keyslots.ts';
import { backUp, type Keeping } from '../../main/services/keeping/backups.ts';
import { changeOwnPassphrase, newRecoveryCode, rekey } from '../../main/services/keeping/keys.ts';
import { restoreBackup } from '../../main/services/keeping/restore.ts';
import { salvage, type Salvaging } from '../../main/services/keeping/salvage.ts';
import { storeIdOf } from '../../db/keeping/backups.ts';
import { openForWriting } from '../../main/services/lifecycle.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import {
  applicant,
  countEvents,
  day,
  importRows,
  must,
  newDesk,
  newFolder,
  reference,
  type Desk,
} from '../services/desk.ts';
import { damage, leafWithEvents } from './damage.ts';

/** scrypt, and whole stores read through: slow on a busy machine. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];
const passphrase = 'prov-fras-1';

type Set = {
  readonly desk: Desk;
  readonly keeping: Keeping;
  readonly around: Parameters<typeof restoreBackup>[0];
};

async function filled(count = 3): Promise<Set> {
  const desk = await newDesk('Åsa Öberg');
  await importRows(
    desk,
    Array.from({ length: count }, (_, index) => applicant(index + 1)),
    { kind: 'applications' },
  );
  const { dataKey, dir } = desk;
  const keeping = { folder: join(newFolder(), 'kopior'), keep: 3, program: '0.1.0', dataKey, nativeBinding };
  const now = () => desk.session.now();
  return { desk, keeping, around: { dir, reference, nativeBinding, now, today: () => day('2026-11-02') } };
}

function close(desk: Desk): void {
  desk.session.store.db.pragma('wal_checkpoint(TRUNCATE)');
  desk.session.store.close();
}

function opened({ around, desk }: Set, dataKey: Uint8Array = desk.dataKey) {
  return must(openForWriting(around, dataKey));
}

describe('a restore', () => {
  it('puts the backup in place and sets the replaced store aside (ST-34)', async () => {
    const set = await filled();
    const { desk, keeping, around } = set;
    const backup = must(backUp(desk.session, keeping, quietJob));
    await importRows(desk, [applicant(9)], { kind: 'applications' });
    const later = countEvents(desk);
    close(desk);
    const restoring = { dataKey: desk.dataKey, keyslots: null, job: quietJob };
    expect(must(restoreBackup(around, backup, restoring))).toMatchObject({ ok: true, events: 6 });
    const session = opened(set);
    expect(session.ledger.verify()).toMatchObject({ ok: true, value: { ok: true, events: 6 } });
    expect(keepingLog(session.store.db)[0]).toMatchObject({
      kind: 'restore',
      backup: backup.name,
      events: 6,
    });
    session.store.close();
    const aside = readdirSync(dirname(around.dir)).filter((name) => name.includes('-before-restore-'));
    expect(aside).toHaveLength(1);
    const old = must(
      openForWriting({ ...around, dir: join(dirname(around.dir), aside[0] ?? '') }, desk.dataKey),
    );
    expect(countEvents({ session: old } as Desk)).toBe(later);
    old.store.close();
  });

  it('of a damaged backup is refused, and the store stays as it was (ST-34)', async () => {
    const set = await filled();
    const { desk, keeping, around } = set;
    const backup = must(backUp(desk.session, keeping, quietJob));
    writeFileSync(join(backup.path, 'store.db'), Buffer.alloc(40_960, 3));
    close(desk);
    const restoring = { dataKey: desk.dataKey, keyslots: null, job: quietJob };
    expect(restoreBackup(around, backup, restoring)).toEqual({
      ok: false,
      error: { tag: 'backupDamaged', name: backup.name },
    });
    expect(readdirSync(dirname(around.dir))).toEqual(['store']);
    opened(set).store.close();
  });

  it('is refused while somebody has the store open', async () => {
    const { desk, keeping, around } = await filled();
    const backup = must(backUp(desk.session, keeping, quietJob));
    const restoring = { dataKey: desk.dataKey, keyslots: null, job: quietJob };
    expect(restoreBackup(around, backup, restoring)).toEqual({
      ok: false,
      error: { tag: 'storeAlreadyOpen' },
    });
    expect(readdirSync(dirname(around.dir))).toEqual(['store']);
  });
});

describe('a change of folders', () => {
  /** The folder as a crash after each of the three renames leaves it. */
  const steps = ['before', 'ready', 'moved', 'done'] as const;
  it.each(steps)('cut off %s is whole at the next start (ST-35)', async (step) => {
    const parent = newFolder();
    const dir = join(parent, 'store');
    for (const [path, text] of [
      [dir, 'gammalt'],
      [join(parent, '.store.aaaaaaaaaaaa.new'), 'nytt'],
    ] as const) {
      mkdirSync(path);
      writeFileSync(join(path, 'store.db'), text);
    }
    const ready = join(parent, '.store.ready.restore.2026-11-02');
    if (step !== 'before') renameSync(join(parent, '.store.aaaaaaaaaaaa.new'), ready);
    if (step === 'moved' || step === 'done') renameSync(dir, join(parent, 'store-before-restore-2026-11-02'));
    if (step === 'done') renameSync(ready, dir);
    settleFolders(dir);
    expect(readFileSync(join(dir, 'store.db'), 'utf8')).toBe(step === 'before' ? 'gammalt' : 'nytt');
    if (step !== 'before')
      expect(readFileSync(join(parent, 'store-before-restore-2026-11-02', 'store.db'), 'utf8')).toBe(
        'gammalt',
      );
    const after = readdirSync(parent).sort();
    settleFolders(dir);
    expect(readdirSync(parent).sort()).toEqual(after);
  });

  it('for a new key leaves no store under the old one (ST-38)', () => {
    const parent = newFolder();
    mkdirSync(join(parent, 'store'));
    mkdirSync(join(parent, 'store-before-rekey-2026'));
    settleFolders(join(parent, 'store'));
    expect(readdirSync(parent)).toEqual(['store']);
  });
});

async function salvaging({ desk, keeping }: Set, keep: boolean): Promise<Salvaging> {
  const keyslots = readKeyslots(desk.dir);
  return {
    dataKey: desk.dataKey,
    keyslots: keyslots.ok ? keyslots.value : '',
    folder: keeping.folder,
    sealed: [],
    store: storeIdOf(desk.dir),
    keep,
    job: quietJob,
  };
}

describe('salvage', () => {
  it('loses nothing of a store with a wrong byte in its first page, without any backup (ST-36)', async () => {
    const set = await filled();
    saveDraft(set.desk.session.store.db, { kind: 'form', id: 'a', body: { text: 'utkast' }, savedAt: 1 });
    const events = countEvents(set.desk);
    close(set.desk);
    const path = join(set.around.dir, 'store.db');
    const bytes = readFileSync(path);
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(openForWriting(set.around, set.desk.dataKey)).toMatchObject({
      ok: false,
      error: { tag: 'damagedStore' },
    });
    const report = must(await salvage(set.around, await salvaging(set, true)));
    expect(report).toMatchObject({
      base: null,
      events,
      missing: [],
      waiting: 0,
      problems: 0,
      ownBehind: false,
    });
    opened(set).store.close();
  });

  it('joins backup and damaged store: what came after the backup is not lost (ST-36)', async () => {
    const set = await filled();
    const { desk, around } = set;
    const backup = must(backUp(desk.session, set.keeping, quietJob));
    await importRows(
      desk,
      [4, 5, 6].map((index) => applicant(index)),
      { kind: 'applications' },
    );
    saveDraft(desk.session.store.db, { kind: 'form', id: 'a', body: { text: 'utkast' }, savedAt: 1 });
    const events = countEvents(desk);
    close(desk);
    const path = join(around.dir, 'store.db');
    const bytes = readFileSync(path);
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const report = must(await salvage(around, await salvaging(set, true)));
    expect(report).toEqual({
      base: { name: backup.name, madeAt: backup.manifest.madeAt, events: 6 },
      readable: true,
      events,
      added: events - 6,
      ownFiles: 0,
      fromFiles: 0,
      waiting: 0,
      missing: [],
      ownBehind: false,
      lostTables: expect.any(Array),
      lostBlobs: 0,
      problems: 0,
    });
    const session = opened(set);
    expect(session.ledger.verify()).toMatchObject({ ok: true, value: { ok: true, events } });
    session.store.close();
    expect(readdirSync(dirname(around.dir)).some((name) => name.includes('-before-salvage-'))).toBe(true);
  });

  it('says exactly which numbers and cases are gone, keeps what stands after them waiting (ST-37)', async () => {
    const set = await filled(200);
    const { desk, around } = set;
    const total = countEvents(desk);
    close(desk);
    const leaf = leafWithEvents(around.dir, desk.dataKey);
    damage(around.dir, (page) => page === leaf);
    const looked = must(await salvage(around, await salvaging(set, false)));
    expect(looked.base).toBeNull();
    expect(looked.problems).toBe(0);
    expect(looked.events + looked.waiting + gone(looked)).toBe(total);
    expect(gone(looked)).toBeGreaterThan(0);
    expect(looked.waiting).toBeGreaterThan(0);
    expect(looked.ownBehind).toBe(true);
    expect(looked.missing[0]?.member).toBe('Åsa Öberg');
    expect(looked.missing.flatMap(({ cases }) => cases).length).toBe(gone(looked));
    expect(readdirSync(dirname(around.dir))).toEqual(['store']);
    const done = must(await salvage(around, await salvaging(set, true)));
    expect(done).toEqual(looked);
    const session = opened(set);
    expect(waitingEvents(session.store.db)).toHaveLength(looked.waiting);
    session.store.close();
  });

  it('builds on the newest backup that proves itself: one made after the fault has the fault in it (ST-36)', async () => {
    const set = await filled();
    const { desk, keeping, around } = set;
    const good = must(backUp(desk.session, keeping, quietJob));
    await importRows(desk, [applicant(4)], { kind: 'applications' });
    const events = countEvents(desk);
    const { db } = desk.session.store;
    db.exec('DROP TRIGGER events_no_update');
    db.exec(`UPDATE events SET body = replace(body, '"fact"', '"text"') WHERE seq = 3`);
    const bad = must(backUp(desk.session, keeping, quietJob));
    expect(bad.manifest.madeAt).toBeGreaterThan(good.manifest.madeAt);
    close(desk);
    const report = must(await salvage(around, await salvaging(set, true)));
    expect(report).toMatchObject({ base: { name: good.name }, events, missing: [], waiting: 0, problems: 0 });
    opened(set).store.close();
  });

  it('takes own tables whose pages prove themselves', async () => {
    const set = await filled(200);
    const { desk, around } = set;
    must(backUp(desk.session, set.keeping, quietJob));
    saveDraft(desk.session.store.db, { kind: 'form', id: 'a', body: { text: 'utkast' }, savedAt: 1 });
    close(desk);
    const leaf = leafWithEvents(around.dir, desk.dataKey);
    damage(around.dir, (page) => page === leaf);
    const done = must(await salvage(around, await salvaging(set, true)));
    expect(done).toMatchObject({ missing: [], lostTables: [], added: 0 });
    const session = opened(set);
    expect(readDraft(session.store.db, 'form', 'a')?.body).toEqual({ text: 'utkast' });
    session.store.close();
  });

  it('leaves the damaged store byte for byte as it was, also when there is nothing to salvage', async () => {
    const set = await filled();
    close(set.desk);
    damage(set.around.dir, () => true);
    const bytes = readFileSync(join(set.around.dir, 'store.db'));
    expect(await salvage(set.around, await salvaging(set, true))).toEqual({
      ok: false,
      error: { tag: 'nothingToSalvage' },
    });
    expect(readFileSync(join(set.around.dir, 'store.db')).equals(bytes)).toBe(true);
    expect(readdirSync(dirname(set.around.dir))).toEqual(['store']);
  });
});

function gone({ missing }: { readonly missing: readonly { from: number; to: number }[] }): number {
  return missing.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}

describe('keys', () => {
  it('a new passphrase opens the store and its backups, the old one neither; the recovery code stays (ST-39)', async () => {
    const { desk, keeping, around } = await filled();
    const backup = must(backUp(desk.session, keeping, quietJob));
    const next = 'en helt annan fras';
    expect(await changeOwnPassphrase(around.dir, keeping.folder, { current: 'fel', next })).toEqual({
      ok: false,
      error: { tag: 'wrongPassphrase' },
    });
    expect(
      must(await changeOwnPassphrase(around.dir, keeping.folder, { current: passphrase, next })),
    ).toEqual({
      backups: 1,
    });
    const text = must(readKeyslots(around.dir));
    expect(must(readKeyslots(backup.path))).toBe(text);
    expect(await openWithPassphrase(text, next)).toMatchObject({ ok: true });
    expect(await openWithPassphrase(text, passphrase)).toMatchObject({ ok: false });
    expect(listBackups(keeping.folder)).toHaveLength(1);
    const { recoveryCode } = must(await newRecoveryCode(around.dir, keeping.folder, next));
    expect(await openWithRecoveryCode(must(readKeyslots(around.dir)), recoveryCode)).toMatchObject({
      ok: true,
    });
  });

  it('a rekey gives both databases another key and nothing opens by the old one (ST-38)', async () => {
    const set = await filled();
    const { desk, around } = set;
    close(desk);
    const done = must(await rekey(around, passphrase, quietJob));
    expect(Buffer.from(done.dataKey).equals(Buffer.from(desk.dataKey))).toBe(false);
    expect(openForWriting(around, desk.dataKey)).toEqual({ ok: false, error: { tag: 'wrongKey' } });
    const session = opened(set, done.dataKey);
    expect(session.ledger.verify()).toMatchObject({ ok: true, value: { ok: true, events: 6 } });
    session.store.close();
    const text = must(readKeyslots(around.dir));
    expect(must(await openWithPassphrase(text, passphrase))).toEqual(done.dataKey);
    expect(must(await openWithRecoveryCode(text, done.recoveryCode))).toEqual(done.dataKey);
    expect(readdirSync(dirname(around.dir))).toEqual(['store']);
  });

  it('a rekey with a wrong passphrase changes nothing', async () => {
    const set = await filled();
    close(set.desk);
    expect(await rekey(set.around, 'fel fras', quietJob)).toEqual({
      ok: false,
      error: { tag: 'wrongPassphrase' },
    });
    expect(existsSync(join(set.around.dir, 'store.db'))).toBe(true);
    opened(set).store.close();
  });
});
