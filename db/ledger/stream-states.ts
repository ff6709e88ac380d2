// Owns: the cached state of each stream: packing, reading, and folding by the kind of stream.
// Must not: append, nor be trusted where verify folds anew.
import type { CaseId, EmployerId, EventHash, IntakeId, StreamId } from '../../domain/ids.ts';
import { caseStream, employerStream, intakeStream } from '../../domain/ids.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { emptyCase, type CaseState } from '../../domain/ledger/case/state.ts';
import { emptyEmployer, employerFold, type EmployerState } from '../../domain/ledger/employer-state.ts';
import type { Act } from '../../domain/ledger/register.ts';
import {
  emptyIntake,
  emptyShared,
  intakeFold,
  sharedFold,
  type IntakeState,
  type SharedState,
} from '../../domain/ledger/shared-state.ts';
import {
  applyNext,
  emptyStream,
  foldStream,
  type Fold,
  type FoldEvent,
  type Judge,
  type Judgement,
  type StreamState,
} from '../../domain/ledger/stream.ts';
import { emptyTeam, type TeamState } from '../../domain/team/team-state.ts';
import { textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';

export type StreamKind = 'case' | 'employer' | 'workplace' | 'intake' | 'team' | 'shared';

/** The states by kind; `team` is folded by domain/team and never stands here. */
export type Folded =
  | { readonly kind: 'case'; readonly state: CaseState }
  | { readonly kind: 'employer'; readonly state: EmployerState }
  | { readonly kind: 'intake'; readonly state: IntakeState }
  | { readonly kind: 'shared'; readonly state: SharedState }
  | { readonly kind: 'workplace'; readonly state: StreamState };

export function kindOf(stream: StreamId): StreamKind {
  return stream.split(':', 1)[0] as StreamKind;
}

const workplaceFold: Fold<StreamState> = { empty: emptyStream, apply: (state) => state };

export function foldAll(stream: StreamId, events: readonly FoldEvent[], judge: Judge): Folded {
  const kind = kindOf(stream);
  switch (kind) {
    case 'case':
      return { kind, state: foldStream(caseFold, events, judge) };
    case 'employer':
      return { kind, state: foldStream(employerFold, events, judge) };
    case 'intake':
      return { kind, state: foldStream(intakeFold, events, judge) };
    case 'shared':
      return { kind, state: foldStream(sharedFold, events, judge) };
    case 'workplace':
      return { kind, state: foldStream(workplaceFold, events, judge) };
    case 'team':
      throw new Error('Stream team is folded by domain/team');
  }
}

type Next = { readonly event: FoldEvent; readonly judgement: Judgement };

/** The quick path; undefined when the stream must be folded again. */
export function foldNext(folded: Folded, next: Next): Folded | undefined {
  switch (folded.kind) {
    case 'case':
      return stepped('case', applyNext(caseFold, folded.state, next));
    case 'employer':
      return stepped('employer', applyNext(employerFold, folded.state, next));
    case 'intake':
      return stepped('intake', applyNext(intakeFold, folded.state, next));
    case 'shared':
      return stepped('shared', applyNext(sharedFold, folded.state, next));
    case 'workplace':
      return stepped('workplace', applyNext(workplaceFold, folded.state, next));
  }
}

function stepped<K extends Folded['kind'], S>(
  kind: K,
  state: S | undefined,
): { kind: K; state: S } | undefined {
  return state === undefined ? undefined : { kind, state };
}

export function emptyFolded(stream: StreamId): Folded {
  return foldAll(stream, [], () => 'notEntitled');
}

// ---- Packing --------------------------------------------------------------------------------------------------

type PackedAct = [EventHash, string, number] | [EventHash, string, number, string];

/** JSON with each act as an array: the names of its keys would be a third of the text. */
export function packState(state: StreamState): string {
  const acts = state.acts.map((act) =>
    act.asOf === undefined ? [act.event, act.actor, act.at] : [act.event, act.actor, act.at, act.asOf],
  );
  return JSON.stringify({ ...state, acts });
}

/** Only for text that `packState` wrote into this encrypted store; verify compares it with a fresh fold. */
function unpackState<S extends StreamState>(text: string): S {
  const packed = JSON.parse(text) as Omit<S, 'acts'> & { acts: PackedAct[] };
  const acts = packed.acts.map(
    ([event, actor, at, asOf]) => ({ event, actor, at, ...(asOf === undefined ? {} : { asOf }) }) as Act,
  );
  return { ...packed, acts } as unknown as S;
}

function unpackFolded(stream: StreamId, text: string): Folded {
  const kind = kindOf(stream);
  switch (kind) {
    case 'case':
      return { kind, state: unpackState<CaseState>(text) };
    case 'employer':
      return { kind, state: unpackState<EmployerState>(text) };
    case 'intake':
      return { kind, state: unpackState<IntakeState>(text) };
    case 'shared':
      return { kind, state: unpackState<SharedState>(text) };
    case 'workplace':
      return { kind, state: unpackState<StreamState>(text) };
    case 'team':
      throw new Error('Stream team has a state of its own');
  }
}

// ---- Reading and writing --------------------------------------------------------------------------------------

export function cachedText(db: Db, stream: StreamId): string | undefined {
  const row = prepared(db, 'SELECT state FROM stream_state WHERE stream = ?').get(stream);
  return row ? textOf(row, 'state') : undefined;
}

export function cachedFolded(db: Db, stream: StreamId): Folded | undefined {
  const text = cachedText(db, stream);
  return text === undefined ? undefined : unpackFolded(stream, text);
}

const upsert = `INSERT INTO stream_state (stream, kind, heads, not_entitled, newer, state) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (stream) DO UPDATE SET heads = excluded.heads, not_entitled = excluded.not_entitled, newer = excluded.newer, state = excluded.state`;

export function saveFolded(db: Db, stream: StreamId, { kind, state }: Folded): void {
  const text = packState(state);
  prepared(db, upsert).run(stream, kind, state.heads.join(' '), state.notEntitled.length, state.newer, text);
}

export function saveTeam(db: Db, team: TeamState): void {
  prepared(db, upsert).run('team', 'team', team.heads.join(' '), 0, 0, JSON.stringify(team));
}

export function readHeads(db: Db, stream: StreamId): EventHash[] {
  const row = prepared(db, 'SELECT heads FROM stream_state WHERE stream = ?').get(stream);
  const text = row ? textOf(row, 'heads') : '';
  return text === '' ? [] : (text.split(' ') as EventHash[]);
}

/** The folded case, or the empty case for one that is not here. */
export function readCaseState(db: Db, id: CaseId): CaseState {
  const folded = cachedFolded(db, caseStream(id));
  return folded?.kind === 'case' ? folded.state : emptyCase;
}

export function readEmployerState(db: Db, id: EmployerId): EmployerState {
  const folded = cachedFolded(db, employerStream(id));
  return folded?.kind === 'employer' ? folded.state : emptyEmployer;
}

/** The rules of an intake are asked for with each of its cases: what is read again and is the same text is not unpacked again. */
const intakes = new WeakMap<Db, { readonly text: string; readonly state: IntakeState }>();

export function readIntake(db: Db, id: IntakeId): IntakeState {
  const stream = intakeStream(id);
  const text = cachedText(db, stream);
  if (text === undefined) return emptyIntake;
  const last = intakes.get(db);
  if (last?.text === text) return last.state;
  const folded = unpackFolded(stream, text);
  if (folded.kind !== 'intake') return emptyIntake;
  intakes.set(db, { text, state: folded.state });
  return folded.state;
}

export function readShared(db: Db): SharedState {
  const folded = cachedFolded(db, 'shared');
  return folded?.kind === 'shared' ? folded.state : emptyShared;
}

export function readTeam(db: Db): TeamState {
  const text = cachedText(db, 'team');
  return text === undefined ? emptyTeam : (JSON.parse(text) as TeamState);
}

/** Streams with an event whose author was not entitled: they are folded again when membership changes. */
export function waitingStreams(db: Db): StreamId[] {
  const rows = prepared(db, 'SELECT stream FROM stream_state WHERE not_entitled > 0').all();
  return rows.map((row) => textOf(row, 'stream') as StreamId);
}
