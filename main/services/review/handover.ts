// Owns: handing a case over, taking it over, and what waits for whom; with how far each colleague has been heard.
// Must not: hand over for somebody else, or say that one who has not been heard has done nothing.
import { caseStream, type CaseId, type EventHash, type MemberId } from '../../../domain/ids.ts';
import { takenBy, waitingNotes } from '../../../domain/ledger/case/handover.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import type { Payload } from '../../../domain/ledger/payload.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { seesCases } from '../../../domain/team/roles.ts';
import { activeMembers, memberOf, type Member } from '../../../domain/team/team-state.ts';
import type { CaseHandover, ColleagueView, HandoverOverview } from '../../../ipc/colleagues/handover.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { importLog } from '../../../db/local/bundles.ts';
import { casesHandedTo, handoverCounts, lastActOf } from '../../../db/queries/handover.ts';
import { newBatch } from '../intake/import-plan.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';
import { isHidden } from './hidden.ts';

type Shown = { readonly id: CaseId; readonly heads?: readonly EventHash[] | undefined };
export type Noting = {
  readonly cases: readonly Shown[];
  readonly text: string;
  readonly forWhom?: MemberId | undefined;
};
type Done = Result<{ batch: string; changed: number }, Problem>;

/** One note on each of the cases, in one batch: taken back as one. */
export function noteHandover(session: WriteSession, { cases, text, forWhom }: Noting): Done {
  const words = text.trim();
  if (words === '') return err({ tag: 'handoverEmpty' });
  const whom = forWhom === undefined ? undefined : memberOf(session.ledger.team(), forWhom);
  if (forWhom !== undefined && whom?.standing !== 'active') return err({ tag: 'unknownMember' });
  // GR-12: the case is not on their computer, and the note would wait for ever.
  if (whom && !seesCases(session.ledger.team(), whom.id)) return err({ tag: 'seesNoCases', name: whom.name });
  const batch = newBatch();
  const to = forWhom === undefined ? {} : { forWhom };
  return write(session, cases, { kind: 'handover.noted', batch, text: words, ...to });
}

/** GR-15: the author goes on with the cases. */
export function takeOver(session: WriteSession, cases: readonly Shown[]): Done {
  return write(session, cases, { kind: 'handover.taken', batch: newBatch() });
}

type Handing = Extract<Payload, { kind: 'handover.noted' | 'handover.taken' }> & { readonly batch: string };

function write(session: WriteSession, cases: readonly Shown[], payload: Handing): Done {
  const acts: NewAct[] = [];
  for (const { id, heads } of cases) {
    const state = session.ledger.caseState(id);
    if (state.applicationId === null) return err({ tag: 'caseNotOpened' });
    if (state.stub !== null) return err({ tag: 'specialHandling' });
    acts.push({ stream: caseStream(id), payload, ...(heads === undefined ? {} : { shownHeads: heads }) });
  }
  const written = session.ledger.append(acts);
  return written.ok ? ok({ batch: payload.batch, changed: acts.length }) : err(written.error);
}

/** For the open case. */
export function caseHandover({ ledger, self }: Session, state: CaseState): CaseHandover {
  const team = ledger.team();
  const of = (act: number) => ({ at: state.acts[act]?.at ?? 0, actor: state.acts[act]?.actor });
  const named = (member: MemberId | undefined) => (member === undefined ? '' : nameOf(team, member));
  return {
    notes: waitingNotes(state).map(({ act, text, forWhom }) => ({
      text,
      forWhom: forWhom === null ? null : nameOf(team, forWhom),
      by: named(of(act).actor),
      at: of(act).at,
    })),
    takenBy: takenBy(state).map((act) => ({
      name: named(of(act).actor),
      self: of(act).actor === self.member,
      at: of(act).at,
    })),
  };
}

const shown = 20;

export function handoverOverview(session: Session): HandoverOverview {
  const { db } = session.store;
  const team = session.ledger.team();
  const counts = handoverCounts(db);
  const mine = ['to:any', `to:${session.self.member}`];
  const waiting = counts.filter(({ flag }) => mine.includes(flag)).reduce((sum, { count }) => sum + count, 0);
  return {
    waiting,
    cases: casesHandedTo(db, mine, shown).map(({ caseId, name: written, applicationId }) => {
      const name = isHidden(session, caseId) ? '' : written;
      const [note] = caseHandover(session, session.ledger.caseState(caseId)).notes;
      return { caseId, name, applicationId, by: note?.by ?? '', at: note?.at ?? 0 };
    }),
    colleagues: activeMembers(team).map((member) => colleagueView(session, member, counts)),
  };
}

function colleagueView(
  session: Session,
  member: Member,
  counts: ReturnType<typeof handoverCounts>,
): ColleagueView {
  const devices = member.devices.map(({ id }) => id);
  const heard = importLog(session.store.db, 500).find(
    ({ kind, senderDevice }) => kind === 'bundle' && devices.some((id) => String(id) === senderDevice),
  );
  const taken = counts.filter(({ flag }) => flag === `by:${member.id}`);
  const sum = (some: readonly { readonly count: number }[]) =>
    some.reduce((all, { count }) => all + count, 0);
  return {
    id: member.id,
    name: member.name,
    self: member.id === session.self.member,
    seesCases: seesCases(session.ledger.team(), member.id),
    heardAt: heard?.at ?? null,
    lastActAt: lastActOf(session.store.db, devices),
    open: sum(taken.filter(({ decided }) => !decided)),
    waiting: sum(counts.filter(({ flag }) => flag === `to:${member.id}`)),
  };
}
