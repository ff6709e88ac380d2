// Owns: the thread for long reading: proof of the whole chain. Must not: write, or hold up the reader.
import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { createExampleStore } from '../demo/drive/drive-example.ts';
import { ok } from '../../domain/result.ts';
import { foundStore, openForReading } from '../services/lifecycle.ts';
import { verifyStore } from '../services/verify.ts';
import type { JobContext } from './protocol.ts';
import { serve } from './serve.ts';
import { surroundingsOf, type ThreadData } from './thread-data.ts';

const data = workerData as ThreadData;
const exampleInput = z.object({ dir: z.string() });
const foundingInput = z.object({ name: z.string(), team: z.string(), passphrase: z.string() });

serve({
  open: () => ok(null),
  /** A new store of one's own: the main thread never runs SQL. */
  found: (input: unknown) => foundStore(surroundingsOf(data), { ...foundingInput.parse(input), demo: false }),
  /** Before any store is open: this thread is then started for the purpose and stopped after. */
  createExample: (input: unknown, job: JobContext) => {
    const { dir } = exampleInput.parse(input);
    const { reference, nativeBinding, now } = surroundingsOf(data);
    return createExampleStore({ dir, reference, nativeBinding, now }, job);
  },
  verify: (_input: unknown, job: JobContext) => {
    const opened = openForReading(surroundingsOf(data), data.dataKey);
    if (!opened.ok) return opened;
    try {
      return verifyStore(opened.value, job);
    } finally {
      opened.value.store.close();
    }
  },
});
