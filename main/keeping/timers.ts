// Owns: the two clocks of main: the idle lock every few seconds, backups every few minutes. Must not: keep the program alive.
import type { IdleWatch } from './idle.ts';
import type { Schedule } from './schedule.ts';

const idleEveryMs = 5000;
const scheduleEveryMs = 10 * 60_000;
/** The first look waits until the start is over. */
const firstLookMs = 60_000;

export function createTimers({
  idle,
  schedule,
}: {
  readonly idle: IdleWatch;
  readonly schedule: Pick<Schedule, 'tick'>;
}): { readonly start: () => void; readonly stop: () => void } {
  const timers: NodeJS.Timeout[] = [];
  // What fails here is noted by the schedule; a lock in the middle ends it and the next look goes on.
  const look = () => void schedule.tick().catch(() => undefined);
  return {
    start: () => {
      timers.push(
        setInterval(() => idle.tick(), idleEveryMs),
        setInterval(look, scheduleEveryMs),
      );
      timers.push(setTimeout(look, firstLookMs));
      for (const timer of timers) timer.unref();
    },
    stop: () => {
      for (const timer of timers.splice(0)) clearTimeout(timer);
    },
  };
}
