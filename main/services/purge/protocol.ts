// Owns: the protocol of a run from what this store knows: cases, rule, hand-over, signers, figures, receipts, what is left.
// Must not: name an applicant, or write the file.
import { dayOf } from '../../../domain/access/read-log.ts';
import { canonical } from '../../../domain/ledger/register.ts';
import { composePurgeProtocol, hereCounts, type PurgeProtocol } from '../../../domain/purge/protocol.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { purgesGone } from '../../../db/local/purge-duty.ts';
import { exportPermit } from '../disclosure/grounds.ts';
import type { Prepared } from '../disclosure/prepared.ts';
import { isDemo, type Session } from '../session.ts';
import { leftHere, namedBy, runOf, type Named } from './status.ts';

/** `backups`: whether a backup still holds what was purged; the caller knows where they lie. */
export function preparePurgeProtocol(
  session: Session,
  run: string,
  backups: boolean,
): Result<Prepared, Problem> {
  const permit = exportPermit(session, 'protocol');
  if (!permit.ok) return permit;
  const named = namedBy(session, run);
  if (named.length === 0) return err({ tag: 'unknownRun' });
  const protocol = protocolOf(session, { run, named, backups });
  return ok({
    permit: permit.value,
    documents: [composePurgeProtocol(protocol, session.reference.purgeWords)],
    json: `${JSON.stringify({ v: 1, application: 'sprangbradan/purge-protocol', ...protocol }, null, 2)}\n`,
    stem: `gallringsprotokoll-${protocol.intake}-${run.slice(0, 8)}`,
  });
}

type Asked = { readonly run: string; readonly named: readonly Named[]; readonly backups: boolean };

function protocolOf(session: Session, { run, named, backups }: Asked): PurgeProtocol {
  const view = runOf(session, run, named);
  const signatures = named.flatMap(({ purge }) => purge.signatures);
  const { sealedFiles, filesLeft, sharedFiles } = leftHere(session);
  return {
    run,
    intake: view.intake ?? '',
    day: session.today(),
    team: session.ledger.team().name,
    demo: isDemo(session),
    check: view.check,
    cases: named
      .map(({ id, purge, gone }) => ({ id, endedOn: purge.endedOn, gone }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    rule: session.reference.retention.data,
    pins: distinct(signatures.map((one) => one.retention)),
    archive: distinct(signatures.map((one) => one.archive)),
    signers: view.signers,
    figures: view.frozen ? { day: view.frozen.day, table: view.frozen.figures } : null,
    waiting: view.waiting,
    stores: view.stores.map(({ member, device, doneAt, cases, waiting }) => ({
      member,
      device,
      told: doneAt === null ? null : dayOf(doneAt),
      cases,
      waiting,
    })),
    here: hereOf(session, run),
    left: { backups: backups ? 1 : 0, sealedFiles, filesLeft, sharedFiles },
  };
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((one) => [canonical(one), one])).values()];
}

function hereOf({ store }: Session, run: string): PurgeProtocol['here'] {
  const sum = {
    payloads: 0,
    documents: 0,
    drafts: 0,
    forms: 0,
    pendingRows: 0,
    waitingFiles: 0,
    filesRemoved: 0,
  };
  for (const gone of purgesGone(store.db).filter(({ runs }) => runs.includes(run)))
    for (const count of hereCounts) sum[count] += gone[count];
  return sum;
}
