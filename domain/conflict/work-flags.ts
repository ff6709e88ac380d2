// Owns: what the store looks up of a case's work without folding it. Must not: hold a day.
import type { MemberId } from '../ids.ts';
import type { CaseState } from '../ledger/case/state.ts';
import { assignees, barredMembers } from '../ledger/case/work.ts';

/** `for:<member>` for who has the case, `bar:<member>` for who is barred from it. */
export type WorkFlag = `for:${MemberId}` | `bar:${MemberId}`;

export function workFlags(state: CaseState): WorkFlag[] {
  const has = assignees(state).flatMap(({ handler }): WorkFlag[] =>
    handler === null ? [] : [`for:${handler}`],
  );
  const barred = barredMembers(state).map((member): WorkFlag => `bar:${member}`);
  return [...new Set([...has, ...barred])];
}
