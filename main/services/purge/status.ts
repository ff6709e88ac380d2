// Owns: how purges stand: intakes with their windows, runs with their signers, and marks.
// Must not: name a purged person; a run is told by its counts.
import { createHash } from 'node:crypto';
import { caseOfStream, intakeIdSchema, type CaseId } from '../../../domain/ids.ts';
import { agree, canonical } from '../../../domain/ledger/register.ts';
import type { FrozenCounts } from '../../../domain/ledger/shared-state.ts';
import { known, type FoldEvent } from '../../../domain/ledger/stream.ts';
import { coverOf, type Cover, type NamedPurge } from '../../../domain/purge/cover.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { needRole } from '../../../domain/team/roles.ts';
import type { PurgeMark, PurgeNamed, PurgeRun, PurgeStatus } from '../../../ipc/purge.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { filesOfPurged, sharedFilesUntil } from '../../../db/local/output-files.ts';
import { purgeDuty, purgesGone } from '../../../db/local/purge-duty.ts';
import { listIntakes } from '../../../db/queries/intake-cases.ts';
import { purgeStreams } from '../../../db/queries/purge.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';
import { frozenView, isUnchanged, purgeIntake } from './runs.ts';
import { storesOf } from './stores.ts';
import { blocksOf, judgeOf } from './take-effect.ts';

type Found = { readonly id: CaseId; readonly events: readonly FoldEvent[]; readonly cover: Cover };

export function purgeStatus(session: Session): PurgeStatus {
  const found = findAll(session);
  const { data } = session.reference.retention;
  return {
    today: session.today(),
    rules: data.rules.map(({ law, paragraph, says, verified }) => ({ law, paragraph, says, verified })),
    source: { day: data.date, text: data.source },
    years: data.latestYears,
    mayRecord: needRole(session.ledger.team(), session.self, ['lead', 'caseworker']).ok,
    intakes: listIntakes(session.store.db)
      .filter((one) => one.cases > 0)
      .map((one) => purgeIntake(session, intakeIdSchema.parse(one.intake), one.cases)),
    runs: runsOf(session, found),
    marks: found.flatMap((one) => marksOf(session, one)),
    officer: officerOf(session),
    gone: purgesGone(session.store.db)[0] ?? null,
    left: leftHere(session),
  };
}

/** What a purge has not reached on this computer yet; backups are told by who knows where they lie. */
export function leftHere({ store: { db } }: Session): PurgeStatus['left'] {
  const { pages, withdraw } = purgeDuty(db);
  const last = purgesGone(db)[0];
  const shared = last ? sharedFilesUntil(db, last.at).filter(({ kind }) => !noCases.has(kind)) : [];
  return {
    pages,
    sealedFiles: withdraw.length,
    filesLeft: filesOfPurged(db).length,
    sharedFiles: shared.length,
  };
}

/** Files of no single case that hold no applicant, or that are looked after by themselves. */
const noCases: ReadonlySet<string> = new Set(['keyFile', 'protocol', 'incident', 'bundle']);

function findAll(session: Session): Found[] {
  const judge = judgeOf(session);
  return purgeStreams(session.store.db).flatMap((stream) => {
    const id = caseOfStream(stream);
    const events = session.ledger.eventsOf(stream);
    return id ? [{ id, events, cover: coverOf(events, judge) }] : [];
  });
}

export function officerOf(session: Session): PurgeStatus['officer'] {
  const standing = agree(session.ledger.shared().officer);
  return standing.status === 'agreed' ? standing.value : null;
}

/** Whom the window names for persons with protected identity. */
export function nameOfficer(
  session: WriteSession,
  input: { readonly officer: string; readonly contact: string },
): Result<{ named: true }, Problem> {
  const allowed = needRole(session.ledger.team(), session.self, ['lead']);
  if (!allowed.ok) return allowed;
  const written = session.ledger.append([{ stream: 'shared', payload: { kind: 'officer.named', ...input } }]);
  return written.ok ? ok({ named: true }) : written;
}

// ---- Runs -----------------------------------------------------------------------------------------------------

export type Named = Found & { readonly purge: NamedPurge; readonly gone: boolean };

/** Cases that a run names, with the group of signatures in each. */
export function namedBy(session: Session, run: string): Named[] {
  return findAll(session).flatMap((one) =>
    one.cover.purges.filter((purge) => purge.run === run).map((purge) => asNamed(one, purge)),
  );
}

function asNamed(found: Found, purge: NamedPurge): Named {
  const gone = found.events.every((event) => !purge.covers.has(event.hash) || event.read.status === 'purged');
  return { ...found, purge, gone };
}

function runsOf(session: Session, found: readonly Found[]): PurgeRun[] {
  const byRun = new Map<string, Named[]>();
  for (const one of found)
    for (const purge of one.cover.purges) {
      const own = byRun.get(purge.run);
      if (own) own.push(asNamed(one, purge));
      else byRun.set(purge.run, [asNamed(one, purge)]);
    }
  const runs = [...byRun].map(([run, named]) => runOf(session, run, named));
  return runs.sort((a, b) => dayOfRun(b).localeCompare(dayOfRun(a)) || (a.run < b.run ? -1 : 1));
}

function dayOfRun({ signers }: PurgeRun): string {
  return signers.map((one) => one.day).sort()[0] ?? '';
}

export function runOf(session: Session, run: string, named: readonly Named[]): PurgeRun {
  const waiting: Record<string, number> = {};
  for (const { gone, id, purge } of named)
    for (const block of gone ? [] : blocksOf(session, `case:${id}`, purge))
      waiting[block] = (waiting[block] ?? 0) + 1;
  const open = named.filter(({ purge }) => !purge.complete);
  const unsigned = open.filter(({ purge }) => !isSignedBy(session, purge));
  const frozen = frozenOf(session, run);
  return {
    run,
    intake: frozen?.intake ?? null,
    cases: named.length,
    check: checkOf(named),
    signers: signersOf(session, named),
    signedByMe: named.every(({ purge }) => isSignedBy(session, purge)),
    complete: open.length === 0,
    mayAdd: unsigned.filter(({ id, purge }) => isUnchanged(session, id, purge)).length,
    changed: open.filter(({ purge }) => purge.outside.length > 0).length,
    archive: archivesOf(named),
    frozen: frozen ? frozenView(frozen.counts) : null,
    purgedHere: named.filter(({ gone }) => gone).length,
    waiting,
    stores: storesOf(session, run),
  };
}

function isSignedBy({ self }: Session, purge: NamedPurge): boolean {
  return purge.signatures.some((one) => one.member === self.member);
}

/** Two who have signed for the same cases with the same heads read the same number. */
function checkOf(named: readonly Named[]): string {
  const lines = named.map(({ id, purge }) => `${id} ${[...purge.heads].sort().join(' ')}`).sort();
  const digest = createHash('sha256').update(lines.join('\n'), 'utf8').digest('hex');
  return (digest.slice(0, 12).match(/.{4}/g) ?? []).join(' ');
}

function archivesOf(named: readonly Named[]): PurgeRun['archive'] {
  const all = named.flatMap(({ purge }) => purge.signatures.map((one) => one.archive));
  return [...new Map(all.map((one) => [canonical(one), one])).values()];
}

function frozenOf(session: Session, run: string): { intake: string; counts: FrozenCounts } | undefined {
  for (const { intake } of listIntakes(session.store.db)) {
    const counts = session.ledger.intake(intakeIdSchema.parse(intake)).frozen.find((one) => one.run === run);
    if (counts) return { intake, counts };
  }
  return undefined;
}

/** What the second signer is shown: the first 500 cases that the run names, those that have changed first. */
export function purgeNamed(session: Session, run: string): Result<PurgeNamed, Problem> {
  const named = namedBy(session, run);
  if (named.length === 0) return err({ tag: 'unknownRun' });
  const cases = named.map(({ id, purge, gone }) => ({
    caseId: id,
    applicationId: session.ledger.caseState(id).applicationId ?? '',
    endedOn: purge.endedOn,
    changed: !gone && purge.outside.length > 0,
    gone,
  }));
  cases.sort((a, b) => Number(b.changed) - Number(a.changed) || (a.applicationId < b.applicationId ? -1 : 1));
  return ok({ cases: cases.slice(0, 500) });
}

function signersOf(session: Session, named: readonly Named[]): PurgeRun['signers'] {
  const team = session.ledger.team();
  const signers = new Map<string, PurgeRun['signers'][number]>();
  for (const { purge } of named)
    for (const { member, as, day } of purge.signatures)
      signers.set(member, { name: nameOf(team, member), as, day });
  return [...signers.values()];
}

function marksOf(session: Session, { id, events, cover }: Found): PurgeMark[] {
  const [mark] = [...cover.marks].sort();
  const event = events.find((one) => one.hash === mark);
  const payload = event ? known(event, 'identity.protected') : undefined;
  if (mark === undefined || !event || !payload) return [];
  const applicationId = session.ledger.caseState(id).applicationId ?? payload.applicationId;
  return [{ mark, applicationId, at: event.hlc, stores: storesOf(session, mark) }];
}
