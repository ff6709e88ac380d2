// Owns: the acts that end what waits in the inbox, each written on the heads that were shown. Must not: decide; domain/conflict does.
import { decideReview, decideSpeak } from '../../../domain/conflict/decide-attention.ts';
import { decideJoin, decidePart, type Party } from '../../../domain/conflict/decide-join.ts';
import { conflictKey, type CaseConflict, type EmployerConflict } from '../../../domain/conflict/find.ts';
import { settleValue } from '../../../domain/conflict/settle.ts';
import { changedBlock } from '../../../domain/decision/gate.ts';
import {
  caseOfStream,
  caseStream,
  streamIdSchema,
  type CaseId,
  type EventHash,
  type StreamId,
} from '../../../domain/ids.ts';
import type { StreamState } from '../../../domain/ledger/stream.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { needRole, rolesFor, type RoleNeeded } from '../../../domain/team/roles.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { resolveConflict } from './resolve-decision.ts';
import { newBatch } from '../intake/import-plan.ts';
import type { WriteSession } from '../session.ts';
import { actGroups, conflictsOf, notEntitledStreams, stateOf } from './inbox.ts';

/** Asked before anything is written; the fold asks again. */
function mayWrite(session: WriteSession, type: 'assessment' | 'confirm'): Result<null, RoleNeeded> {
  return needRole(session.ledger.team(), session.self, rolesFor(type));
}

export type SettleInput = {
  readonly id: string;
  readonly heads: readonly EventHash[];
  /** The act that holds; null: none, for deciding acts only. */
  readonly keep: EventHash | null;
  readonly reason: string;
};

export function settleConflict(
  session: WriteSession,
  input: SettleInput,
): Result<{ settled: true }, Problem> {
  const found = foundConflict(session, input.id);
  if (!found) return err({ tag: 'conflictGone' });
  const { conflict, stream, state, caseId } = found;
  if (conflict.kind === 'decision') {
    const { heads: caseHeads, keep, reason } = input;
    if (caseId === undefined) return err({ tag: 'conflictGone' });
    const resolved = resolveConflict(session, { id: caseId, caseHeads, keep, reason });
    return resolved.ok ? ok({ settled: true }) : resolved;
  }
  const block = settleBlock(session, state, input);
  if (block) return err(block);
  const act = state.acts.findIndex((one) => one.event === input.keep);
  if (conflict.kind === 'join' || conflict.kind === 'joinedDecided') {
    const role = conflict.sides.find((side) => side.act === act)?.value.role;
    return settleJoin(session, { one: caseId, other: conflict.other, role, reason: input.reason });
  }
  const payload = settleValue(conflict, { act, reason: input.reason, batch: newBatch() });
  if (!payload.ok) return payload;
  return written(session, [{ stream, payload: payload.value, expectedHeads: input.heads }]);
}

function settleBlock(session: WriteSession, state: StreamState, { heads }: SettleInput): Problem | undefined {
  const may = mayWrite(session, 'assessment');
  if (!may.ok) return may.error;
  return changedBlock(state, heads) === undefined ? undefined : { tag: 'changedMeanwhile' };
}

type FoundConflict = {
  readonly conflict: CaseConflict | EmployerConflict;
  readonly stream: StreamId;
  readonly state: StreamState;
  readonly caseId: CaseId | undefined;
};

/** An item's id is its stream and the conflict's key. */
function foundConflict(session: WriteSession, id: string): FoundConflict | undefined {
  const [first = ''] = id.split(' ');
  const stream = streamIdSchema.safeParse(first);
  const found = stream.success ? conflictsOf(session, stream.data) : undefined;
  const conflict = found?.conflicts.find((one) => conflictKey(one) === id.slice(first.length + 1));
  if (!stream.success || !found || !conflict) return undefined;
  return { conflict, stream: stream.data, state: found.state, caseId: caseOfStream(stream.data) };
}

type SettleJoin = {
  readonly one: CaseId | undefined;
  readonly other: CaseId;
  readonly role: 'leads' | 'follows' | 'apart' | undefined;
  readonly reason: string;
};

function settleJoin(
  session: WriteSession,
  { one, other, role, reason }: SettleJoin,
): Result<{ settled: true }, Problem> {
  if (one === undefined || role === undefined) return err({ tag: 'notASide' });
  const [leads, follows] = role === 'leads' ? [one, other] : [other, one];
  const heads = (id: CaseId) => session.ledger.caseState(id).heads;
  const done =
    role === 'apart'
      ? partCases(session, { one, oneHeads: heads(one), other, otherHeads: heads(other), reason })
      : joinCases(session, {
          leads,
          leadsHeads: heads(leads),
          follows,
          followsHeads: heads(follows),
          reason,
        });
  return done.ok ? ok({ settled: true }) : done;
}

function written(session: WriteSession, acts: readonly NewAct[]): Result<{ settled: true }, Problem> {
  const done = session.ledger.append(acts);
  return done.ok ? ok({ settled: true }) : err(done.error);
}

export type LookInput = {
  readonly id: string;
  readonly heads: readonly EventHash[];
  readonly outcome: 'stands' | 'toBeChanged';
  readonly reason: string;
};

/** A person has looked at what the decision had not seen. */
export function lookAtUnseen(session: WriteSession, input: LookInput): Result<{ looked: true }, Problem> {
  const may = mayWrite(session, 'assessment');
  if (!may.ok) return may;
  const stream = streamIdSchema.safeParse(input.id.split(' ')[0]);
  const id = stream.success ? caseOfStream(stream.data) : undefined;
  if (id === undefined) return err({ tag: 'conflictGone' });
  const decided = decideReview(session.ledger.caseState(id), input);
  if (!decided.ok) return err(decided.error);
  const done = written(session, [
    { stream: caseStream(id), payload: decided.value, expectedHeads: input.heads },
  ]);
  return done.ok ? ok({ looked: true }) : done;
}

export type SpeakInput = {
  readonly id: string;
  readonly effect: 'confirm' | 'leave';
  readonly reason: string;
};

/** One word on each stream, all in one transaction. */
export function speakOfActs(session: WriteSession, input: SpeakInput): Result<{ acts: number }, Problem> {
  const may = mayWrite(session, 'confirm');
  if (!may.ok) return may;
  const group = actGroups(session, notEntitledStreams(session)).find((one) => one.id === input.id);
  if (!group) return err({ tag: 'conflictGone' });
  const byStream = new Map<StreamId, EventHash[]>();
  for (const { stream, hash } of group.events) byStream.set(stream, [...(byStream.get(stream) ?? []), hash]);
  const acts: NewAct[] = [];
  for (const [stream, events] of byStream) {
    const found = stateOf(session, stream);
    if (!found) return err({ tag: 'conflictGone' });
    const decided = decideSpeak(found, { events, effect: input.effect, reason: input.reason });
    if (!decided.ok) return err(decided.error);
    acts.push({ stream, payload: decided.value });
  }
  const done = written(session, acts);
  return done.ok ? ok({ acts: group.events.length }) : done;
}

export type JoinInput = {
  readonly leads: CaseId;
  readonly leadsHeads: readonly EventHash[];
  readonly follows: CaseId;
  readonly followsHeads: readonly EventHash[];
  readonly reason: string;
};

/** Two cases are one application; the one that leads is handled. */
export function joinCases(session: WriteSession, input: JoinInput): Result<{ joined: true }, Problem> {
  const may = mayWrite(session, 'assessment');
  if (!may.ok) return may;
  const { leads, follows, reason } = input;
  const pair = {
    leads: party(session, leads, input.leadsHeads),
    follows: party(session, follows, input.followsHeads),
  };
  const decided = decideJoin(pair, { reason, batch: newBatch() });
  if (!decided.ok) return err(decided.error);
  const done = written(session, onBoth([pair.leads, pair.follows], decided.value));
  return done.ok ? ok({ joined: true }) : done;
}

export type PartInput = {
  readonly one: CaseId;
  readonly oneHeads: readonly EventHash[];
  readonly other: CaseId;
  readonly otherHeads: readonly EventHash[];
  readonly reason: string;
};

/** The counter-act: two cases after all. */
export function partCases(session: WriteSession, input: PartInput): Result<{ parted: true }, Problem> {
  const may = mayWrite(session, 'assessment');
  if (!may.ok) return may;
  const parties: readonly [Party, Party] = [
    party(session, input.one, input.oneHeads),
    party(session, input.other, input.otherHeads),
  ];
  const decided = decidePart(parties, { reason: input.reason, batch: newBatch() });
  if (!decided.ok) return err(decided.error);
  const done = written(session, onBoth(parties, decided.value));
  return done.ok ? ok({ parted: true }) : done;
}

function party(session: WriteSession, id: CaseId, heads: readonly EventHash[]): Party {
  return { id, heads, state: session.ledger.caseState(id) };
}

/** Each act rests on the heads of the other case too. */
function onBoth(
  parties: readonly [Party, Party],
  payloads: readonly [NewAct['payload'], NewAct['payload']],
): NewAct[] {
  const [one, other] = parties;
  return [
    { stream: caseStream(one.id), payload: payloads[0], expectedHeads: one.heads, refs: other.heads },
    { stream: caseStream(other.id), payload: payloads[1], expectedHeads: other.heads, refs: one.heads },
  ];
}
