// Owns: the reader thread: a connection that cannot write. Must not: wait for the writer.
import { workerData } from 'node:worker_threads';
import { ok, type Result } from '../../domain/result.ts';
import type { Problem } from '../../ipc/operation.ts';
import type { ProofStatus } from '../../ipc/proof.ts';
import { lastProof, lookAtHeads } from '../services/proof/record.ts';
import { openForReading } from '../services/lifecycle.ts';
import { collectPrintables, type RunInput } from '../services/decision/print-run.ts';
import type { Session } from '../services/session.ts';
import type { BatchId, CaseId } from '../../domain/ids.ts';
import type { GiveInput } from '../../ipc/disclosure.ts';
import { readAttachment } from '../services/attachments/opening.ts';
import { prepareGiving } from '../services/disclosure/give-out.ts';
import { prepareIncident } from '../services/disclosure/incidents.ts';
import { preparePurgeProtocol } from '../services/purge/protocol.ts';
import { readerNames } from './names.ts';
import type { ThreadHandlers } from './protocol.ts';
import { readerHandlers } from './handlers/reader-handlers.ts';
import { serve } from './serve.ts';
import { surroundingsOf, type ThreadData } from './thread-data.ts';

const data = workerData as ThreadData;
let session: Session | undefined;
/** What the ends of the chains said when the store was opened. */
let start: ProofStatus['start'] = { at: 0, findings: [] };

function current(): Session {
  if (!session) throw new Error('the store is not open in this thread');
  return session;
}

type Any = (session: Session, input: never) => unknown;

const operations: ThreadHandlers = Object.fromEntries(
  readerNames.map((name) => {
    const handler = readerHandlers[name] as Any;
    return [name, (input: unknown) => handler(current(), input as never)];
  }),
);

const halves = {
  open: (): Result<null, Problem> => {
    const opened = openForReading(surroundingsOf(data), data.dataKey);
    if (!opened.ok) return opened;
    session = opened.value;
    start = lookAtHeads(session);
    return ok(null);
  },
  proofStatus: () => ({ start, last: lastProof(current()) }),
  collect: ({ cases, input }: { cases: CaseId[]; input: RunInput }) =>
    collectPrintables(current(), cases, input),
  attachment: (input: { id: CaseId; attachment: string }) => readAttachment(current(), input),
  prepareGiving: (input: GiveInput) => prepareGiving(current(), input),
  preparePurgeProtocol: ({ run, backups }: { run: string; backups: boolean }) =>
    preparePurgeProtocol(current(), run, backups),
  prepareIncident: ({ incident }: { incident: BatchId }) => prepareIncident(current(), incident),
};

serve({ ...operations, ...(halves as unknown as ThreadHandlers) });
