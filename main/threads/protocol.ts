// Owns: the messages between main and its threads, and the flag by which a job is cancelled.
// Must not: know what a call does.
import type { Problem } from '../../ipc/operation.ts';

export type CallMessage = {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
  /** One Int32: 1 = cancel. Polled by the job between rows, so that a cancelled job leaves nothing half done. */
  readonly flag: SharedArrayBuffer;
};

export type ThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'fault';
      readonly id: number;
      readonly name: string;
      readonly stack: string;
      /** What a disk or a folder did, when it was no bug. */
      readonly problem: Problem | undefined;
    }
  | {
      readonly kind: 'progress';
      readonly id: number;
      readonly stage: string;
      readonly done: number;
      readonly total: number;
    };

/** What a handler may ask for while it works. */
export type JobContext = {
  readonly progress: (stage: string, done: number, total: number) => void;
  readonly cancelled: () => boolean;
};

/** What a job reports once its work is written and the rest must follow: nothing can be stopped any more. */
export const lastStage = 'finish';

/** One part of a job, under its own name, for work that knows nothing of jobs. */
export function partOf(
  job: JobContext,
  stage: string,
): { readonly progress: (done: number, total: number) => void; readonly cancelled: () => boolean } {
  return { progress: (done, total) => job.progress(stage, done, total), cancelled: job.cancelled };
}

export const quietJob: JobContext = { progress: () => undefined, cancelled: () => false };

export type ThreadHandlers = Readonly<Record<string, (input: unknown, job: JobContext) => unknown>>;
