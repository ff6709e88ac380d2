// Owns: damaging a store on its disk as a bad sector does, so that what is left of it can be looked for.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openConnection, type Db } from '../../db/connection.ts';
import { newFolder } from '../services/desk.ts';

const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];

/** Overwrites whole pages of the database that hold rows of `events`, chosen by number, sparing the first ones. */
export function damage(dir: string, pages: (page: number, of: number) => boolean): void {
  const path = join(dir, 'store.db');
  const bytes = readFileSync(path);
  const of = bytes.length / 4096;
  for (let page = 1; page < of; page += 1)
    if (pages(page, of)) bytes.fill(7, page * 4096, page * 4096 + 4000);
  writeFileSync(path, bytes);
}

/** A page in the middle of the rows of `events`, found by damaging one after another in a copy. */
export function leafWithEvents(dir: string, key: Uint8Array): number {
  const whole = readFileSync(join(dir, 'store.db'));
  const copy = newFolder();
  for (let page = 2; page < whole.length / 4096; page += 1) {
    writeFileSync(join(copy, 'store.db'), whole);
    damage(copy, (one) => one === page);
    const db = openedOrNone(copy, key);
    if (!db) continue;
    const reads = (sql: string) => {
      try {
        return db.prepare(sql).all().length > 0;
      } catch {
        return false;
      }
    };
    const hit =
      !reads('SELECT payload FROM events NOT INDEXED') &&
      reads('SELECT n FROM events INDEXED BY events_stream') &&
      reads('SELECT payload FROM events NOT INDEXED ORDER BY n DESC LIMIT 2') &&
      reads('SELECT payload FROM events NOT INDEXED LIMIT 2');
    db.close();
    if (hit) return page;
  }
  throw new Error('no page of events found');
}

/** None where the page held the list of tables. */
function openedOrNone(dir: string, key: Uint8Array): Db | undefined {
  try {
    return openConnection(join(dir, 'store.db'), { dataKey: key, readonly: true, nativeBinding });
  } catch {
    return undefined;
  }
}
