// Owns: the stages of a demo run: their progress under one name each, their time and what they counted.
// Must not: word a stage; the terminal and the window do.
import type { JobContext } from '../threads/protocol.ts';
import { take } from './drive-desk.ts';

export const stageNames = [
  ...['generate', 'found', 'applications', 'verdicts', 'offers', 'employers', 'unions', 'form', 'basis'],
  ...['bar', 'documents', 'join', 'seal', 'open', 'colleague', 'verify'],
] as const;
export type StageName = (typeof stageNames)[number];

export type StageTime = { readonly stage: StageName; readonly milliseconds: number; readonly count: number };

export type Stages = {
  /** Runs one stage; `work` says what it counted. The same stage of another intake adds to it. */
  readonly run: (stage: StageName, work: (job: JobContext) => number | Promise<number>) => Promise<number>;
  readonly times: () => StageTime[];
};

export function createStages(job: JobContext): Stages {
  const times = new Map<StageName, StageTime>();
  return {
    run: async (stage, work) => {
      if (job.cancelled()) take({ ok: false, error: { tag: 'cancelled' } });
      const started = performance.now();
      job.progress(stage, 0, 1);
      const count = await work({
        ...job,
        progress: (_inner, done, total) => job.progress(stage, done, total),
      });
      job.progress(stage, 1, 1);
      const before = times.get(stage) ?? { stage, milliseconds: 0, count: 0 };
      const milliseconds = before.milliseconds + performance.now() - started;
      times.set(stage, { stage, milliseconds, count: before.count + count });
      return count;
    },
    times: () => [...times.values()],
  };
}
