// Owns: the gate that every kind of export passes, and the administrator's record of its ground (design §8, DI-1–DI-4).
// Must not: write a file, or let a kind through by itself.
import { createHash } from 'node:crypto';
import {
  exportKinds,
  groundEntry,
  groundPin,
  permitFor,
  type ExportKind,
  type GroundContext,
  type Permit,
} from '../../../domain/disclosure/grounds.ts';
import type { IsoDate } from '../../../domain/ids.ts';
import { agree, ownOf } from '../../../domain/ledger/register.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { needRole } from '../../../domain/team/roles.ts';
import type { GroundView } from '../../../ipc/disclosure.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { isDemo, nameOf, type Session, type WriteSession } from '../session.ts';

/** The one gate. Without a permit `writeOut` does not compile. */
export function exportPermit(session: Session, kind: ExportKind): Result<Permit, Problem> {
  const permit = permitFor(contextOf(session), kind);
  return permit.ok ? permit : err({ ...permit.error });
}

function contextOf(session: Session): GroundContext {
  const { reference, ledger } = session;
  return {
    grounds: reference.exportGrounds,
    sha256,
    recorded: ledger.shared().grounds,
    demo: isDemo(session),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

export function groundViews(session: Session): GroundView[] {
  const context = contextOf(session);
  const { acts, grounds } = session.ledger.shared();
  return exportKinds.map((kind) => {
    const { holds, title, to, ground, verified } = groundEntry(context.grounds, kind);
    const permit = permitFor(context, kind);
    const register = ownOf(grounds, kind) ?? [];
    const standing = register.at(-1);
    const act = standing ? acts[standing.act] : undefined;
    return {
      kind,
      title,
      to,
      ground,
      verified,
      needsRecord: holds === 'applicants',
      state: permit.ok ? 'allowed' : permit.error.tag,
      differs: agree(register).status === 'differs',
      recorded:
        standing && act
          ? {
              by: nameOf(session.ledger.team(), act.actor),
              allowed: standing.value.allowed,
              ground: standing.value.ground,
              day: standing.value.day,
              source: standing.value.source,
              example: standing.value.example,
            }
          : null,
    };
  });
}

export type RecordingGround = {
  readonly kinds: readonly ExportKind[];
  readonly allowed: boolean;
  /** In the administrator's own words; without it the shipped wording is what was confirmed. */
  readonly ground?: string | undefined;
  readonly day: IsoDate;
  readonly source: string;
};

/** Name, day and source stand in the event. One act for each kind, so that each can end by itself. */
export function recordGrounds(
  session: WriteSession,
  input: RecordingGround,
): Result<{ recorded: number }, Problem> {
  const may = needRole(session.ledger.team(), session.self, ['administrator']);
  if (!may.ok) return may;
  if (input.day > session.today()) return err({ tag: 'dayInFuture', day: input.day });
  const written = session.ledger.append(groundActs(session, input));
  return written.ok ? ok({ recorded: written.value.length }) : err(written.error);
}

function groundActs(session: Session, { kinds, allowed, ground, day, source }: RecordingGround): NewAct[] {
  const context = contextOf(session);
  return kinds
    .filter((kind) => groundEntry(context.grounds, kind).holds === 'applicants')
    .map((kind) => ({
      stream: 'shared',
      payload: {
        kind: 'ground.recorded',
        exportKind: kind,
        allowed,
        ground: ground ?? groundEntry(context.grounds, kind).ground,
        entry: groundPin(context, kind),
        day,
        source,
        example: isDemo(session),
      },
    }));
}
