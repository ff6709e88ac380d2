// Owns: what the open case, its form and a verdict for many warn of: old grounds, and the cap of the pilot. Must not: stop anything.
import { caseOfStream, targetGroupOf, type IntakeId, type TargetGroup } from '../../../domain/ids.ts';
import { fieldValue } from '../../../domain/ledger/case/fields.ts';
import { conclusionOf } from '../../../domain/ledger/case/readings.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import { transferOf } from '../../../domain/ledger/case/transfers.ts';
import { runOneCheck } from '../../../domain/rules/all-checks.ts';
import { caseFacts } from '../../../domain/rules/facts.ts';
import { sentenceOf, type CheckResult } from '../../../domain/rules/check.ts';
import { criterion } from '../../../domain/rules/rule-set.ts';
import { staleOf } from '../../../domain/rules/stale.ts';
import { ruleSetOf } from '../../../domain/rules/rule-sets.ts';
import type { CapView, CaseView, ManyPreview, StaleView } from '../../../ipc/review.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { standingIn } from '../../../db/queries/intake-cases.ts';
import { ruleContext, rulesOf, type Session } from '../session.ts';

export function staleViews(
  session: Session,
  state: CaseState,
  checks: readonly CheckResult[],
): readonly StaleView[] {
  const { set, pin } = rulesOf(session, state);
  const conclusion = conclusionOf(state);
  const verdict = conclusion.status === 'agreed' ? conclusion.value : null;
  const today = { ruleSet: pin, countries: session.reference.lists.countries.pin };
  return staleOf(checks, verdict, today).map((one): StaleView => {
    if (one.what !== 'check') return { ...one, name: '', sentence: '' };
    const result = checks.find(({ id }) => id === one.id);
    const { name } = criterion(set, one.id);
    return { what: 'check', given: '', now: '', name, sentence: result ? sentenceOf(set, result) : '' };
  });
}

/** RE-42: null where the rules of the intake have no cap. */
export function capOf(session: Session, intake: IntakeId): CapView | null {
  const { set } = ruleSetOf(session.reference.ruleSets, targetGroupOf(intake), session.today());
  if (set.applicantCap === undefined) return null;
  return { intake, cap: set.applicantCap, ...standingIn(session.store.db, intake) };
}

/** Of the verdicts that would be written: what they would rest on, and where they would pass a cap. */
export function manyWarnings(
  session: Session,
  acts: readonly NewAct[],
): Pick<ManyPreview, 'oldPlans' | 'caps'> {
  const asked = new Map<IntakeId, number>();
  let oldPlans = 0;
  for (const { stream, payload } of acts) {
    const id = caseOfStream(stream);
    if (id === undefined || payload.kind !== 'verdict.given' || payload.conclusion !== 'eligible') continue;
    const state = session.ledger.caseState(id);
    if (payload.confirms.includes('E11') && isOldPlan(session, state)) oldPlans += 1;
    if (state.intake !== null) asked.set(state.intake, (asked.get(state.intake) ?? 0) + 1);
  }
  const caps = [...asked].flatMap(([intake, count]) => {
    const cap = capOf(session, intake);
    return cap === null ? [] : [{ cap, asked: count }];
  });
  return { oldPlans, caps };
}

function isOldPlan(session: Session, state: CaseState): boolean {
  return runOneCheck('E11', caseFacts(state), ruleContext(session, state))?.stale === true;
}

/** For the open case; nothing is said of a protected person. */
export function warningsOf(
  session: Session,
  state: CaseState,
  checks: readonly CheckResult[],
): Pick<CaseView, 'stale' | 'cap' | 'otherGroup' | 'movedApart'> {
  if (state.stub !== null || state.intake === null)
    return { stale: [], cap: null, otherGroup: null, movedApart: false };
  return {
    stale: staleViews(session, state, checks),
    cap: capOf(session, state.intake),
    otherGroup: otherGroupOf(state),
    movedApart: transferOf(state).status === 'differs',
  };
}

/** RE-35: what a file or a person says of the target group, where the case stands in the other. It moves nothing. */
function otherGroupOf({ fields, intake }: CaseState): TargetGroup | null {
  const said = fieldValue(fields, 'targetGroup');
  if (intake === null || (said !== 'regular' && said !== 'pilot')) return null;
  return said === targetGroupOf(intake) ? null : said;
}
