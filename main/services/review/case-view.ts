// Owns: one case as the window shows it: facts, checks, verdicts, offers. Must not: write, or word anything but the rules' own sentences.
import type { CaseId } from '../../../domain/ids.ts';
import { waitingActs } from '../../../domain/conflict/flags.ts';
import { joinsOf } from '../../../domain/ledger/case/joins.ts';
import { offerMove } from '../../../domain/ledger/case/offers.ts';
import { unseenFacts, verdictCounts } from '../../../domain/ledger/case/readings.ts';
import type { CaseState, OfferState } from '../../../domain/ledger/case/state.ts';
import {
  readField,
  type Act,
  type FieldRegisters,
  type Fields,
  type Standing,
} from '../../../domain/ledger/register.ts';
import type { FieldValue } from '../../../domain/ledger/payload-parts.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { isBarred } from '../../../domain/ledger/case/work.ts';
import { barredRow, caseRow, type CaseRow } from '../../../domain/review/case-row.ts';
import { proposal } from '../../../domain/review/proposal.ts';
import { reviewCriteria, runChecks } from '../../../domain/rules/all-checks.ts';
import { sentenceOf, sourceWord, type CheckResult, type RuleContext } from '../../../domain/rules/check.ts';
import { caseFacts } from '../../../domain/rules/facts.ts';
import { criterion } from '../../../domain/rules/rule-set.ts';
import type { TeamState } from '../../../domain/team/team-state.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type {
  CaseView,
  CheckView,
  FactView,
  OfferView,
  OtherApplication,
  VerdictView,
} from '../../../ipc/review.ts';
import { casesOfPerson } from '../../../db/queries/person.ts';
import { openAlike } from '../conflicts/inbox.ts';
import { officerOf } from '../purge/status.ts';
import { caseHistory } from './case-history.ts';
import { secondLookView } from '../decision/second-looks.ts';
import { matterView } from '../requests/matter.ts';
import { questionViews } from '../requests/questions.ts';
import { attachmentViews } from '../attachments/attachments.ts';
import { requestViews } from '../requests/requests.ts';
import { caseWork } from '../teamwork/case-work.ts';
import { caseHandover } from './handover.ts';
import { isHidden } from './hidden.ts';
import { sinceLooked } from './looked.ts';
import { warningsOf } from './warnings.ts';
import { urgencyOf } from '../triage/next.ts';
import { nameOf, ruleContext, type Session } from '../session.ts';

/** Everything beside the grid. A stub shows its mark and nothing personal. */
export function caseView(session: Session, id: CaseId): Result<CaseView, Problem> {
  const state = session.ledger.caseState(id);
  const row = caseRow(id, state);
  if (!row) return err({ tag: 'caseNotOpened' });
  const isClosed = isBarred(state, session.self.member);
  return ok(isClosed ? barredView(session, row, state) : openView(session, row, state));
}

function openView(session: Session, row: CaseRow, state: CaseState): CaseView {
  const id = row.caseId;
  const rules = ruleContext(session, state);
  const checks = row.stub ? [] : runChecks(caseFacts(state), rules);
  const proposed = proposal(checks);
  return {
    row,
    ...(row.stub ? stubPart(session, id) : personPart(session, row, state)),
    officer: handlerOf(session, row),
    heads: state.heads,
    proposal: {
      conclusion: proposed.kind === 'toCheck' ? 'needsCheck' : proposed.kind,
      toCheck: proposed.kind === 'toCheck' ? proposed.criteria.length : 0,
    },
    checks: checks.map((one) => checkView(session, rules, one)),
    decidedWithoutSeeing: unseenFacts(state).length > 0,
    ...warningsOf(session, state, checks),
    joins: joinViews(session, state),
    handover: caseHandover(session, state),
    work: caseWork(session, state),
    secondLook: secondLookView(session, state),
    requests: requestViews(session, state),
    questions: questionViews(session, state),
    matter: matterView(session, row, state),
    attachments: attachmentViews(session, state),
    revokedMeanwhile: state.revokedMeanwhile.length,
    newer: state.newer,
    notEntitled: waitingActs(state).length,
  };
}

type PersonPart = Pick<
  CaseView,
  'since' | 'facts' | 'verdicts' | 'offers' | 'history' | 'alike' | 'otherApplications' | 'urgency'
>;

function personPart(session: Session, row: CaseRow, state: CaseState): PersonPart {
  const acting = { acts: state.acts, team: session.ledger.team() };
  const { caseId: id, identityNumber: number } = row;
  return {
    since: sinceLooked(session, id, state),
    facts: factViews(state.fields, acting),
    verdicts: verdictViews(state, acting.team),
    offers: Object.values(state.offers).map((offer) => offerView(offer, acting)),
    history: caseHistory(session, id),
    alike: alikeOf(session, id),
    otherApplications: number === null ? [] : othersOf(session, { id, number }),
    urgency: urgencyOf(session, row),
  };
}

function stubPart(session: Session, id: CaseId): PersonPart {
  const history = withoutContents(caseHistory(session, id));
  const nothing = { since: null, facts: [], verdicts: [], offers: [], urgency: [] };
  return { ...nothing, history, alike: [], otherApplications: [] };
}

/** WO-8: which case it is, who handles it and who is barred from it; nothing of the person (16 § förvaltningslagen (2017:900)). */
function barredView(session: Session, row: CaseRow, state: CaseState): CaseView {
  return {
    row: barredRow(row),
    since: null,
    officer: null,
    heads: state.heads,
    proposal: { conclusion: 'needsCheck', toCheck: 0 },
    facts: [],
    checks: [],
    verdicts: [],
    offers: [],
    history: [],
    alike: [],
    otherApplications: [],
    decidedWithoutSeeing: false,
    stale: [],
    cap: null,
    otherGroup: null,
    movedApart: false,
    joins: [],
    handover: { notes: [], takenBy: [] },
    work: caseWork(session, state),
    secondLook: null,
    requests: [],
    questions: [],
    matter: null,
    attachments: [],
    urgency: [],
    revokedMeanwhile: 0,
    newer: 0,
    notEntitled: 0,
  };
}

/** PU-12: whom to turn to for a person of whom nothing is kept here. */
function handlerOf(session: Session, { stub }: CaseRow): CaseView['officer'] {
  return stub ? officerOf(session) : null;
}

/** A mark that came later: who did what and when stays, what was known of the person does not show (domain.md §10.12). */
function withoutContents(history: CaseView['history']): CaseView['history'] {
  return history.map((entry) => ({ ...entry, facts: {}, fields: [] }));
}

function joinViews(session: Session, state: CaseState): CaseView['joins'] {
  if (state.stub !== null) return [];
  return joinsOf(state).flatMap(({ other, said }) => {
    if (said.status === 'none') return [];
    const { value, act } = said.status === 'agreed' ? said : { value: null, act: said.values[0]?.act ?? 0 };
    const { by, at } = actPart({ acts: state.acts, team: session.ledger.team() }, { act });
    const applicationId = session.ledger.caseState(other).applicationId ?? '';
    return [
      { caseId: other, applicationId, role: value?.role ?? 'differs', by, at, reason: value?.reason ?? '' },
    ];
  });
}

function alikeOf(session: Session, id: CaseId): CaseView['alike'] {
  return openAlike(session, id).map(({ item, other }) => ({
    item,
    applicationId: session.ledger.caseState(other).applicationId ?? '',
  }));
}

/** RE-74: where and when the person applied otherwise and what became of it; a purged case is no row any more. */
function othersOf(
  session: Session,
  person: { readonly id: CaseId; readonly number: string },
): CaseView['otherApplications'] {
  return casesOfPerson(session.store.db, person.number)
    .filter((row) => row.caseId !== person.id && !row.stub && !isHidden(session, row.caseId))
    .map(({ caseId, intake, applicationId, receivedDate, step, decisionDay }) => ({
      caseId,
      intake,
      applicationId,
      receivedDate,
      step: toldStep(step),
      decisionDay,
    }));
}

/** What a colleague once concluded of the person is no ground for this case: only that the application was reviewed is told. */
function toldStep(step: CaseRow['step']): OtherApplication['step'] {
  return step === 'needsCheck' || step === 'eligible' || step === 'notEligible' ? 'reviewed' : step;
}

function checkView({ reference }: Session, { ruleSet }: RuleContext, result: CheckResult): CheckView {
  const fact = result.facts.find((one) => one.status === 'value');
  return {
    id: result.id,
    name: criterion(ruleSet, result.id).name,
    outcome: result.outcome,
    sentence: sentenceOf(ruleSet, result),
    rule: `${ruleSet.id} ${result.id}`,
    version: String(ruleSet.version),
    source: fact?.source === undefined ? null : sourceWord(fact.source),
    asOf: fact?.asOf ?? null,
    lists: result.lists.map((name) => {
      const { version, from } = reference.lists[name];
      return { name, version, from };
    }),
    confirmed: result.confirmed,
    stage: reviewCriteria.includes(result.id) ? 'review' : 'decision',
  };
}

type Acting = { readonly acts: readonly Act[]; readonly team: TeamState };

export function factViews(fields: Fields, acting: Acting): FactView[] {
  return Object.entries(fields).flatMap(([field, registers]) => {
    const view = factView(field, registers, acting);
    return view ? [view] : [];
  });
}

function factView(field: string, registers: FieldRegisters, acting: Acting): FactView | undefined {
  const reading = readField(registers, field);
  if (reading.status === 'absent') return undefined;
  const beneath = readField({ hand: [], sources: registers.sources }, field);
  if (reading.status === 'differs') {
    const first = reading.values[0];
    if (!first) return undefined;
    return {
      field,
      status: 'differs',
      value: null,
      source: first.source,
      ...actPart(acting, first),
      beneath: null,
      others: reading.values.map((one) => ({
        value: one.value,
        source: one.source,
        by: actPart(acting, one).by,
        at: actPart(acting, one).at,
      })),
    };
  }
  const isHand = reading.source === 'hand';
  return {
    field,
    status: 'value',
    value: reading.value,
    source: reading.source,
    ...actPart(acting, reading),
    beneath: isHand && beneath.status === 'value' ? beneath.value : null,
    others: [],
  };
}

function actPart(
  acting: Acting,
  standing: Pick<Standing<FieldValue>, 'act'>,
): { asOf: string | null; by: string; at: number } {
  const act = acting.acts[standing.act];
  if (!act) return { asOf: null, by: '', at: 0 };
  return { asOf: act.asOf ?? null, by: nameOf(acting.team, act.actor), at: act.at };
}

function verdictViews(state: CaseState, team: TeamState): VerdictView[] {
  return state.verdicts.map((one) => {
    const { by, at } = actPart({ acts: state.acts, team }, one);
    const { conclusion, reason, note, ruleSet } = one.value;
    const rules = { id: ruleSet.id, version: ruleSet.version };
    const counts = verdictCounts(state, one.value);
    return { conclusion, reason: reason ?? null, note: note ?? null, rules, counts, by, at };
  });
}

function offerView(offer: OfferState, acting: Acting): OfferView {
  const move = offerMove(offer);
  return {
    id: offer.id,
    employerId: offer.employer,
    state: move.status === 'agreed' ? move.value.state : move.status === 'none' ? 'offered' : 'differs',
    reason: move.status === 'agreed' ? (move.value.reason ?? null) : null,
    facts: factViews(offer.fields, acting),
  };
}
