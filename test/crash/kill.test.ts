// Owns: that a process killed at any moment leaves a sound store: nothing half done, nothing acknowledged lost, no lock held.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasEvent } from '../../db/ledger/event-rows.ts';
import { openStore } from '../../db/open.ts';
import { eventHashSchema, type EventHash } from '../../domain/ids.ts';
import {
  dataKey,
  ledgerOf,
  must,
  nativeBinding,
  newDevice,
  newStore,
  reopen,
  temporaryFolder,
} from '../builders/ledger.ts';

let folder: ReturnType<typeof temporaryFolder>;
let dir: string;
beforeEach(() => {
  folder = temporaryFolder();
  dir = join(folder.path, 's');
  newStore(dir).close();
});
afterEach(() => folder.remove());

const writer = fileURLToPath(new URL('./writer.ts', import.meta.url));

type Killed = { readonly acknowledged: readonly EventHash[]; readonly whileRunning: string };

/** Starts the writer, kills it some milliseconds after its first acknowledgement, and gives what it had said. */
async function writeAndKill(run: number, after: number): Promise<Killed> {
  const child = spawn(process.execPath, [writer, dir, String(run)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let whileRunning = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    if (said === '') {
      const opened = openStore({ dir, dataKey, mode: 'writer', nativeBinding });
      whileRunning = opened.ok ? 'opened' : opened.error.tag;
      if (opened.ok) opened.value.close();
      setTimeout(() => child.kill('SIGKILL'), after);
    }
    said += text;
  });
  await new Promise((resolve) => child.on('close', resolve));
  const lines = said.split('\n').slice(0, -1);
  return { acknowledged: lines.map((line) => eventHashSchema.parse(line)), whileRunning };
}

describe('a killed writer', () => {
  it('loses nothing it acknowledged, leaves no half batch and no lock (design §4)', async () => {
    for (const [run, after] of [3, 17, 41, 90, 140].entries()) {
      const { acknowledged, whileRunning } = await writeAndKill(run, after);
      expect(whileRunning).toBe('storeAlreadyOpen');
      expect(acknowledged.length).toBeGreaterThan(0);
      const store = reopen(dir);
      expect(acknowledged.filter((hash) => !hasEvent(store.db, hash))).toEqual([]);
      const halves = store.db
        .prepare(`SELECT batch FROM events WHERE type = 'assessment' GROUP BY batch HAVING count(*) <> 200`)
        .all();
      expect(halves).toEqual([]);
      expect(must(ledgerOf(store, newDevice('Läsare')).verify()).problems).toEqual([]);
      store.close();
    }
  }, 60_000);
});
