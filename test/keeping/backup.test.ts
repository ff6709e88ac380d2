// Proves: a backup is whole or is none, holds no plain text, is thinned by number and by purge, and a rehearsal opens and proves it.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { isWhole, listBackups } from '../../db/keeping/backups.ts';
import { backupFolders, noteBackupFolder, noteFoldersReached, notePurge } from '../../db/local/keeping.ts';
import { saveDraft } from '../../db/local/drafts.ts';
import {
  backUp,
  needsThinning,
  rehearse,
  thinOut,
  type Keeping,
} from '../../main/services/keeping/backups.ts';
import { foldersAway } from '../../main/services/keeping/backup-folders.ts';
import { breaksTheStore } from '../builders/watching.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import {
  applicant,
  day,
  importRows,
  must,
  newDesk,
  newFolder,
  reference,
  type Desk,
} from '../services/desk.ts';

/** scrypt, and whole stores read through: slow on a busy machine. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];

async function filled(): Promise<{ readonly desk: Desk; readonly keeping: Keeping }> {
  const desk = await newDesk('Åsa Öberg');
  await importRows(
    desk,
    [1, 2, 3].map((index) => applicant(index, { Efternamn: 'Hemligberg' })),
    {
      kind: 'applications',
    },
  );
  const { dataKey } = desk;
  return {
    desk,
    keeping: { folder: join(newFolder(), 'kopior'), keep: 3, program: '0.1.0', dataKey, nativeBinding },
  };
}

function aroundOf(desk: Desk) {
  return {
    dir: desk.dir,
    reference,
    nativeBinding,
    now: () => desk.session.now(),
    today: () => day('2026-11-02'),
  };
}

describe('a backup', () => {
  it('holds both databases and the key slots, and says how much it holds (ST-30)', async () => {
    const { desk, keeping } = await filled();
    const made = must(backUp(desk.session, keeping, quietJob));
    expect(readdirSync(made.path).sort()).toEqual(['backup.json', 'blobs.db', 'keyslots.json', 'store.db']);
    expect(made.manifest).toMatchObject({ v: 1, events: 6, blobs: 0, purges: 0, program: '0.1.0' });
    expect(isWhole(made)).toBe(true);
    expect(readdirSync(keeping.folder)).toEqual([made.name]);
  });

  it('holds no name and no SQLite header in plain text (ST-2)', async () => {
    const { desk, keeping } = await filled();
    const made = must(backUp(desk.session, keeping, quietJob));
    for (const name of readdirSync(made.path)) {
      const content = readFileSync(join(made.path, name));
      expect(content.includes('Hemligberg')).toBe(false);
      expect(content.includes('SQLite format 3')).toBe(false);
    }
  });

  it('leaves the newest ones and those of other stores (ST-31)', async () => {
    const { desk, keeping } = await filled();
    const other = await newDesk('Karin Lind');
    const theirs = must(backUp(other.session, { ...keeping, dataKey: other.dataKey }, quietJob));
    const names = [1, 2, 3, 4, 5].map(() => must(backUp(desk.session, keeping, quietJob)).name);
    expect(
      listBackups(keeping.folder)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([theirs.name, ...names.slice(2)].sort());
  });

  it('is not made of a damaged store, and older ones stay (ST-30)', async () => {
    breaksTheStore();
    const { desk, keeping } = await filled();
    const made = must(backUp(desk.session, keeping, quietJob));
    desk.session.store.db.pragma('wal_checkpoint(TRUNCATE)');
    const path = join(desk.dir, 'store.db');
    const bytes = readFileSync(path);
    for (let page = 5; page < bytes.length / 4096; page += 1)
      bytes.fill(7, page * 4096 + 100, page * 4096 + 140);
    const session = desk.reopen();
    session.store.db.pragma('cache_size=1');
    writeFileSync(path, bytes);
    const done = backUp(session, keeping, quietJob);
    expect(done).toEqual({ ok: false, error: { tag: 'damagedStore', file: 'store.db' } });
    expect(readdirSync(keeping.folder)).toEqual([made.name]);
  });

  it('is refused where there is no folder, and nothing half is left (ST-30)', async () => {
    const { desk, keeping } = await filled();
    const file = join(newFolder(), 'fil');
    writeFileSync(file, '');
    expect(backUp(desk.session, { ...keeping, folder: join(file, 'kopior') }, quietJob)).toEqual({
      ok: false,
      error: { tag: 'backupFolderUnreachable' },
    });
  });

  it('with a changed byte is not whole', async () => {
    const { desk, keeping } = await filled();
    const made = must(backUp(desk.session, keeping, quietJob));
    const path = join(made.path, 'blobs.db');
    const bytes = readFileSync(path);
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(isWhole(made)).toBe(false);
  });
});

describe('a rehearsal', () => {
  it('opens the newest backup aside, proves all of it and leaves nothing (ST-32)', async () => {
    const { desk, keeping } = await filled();
    const made = must(backUp(desk.session, keeping, quietJob));
    await importRows(desk, [applicant(9)], { kind: 'applications' });
    const before = readdirSync(join(desk.dir, '..'));
    expect(must(rehearse(aroundOf(desk), keeping, quietJob))).toEqual({
      ok: true,
      backup: made.name,
      madeAt: made.manifest.madeAt,
      events: 6,
      problems: 0,
    });
    expect(readdirSync(join(desk.dir, '..'))).toEqual(before);
  });

  it('says that there is none, and that one is damaged', async () => {
    const { desk, keeping } = await filled();
    expect(rehearse(aroundOf(desk), keeping, quietJob)).toEqual({ ok: false, error: { tag: 'noBackup' } });
    const made = must(backUp(desk.session, keeping, quietJob));
    const path = join(made.path, 'store.db');
    writeFileSync(path, readFileSync(path).subarray(0, 8192));
    expect(rehearse(aroundOf(desk), keeping, quietJob)).toEqual({
      ok: false,
      error: { tag: 'backupDamaged', name: made.name },
    });
  });
});

describe('after a purge', () => {
  it('every backup that holds what was purged is replaced, with other whole copies (ST-33)', async () => {
    const { desk, keeping } = await filled();
    const { db } = desk.session.store;
    saveDraft(db, { kind: 'form', id: 'x', body: { name: 'Gallrad Person' }, savedAt: 1 });
    const old = [1, 2].map(() => must(backUp(desk.session, keeping, quietJob)).name);
    writeFileSync(join(desk.dir, 'before-schema-4.db'), 'gammalt');
    mkdirSync(`${desk.dir}-before-restore-2026`);
    expect(needsThinning(desk.session, keeping)).toBe(false);
    db.transaction(() => {
      db.exec(`DELETE FROM draft WHERE id = 'x'`);
      notePurge(db);
    })();
    expect(needsThinning(desk.session, keeping)).toBe(true);
    const done = must(thinOut(desk.session, keeping, quietJob));
    const reached = [{ path: keeping.folder, isEmpty: false }];
    expect(done).toEqual({
      made: expect.any(String),
      removed: old.reverse(),
      aside: 2,
      reached,
      purges: 1,
    });
    expect(needsThinning(desk.session, keeping)).toBe(false);
    expect(listBackups(keeping.folder).map(({ name }) => name)).toEqual([done.made]);
    expect(existsSync(`${desk.dir}-before-restore-2026`)).toBe(false);
  });

  it('backups in a folder that was chosen before go too, and one that cannot be reached is named until it has been (PU-13)', async () => {
    const { desk, keeping } = await filled();
    const { db } = desk.session.store;
    const put = (folder: string) => {
      noteBackupFolder(db, folder);
      must(backUp(desk.session, { ...keeping, folder }, quietJob));
    };
    const root = newFolder();
    const [near, stick, now] = ['nära', 'sticka', 'nu'].map((name) => join(root, name)) as [
      string,
      string,
      string,
    ];
    for (const folder of [near, stick, now]) put(folder);
    const current = { ...keeping, folder: now };
    expect(foldersAway(desk.session)).toEqual([]);
    renameSync(stick, `${stick} urdragen`);
    expect(foldersAway(desk.session)).toEqual([]);
    db.transaction(() => notePurge(db))();
    const thin = () => {
      const done = must(thinOut(desk.session, current, quietJob));
      noteFoldersReached(db, done);
      return done;
    };
    expect(thin()).toMatchObject({ removed: [expect.any(String), expect.any(String)], purges: 1 });
    expect(listBackups(near)).toEqual([]);
    expect([needsThinning(desk.session, current), foldersAway(desk.session)]).toEqual([false, [stick]]);
    // An empty mount point is not the disk.
    mkdirSync(stick);
    thin();
    rmSync(stick, { recursive: true });
    expect(foldersAway(desk.session)).toEqual([stick]);
    renameSync(`${stick} urdragen`, stick);
    expect([needsThinning(desk.session, current), foldersAway(desk.session)]).toEqual([true, []]);
    thin();
    expect(listBackups(stick)).toEqual([]);
    expect(backupFolders(db)).toEqual([{ path: now, purges: 1 }]);
    rmSync(stick, { recursive: true });
    expect([needsThinning(desk.session, current), foldersAway(desk.session)]).toEqual([false, []]);
  });

  it('a store that was set aside after the purge has taken part in it, and stays (ST-33)', async () => {
    const { desk, keeping } = await filled();
    const { db } = desk.session.store;
    db.transaction(() => notePurge(db))();
    db.pragma('wal_checkpoint(TRUNCATE)');
    const aside = `${desk.dir}-before-restore-2026`;
    cpSync(desk.dir, aside, { recursive: true });
    expect(needsThinning(desk.session, keeping)).toBe(false);
    must(thinOut(desk.session, keeping, quietJob));
    expect(existsSync(aside)).toBe(true);
    notePurge(db);
    expect(needsThinning(desk.session, keeping)).toBe(true);
    must(thinOut(desk.session, keeping, quietJob));
    expect(existsSync(aside)).toBe(false);
  });
});
