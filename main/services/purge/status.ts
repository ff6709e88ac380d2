// Owns: how purges stand: intakes with their windows, runs with their signers, marks, and which stores have not told yet.
// Must not: name a purged person; a run is told by its counts.
import { caseOfStream, intakeIdSchema, type CaseId, type DeviceId } from '../../../domain/ids.ts';
import { agree } from '../../../domain/ledger/register.ts';
import { known, type FoldEvent } from '../../../domain/ledger/stream.ts';
import { coverOf, type Cover, type NamedPurge } from '../../../domain/purge/cover.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { needRole } from '../../../domain/team/roles.ts';
import type { PurgeMark, PurgeRun, PurgeStatus, PurgeStore } from '../../../ipc/purge.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { listIntakes } from '../../../db/queries/intake-cases.ts';
import { purgeStreams } from '../../../db/queries/purge.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';
import { purgeIntake } from './runs.ts';
import { blocksOf, judgeOf } from './take-effect.ts';

type Found = { readonly id: CaseId; readonly events: readonly FoldEvent[]; readonly cover: Cover };

export function purgeStatus(session: Session): PurgeStatus {
  const found = findAll(session);
  const { data } = session.reference.retention;
  return {
    today: session.today(),
    rules: data.rules.map(({ law, paragraph, says, verified }) => ({ law, paragraph, says, verified })),
    years: data.latestYears,
    mayRecord: needRole(session.ledger.team(), session.self, ['lead', 'caseworker']).ok,
    intakes: listIntakes(session.store.db)
      .filter((one) => one.cases > 0)
      .map((one) => purgeIntake(session, intakeIdSchema.parse(one.intake))),
    runs: runsOf(session, found),
    marks: found.flatMap((one) => marksOf(session, one)),
    officer: officerOf(session),
  };
}

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

type Named = Found & { readonly purge: NamedPurge };

function runsOf(session: Session, found: readonly Found[]): PurgeRun[] {
  const byRun = new Map<string, Named[]>();
  for (const one of found)
    for (const purge of one.cover.purges) {
      const own = byRun.get(purge.run);
      if (own) own.push({ ...one, purge });
      else byRun.set(purge.run, [{ ...one, purge }]);
    }
  return [...byRun].map(([run, named]) => runOf(session, run, named));
}

function runOf(session: Session, run: string, named: readonly Named[]): PurgeRun {
  const waiting: Record<string, number> = {};
  let purgedHere = 0;
  for (const one of named) {
    const blocks = isGone(one) ? [] : blocksOf(session, `case:${one.id}`, one.purge);
    if (isGone(one)) purgedHere += 1;
    for (const block of blocks) waiting[block] = (waiting[block] ?? 0) + 1;
  }
  return {
    run,
    cases: named.length,
    signers: signersOf(session, named),
    signedByMe: named.every(({ purge }) =>
      purge.signatures.some((one) => one.member === session.self.member),
    ),
    complete: named.every(({ purge }) => purge.complete),
    purgedHere,
    waiting,
    stores: storesOf(session, run),
  };
}

function isGone({ events, purge }: Named): boolean {
  return events.every((event) => !purge.covers.has(event.hash) || event.read.status === 'purged');
}

function signersOf(session: Session, named: readonly Named[]): PurgeRun['signers'] {
  const team = session.ledger.team();
  const signers = new Map<string, PurgeRun['signers'][number]>();
  for (const { purge } of named)
    for (const { member, as, day } of purge.signatures)
      signers.set(member, { name: nameOf(team, member), as, day });
  return [...signers.values()];
}

/** Every device in use, with what it has told; a device that is silent has not taken anything away as far as we know. */
export function storesOf(session: Session, of: string): PurgeStore[] {
  const receipts = session.ledger.shared().receipts[of] ?? {};
  return session.ledger.team().members.flatMap((member) =>
    member.devices.map((device): PurgeStore => {
      const receipt = receipts[device.id as DeviceId];
      const waiting = Object.values(receipt?.waiting ?? {}).reduce((sum, one) => sum + one, 0);
      return {
        member: member.name,
        device: device.id.slice(0, 8),
        doneAt: receipt?.at ?? null,
        cases: receipt?.cases ?? 0,
        waiting,
      };
    }),
  );
}

function marksOf(session: Session, { id, events, cover }: Found): PurgeMark[] {
  const [mark] = [...cover.marks].sort();
  const event = events.find((one) => one.hash === mark);
  const payload = event ? known(event, 'identity.protected') : undefined;
  if (mark === undefined || !event || !payload) return [];
  const applicationId = session.ledger.caseState(id).applicationId ?? payload.applicationId;
  return [{ mark, applicationId, at: event.hlc, stores: storesOf(session, mark) }];
}
