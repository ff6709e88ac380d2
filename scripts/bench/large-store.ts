// Owns: stores of fifty and of five hundred thousand cases, made by the import and kept outside the clone from run to run.
// Must not: measure.
import { existsSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { latestSchema } from '../../db/migrate.ts';
import { intakeIdSchema } from '../../domain/ids.ts';
import { projectionsVersion } from '../../main/services/lifecycle.ts';
import { readIn } from '../../main/demo/drive/drive-steps.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { seed, usualSeed } from './place.ts';
import { newDesk, year } from './world.ts';

/** A store of this size, copied to `to`. The first time takes a minute for each fifty thousand cases on a quiet machine. */
export async function copyLargeStore(size: number, to: string): Promise<void> {
  const of = seed === usualSeed ? '' : `-seed-${seed}`;
  // Named by what it was folded with: a store of an earlier fold would be folded anew at every opening that is measured.
  const name = `cases-${size}-schema-${latestSchema}-projections-${projectionsVersion}${of}`;
  const kept = join(homedir(), '.cache', 'sprangbradan', 'bench', name);
  if (!existsSync(kept)) await makeLargeStore(size, kept);
  await cp(kept, to, { recursive: true });
}

async function makeLargeStore(size: number, kept: string): Promise<void> {
  const making = `${kept}.making`;
  await rm(making, { recursive: true, force: true });
  const desk = await newDesk(making);
  await fill(desk.session, { from: lastYear, size });
  desk.session.store.db.pragma('wal_checkpoint(TRUNCATE)');
  desk.close();
  await rename(making, kept);
}

/** The year that the files are of. Further intakes are of years before it: permits and consents then reach as far as they do in it. */
const lastYear = 2026;

/** The year's applicants again and again, each time in an intake of its own: other cases of people alike. From a year and backwards. */
export async function fill(
  session: Parameters<typeof readIn>[0]['session'],
  { from, size }: { readonly from: number; readonly size: number },
): Promise<void> {
  let left = size;
  for (let round = 0; left > 0; round++) {
    for (const [at, intake] of year.intakes.entries()) {
      if (left <= 0) return;
      const id = intakeIdSchema.parse(`${from - round}-${at === 0 ? 'spring' : 'autumn'}`);
      const { rows } = await readIn(
        { session, job: quietJob },
        { file: intake.applications, kind: 'applications', intake: id, asOf: intake.days.applications },
      );
      left -= rows;
    }
  }
}
