// Owns: an employer as folded from its stream: name, the check of 9 b §, the union's answers.
// Must not: say whether a check is still valid; readers are told the day and the dated policy.
import type { PayloadOf } from './payload.ts';
import { agree, ownOf, write, type Agreement, type Register } from './register.ts';
import { emptyStream, type Application, type Fold, type StreamState } from './stream.ts';

export type EmployerName = Omit<PayloadOf<'employer.named'>, 'kind' | 'batch'>;
export type EmployerCheck = Omit<PayloadOf<'employer.checked'>, 'kind' | 'batch'>;
export type UnionStatement = Omit<PayloadOf<'union.answered'>, 'kind' | 'batch'>;

export type EmployerState = StreamState & {
  readonly names: Register<EmployerName>;
  readonly checks: Register<EmployerCheck>;
  /** By organisation: each union's own answer. */
  readonly unions: Readonly<Record<string, Register<UnionStatement>>>;
};

export const emptyEmployer: EmployerState = { ...emptyStream, names: [], checks: [], unions: {} };

export const employerFold: Fold<EmployerState> = { empty: emptyEmployer, apply: applyToEmployer };

function applyToEmployer(state: EmployerState, { payload, act, seen }: Application): EmployerState {
  switch (payload.kind) {
    case 'employer.named': {
      const { kind: _kind, batch: _batch, ...value } = payload;
      return { ...state, names: write(state.names, { act, value }, seen) };
    }
    case 'employer.checked': {
      const { kind: _kind, batch: _batch, ...value } = payload;
      return { ...state, checks: write(state.checks, { act, value }, seen) };
    }
    case 'union.answered': {
      const { kind: _kind, batch: _batch, ...value } = payload;
      const register = write(ownOf(state.unions, payload.organisation) ?? [], { act, value }, seen);
      return { ...state, unions: { ...state.unions, [payload.organisation]: register } };
    }
    default:
      return state;
  }
}

/** The standing check. Checks that differ by outcome are a conflict; a bar is the careful value meanwhile. */
export function employerCheck(state: EmployerState): Agreement<EmployerCheck> {
  return agree(state.checks, (a, b) => a.outcome === b.outcome);
}

export function hasBar(state: EmployerState): boolean {
  return state.checks.some((one) => one.value.outcome === 'bar');
}

/** Every union's standing answer; equal ones count as one. */
export function unionStatements(state: EmployerState): readonly Agreement<UnionStatement>[] {
  return Object.values(state.unions).map((register) => agree(register, (a, b) => a.answer === b.answer));
}

/** Of names given apart one is shown; which is a matter of spelling, so no clock is asked. */
export function employerName(state: EmployerState): EmployerName | undefined {
  const said = agree(state.names, () => true);
  return said.status === 'agreed' ? said.value : undefined;
}
