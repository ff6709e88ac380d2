// Proves: a store of every earlier schema that people have worked in opens in this program and still says what it said; no schema is
// raised without one (ST-41, ST-42).
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { latestSchema, schemaOf } from '../../db/migrate.ts';
import { verifyAll } from '../../db/proof/prove.ts';
import { openForWriting } from '../../main/services/lifecycle.ts';
import { temporaryFolder } from '../builders/ledger.ts';
import { contentsOf, fixtureKey, type Contents } from '../fixtures/stores/contents.ts';
import { reference, must, day } from '../services/desk.ts';

/** scrypt, and whole stores read through: slow on a busy machine. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const stores = join(import.meta.dirname, '../fixtures/stores');

/** Stores as earlier programs left them, by folder, and the schema they have. Nothing is ever taken out of this list. */
const releases: readonly { readonly version: string; readonly schema: number }[] = [
  { version: '0.1.0', schema: 3 },
  { version: 'schema-12', schema: 12 },
  { version: 'schema-13', schema: 13 },
  { version: 'schema-14', schema: 14 },
];

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

function writtenBy(version: string): Contents {
  return JSON.parse(readFileSync(join(stores, `${version}.json`), 'utf8')) as Contents;
}

describe('a schema', () => {
  it('is left with a fixture: this program is at most one step beyond the newest (ST-42)', () => {
    expect(latestSchema - Math.max(...releases.map(({ schema }) => schema))).toBeLessThanOrEqual(1);
    const made = readdirSync(stores).filter((name) => existsSync(join(stores, name, 'store.db')));
    expect(made.sort()).toEqual(releases.map((one) => one.version).sort());
  });

  it('stands in its fixture, and schemas only grow', () => {
    expect(releases.map(({ version }) => writtenBy(version).schema)).toEqual(
      releases.map(({ schema }) => schema),
    );
    const schemas = releases.map(({ schema }) => schema);
    expect(schemas).toEqual([...schemas].sort((a, b) => a - b));
    expect(schemas.at(-1)).toBeLessThanOrEqual(latestSchema);
  });
});

/** Rows may gain columns and never lose a value that stood in them; of the truth none may come or go. */
const truth = ['events', 'device_head', 'sparse_event', 'blob'];
const computed = ['case_row', 'employer_row', 'same_person', 'stream_flag'];
const own = [
  'access_review',
  'bundle_quarantine',
  'case_looked',
  'document_given',
  'mailbox_left',
  'mailbox_put',
  'mailing_held',
  'mailing_recipient',
  'read_log',
  'read_log_head',
  'recipient_told',
  'draft',
  'pending_bar',
  'bundle_waiting',
  'import_log',
  'recipient_mark',
  'output_file',
  'setting',
];
/** Re-folded with later rules: whole texts of states are compared by the proof, not by their bytes. */
const notCompared = ['meta', 'stream_state', 'own_batch'];

/** A list made anew has its rows in another order. */
function inOrder(rows: Contents['tables'][string] = []): Contents['tables'][string] {
  const key = (row: (typeof rows)[number]) => String(row['case_id'] ?? row['employer_id'] ?? row['id'] ?? '');
  return [...rows].sort((a, b) => key(a).localeCompare(key(b)));
}

/** A list made anew numbers its cases anew: the number only settles ties. */
function withoutPlace(table: string, row: Contents['tables'][string][number]): object {
  if (table !== 'case_row') return row;
  const { n: _n, ...rest } = row;
  return rest;
}

describe.each(releases)('a store of $version', ({ version }) => {
  it('opens, loses nothing, proves itself and shows the same cases (ST-41)', async () => {
    const dir = join(folder.path, 'store');
    cpSync(join(stores, version), dir, { recursive: true });
    const before = writtenBy(version);
    expect(await contentsOf(dir)).toEqual(before);
    const around = { dir, reference, nativeBinding: process.env['SPRANGBRADAN_SQLITE_BINDING'] };
    const session = must(
      openForWriting(
        { ...around, now: () => 1_795_000_000_000_000, today: () => day('2026-11-20') },
        await fixtureKey(dir),
      ),
    );
    expect(schemaOf(session.store.db)).toBe(latestSchema);
    expect(verifyAll(session.store.db, {})).toMatchObject({ ok: true, problems: [] });
    session.store.close();
    const after = await contentsOf(dir);
    for (const table of truth) {
      const same = (before.tables[table] ?? []).map((row): unknown => expect.objectContaining(row));
      expect([table, after.tables[table]]).toEqual([table, same]);
    }
    for (const table of [...computed, ...own]) {
      const wanted = inOrder(before.tables[table]);
      const same = wanted.map((row): unknown => expect.objectContaining(withoutPlace(table, row)));
      expect([table, inOrder(after.tables[table])]).toEqual([table, same]);
    }
    const compared = new Set([...truth, ...computed, ...own, ...notCompared]);
    expect(Object.keys(before.tables).filter((table) => !compared.has(table))).toEqual([]);
  });
});
