// Owns: recording the day on which the party opened a case at the agency, and how the open case shows it. Must not: decide;
// domain/matter does.
import { caseStream, type CaseId, type EventHash, type IsoDate } from '../../../domain/ids.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import type { MatterWay } from '../../../domain/ledger/payloads/matter.ts';
import { awaitsDecision, clockOf, type Clock } from '../../../domain/matter/clock.ts';
import { decideMatter } from '../../../domain/matter/decide-matter.ts';
import { matterOf } from '../../../domain/matter/matter.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { CaseRow } from '../../../domain/review/case-row.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { MatterView } from '../../../ipc/party/requests.ts';
import { newBatch } from '../intake/import-plan.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';

export type Recording = {
  readonly id: CaseId;
  /** The heads that the window showed: a day that a colleague recorded since then stands beside this one. */
  readonly heads: readonly EventHash[];
  readonly openedOn: IsoDate | null;
  readonly how: MatterWay;
  readonly note: string;
};

/** RQ-17, RQ-18. */
export function recordMatter(
  session: WriteSession,
  { id, heads, openedOn, ...said }: Recording,
): Result<{ batch: string }, Problem> {
  const note = said.note.trim();
  const how = openedOn === null ? undefined : said.how;
  const context = { today: session.today(), policy: session.reference.matter };
  const may = decideMatter(session.ledger.caseState(id), { openedOn, how, note }, context);
  if (!may.ok) return may;
  const batch = newBatch();
  const more = { ...(how === undefined ? {} : { openedHow: how }), ...(note === '' ? {} : { note }) };
  const payload = { kind: 'matter.opened' as const, batch, openedOn, ...more };
  const written = session.ledger.append([{ stream: caseStream(id), shownHeads: heads, payload }]);
  return written.ok ? ok({ batch }) : err(written.error);
}

/** RQ-19: where no day stands, nothing is said of an age. */
export function matterView(session: Session, row: CaseRow, state: CaseState): MatterView | null {
  if (state.stub) return null;
  const said = matterOf(state);
  const team = session.ledger.team();
  const by = (act: number) => nameOf(team, state.acts[act]?.actor ?? session.self.member);
  const { answerWeeks } = session.reference.matter;
  const none = { openedOn: null, how: null, note: '', by: '', clock: null, sides: [], answerWeeks };
  if (said.status === 'none') return { ...none, status: 'none' };
  if (said.status === 'differs') {
    const sides = said.values.map(({ act, value }) => ({ openedOn: value.openedOn, by: by(act) }));
    return { ...none, status: 'differs', sides };
  }
  const { openedOn, openedHow: how = null, note = '' } = said.value;
  if (openedOn === null) return { ...none, status: 'none' };
  return {
    ...none,
    status: 'stands',
    openedOn,
    how,
    note,
    by: by(said.act),
    clock: clockNow(session, row, openedOn),
  };
}

function clockNow({ today, reference }: Session, { step }: CaseRow, openedOn: IsoDate): Clock | null {
  if (!awaitsDecision(step)) return null;
  return clockOf(openedOn, { today: today(), holidays: reference.holidays, policy: reference.matter });
}
