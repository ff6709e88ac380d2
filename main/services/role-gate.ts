// Owns: the question before any act of this computer whether its holder has the role (GR-10).
// Must not: judge what is written already; domain/team/judge.ts does, from the membership the act's refs reach.
import { err } from '../../domain/result.ts';
import { needRole, rolesForKind } from '../../domain/team/roles.ts';
import type { Ledger, NewAct } from '../../db/ledger/contract.ts';
import type { Self } from './session.ts';

/** Every service writes through it, so that none can forget to ask. */
export function askingForRoles(ledger: Ledger, self: Self): Ledger {
  return {
    ...ledger,
    append: (acts, options) => {
      const refused = firstRefused(ledger, self, acts);
      return refused === undefined ? ledger.append(acts, options) : err(refused);
    },
  };
}

function firstRefused(ledger: Ledger, self: Self, acts: readonly NewAct[]) {
  const team = ledger.team();
  for (const kind of new Set(acts.map(({ payload }) => payload.kind))) {
    const roles = rolesForKind(kind);
    if (roles.length === 0) continue;
    const may = needRole(team, self, roles);
    if (!may.ok) return may.error;
  }
  return undefined;
}
