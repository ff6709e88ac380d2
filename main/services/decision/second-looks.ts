// Owns: the optional four eyes: the agency's setting, what a case shows of it, giving a second look, and asking for one with the act
// that it is about. Must not: say whether a look counts; domain/decision/second-look.ts does.
import { decideLook, secondLook } from '../../../domain/decision/second-look.ts';
import { caseOfStream, caseStream, type CaseId, type EventHash } from '../../../domain/ids.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import type { LookOutcome, LookSubject } from '../../../domain/ledger/payloads/second-look.ts';
import type { Payload } from '../../../domain/ledger/payload.ts';
import { asksOf } from '../../../domain/ledger/shared-state.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { needRole, rolesFor } from '../../../domain/team/roles.ts';
import { activeMembers, hasRole } from '../../../domain/team/team-state.ts';
import type { LedgerReader, NewAct } from '../../../db/ledger/contract.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { SecondLookView } from '../../../ipc/party/second-look.ts';
import { newBatch } from '../intake/import-plan.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';

/** DE-15: two must be able to look, or nothing would ever be ready. */
export function setSecondLook(session: WriteSession, asks: readonly LookSubject[]): Result<null, Problem> {
  const team = session.ledger.team();
  const able = activeMembers(team).filter(({ id }) =>
    rolesFor('resolve').some((role) => hasRole(team, id, role)),
  );
  if (asks.length > 0 && able.length < 2) return err({ tag: 'secondLookNeedsTwo' });
  const written = session.ledger.append([
    { stream: 'shared', payload: { kind: 'secondLook.set', asks: [...new Set(asks)] } },
  ]);
  return written.ok ? ok(null) : err(written.error);
}

export function secondLookView(session: Session, state: CaseState): SecondLookView | null {
  const look = secondLook(state);
  if (look === null || !asksOf(session.ledger.shared()).includes(look.about)) return null;
  const team = session.ledger.team();
  const mayAct = needRole(team, session.self, rolesFor('resolve')).ok;
  const given = (state.looks?.given ?? []).filter(({ value }) => value.of === look.of);
  return {
    about: look.about,
    of: look.of,
    status: look.status,
    by: nameOf(team, look.by),
    refused: look.by === session.self.member ? 'ownAct' : mayAct ? null : 'noRole',
    looks: given.map(({ act, value }) => {
      const place = state.acts[act];
      const { outcome, reason = '', missed } = value;
      return { by: place ? nameOf(team, place.actor) : '', at: place?.at ?? 0, outcome, reason, missed };
    }),
  };
}

export type Looking = {
  readonly id: CaseId;
  readonly of: EventHash;
  readonly heads: readonly EventHash[];
  readonly outcome: LookOutcome;
  readonly reason: string;
};

export function giveSecondLook(
  session: WriteSession,
  { id, ...input }: Looking,
): Result<{ batch: string }, Problem> {
  const reason = input.reason.trim();
  const decided = decideLook(session.ledger.caseState(id), { ...input, reason }, session.self.member);
  if (!decided.ok) return err({ ...decided.error });
  const { of, heads, outcome } = input;
  const batch = newBatch();
  const said = reason === '' ? {} : { reason };
  const payload = { kind: 'secondLook.given' as const, batch, of, heads: [...heads], outcome, ...said };
  const written = session.ledger.append([{ stream: caseStream(id), payload, expectedHeads: heads }]);
  return written.ok ? ok({ batch }) : err(written.error);
}

/** DE-16: asked for in the same transaction, by whichever route the act is written; last, so that answers stay by their acts. */
export function withLooksAsked(
  ledger: Pick<LedgerReader, 'shared' | 'caseState'>,
  acts: readonly NewAct[],
): readonly NewAct[] {
  if (!acts.some(({ payload }) => subjectOf(payload) !== undefined)) return acts;
  const asks = asksOf(ledger.shared());
  const asked = acts.flatMap(({ stream, payload }): NewAct[] => {
    const about = subjectOf(payload);
    const id = caseOfStream(stream);
    if (about === undefined || id === undefined || !asks.includes(about)) return [];
    if (ledger.caseState(id).stub !== null) return [];
    const batch = 'batch' in payload && payload.batch !== undefined ? { batch: payload.batch } : {};
    const refs = ledger.shared().heads;
    return [{ stream, payload: { kind: 'secondLook.asked', about, ...batch }, refs }];
  });
  return asked.length === 0 ? acts : [...acts, ...asked];
}

function subjectOf(payload: Payload): LookSubject | undefined {
  if (payload.kind === 'basis.fixed') return 'basis';
  return payload.kind === 'verdict.given' && payload.conclusion === 'notEligible' ? 'notEligible' : undefined;
}
