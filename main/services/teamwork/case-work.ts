// Owns: watching a case, noting in it, declaring and trying a conflict of interest, and how the open case shows all of it.
// Must not: decide what may be; domain/teamwork does.
import { caseStream, type CaseId, type EventHash, type IsoDate, type MemberId } from '../../../domain/ids.ts';
import { assignees, barredMembers, barsOf, watchedUntil } from '../../../domain/ledger/case/work.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import type { InterestGround } from '../../../domain/ledger/payloads/work.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { decideDeclare, decideNote, decideTry, decideWatch } from '../../../domain/teamwork/decide-work.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { CaseWork, WorkDone } from '../../../ipc/colleagues/work.ts';
import { newBatch } from '../intake/import-plan.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';
import { writeWork } from './write-work.ts';

export type Watching = {
  readonly cases: readonly CaseId[];
  readonly until: IsoDate | null;
  readonly reason?: string | undefined;
};

export function watchCases(
  session: WriteSession,
  { cases, until, reason }: Watching,
): Result<WorkDone, Problem> {
  const words = reason?.trim();
  return writeWork(session, cases, (state, batch) => {
    const may = decideWatch(state, until, session.today());
    if (!may.ok) return may;
    if (until === null && watchedUntil(state) === null) return err({ tag: 'alreadySo' });
    return ok({ kind: 'case.watched' as const, batch, until, ...(words ? { reason: words } : {}) });
  });
}

export type Noting = {
  readonly id: CaseId;
  readonly heads: readonly EventHash[];
  readonly place: 'internal' | 'caseFile';
  readonly text: string;
};

export function writeNote(
  session: WriteSession,
  { id, heads, place, text }: Noting,
): Result<{ batch: string }, Problem> {
  const may = decideNote(session.ledger.caseState(id), text);
  if (!may.ok) return may;
  const batch = newBatch();
  const payload = { kind: 'note.written' as const, batch, place, text: text.trim() };
  const written = session.ledger.append([{ stream: caseStream(id), shownHeads: heads, payload }]);
  return written.ok ? ok({ batch }) : err(written.error);
}

type Done = Result<{ done: true }, Problem>;

export function declareInterest(
  session: WriteSession,
  { id, ground }: { readonly id: CaseId; readonly ground: InterestGround },
): Done {
  const may = decideDeclare(session.ledger.caseState(id), session.self.member);
  if (!may.ok) return may;
  const written = session.ledger.append([
    { stream: caseStream(id), payload: { kind: 'interest.declared', ground } },
  ]);
  return written.ok ? ok({ done: true }) : err(written.error);
}

export type Trying = {
  readonly id: CaseId;
  readonly member: MemberId;
  readonly holds: boolean;
  readonly reason: string;
};

export function tryInterest(session: WriteSession, { id, ...trying }: Trying): Done {
  const by = { self: session.self.member, team: session.ledger.team() };
  const may = decideTry(session.ledger.caseState(id), trying, by);
  if (!may.ok) return may;
  const payload = { kind: 'interest.tried' as const, ...trying, reason: trying.reason.trim() };
  const written = session.ledger.append([{ stream: caseStream(id), payload }]);
  return written.ok ? ok({ done: true }) : err(written.error);
}

/** For the open case. Notes, and what is waited for, are left out for a reader who is barred. */
export function caseWork(session: Session, state: CaseState): CaseWork {
  const team = session.ledger.team();
  const { member: self } = session.self;
  const today = session.today();
  const actPart = (act: number) => {
    const one = state.acts[act];
    return { by: one ? nameOf(team, one.actor) : '', at: one?.at ?? 0 };
  };
  const watch = watchedUntil(state);
  const barred = barredMembers(state);
  return {
    assignees: assignees(state).flatMap(({ handler, until, act }) =>
      handler === null
        ? []
        : {
            id: handler,
            name: nameOf(team, handler),
            self: handler === self,
            until: until ?? null,
            over: until !== undefined && until < today,
            ...actPart(act),
          },
    ),
    watch:
      watch === null || barred.includes(self)
        ? null
        : {
            until: watch.until,
            reason: watch.reason ?? '',
            by: actPart(watch.act).by,
            due: watch.until <= today,
          },
    notes: barred.includes(self)
      ? []
      : (state.work?.notes ?? []).map(({ act, place, text }) => ({ place, text, ...actPart(act) })),
    barred: barred.map((id) => {
      const said = barsOf(state, id).at(-1);
      return {
        id,
        name: nameOf(team, id),
        self: id === self,
        ground: said?.ground ?? null,
        at: actPart(said?.act ?? -1).at,
      };
    }),
  };
}
