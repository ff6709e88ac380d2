// Owns: the thread's side: one call at a time, in order. Must not: let an exception end the thread.
import { parentPort } from 'node:worker_threads';
import { diskFault } from '../../db/faults.ts';
import type { CallMessage, JobContext, ThreadHandlers, ThreadMessage } from './protocol.ts';

const progressEveryMs = 80;

/** Serves calls in the order they came: one writer, one order (design §6). */
export function serve(handlers: ThreadHandlers): void {
  const port = parentPort;
  if (!port) throw new Error('serve() runs in a worker thread only');
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
