// Owns: who opened which case, gathered while the work goes on and written in batches by the one writer.
// Must not: hold up an act: what was gathered is written two seconds later, or before the store closes.
import { marksOf, type ReadHow } from '../../../domain/access/read-log.ts';
import { isFromFile } from '../../../domain/history/since.ts';
import { caseOfStream, type CaseId } from '../../../domain/ids.ts';
import type { Micros } from '../../../domain/ports.ts';
import { appendReads } from '../../../db/local/read-log.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { rowById } from '../../../db/queries/cases.ts';
import type { WriteSession } from '../session.ts';

const writeAfterMs = 2000;
const mostGathered = 100;
/** The same case looked at again within ten minutes is one opening. */
const sameOpening = 600 * 1_000_000;

export type ReadNotes = {
  /** The same session, whose acts on cases are noted. */
  readonly session: WriteSession;
  readonly shown: (id: CaseId) => void;
  /** Writes what was gathered; before sealing the log and before the store closes. */
  readonly flush: () => void;
};

type Note = { readonly caseId: CaseId; readonly how: ReadHow; readonly at: Micros };

export function noteReads(session: WriteSession): ReadNotes {
  const gathered: Note[] = [];
  const latest = new Map<string, Micros>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    writeNotes(session, gathered.splice(0));
  };
  const note = (caseId: CaseId, how: ReadHow) => {
    const at = session.now();
    const key = `${how} ${caseId}`;
    if (at - (latest.get(key) ?? 0) < sameOpening) return;
    latest.set(key, at);
    gathered.push({ caseId, how, at });
    if (gathered.length >= mostGathered) flush();
    else timer ??= setTimeout(flush, writeAfterMs).unref();
  };
  return { session: noting(session, note), shown: (id) => note(id, 'shown'), flush };
}

/** What a file brings is opened by nobody; everything else on a case is somebody's act on it. */
function noting(session: WriteSession, note: (id: CaseId, how: ReadHow) => void): WriteSession {
  const { ledger } = session;
  const append: typeof ledger.append = (acts, options) => {
    const done = ledger.append(acts, options);
    if (done.ok) for (const id of openedBy(acts)) note(id, 'acted');
    return done;
  };
  return { ...session, ledger: { ...ledger, append } };
}

function openedBy(acts: readonly NewAct[]): Set<CaseId> {
  const cases = acts.flatMap(({ stream, payload }) => {
    const id = caseOfStream(stream);
    return id === undefined || isFromFile(payload.kind) ? [] : [id];
  });
  return new Set(cases);
}

function writeNotes({ store, self }: WriteSession, notes: readonly Note[]): void {
  const lines = notes.map(({ caseId, how, at }) => ({
    at,
    member: self.member,
    caseId,
    how,
    marks: marksOf(self.name, rowById(store.db, caseId)),
  }));
  appendReads(store.db, self.device, lines);
}
