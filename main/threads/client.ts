// Owns: main's side of a thread: start, call, cancel, stop. Must not: do the work itself.
import { Worker } from 'node:worker_threads';
import type { Problem } from '../../ipc/operation.ts';
import type { CallMessage, ThreadMessage } from './protocol.ts';

export type Progress = (stage: string, done: number, total: number) => void;

export type RunningCall<T> = { readonly result: Promise<T>; readonly cancel: () => void };

export type Thread = {
  readonly call: <T>(name: string, input: unknown, progress?: Progress) => RunningCall<T>;
  readonly stop: () => Promise<void>;
};

/** An exception of a thread, with the thread's own stack; `problem` when a disk or a folder caused it. */
export class ThreadFault extends Error {
  readonly problem: Problem | undefined;

  constructor(fault: Extract<ThreadMessage, { kind: 'fault' }>) {
    super(fault.name);
    this.name = fault.name;
    this.stack = fault.stack;
    this.problem = fault.problem;
  }
}

type Waiting = {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly progress: Progress | undefined;
};

/**
 * Of each thread's heap, in megabytes. V8's own choice lets what a large file leaves behind grow old before it is collected,
 * and a thread then takes two hundred megabytes more than it uses.
 */
export const youngGeneration = 24;

/** `workerData` carries the data key: it is memory of this process and is never written anywhere. */
export function startThread(file: URL | string, workerData: unknown): Thread {
  const worker = new Worker(file, {
    workerData,
    name: 'sprangbradan',
    resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
  });
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  worker.on('message', (message: ThreadMessage) => settle(waiting, message));
  worker.on('error', (error: Error) => failAll(waiting, error));
  worker.on('exit', () => failAll(waiting, new Error('the thread has stopped')));
  return {
    call: <T>(name: string, input: unknown, progress?: Progress) => {
      const id = nextId++;
      const flag = new SharedArrayBuffer(4);
      const result = new Promise<T>((resolve, reject) => {
        waiting.set(id, { resolve: (value) => resolve(value as T), reject, progress });
      });
      worker.postMessage({ id, name, input, flag } satisfies CallMessage);
      return { result, cancel: () => void Atomics.store(new Int32Array(flag), 0, 1) };
    },
    stop: async () => {
      await worker.terminate();
    },
  };
}

function settle(waiting: Map<number, Waiting>, message: ThreadMessage): void {
  if (message.kind === 'ready') return;
  const call = waiting.get(message.id);
  if (!call) return;
  if (message.kind === 'progress') {
    call.progress?.(message.stage, message.done, message.total);
    return;
  }
  waiting.delete(message.id);
  if (message.kind === 'done') call.resolve(message.value);
  else call.reject(new ThreadFault(message));
}

function failAll(waiting: Map<number, Waiting>, error: Error): void {
  for (const call of waiting.values()) call.reject(error);
  waiting.clear();
}
