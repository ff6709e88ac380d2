// Owns: that the schema only grows, step by step, with a backup before anything can be lost.
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConnection, openConnection } from '../../db/connection.ts';
import { latestSchema, migrate, schemaOf } from '../../db/migrate.ts';
import { migrations } from '../../db/migrations/list.ts';
import type { Migration } from '../../db/migrations/migration.ts';
import { openStore } from '../../db/open.ts';
import {
  caseId,
  dataKey,
  found,
  imported,
  ledgerOf,
  must,
  nativeBinding,
  newDevice,
  newStore,
  temporaryFolder,
  write,
} from '../builders/ledger.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

describe('migrations', () => {
  it('are listed, every file of the folder, numbered without a hole', () => {
    const files = readdirSync(join(process.cwd(), 'db', 'migrations'))
      .filter((name) => /^\d{4}-/.test(name))
      .sort();
    expect(files).toEqual(migrations.map((one) => `${String(one.version).padStart(4, '0')}-${one.name}.ts`));
    expect(migrations.map((one) => one.version)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('make STRICT tables only', () => {
    const store = newStore(join(folder.path, 's'));
    const loose = store.db
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
      )
      .pluck()
      .all();
    expect(loose).toEqual([]);
    store.close();
  });

  it('can be taken one at a time from any older version', () => {
    for (let version = 0; version <= latestSchema; version += 1) {
      const db = createConnection(join(folder.path, `${version}.db`), { dataKey, nativeBinding });
      migrate(db, null, migrations.slice(0, version));
      expect(schemaOf(db)).toBe(version);
      migrate(db, folder.path);
      expect(schemaOf(db)).toBe(latestSchema);
      db.close();
    }
  });

  it('give events of a kind that was not known when they came the batch they were written in, and shut the door again (ST-45)', () => {
    const db = createConnection(join(folder.path, 'ten.db'), { dataKey, nativeBinding });
    migrate(db, null, migrations.slice(0, 10));
    const batch = 'ab'.repeat(16);
    const payloads = [
      `{"kind":"identity.protected","batch":"${batch}"}`,
      '{"kind":"identity.protected"}',
      '{"kind":"later","batch":7}',
      '{"kind":"later","batch":"AB"}',
      null,
    ];
    const insert = db.prepare(
      `INSERT INTO events (hash, body, salt, payload, device, seq, hlc, stream, type)
       VALUES (randomblob(32), '[]', ?, ?, 'd', ?, 0, 's', 't')`,
    );
    for (const [index, payload] of payloads.entries())
      insert.run(payload === null ? null : Buffer.alloc(16), payload, index + 1);
    migrate(db, null);
    expect(db.prepare('SELECT batch FROM events ORDER BY seq').pluck().all()).toEqual([
      batch,
      null,
      null,
      null,
      null,
    ]);
    expect(() => db.exec("UPDATE events SET batch = 'x'")).toThrow('append-only');
    db.close();
  });

  const next: Migration = {
    version: latestSchema + 1,
    name: 'next',
    up: (db) => db.exec('CREATE TABLE extra (a TEXT) STRICT'),
  };

  it('back the store up first when it holds events, with the same key', () => {
    const dir = join(folder.path, 's');
    const store = newStore(dir);
    const device = newDevice('Åsa');
    write(ledgerOf(store, device), found(device), imported(caseId(1)));
    migrate(store.db, dir, [...migrations, next]);
    store.close();
    const backup = openConnection(join(dir, `before-schema-${latestSchema + 1}.db`), {
      dataKey,
      readonly: true,
      nativeBinding,
    });
    expect(schemaOf(backup)).toBe(latestSchema);
    expect(backup.prepare('SELECT count(*) FROM events').pluck().get()).toBe(2);
    backup.close();
  });

  it('leave no backup of an empty store', () => {
    const dir = join(folder.path, 's');
    const store = newStore(dir);
    migrate(store.db, dir, [...migrations, next]);
    expect(existsSync(join(dir, `before-schema-${latestSchema + 1}.db`))).toBe(false);
    store.close();
  });

  it('take a whole step or nothing of it', () => {
    const store = newStore(join(folder.path, 's'));
    const broken: Migration = {
      ...next,
      up: (db) => {
        db.exec('CREATE TABLE half (a TEXT) STRICT');
        throw new Error('broken');
      },
    };
    expect(() => migrate(store.db, null, [...migrations, broken])).toThrow('broken');
    expect(schemaOf(store.db)).toBe(latestSchema);
    expect(store.db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'half'`).get()).toBeUndefined();
    store.close();
  });

  it('run when a writer opens an older store; a reader is told to wait', () => {
    const dir = join(folder.path, 's');
    const store = newStore(dir);
    const application = Number(store.db.pragma('application_id', { simple: true }));
    store.close();
    const path = join(folder.path, 'older.db');
    const older = createConnection(path, { dataKey, nativeBinding });
    migrate(older, null, migrations.slice(0, 2));
    older.pragma(`application_id=${application}`);
    older.pragma('wal_checkpoint(TRUNCATE)');
    older.close();
    cpSync(path, join(dir, 'store.db'));
    const options = { dir, dataKey, nativeBinding };
    expect(openStore({ ...options, mode: 'reader' })).toEqual({
      ok: false,
      error: { tag: 'olderSchema', found: 2, known: latestSchema },
    });
    const writer = must(openStore({ ...options, mode: 'writer' }));
    expect(schemaOf(writer.db)).toBe(latestSchema);
    writer.close();
  });
});
