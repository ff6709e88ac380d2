// Owns: what of a stream waits for a person, as words that the store can look up. Must not: count, or order what waits.
import { lookFlags, type LookFlag } from '../decision/second-look.ts';
import { decisionStanding } from '../ledger/case/decisions.ts';
import { carefulFlag } from '../ledger/case/fields.ts';
import { handoverFlags, type HandoverFlag } from '../ledger/case/handover.ts';
import { ledBy } from '../ledger/case/joins.ts';
import { matterFlags, type MatterFlag } from '../matter/matter.ts';
import { isOpened, unseenFacts } from '../ledger/case/readings.ts';
import { workFlags, type WorkFlag } from './work-flags.ts';
import { questionFlags, requestFlags, type QuestionFlag, type RequestFlag } from '../ledger/case/requests.ts';
import type { CaseState } from '../ledger/case/state.ts';
import type { EmployerState } from '../ledger/employer-state.ts';
import type { EventHash } from '../ids.ts';
import { asksOf, type AskFlag, type SharedState } from '../ledger/shared-state.ts';
import type { StreamState } from '../ledger/stream.ts';
import { caseConflicts, employerConflicts } from './find.ts';

/** A protected person's case is looked at outside the program. `joined` waits for nobody by itself; it is looked up to find cases that lead one another in a circle. */
export type Flag =
  | 'conflict'
  | 'unseen'
  | 'notEntitled'
  | 'joined'
  | HandoverFlag
  | WorkFlag
  | RequestFlag
  | QuestionFlag
  | MatterFlag
  | LookFlag
  | AskFlag;

/** A case that nothing opens, as after an undone import, asks nobody to choose. */
export function caseFlags(state: CaseState): Flag[] {
  if (!isOpened(state)) return streamFlags(state);
  return [
    ...(caseConflicts(state).length > 0 ? (['conflict'] as const) : []),
    ...(state.stub === null && unseenFacts(state).length > 0 ? (['unseen'] as const) : []),
    ...(ledBy(state).length > 0 ? (['joined'] as const) : []),
    ...handoverFlags(state),
    ...workFlags(state),
    ...lookFlags(state),
    ...matterFlags(state),
    ...(awaitsAnswer(state) ? [...requestFlags(state), ...questionFlags(state)] : []),
    ...streamFlags(state),
  ];
}

export function employerFlags(state: EmployerState): Flag[] {
  return [...(employerConflicts(state).length > 0 ? (['conflict'] as const) : []), ...streamFlags(state)];
}

export function sharedFlags(state: SharedState): Flag[] {
  return [...asksOf(state).map((one): AskFlag => `asks:${one}`), ...streamFlags(state)];
}

export function streamFlags(state: StreamState): Flag[] {
  return waitingActs(state).length > 0 ? ['notEntitled'] : [];
}

/** Acts of somebody not entitled that nobody entitled has spoken of. */
export function waitingActs(state: StreamState): readonly EventHash[] {
  const left = new Set(state.left);
  return state.notEntitled.filter((hash) => !left.has(hash));
}

/** RQ-7: what is decided, or was withdrawn, waits for nobody's answer. */
function awaitsAnswer(state: CaseState): boolean {
  if (state.stub !== null || carefulFlag(state.fields, 'withdrawn')) return false;
  return decisionStanding(state).status !== 'registered';
}
