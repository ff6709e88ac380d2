// Owns: asking the applicants of one case or many, extending, reminding and ending. Must not: decide; domain/request does.
import { targetGroupOf, type CaseId, type IsoDate, type TargetGroup } from '../../../domain/ids.ts';
import { openRequests, requestStanding } from '../../../domain/ledger/case/requests.ts';
import { isBarred } from '../../../domain/ledger/case/work.ts';
import type { CaseState, PartyRequest } from '../../../domain/ledger/case/state.ts';
import type { Payload } from '../../../domain/ledger/payload.ts';
import type { RequestKind, RequestOutcome, RequestWay } from '../../../domain/ledger/payloads/requests.ts';
import {
  decideEnd,
  decideExtend,
  decideRequest,
  type RequestRefusal,
} from '../../../domain/request/decide-request.ts';
import { lacksOf, proposedLacks } from '../../../domain/request/lacks.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { runChecks } from '../../../domain/rules/all-checks.ts';
import { addDays } from '../../../domain/rules/days.ts';
import { caseFacts } from '../../../domain/rules/facts.ts';
import type { WorkDone, WorkRefused } from '../../../ipc/colleagues/work.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { AskInput, RequestOverview, RequestProposal, RequestView } from '../../../ipc/party/requests.ts';
import { flaggedDays } from '../../../db/queries/requests.ts';
import { refusedOf, writeWork } from '../teamwork/write-work.ts';
import { letterAct } from './letter.ts';
import { questionOverview } from './questions.ts';
import { nameOf, ruleContext, type Session, type WriteSession } from '../session.ts';

function groupOf({ intake }: CaseState): TargetGroup {
  return intake === null ? 'regular' : targetGroupOf(intake);
}

function proposedFor(session: Session, state: CaseState): readonly string[] {
  const checks = runChecks(caseFacts(state), ruleContext(session, state));
  return proposedLacks(session.reference.requests.lacks, groupOf(state), checks);
}

/** Without writing: what each case lacks by its own checks, and which cannot be asked. */
export function proposeRequests(
  session: Session,
  { cases, what }: { readonly cases: readonly CaseId[]; readonly what: RequestKind },
): RequestProposal {
  const { lacks: list } = session.reference.requests;
  const today = session.today();
  const dueOn = addDays(today, list.days);
  const proposed: RequestProposal['proposed'][number][] = [];
  const refused: WorkRefused[] = [];
  const groups = new Set<TargetGroup>();
  for (const caseId of cases) {
    const state = session.ledger.caseState(caseId);
    // Something to ask is written in the dialog: here only whether the case may be asked at all.
    const asking = { what, lacks: [], text: '-', sentOn: today, dueOn };
    const may = decideRequest(state, asking, today);
    // RQ-10: what a case lacks is told of the person.
    const isClosed = isBarred(state, session.self.member);
    if (isClosed || !may.ok) {
      const why = isClosed || may.ok ? 'barredFromCase' : may.error.tag;
      refused.push(refusedOf(session, caseId, why));
      continue;
    }
    groups.add(groupOf(state));
    proposed.push({ caseId, applicationId: state.applicationId ?? '', codes: proposedFor(session, state) });
  }
  const lacks = [
    ...new Map([...groups].flatMap((one) => lacksOf(list, one)).map((one) => [one.code, one])).values(),
  ];
  return { lacks: lacks.map(({ code, text }) => ({ code, text })), dueOn, proposed, refused };
}

/** RQ-1, RQ-3: one batch; each case that cannot be asked is named with why. */
export function sendRequests(session: WriteSession, input: AskInput): Result<WorkDone, Problem> {
  const { lacks: list, pin } = session.reference.requests;
  const { what, sentOn, dueOn, how } = input;
  const text = input.text.trim();
  // RQ-3: what speaks against one applicant is said to that one alone.
  if (what === 'hearing' && input.cases.length > 1) return err({ tag: 'hearingOneByOne' });
  // RQ-20: what an application cannot be tried without is said in one case at a time, never from a list under review.
  if (what === 'order' && input.cases.length > 1) return err({ tag: 'orderOneByOne' });
  return writeWork(session, input.cases, (state, batch) => {
    const known = new Map(lacksOf(list, groupOf(state)).map((one) => [one.code, one]));
    const codes = lacksWanted(session, state, input);
    const unknown = codes.find((code) => !known.has(code));
    if (unknown !== undefined) return err({ tag: 'unknownLack' });
    const may = decideRequest(state, { what, lacks: codes, text, sentOn, dueOn }, session.today());
    if (!may.ok) return may;
    const lacks = codes.map((code) => ({ code, fields: [...(known.get(code)?.fields ?? [])] }));
    const words = text === '' ? {} : { text };
    const asked = { batch, lacks, ...words, sentOn, dueOn, how, texts: pin };
    return ok(
      what === 'order'
        ? { kind: 'request.ordered' as const, ...asked }
        : { kind: 'request.sent' as const, what, ...asked },
    );
  });
}

function lacksWanted(session: Session, state: CaseState, { lacks, what }: AskInput): readonly string[] {
  if (what === 'hearing') return [];
  // RQ-20: which lack stops a trial is for a person to say; a check's silence is no proposal of an order.
  if (what === 'order' && lacks === 'proposed') return [];
  return lacks === 'proposed' ? proposedFor(session, state) : lacks;
}

type Target = { readonly cases: readonly CaseId[]; readonly what: RequestKind };
type Deciding = (request: PartyRequest) => Result<Payload, { readonly tag: string }>;

/** What is done to the open request of that kind in each of the cases. */
function writeOn(
  session: WriteSession,
  { cases, what }: Target,
  decide: Deciding,
): Result<WorkDone, Problem> {
  return writeWork(session, cases, (state) => {
    const open = openRequests(state).find((one) => one.what === what);
    if (!open || state.stub) return err({ tag: 'noOpenRequest' } satisfies RequestRefusal);
    return decide(open);
  });
}

export function extendRequests(
  session: WriteSession,
  { dueOn, reason, ...target }: Target & { readonly dueOn: IsoDate; readonly reason: string },
): Result<WorkDone, Problem> {
  const why = reason.trim();
  return writeOn(session, target, (request) => {
    const may = decideExtend(request, dueOn);
    if (!may.ok) return may;
    return ok({
      kind: 'request.extended',
      request: request.id,
      day: session.today(),
      dueOn,
      ...(why === '' ? {} : { reason: why }),
    });
  });
}

export function remindOf(
  session: WriteSession,
  { day, how, ...target }: Target & { readonly day: IsoDate; readonly how: RequestWay },
): Result<WorkDone, Problem> {
  if (day > session.today()) return err({ tag: 'dayInFuture', day });
  return writeOn(session, target, (request) =>
    ok({ kind: 'request.reminded', request: request.id, day, how }),
  );
}

export function endRequests(
  session: WriteSession,
  {
    outcome,
    day,
    answer,
    ...target
  }: Target & { readonly outcome: RequestOutcome; readonly day: IsoDate; readonly answer: string },
): Result<WorkDone, Problem> {
  const words = answer.trim();
  return writeOn(session, target, (request) => {
    const may = decideEnd(request, { outcome, day, answer: words }, session.today());
    if (!may.ok) return may;
    return ok({
      kind: 'request.ended',
      request: request.id,
      outcome,
      day,
      ...(words === '' ? {} : { answer: words }),
    });
  });
}

/** For the open case, newest first. */
export function requestViews(session: Session, state: CaseState): RequestView[] {
  if (state.stub) return [];
  const today = session.today();
  const wordings = new Map(session.reference.requests.lacks.lacks.map(({ code, text }) => [code, text]));
  return [...(state.requests ?? [])].reverse().map((one): RequestView => {
    const { status, dueOn } = requestStanding(one);
    const end = one.ended.find(({ value }) => value.outcome === status)?.value;
    const act = state.acts[one.act];
    return {
      id: one.id,
      what: one.what,
      status,
      lacks: one.lacks.map(({ code }) => ({
        text: wordings.get(code) ?? code,
        come: one.come.includes(code),
      })),
      text: one.text ?? '',
      sentOn: one.sentOn,
      dueOn,
      late: status === 'open' && dueOn < today,
      how: one.how,
      reminded: one.reminded.map(({ day }) => day),
      answer: end?.answer ?? null,
      endedOn: end?.day ?? null,
      by: act ? nameOf(session.ledger.team(), act.actor) : '',
      letter: letterOf(state, one),
    };
  });
}

const shownDue = 100;

export function requestOverview(session: Session): RequestOverview {
  const today = session.today();
  const all = flaggedDays(session.store.db, { flag: 'awaits', member: session.self.member });
  const due = all.map((one) => ({ ...one, late: one.day < today }));
  return {
    open: due.length,
    late: due.filter(({ late }) => late).length,
    due: due.slice(0, shownDue),
    questions: questionOverview(session),
  };
}

/** The request of that kind whose letter is printed: the one that stands open, else the newest. */
export function letterRequest(state: CaseState, what: RequestKind): PartyRequest | undefined {
  const isOfKind = (one: PartyRequest) => one.what === what;
  return openRequests(state).findLast(isOfKind) ?? state.requests?.findLast(isOfKind);
}

function letterOf(state: CaseState, request: PartyRequest): RequestView['letter'] {
  const act = letterAct(state, request);
  const made = state.issued.filter(({ variant }) => variant === request.what).map(({ of }) => of);
  if (made.includes(act)) return 'made';
  return request.dated.some((one) => made.includes(state.acts[one]?.event ?? act)) ? 'earlierDay' : 'none';
}
