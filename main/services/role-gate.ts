// Owns: the question before any act of this computer whether its holder has the role (GR-10), and whether an act on a person with
// protected identity may be written (GR-24). Must not: judge what is written already; domain/team/judge.ts does, by the act's refs.
import { caseOfStream } from '../../domain/ids.ts';
import { asRestricted, mayBeRestricted } from '../../domain/ledger/restricted.ts';
import { err } from '../../domain/result.ts';
import { isHolder, type HolderNeeded } from '../../domain/team/holding.ts';
import { needRole, rolesForKind } from '../../domain/team/roles.ts';
import type { Ledger, NewAct } from '../../db/ledger/contract.ts';
import type { Self } from './session.ts';

/** Every service writes through it, so that none can forget to ask. */
export function askingForRoles(ledger: Ledger, self: Self): Ledger {
  return {
    ...ledger,
    append: (acts, options) => {
      const refused = firstRefused(ledger, self, acts) ?? holderRefused(ledger, self, acts);
      if (refused !== undefined) return err(refused);
      return ledger.append(
        acts.map((act) => sealedToHolders(ledger, act)),
        options,
      );
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

/** GR-22: whatever says something of a person whose case is a stub. Nothing is, in a group that has never named holders. */
function isOfProtected(ledger: Ledger, { stream, payload }: NewAct): boolean {
  const id = caseOfStream(stream);
  if (id === undefined || !mayBeRestricted(payload.kind)) return false;
  return ledger.team().restricted !== undefined && ledger.caseState(id).stub !== null;
}

function holderRefused(ledger: Ledger, self: Self, acts: readonly NewAct[]): HolderNeeded | undefined {
  if (isHolder(ledger.team(), self.member)) return undefined;
  return acts.some((act) => isOfProtected(ledger, act)) ? { tag: 'holderNeeded' } : undefined;
}

function sealedToHolders(ledger: Ledger, act: NewAct): NewAct {
  return isOfProtected(ledger, act) ? { ...act, restricted: true, payload: asRestricted(act.payload) } : act;
}
