// Owns: the stages of a demo run: their progress under one name each, their time and what they counted.
// Must not: word a stage; the terminal and the window do.
import { err } from '../../../domain/result.ts';
import type { JobContext } from '../../threads/protocol.ts';
import { take } from './drive-desk.ts';

export type StageName =
  | 'found'
  | 'applications'
  | 'verdicts'
  | 'offers'
  | 'employers'
  | 'unions'
  | 'form'
  | 'basis'
  | 'bar'
  | 'documents'
  | 'join'
  | 'seal'
  | 'open'
  | 'colleague'
  | 'verify';

export type StageTime = { readonly stage: StageName; readonly milliseconds: number; readonly count: number };

export type DriveJob = JobContext & {
  /** A stage has ended, with its own time and count; a stage of the next intake ends anew. */
  readonly ended?: (time: StageTime) => void;
};

export type Stages = {
  /** Runs one stage; `work` says what it counted. The same stage of another intake adds to it. */
  readonly run: (stage: StageName, work: (job: JobContext) => number | Promise<number>) => Promise<number>;
  readonly times: () => StageTime[];
};

/** The services work without a pause; between stages a signal from the terminal is let in. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function createStages(job: DriveJob): Stages {
  const times = new Map<StageName, StageTime>();
  return {
    run: async (stage, work) => {
      await turn();
      if (job.cancelled()) take(err({ tag: 'cancelled' }));
      const started = performance.now();
      job.progress(stage, 0, 1);
      const count = await work({
        cancelled: job.cancelled,
        progress: (_inner, done, total) => job.progress(stage, done, total),
      });
      const milliseconds = performance.now() - started;
      job.ended?.({ stage, milliseconds, count });
      const before = times.get(stage);
      times.set(stage, {
        stage,
        milliseconds: milliseconds + (before?.milliseconds ?? 0),
        count: count + (before?.count ?? 0),
      });
      return count;
    },
    times: () => [...times.values()],
  };
}
