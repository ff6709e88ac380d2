// Owns: the thread's side: one call at a time, in order. Must not: let an exception end the thread.
import { setFlagsFromString } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { diskFault } from '../../db/faults.ts';
import type { CallMessage, JobContext, ThreadHandlers, ThreadMessage } from './protocol.ts';

const progressEveryMs = 80;

/**
 * By how many per cent a heap may grow over what it holds before it is collected. V8 lets it grow to several times as much, which is a
 * hundred megabytes when a large file is taken in. The flag is the process's; set as main starts, it kept Electron from ending after a
 * window had fallen, set by a thread it does not.
 */
export const heapGrowth = '--heap-growing-percent=30';

/** Serves calls in the order they came: one writer, one order (design §6). */
export function serve(handlers: ThreadHandlers): void {
  const port = parentPort;
  if (!port) throw new Error('serve() runs in a worker thread only');
  setFlagsFromString(heapGrowth);
  const send = (message: ThreadMessage) => port.postMessage(message);
  let last: Promise<void> = Promise.resolve();
  port.on('message', (call: CallMessage) => {
    last = last.then(() => answer(handlers, call, send));
  });
  send({ kind: 'ready' });
}

async function answer(
  handlers: ThreadHandlers,
  call: CallMessage,
  send: (message: ThreadMessage) => void,
): Promise<void> {
  const handler = handlers[call.name];
  try {
    if (!handler) throw new Error(`no handler for ${call.name}`);
    const value = await handler(call.input, jobOf(call, send));
    send({ kind: 'done', id: call.id, value });
  } catch (error) {
    const { name, stack } = error instanceof Error ? error : new Error(String(error));
    send({ kind: 'fault', id: call.id, name, stack: stack ?? '', problem: diskFault(error) });
  }
}

function jobOf(call: CallMessage, send: (message: ThreadMessage) => void): JobContext {
  const flag = new Int32Array(call.flag);
  let lastSent = 0;
  let lastStage = '';
  return {
    cancelled: () => Atomics.load(flag, 0) === 1,
    progress: (stage, done, total) => {
      const now = performance.now();
      // A new part of the work is always told: its name says what happens, and whether it can be stopped.
      if (stage === lastStage && done < total && now - lastSent < progressEveryMs) return;
      lastSent = now;
      lastStage = stage;
      send({ kind: 'progress', id: call.id, stage, done, total });
    },
  };
}
