// Owns: long jobs as the window sees them: progress and cancel. Must not: do a job.
import type { Notification } from '../ipc/contract.ts';
import type { Progress } from './threads/client.ts';
import { lastStage, type JobContext } from './threads/protocol.ts';

/** `cancel` is null for work that nothing can stop once it has begun. */
export type Started<T> = { readonly result: Promise<T>; readonly cancel: (() => void) | null };

export type Jobs = {
  /** Runs a thread's call; shown only once it reports progress. */
  readonly run: <T>(name: string, start: (progress: Progress) => Started<T>) => Promise<T>;
  /** Runs a job of main's own. */
  readonly local: <T>(name: string, work: (job: JobContext) => Promise<T>) => Promise<T>;
  readonly cancel: (job: string) => boolean;
  /** True while anything runs that a lock would wait for or cut short. */
  readonly busy: () => boolean;
  /** Before locking: main's own jobs end after the part they are at, so that every file written is also recorded. */
  readonly endLocal: () => Promise<void>;
};

export function createJobs(notify: (notification: Notification) => void): Jobs {
  const running = new Map<string, (() => void) | null>();
  const local = new Map<string, Promise<unknown>>();
  let next = 1;
  const open = (name: string): string => {
    const job = `${name}#${next}`;
    next += 1;
    running.set(job, null);
    return job;
  };
  const tell =
    (job: string): Progress =>
    (stage, done, total) => {
      const cancellable = stage !== lastStage && (running.get(job) ?? null) !== null;
      notify({ kind: 'progress', job, stage, done, total, cancellable });
    };
  const close = (job: string) => {
    running.delete(job);
    notify({ kind: 'jobEnded', job });
  };
  return {
    run: async (name, start) => {
      const job = open(name);
      try {
        const call = start(tell(job));
        running.set(job, call.cancel);
        return await call.result;
      } finally {
        close(job);
      }
    },
    local: async (name, work) => {
      let cancelled = false;
      const job = open(name);
      running.set(job, () => {
        cancelled = true;
      });
      const working = work({ cancelled: () => cancelled, progress: tell(job) });
      local.set(job, working);
      try {
        return await working;
      } finally {
        local.delete(job);
        close(job);
      }
    },
    endLocal: async () => {
      for (const job of local.keys()) running.get(job)?.();
      await Promise.allSettled(local.values());
    },
    busy: () => running.size > 0,
    cancel: (job) => {
      const cancel = running.get(job) ?? null;
      cancel?.();
      return cancel !== null;
    },
  };
}
