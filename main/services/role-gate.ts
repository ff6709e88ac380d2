// Owns: the question before any act of this computer whether its holder has the role (GR-10), whether an act on a person with
// protected identity may be written (GR-24), and whether its holder is barred from the case (WO-8). Must not: judge what is written already; domain/team/judge.ts does, by the act's refs.
import { caseOfStream, type CaseId } from '../../domain/ids.ts';
import { isHandling } from '../../domain/ledger/case/work.ts';
import { asRestricted, mayBeRestricted } from '../../domain/ledger/restricted.ts';
import { err } from '../../domain/result.ts';
import { isHolder, type HolderNeeded } from '../../domain/team/holding.ts';
import { needRole, rolesForKind } from '../../domain/team/roles.ts';
import type { BarredByInterest, Ledger, NewAct } from '../../db/ledger/contract.ts';
import { withLooksAsked } from './decision/second-looks.ts';
import type { Self } from './session.ts';

/** Every service writes through it, so that none can forget to ask. */
export function askingForRoles(ledger: Ledger, self: Self, isBarred: (id: CaseId) => boolean): Ledger {
  return {
    ...ledger,
    append: (acts, options) => {
      const refused =
        firstRefused(ledger, self, acts) ?? holderRefused(ledger, self, acts) ?? barred(acts, isBarred);
      if (refused !== undefined) return err(refused);
      return ledger.append(
        withLooksAsked(ledger, acts).map((act) => sealedToHolders(ledger, act)),
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

/** WO-8: who has declared an interest in the case does nothing more in it but hand it over (16 § förvaltningslagen (2017:900)). */
function barred(acts: readonly NewAct[], isBarred: (id: CaseId) => boolean): BarredByInterest | undefined {
  const isOne = acts.some(({ stream, payload }) => {
    const id = caseOfStream(stream);
    return id !== undefined && isHandling(payload.kind) && isBarred(id);
  });
  return isOne ? { tag: 'conflictOfInterest' } : undefined;
}

function sealedToHolders(ledger: Ledger, act: NewAct): NewAct {
  return isOfProtected(ledger, act) ? { ...act, restricted: true, payload: asRestricted(act.payload) } : act;
}
