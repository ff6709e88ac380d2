// Owns: the thread for long reading: proof of the whole chain, backups, new stores. Must not: write in the open store, or hold up the reader.
import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { createExampleStore } from '../demo/drive/drive-example.ts';
import { err, ok } from '../../domain/result.ts';
import { foundStore, openForReading } from '../services/lifecycle.ts';
import { createWalker, type Walker, type WalkPlace } from '../services/proof/walk.ts';
import type { Session } from '../services/session.ts';
import { readFontFiles } from '../pdf/font/files.ts';
import { createRenderer, type Renderer } from '../pdf/renderer.ts';
import { keepingJobs } from './keeping-jobs.ts';
import type { JobContext, ThreadHandlers } from './protocol.ts';
import { serve } from './serve.ts';
import { surroundingsOf, type ThreadData } from './thread-data.ts';

const data = workerData as ThreadData;
/** The proof that runs, with a connection of its own that cannot write. */
let proof: { readonly session: Session; readonly walker: Walker } | undefined;
let renderer: Renderer | undefined;
const papers = (): Renderer => (renderer ??= createRenderer(readFontFiles(data.resourcesDir)));

const exampleInput = z.object({ dir: z.string() });
const foundingInput = z.object({ name: z.string(), team: z.string(), passphrase: z.string() });

serve({
  ...(keepingJobs(data) as unknown as ThreadHandlers),
  open: () => ok(null),
  /** A new store of one's own: the main thread never runs SQL. */
  found: (input: unknown) => foundStore(surroundingsOf(data), { ...foundingInput.parse(input), demo: false }),
  /** Before any store is open: this thread is then started for the purpose and stopped after. */
  createExample: (input: unknown, job: JobContext) => {
    const { dir } = exampleInput.parse(input);
    const { reference, nativeBinding, now } = surroundingsOf(data);
    return createExampleStore({ dir, reference, nativeBinding, now }, job);
  },
  /** Parts of one proof, driven by main: between two of them this thread serves others. */
  proofBegin: () => {
    proof?.session.store.close();
    const opened = openForReading(surroundingsOf(data), data.dataKey);
    if (!opened.ok) return opened;
    proof = { session: opened.value, walker: createWalker(opened.value, papers) };
    return ok(proof.walker.begin());
  },
  proofPart: async (place: unknown) =>
    proof ? ok(await proof.walker.part(place as WalkPlace)) : err({ tag: 'cancelled' }),
  proofEnd: () => {
    proof?.session.store.close();
    proof = undefined;
    return ok(null);
  },
});
