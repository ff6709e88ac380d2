// Owns: long jobs as the window sees them: progress and cancel. Must not: do a job.
import type { Notification } from '../ipc/contract.ts';
import type { Progress, RunningCall } from './threads/client.ts';
import type { JobContext } from './threads/protocol.ts';

export type Jobs = {
  /** Runs a thread's call; shown only once it reports progress. */
  readonly run: <T>(name: string, start: (progress: Progress) => RunningCall<T>) => Promise<T>;
  /** Runs a job of main's own. */
  readonly local: <T>(name: string, work: (job: JobContext) => Promise<T>) => Promise<T>;
  readonly cancel: (job: string) => boolean;
  /** True while anything runs that a lock would wait for or cut short. */
  readonly busy: () => boolean;
  /** Before locking: main's own jobs end after the part they are at, so that every file written is also recorded. */
  readonly endLocal: () => Promise<void>;
};

export function createJobs(notify: (notification: Notification) => void): Jobs {
  const running = new Map<string, () => void>();
  const local = new Map<string, Promise<unknown>>();
  let next = 1;
  const open = (name: string, cancel: () => void): string => {
    const job = `${name}#${next}`;
    next += 1;
    running.set(job, cancel);
    return job;
  };
  const close = (job: string) => {
    running.delete(job);
    notify({ kind: 'jobEnded', job });
  };
  return {
    run: async (name, start) => {
      let cancel = () => undefined as void;
      const job = open(name, () => cancel());
      try {
        const call = start((stage, done, total) => notify({ kind: 'progress', job, stage, done, total }));
        cancel = call.cancel;
        return await call.result;
      } finally {
        close(job);
      }
    },
    local: async (name, work) => {
      let cancelled = false;
      const job = open(name, () => {
        cancelled = true;
      });
      const working = work({
        cancelled: () => cancelled,
        progress: (stage, done, total) => notify({ kind: 'progress', job, stage, done, total }),
      });
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
      const cancel = running.get(job);
      cancel?.();
      return cancel !== undefined;
    },
  };
}
