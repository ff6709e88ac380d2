// Owns: the wall clock and the legal day. Must not: let anything but a demo store stand on another day.
import { Temporal } from 'temporal-polyfill';
import { isIsoDate, isoDateSchema, type IsoDate } from '../../domain/ids.ts';

export function wallMicros(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000);
}

/** The day in Europe/Stockholm, whatever the computer's zone is. */
export function legalDay(): IsoDate {
  return isoDateSchema.parse(Temporal.Now.plainDateISO('Europe/Stockholm').toString());
}

/** SPRANGBRADAN_TODAY counts in a demo store and nowhere else. */
export function dayFrom(
  environment: Readonly<Record<string, string | undefined>>,
): (demo: boolean) => IsoDate {
  const wanted = environment['SPRANGBRADAN_TODAY'];
  return (demo) => (demo && wanted !== undefined && isIsoDate(wanted) ? wanted : legalDay());
}
