// Owns: what opening a store promises: settings, refusals by tag, and that a refused store is left byte for byte as it was.
import Database from 'better-sqlite3';
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getBlob, hasBlob, putBlob, putBlobs } from '../../db/blobs.ts';
import { greatestDocument } from '../../domain/sync/documents.ts';
import { bindingOption, createConnection } from '../../db/connection.ts';
import { latestSchema } from '../../db/migrate.ts';
import { createStore, openStore, readKeyslots, writeKeyslots, type Mode } from '../../db/open.ts';
import {
  caseId,
  dataKey,
  found,
  imported,
  ledgerOf,
  nativeBinding,
  newDevice,
  newStore,
  temporaryFolder,
  write,
} from '../builders/ledger.ts';

let folder: ReturnType<typeof temporaryFolder>;
let dir: string;
beforeEach(() => {
  folder = temporaryFolder();
  dir = join(folder.path, 'store');
});
afterEach(() => folder.remove());

function open(mode: Mode = 'writer', key: Uint8Array = dataKey) {
  return openStore({ dir, dataKey: key, mode, nativeBinding });
}

/** Names and digests of every file, so that nothing can be added, changed or taken away unseen. */
function snapshot(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(dir)
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(dir, name)))
          .digest('hex'),
      ]),
  );
}

/** The tag that writer and reader get, and whether both left every file as it was. */
function refusal(key: Uint8Array = dataKey): {
  readonly writer: string;
  readonly reader: string;
  readonly untouched: boolean;
} {
  const before = snapshot();
  const tagOf = (mode: Mode) => {
    const opened = open(mode, key);
    if (opened.ok) opened.value.close();
    return opened.ok ? 'opened' : opened.error.tag;
  };
  const [writer, reader] = [tagOf('writer'), tagOf('reader')];
  return { writer, reader, untouched: JSON.stringify(snapshot()) === JSON.stringify(before) };
}

function asBoth(tag: string): ReturnType<typeof refusal> {
  return { writer: tag, reader: tag, untouched: true };
}

function filledStore(): void {
  const store = newStore(dir);
  const device = newDevice('Åsa');
  write(
    ledgerOf(store, device),
    found(device),
    imported(caseId(1), { fields: { familyName: 'Hemligberg' } }),
  );
  store.close();
}

function overwrite(name: string, at: number, bytes: Uint8Array): void {
  const content = readFileSync(join(dir, name));
  content.set(bytes, at);
  writeFileSync(join(dir, name), content);
}

describe('an open store', () => {
  it('has the settings that keep it safe, read back from SQLite', () => {
    const store = newStore(dir);
    const setting = (name: string) => store.db.pragma(name, { simple: true });
    expect({
      cipher: setting('cipher'),
      legacy: Number(setting('legacy')),
      journal: setting('journal_mode'),
      synchronous: setting('synchronous'),
      temporary: setting('temp_store'),
      foreignKeys: setting('foreign_keys'),
      recursiveTriggers: setting('recursive_triggers'),
      schema: setting('user_version'),
    }).toEqual({
      cipher: 'sqlcipher',
      legacy: 4,
      journal: 'wal',
      synchronous: 2,
      temporary: 2,
      foreignKeys: 1,
      recursiveTriggers: 1,
      schema: latestSchema,
    });
    store.close();
  });

  it('keeps no name in plain text on disk, nor an SQLite header', () => {
    filledStore();
    for (const name of readdirSync(dir)) {
      const content = readFileSync(join(dir, name));
      expect(content.includes('Hemligberg')).toBe(false);
      expect(content.includes('SQLite format 3')).toBe(false);
    }
  });

  it('lets one writer in at a time, and readers beside it that cannot write', () => {
    const store = newStore(dir);
    expect(open('writer')).toEqual({ ok: false, error: { tag: 'storeAlreadyOpen' } });
    const reader = open('reader');
    if (!reader.ok) throw new Error(reader.error.tag);
    expect(reader.value.db.pragma('temp_store', { simple: true })).toBe(2);
    expect(() => reader.value.db.exec(`INSERT INTO setting VALUES ('a', '1')`)).toThrow(/readonly/);
    reader.value.close();
    store.close();
    const again = open('writer');
    expect(again.ok).toBe(true);
    if (again.ok) again.value.close();
  });

  it('keeps and replaces the key slots', () => {
    newStore(dir).close();
    writeKeyslots(dir, '{"ny":true}');
    expect(readKeyslots(dir)).toEqual({ ok: true, value: '{"ny":true}' });
    expect(readKeyslots(folder.path)).toEqual({ ok: false, error: { tag: 'noStore' } });
  });

  it('is made once: a folder with anything in it is left alone', () => {
    mkdirSync(dir);
    writeFileSync(join(dir, 'brev.txt'), 'eget');
    expect(createStore({ dir, dataKey, keyslots: '{}', nativeBinding })).toEqual({
      ok: false,
      error: { tag: 'storeExists' },
    });
    expect(readdirSync(dir)).toEqual(['brev.txt']);
    expect(readdirSync(folder.path)).toEqual(['store']);
  });

  it('is made in an empty folder too', () => {
    mkdirSync(dir);
    newStore(dir).close();
    expect(readdirSync(dir).sort()).toEqual(['blobs.db', 'keyslots.json', 'lock.db', 'store.db']);
  });
});

describe('a refused store', () => {
  it('noStore: there is none', () => {
    expect(open()).toEqual({ ok: false, error: { tag: 'noStore' } });
  });

  it('wrongKey: another key', () => {
    filledStore();
    expect(refusal(Buffer.alloc(32, 8))).toEqual(asBoth('wrongKey'));
  });

  it('wrongKey: another store in its place', () => {
    filledStore();
    const other = join(folder.path, 'other');
    newStore(other, Buffer.alloc(32, 9)).close();
    for (const name of ['store.db', 'blobs.db']) copyFileSync(join(other, name), join(dir, name));
    expect(refusal()).toEqual(asBoth('wrongKey'));
  });

  it('damagedStore: random bytes instead of the file, while the attachments still open', () => {
    filledStore();
    writeFileSync(join(dir, 'store.db'), randomBytes(40_960));
    expect(refusal()).toEqual(asBoth('damagedStore'));
  });

  it('wrongKey: random bytes in both files', () => {
    filledStore();
    for (const name of ['store.db', 'blobs.db']) writeFileSync(join(dir, name), randomBytes(40_960));
    expect(refusal()).toEqual(asBoth('wrongKey'));
  });

  it('notAStore: a plain SQLite file', () => {
    filledStore();
    const plain = new Database(join(folder.path, 'plain.db'), bindingOption(nativeBinding));
    plain.exec('CREATE TABLE a (b)');
    plain.close();
    copyFileSync(join(folder.path, 'plain.db'), join(dir, 'store.db'));
    expect(refusal()).toEqual(asBoth('notAStore'));
  });

  it('notAStore: an encrypted file of another program, and an empty one', () => {
    filledStore();
    const path = join(folder.path, 'foreign.db');
    const foreign = createConnection(path, { dataKey, nativeBinding });
    foreign.exec('CREATE TABLE a (b)');
    foreign.close();
    copyFileSync(path, join(dir, 'store.db'));
    expect(refusal()).toEqual(asBoth('notAStore'));
    writeFileSync(join(dir, 'store.db'), '');
    expect(refusal()).toEqual(asBoth('notAStore'));
  });

  it('newerSchema: made by a later version', () => {
    filledStore();
    const store = open();
    if (!store.ok) throw new Error(store.error.tag);
    store.value.db.pragma(`user_version=${latestSchema + 1}`);
    store.value.close();
    expect(refusal()).toEqual(asBoth('newerSchema'));
    expect(open()).toEqual({
      ok: false,
      error: { tag: 'newerSchema', found: latestSchema + 1, known: latestSchema },
    });
  });

  it('damagedStore: one bit of the first page', () => {
    filledStore();
    const first = readFileSync(join(dir, 'store.db'))[100] ?? 0;
    overwrite('store.db', 100, Uint8Array.of(first ^ 1));
    expect(refusal()).toEqual(asBoth('damagedStore'));
  });

  it('damagedStore: every page after the first', () => {
    filledStore();
    const { length } = readFileSync(join(dir, 'store.db'));
    overwrite('store.db', 4096, randomBytes(length - 4096));
    expect(refusal()).toEqual(asBoth('damagedStore'));
  });

  it('damagedStore: cut off in the middle', () => {
    filledStore();
    writeFileSync(join(dir, 'store.db'), readFileSync(join(dir, 'store.db')).subarray(0, 5000));
    expect(refusal()).toEqual(asBoth('damagedStore'));
  });

  it('damagedStore: attachments missing or altered', () => {
    filledStore();
    overwrite('blobs.db', 200, randomBytes(64));
    expect(refusal()).toEqual(asBoth('damagedStore'));
  });

  it('storeAlreadyOpen: nothing of the open one changes', () => {
    const store = newStore(dir);
    const before = snapshot();
    expect(open('writer')).toEqual({ ok: false, error: { tag: 'storeAlreadyOpen' } });
    expect(snapshot()).toEqual(before);
    store.close();
  });
});

describe('blobs', () => {
  it('are found by their digest and kept once', () => {
    const store = newStore(dir);
    const bytes = Buffer.from('ett beslut');
    const digest = createHash('sha256').update(bytes).digest('hex');
    expect(putBlob(store, bytes)).toEqual({ ok: true, value: digest });
    expect(putBlobs(store, [bytes, Buffer.from('ett till')])).toHaveLength(2);
    expect(Buffer.from(getBlob(store, digest) ?? [])).toEqual(bytes);
    expect(hasBlob(store, '00'.repeat(32))).toBe(false);
    expect(getBlob(store, '00'.repeat(32))).toBeUndefined();
    expect(store.blobs.prepare('SELECT count(*) FROM blob').pluck().get()).toBe(2);
    store.close();
  });

  it('are at most 20 MB', () => {
    const store = newStore(dir);
    const size = greatestDocument + 1;
    expect(putBlob(store, Buffer.alloc(size))).toEqual({
      ok: false,
      error: { tag: 'blobTooLarge', size, most: greatestDocument },
    });
    store.close();
  });
});
