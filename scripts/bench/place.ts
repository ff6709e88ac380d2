// Owns: what every measured process knows without the invented year, which alone takes a hundred megabytes. Must not: measure.
import { join, resolve } from 'node:path';
import { isoDateSchema } from '../../domain/ids.ts';
import { wallMicros } from '../../main/services/clock.ts';
import { loadReference } from '../../main/services/reference.ts';

export const root = resolve(import.meta.dirname, '../..');
export const resources = join(root, 'resources');
export const passphrase = 'mätning av påhittade uppgifter';

/** The seed of the invented year, handed to each measured process. */
export const usualSeed = 2026;
export const seedVariable = 'SPRANGBRADAN_BENCH_SEED';
export const seed = Number(process.env[seedVariable] ?? usualSeed);

/** Presses of each kind in the groups of the window at 10,000 and 50,000 cases; fewer to try them. */
export const pressesVariable = 'SPRANGBRADAN_BENCH_PRESSES';
export const usualPresses = 1000;
export const deskPresses = Number(process.env[pressesVariable] ?? usualPresses);

const reference = loadReference(resources);
/** On this legal day both intakes stand to be reviewed; figures must not change with the calendar. */
export const reviewDay = isoDateSchema.parse('2026-01-26');
export const lastDay = isoDateSchema.parse('2026-11-13');

export function around(dir: string) {
  return { dir, reference, nativeBinding: process.env['SPRANGBRADAN_SQLITE_BINDING'], now: wallMicros };
}
