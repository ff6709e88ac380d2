// Owns: what a thread is started with. Must not: be written anywhere; it carries the data key in memory.
import { dayFrom, wallMicros } from '../services/clock.ts';
import { loadReference } from '../services/reference.ts';
import type { Surroundings } from '../services/lifecycle.ts';

export type ThreadData = {
  readonly dir: string;
  readonly resourcesDir: string;
  readonly nativeBinding: string | undefined;
  readonly dataKey: Uint8Array;
  /** The day a demo store stands on, from the environment of main. */
  readonly demoToday: string | undefined;
};

export function surroundingsOf(data: Omit<ThreadData, 'dataKey'>): Surroundings {
  return {
    dir: data.dir,
    reference: loadReference(data.resourcesDir),
    nativeBinding: data.nativeBinding,
    now: wallMicros,
    today: dayFrom({ SPRANGBRADAN_TODAY: data.demoToday }),
  };
}
