// Owns: whether the day on which the party opened a case may be recorded, and the refusals.
// Must not: write, or ask for roles: the gate does (GR-10).
import type { IsoDate } from '../ids.ts';
import { isOpened } from '../ledger/case/readings.ts';
import type { CaseState } from '../ledger/case/state.ts';
import type { MatterWay } from '../ledger/payloads/matter.ts';
import { err, ok, type Result } from '../result.ts';
import type { MatterPolicy } from './clock.ts';
import { matterOf, openedDay } from './matter.ts';

export type MatterRefusal =
  | { readonly tag: 'caseNotOpened' }
  | { readonly tag: 'specialHandling' }
  | { readonly tag: 'dayInFuture'; readonly day: string }
  | { readonly tag: 'openedTooEarly'; readonly day: string }
  | { readonly tag: 'matterAlreadySo' };

/** `openedOn` null: what was recorded does not hold. */
export type MatterCommand = {
  readonly openedOn: IsoDate | null;
  readonly how: MatterWay | undefined;
  readonly note: string;
};

/** RQ-17: a real day that has come and is no older than the law, of somebody who is no protected person. */
export function decideMatter(
  state: CaseState,
  command: MatterCommand,
  { today, policy }: { readonly today: IsoDate; readonly policy: Pick<MatterPolicy, 'earliest'> },
): Result<null, MatterRefusal> {
  if (!isOpened(state)) return err({ tag: 'caseNotOpened' });
  if (state.stub) return err({ tag: 'specialHandling' });
  const { openedOn } = command;
  if (openedOn !== null && openedOn > today) return err({ tag: 'dayInFuture', day: openedOn });
  if (openedOn !== null && openedOn < policy.earliest)
    return err({ tag: 'openedTooEarly', day: policy.earliest });
  return saysNothingNew(state, command) ? err({ tag: 'matterAlreadySo' }) : ok(null);
}

/** Where colleagues differ every word is new: it is by somebody who saw them both. */
function saysNothingNew(state: CaseState, { openedOn, how, note }: MatterCommand): boolean {
  const said = matterOf(state);
  if (said.status === 'differs') return false;
  if (openedOn === null) return openedDay(state) === undefined;
  if (said.status === 'none') return false;
  const { value } = said;
  return value.openedOn === openedOn && value.openedHow === how && (value.note ?? '') === note;
}
