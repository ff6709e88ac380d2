// Owns: noting a question to the responsible caseworker and what came of it, and what of it waits. Must not: decide; domain/request does.
import type { CaseId, EventHash, IsoDate } from '../../../domain/ids.ts';
import { openQuestions, questionEnds } from '../../../domain/ledger/case/requests.ts';
import type { CaseState, Question } from '../../../domain/ledger/case/state.ts';
import type { QuestionOutcome, QuestionWay } from '../../../domain/ledger/payloads/requests.ts';
import { decideAnswer, decideQuestion } from '../../../domain/request/decide-question.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { flaggedDays } from '../../../db/queries/requests.ts';
import type { WorkDone } from '../../../ipc/colleagues/work.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { QuestionOverview, QuestionView } from '../../../ipc/party/requests.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';
import { writeWork } from '../teamwork/write-work.ts';

export type Asking = {
  readonly cases: readonly CaseId[];
  readonly question: string;
  readonly officer: string;
  readonly unit: string;
  readonly askedOn: IsoDate;
  readonly how: QuestionWay;
  readonly watchOn?: IsoDate | undefined;
};

/** RQ-12: the same question about several cases is noted in each, in one batch. */
export function askQuestion(
  session: WriteSession,
  { cases, how, askedOn, watchOn, ...words }: Asking,
): Result<WorkDone, Problem> {
  const noted = {
    question: words.question.trim(),
    officer: words.officer.trim(),
    unit: words.unit.trim(),
    askedOn,
  };
  return writeWork(session, cases, (state, batch) => {
    const may = decideQuestion(state, { ...noted, watchOn }, session.today());
    if (!may.ok) return may;
    const watch = watchOn === undefined ? {} : { watchOn };
    return ok({ kind: 'question.asked' as const, batch, ...noted, how, ...watch });
  });
}

export type Ending = {
  readonly id: CaseId;
  readonly of: EventHash;
  readonly outcome: QuestionOutcome;
  readonly day: IsoDate;
  readonly how: QuestionWay;
  readonly answer: string;
};

export function endQuestion(
  session: WriteSession,
  { id, answer, ...ending }: Ending,
): Result<WorkDone, Problem> {
  const words = answer.trim();
  return writeWork(session, [id], (state, batch) => {
    const may = decideAnswer(state, { ...ending, answer: words }, session.today());
    if (!may.ok) return may;
    return ok({
      kind: 'question.ended' as const,
      batch,
      ...ending,
      ...(words === '' ? {} : { answer: words }),
    });
  });
}

/** For the open case, newest first. */
export function questionViews(session: Session, state: CaseState): QuestionView[] {
  if (state.stub) return [];
  return [...(state.questions ?? [])].reverse().map((one) => viewOf(session, state, one));
}

function viewOf(session: Session, state: CaseState, one: Question): QuestionView {
  const team = session.ledger.team();
  const by = (place: number) => {
    const act = state.acts[place];
    return act ? nameOf(team, act.actor) : '';
  };
  const ends = questionEnds(one);
  const watchOn = one.watchOn ?? null;
  return {
    id: one.id,
    status: ends[0]?.outcome ?? 'open',
    question: one.question,
    officer: one.officer,
    unit: one.unit,
    askedOn: one.askedOn,
    how: one.how,
    watchOn,
    due: ends.length === 0 && watchOn !== null && watchOn <= session.today(),
    by: by(one.act),
    ends: ends.map(({ act, day, how, answer }) => ({ day, how, answer: answer ?? '', by: by(act) })),
  };
}

const shown = 100;

/** RQ-15: cases with an open question, the earliest day first. */
export function questionOverview(session: Session): QuestionOverview {
  const today = session.today();
  const all = flaggedDays(session.store.db, { flag: 'question', member: session.self.member });
  const waiting = all.slice(0, shown).map((one) => {
    const open = openQuestions(session.ledger.caseState(one.caseId));
    const watched = open.flatMap(({ watchOn }) => watchOn ?? []).sort()[0] ?? null;
    return {
      ...one,
      watchOn: watched,
      due: watched !== null && watched <= today,
      ids: open.map(({ id }) => id),
    };
  });
  return { open: all.length, waiting };
}
