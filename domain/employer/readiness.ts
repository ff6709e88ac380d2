// Owns: whether an employer's check and union answers carry a decision on a day, by the dated policy (domain.md §10.10).
// Must not: take the day from a clock, nor pick between checks that differ.
import type { IsoDate } from '../ids.ts';
import {
  employerCheck,
  hasBar,
  unionStatements,
  type EmployerCheck,
  type EmployerState,
  type UnionStatement,
} from '../ledger/employer-state.ts';
import { addDays } from '../rules/days.ts';

export type CheckStanding =
  | { readonly status: 'none' }
  | { readonly status: 'differs' }
  | {
      readonly status: 'bar' | 'incomplete' | 'valid' | 'expired';
      readonly check: EmployerCheck;
      readonly validTo: IsoDate;
      readonly act: number;
    };

/** A bar stands whatever else stands beside it: the careful value meanwhile (9 b § förordningen (2000:628)). */
export function checkStanding(
  state: EmployerState,
  today: IsoDate,
  policy: { employerCheckMaxDays: number },
): CheckStanding {
  const agreed = employerCheck(state);
  if (hasBar(state)) {
    const bar = state.checks.find((one) => one.value.outcome === 'bar');
    if (bar)
      return {
        status: 'bar',
        check: bar.value,
        validTo: addDays(bar.value.day, policy.employerCheckMaxDays),
        act: bar.act,
      };
  }
  if (agreed.status === 'none') return { status: 'none' };
  if (agreed.status === 'differs') return { status: 'differs' };
  const check = agreed.value;
  const validTo = addDays(check.day, policy.employerCheckMaxDays);
  if (check.outcome === 'incomplete') return { status: 'incomplete', check, validTo, act: agreed.act };
  return { status: validTo >= today ? 'valid' : 'expired', check, validTo, act: agreed.act };
}

export type UnionStanding =
  | {
      /** `neverAsked`: silence of somebody who was not asked. `hasTime`: the last day for answering has not gone. */
      readonly status: 'agreed' | 'expired' | 'neverAsked' | 'hasTime';
      readonly statement: UnionStatement;
      readonly validTo: IsoDate;
      readonly act: number;
    }
  | { readonly status: 'differs'; readonly organisation: string };

/** What each organisation's line is worth on a day (EM-4). What an older program wrote is weighed too, not refused. */
export function unionStandings(
  state: EmployerState,
  today: IsoDate,
  policy: UnionPolicy,
): readonly UnionStanding[] {
  return unionStatements(state).flatMap((one): UnionStanding[] => {
    if (one.status === 'agreed') {
      const validTo = addDays(one.value.day, policy.unionAnswerMaxDays);
      const status = unionStatus(one.value, today, validTo);
      return [{ status, statement: one.value, validTo, act: one.act }];
    }
    const organisation = one.status === 'differs' ? one.values[0]?.value.organisation : undefined;
    return organisation === undefined ? [] : [{ status: 'differs', organisation }];
  });
}

type UnionPolicy = { readonly unionAnswerMaxDays: number };

function unionStatus({ answer, askedOn, dueOn }: UnionStatement, today: IsoDate, validTo: IsoDate) {
  if (answer === 'noAnswer' && askedOn === undefined) return 'neverAsked' as const;
  if (answer === 'noAnswer' && (dueOn === undefined || dueOn >= today)) return 'hasTime' as const;
  return validTo < today ? ('expired' as const) : ('agreed' as const);
}

/** At least one organisation has a line, and every line carries. */
export function unionsCarry(unions: readonly UnionStanding[]): boolean {
  return unions.length > 0 && unions.every((one) => one.status === 'agreed');
}

export type EmployerReadiness = {
  readonly check: CheckStanding;
  readonly unions: readonly UnionStanding[];
  /** True when a grant is not held up by the employer's check or the union's line. */
  readonly ready: boolean;
};

export function employerReadiness(
  state: EmployerState,
  today: IsoDate,
  policy: UnionPolicy & { readonly employerCheckMaxDays: number },
): EmployerReadiness {
  const check = checkStanding(state, today, policy);
  const unions = unionStandings(state, today, policy);
  return { check, unions, ready: check.status === 'valid' && unionsCarry(unions) };
}
