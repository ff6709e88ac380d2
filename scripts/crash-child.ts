// The process that is killed: opens a store, says that it begins, does one job, says what is acknowledged.
// Must not: be started by hand; scripts/crash.ts gives it everything.
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { resolve } from 'node:path';
import { isoDateSchema } from '../domain/ids.ts';
import { diskFault } from '../db/faults.ts';
import { jobs, migration, type Place } from './crash/jobs.ts';
import { wallMicros } from '../main/services/clock.ts';
import { openForWriting } from '../main/services/lifecycle.ts';
import { loadReference } from '../main/services/reference.ts';

const [job = '', dir = '', out = '', fault = 'none', bundle = '', colleague = ''] = process.argv.slice(2);
const root = resolve(import.meta.dirname, '..');
const tell = (line: string) => fs.writeSync(1, `${line}\n`);

/** Another program holds files for a moment: every third renaming fails, as on a share. */
function holdFiles(): void {
  const { rename } = promises;
  let asked = 0;
  Object.assign(promises, {
    rename: async (from: string, to: string) => {
      asked += 1;
      if (asked % 3 === 0) throw Object.assign(new Error('EBUSY: held'), { code: 'EBUSY' });
      await rename(from, to);
    },
  });
  syncBuiltinESMExports();
}

async function main(): Promise<number> {
  if (fault === 'busy') holdFiles();
  tell('begin');
  const today = isoDateSchema.parse('2026-11-13');
  const around = {
    dir,
    reference: loadReference(resolve(root, 'resources')),
    nativeBinding: process.env['SPRANGBRADAN_SQLITE_BINDING'],
  };
  if (job === migration) tell('ready');
  const opened = openForWriting(
    { ...around, now: wallMicros, today: () => today },
    Buffer.from(process.env['CRASH_KEY'] ?? '', 'hex'),
  );
  if (!opened.ok) return 4;
  const session = opened.value;
  const { db } = session.store;
  const acknowledge = () =>
    tell(
      `acknowledged ${String(db.prepare('SELECT max(seq) FROM events WHERE device = ?').pluck().get(session.self.device))}`,
    );
  acknowledge();
  if (fault.startsWith('full')) {
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count=${pages + Number(fault.slice(4))}`);
  }
  if (job !== migration) tell('ready');
  const place: Place = { session, root, out, bundle, colleague, acknowledge };
  await jobs[job]?.(place);
  acknowledge();
  session.store.close();
  tell('done');
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  // What a disk does is told as a value in the program; here it ends the process, as a power cut would.
  process.exitCode = diskFault(error) ? 3 : 1;
  if (process.exitCode === 1)
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
}
