// Owns: giving cases to a colleague, dividing a list evenly or by the rule, taking one's own part for a while.
// Must not: decide who may have a case; domain/teamwork does.
import { caseStream, type CaseId, type IsoDate, type MemberId } from '../../../domain/ids.ts';
import { assignees, barredMembers } from '../../../domain/ledger/case/work.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import type { PayloadOf } from '../../../domain/ledger/payload.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { seesCases } from '../../../domain/team/roles.ts';
import { activeMembers, memberOf, type Member } from '../../../domain/team/team-state.ts';
import { decideAssign, mayBeShared } from '../../../domain/teamwork/decide-work.ts';
import { shareByRule, shareEvenly, type ShareCase } from '../../../domain/teamwork/sharing.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type {
  ShareInput,
  SharePreview,
  WorkDone,
  WorkOverview,
  WorkRefused,
} from '../../../ipc/colleagues/work.ts';
import { openCounts, watchesDue } from '../../../db/queries/work.ts';
import { newBatch } from '../intake/import-plan.ts';
import type { Session, WriteSession } from '../session.ts';
import { refusedOf, writeWork } from './write-work.ts';

type Assigned = PayloadOf<'case.assigned'>;

/** Each of the cases to that colleague, or to nobody; cases that cannot be given are named and the others are. */
export function assignCases(
  session: WriteSession,
  { cases, to }: { readonly cases: readonly CaseId[]; readonly to: MemberId | null },
): Result<WorkDone, Problem> {
  const team = session.ledger.team();
  return writeWork(session, cases, (state, batch) => {
    const may = decideAssign(state, to, team);
    if (!may.ok) return may;
    return hasAlready(state, to)
      ? err({ tag: 'alreadySo' })
      : ok({ kind: 'case.assigned', batch, handler: to } satisfies Assigned);
  });
}

/** Until further notice, and alone. */
function hasAlready(state: CaseState, to: MemberId | null): boolean {
  const has = assignees(state);
  if (to === null) return has.length === 0;
  return has.length === 1 && has[0]?.handler === to && has[0].until === undefined;
}

type Plan = {
  readonly parts: ReadonlyMap<MemberId, readonly CaseId[]>;
  readonly refused: readonly WorkRefused[];
  readonly open: ReadonlyMap<MemberId, number>;
};

function planShare(session: Session, input: ShareInput): Result<Plan, Problem> {
  const members = membersAsked(session, input);
  if (!members.ok) return members;
  const today = session.today();
  const open = openCounts(session.store.db, today);
  const { free, refused } = freeCases(session, input.cases, today);
  const shared =
    input.how === 'even'
      ? shareEvenly(free, { members: members.value, open, most: input.most })
      : shareByRule(free, members.value);
  const left = shared.left.map((id) =>
    refusedOf(session, id, input.most === undefined ? 'barredFromCase' : 'noRoom'),
  );
  return ok({ parts: shared.given, refused: [...refused, ...left], open });
}

/** In the order of their ids: the rule must not depend on how somebody ticked them. */
function membersAsked(session: Session, { members, how }: ShareInput): Result<MemberId[], Problem> {
  const team = session.ledger.team();
  const asked = [...new Set(members)].sort();
  for (const id of asked) {
    const member = memberOf(team, id);
    if (member?.standing !== 'active') return err({ tag: 'unknownMember' });
    if (!seesCases(team, id)) return err({ tag: 'seesNoCases', name: member.name });
  }
  if (how === 'mine' && !asked.includes(session.self.member)) return err({ tag: 'notAmongThem' });
  return ok(asked);
}

/** Cases that nobody has, or whose claim has run out. */
function freeCases(
  session: Session,
  cases: readonly CaseId[],
  today: IsoDate,
): { readonly free: readonly ShareCase[]; readonly refused: readonly WorkRefused[] } {
  const free: ShareCase[] = [];
  const refused: WorkRefused[] = [];
  for (const id of cases) {
    const state = session.ledger.caseState(id);
    const may = mayBeShared(state);
    const isTaken = assignees(state).some(({ until }) => until === undefined || until >= today);
    if (may.ok && !isTaken) free.push({ id, barred: barredMembers(state) });
    else refused.push(refusedOf(session, id, may.ok ? 'alreadyTaken' : may.error.tag));
  }
  return { free, refused };
}

export function previewShare(session: Session, input: ShareInput): Result<SharePreview, Problem> {
  const plan = planShare(session, input);
  if (!plan.ok) return plan;
  const { parts, refused, open } = plan.value;
  return ok({
    parts: [...parts].map(([id, given]) => ({
      ...person(session, id),
      has: open.get(id) ?? 0,
      gets: given.length,
    })),
    refused,
  });
}

/** WO-2, WO-3: everybody's part by a lead or a colleague, or only one's own with a last day. One batch, taken back as one. */
export function shareCases(session: WriteSession, input: ShareInput): Result<WorkDone, Problem> {
  const plan = planShare(session, input);
  if (!plan.ok) return plan;
  const { parts, refused } = plan.value;
  const { member: self } = session.self;
  const mine = input.how === 'mine';
  const batch = newBatch();
  const acts = [...parts].flatMap(([to, given]) =>
    mine && to !== self
      ? []
      : given.map((id) => ({
          stream: caseStream(id),
          payload: {
            kind: 'case.assigned' as const,
            batch,
            handler: to,
            ...(mine && input.until !== undefined ? { until: input.until } : {}),
          },
        })),
  );
  if (acts.length === 0) return ok({ batch: null, changed: 0, refused });
  const written = session.ledger.append(acts);
  return written.ok ? ok({ batch, changed: acts.length, refused }) : err(written.error);
}

function person(session: Session, id: MemberId): { id: string; name: string; self: boolean } {
  const name = memberOf(session.ledger.team(), id)?.name ?? '';
  return { id, name, self: id === session.self.member };
}

const shown = 20;

export function workOverview(session: Session): WorkOverview {
  const { db } = session.store;
  const team = session.ledger.team();
  const open = openCounts(db, session.today());
  const able = (member: Member) => seesCases(team, member.id);
  return {
    mine: open.get(session.self.member) ?? 0,
    due: watchesDue(db, { member: session.self.member, today: session.today(), limit: shown }),
    members: activeMembers(team)
      .filter(able)
      .map(({ id }) => ({ ...person(session, id), open: open.get(id) ?? 0 })),
  };
}
