// Owns: the list of what waits for a person: each item with what, whom and who. Must not: show what a protected person's case holds.
import {
  caseConflicts,
  conflictKey,
  employerConflicts,
  type CaseConflict,
  type EmployerConflict,
} from '../../../domain/conflict/find.ts';
import { waitingActs } from '../../../domain/conflict/flags.ts';
import {
  caseOfStream,
  employerOfStream,
  intakeOfStream,
  type CaseId,
  type EmployerId,
  type StreamId,
} from '../../../domain/ids.ts';
import { joinsOf, ledBy } from '../../../domain/ledger/case/joins.ts';
import { textValue } from '../../../domain/ledger/case/fields.ts';
import { unseenFacts } from '../../../domain/ledger/case/readings.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import { employerName, type EmployerState } from '../../../domain/ledger/employer-state.ts';
import type { Act } from '../../../domain/ledger/register.ts';
import type { FoldEvent, StreamState } from '../../../domain/ledger/stream.ts';
import {
  inboxGroups,
  type Inbox,
  type InboxGroup,
  type InboxItem,
} from '../../../ipc/colleagues/conflicts.ts';
import { alikePairs, flagged, samePersonPairs, type Flagged } from '../../../db/ledger/flags.ts';
import { isHidden } from '../review/hidden.ts';
import { nameOf, type Session } from '../session.ts';

const shown = 500;

export function inbox(session: Session): Inbox {
  const items = allItems(session);
  const counts = Object.fromEntries(
    inboxGroups.map((group) => [group, items.filter((one) => one.group === group).length]),
  ) as Record<InboxGroup, number>;
  const order = (item: InboxItem) => inboxGroups.indexOf(item.group);
  const disputed = session.ledger.team().disputed.length;
  return { disputed, items: [...items].sort((a, b) => order(a) - order(b)).slice(0, shown), counts };
}

/** How many things wait, for the rail: streams with something to settle, pairs that may be one application, and acts in dispute. */
export function waitingCount(session: Session): number {
  const streams = new Set(
    flagged(session.store.db).flatMap((one) => (one.flag === 'joined' ? [] : [one.stream])),
  );
  return streams.size + openPairs(session).length + session.ledger.team().disputed.length;
}

function allItems(session: Session): InboxItem[] {
  const flags = flagged(session.store.db);
  const of = (flag: Flagged['flag']) => flags.filter((one) => one.flag === flag).map((one) => one.stream);
  return [
    ...of('conflict').flatMap((stream) => conflictItems(session, stream)),
    ...of('unseen').flatMap((stream) => unseenItem(session, stream)),
    ...actGroups(session, of('notEntitled')).map((group) => actsItem(session, group)),
    ...circles(session, of('joined')).map((pair) => pairItem(session, pair, 'joinCircle')),
    ...openPairs(session).map(({ pair, kind }) => pairItem(session, pair, kind)),
  ];
}

// ---- Values, verdicts and decisions -----------------------------------------------------------------------------

function conflictItems(session: Session, stream: StreamId): InboxItem[] {
  const found = conflictsOf(session, stream);
  return found?.conflicts.map((conflict) => conflictItem(session, stream, conflict)) ?? [];
}

type Found =
  | {
      readonly of: 'case';
      readonly id: CaseId;
      readonly state: CaseState;
      readonly conflicts: readonly CaseConflict[];
    }
  | {
      readonly of: 'employer';
      readonly id: EmployerId;
      readonly state: EmployerState;
      readonly conflicts: EmployerConflict[];
    };

export function conflictsOf(session: Session, stream: StreamId): Found | undefined {
  const caseId = caseOfStream(stream);
  if (caseId) {
    const state = session.ledger.caseState(caseId);
    return { of: 'case', id: caseId, state, conflicts: caseConflicts(state) };
  }
  const employer = employerOfStream(stream);
  if (!employer) return undefined;
  const state = session.ledger.employerState(employer);
  return { of: 'employer', id: employer, state, conflicts: employerConflicts(state) };
}

const groups: Readonly<Record<(CaseConflict | EmployerConflict)['kind'], InboxGroup>> = {
  decision: 'decision',
  verdict: 'values',
  field: 'values',
  offerField: 'values',
  offerMove: 'values',
  transfer: 'values',
  matter: 'values',
  check: 'values',
  union: 'values',
  join: 'same',
  joinedDecided: 'same',
};

export function conflictItem(
  session: Session,
  stream: StreamId,
  conflict: CaseConflict | EmployerConflict,
): InboxItem {
  const acts = actsOf(session, stream);
  const by = conflict.sides.map((side) => byWhom(session, acts[side.act]));
  return {
    id: `${stream} ${conflictKey(conflict)}`,
    group: groups[conflict.kind],
    kind: conflict.kind,
    about: aboutOf(conflict),
    ...subjectOf(session, stream),
    by: [...new Set(by)],
    count: conflict.sides.length,
  };
}

function aboutOf(conflict: CaseConflict | EmployerConflict): string | null {
  if (conflict.kind === 'field' || conflict.kind === 'offerField') return conflict.field;
  return conflict.kind === 'union' ? conflict.organisation : null;
}

function actsOf(session: Session, stream: StreamId): readonly Act[] {
  const caseId = caseOfStream(stream);
  if (caseId) return session.ledger.caseState(caseId).acts;
  const employer = employerOfStream(stream);
  return employer ? session.ledger.employerState(employer).acts : [];
}

function byWhom(session: Session, act: Act | undefined): string {
  return act ? nameOf(session.ledger.team(), act.actor) : '';
}

/** Whom an item is about; nothing personal of a stub. */
export function subjectOf(session: Session, stream: StreamId): Pick<InboxItem, 'caseId' | 'label' | 'name'> {
  const caseId = caseOfStream(stream);
  if (caseId) {
    const state = session.ledger.caseState(caseId);
    const names = [textValue(state.fields, 'givenName'), textValue(state.fields, 'familyName')];
    const name = state.stub === null && !isHidden(session, caseId) ? names.filter(Boolean).join(' ') : '';
    return { caseId, label: state.applicationId ?? '', name };
  }
  const employer = employerOfStream(stream);
  const label = employer ? (employerName(session.ledger.employerState(employer))?.name ?? '') : '';
  return { caseId: null, label, name: '' };
}

// ---- Facts beside a decision ------------------------------------------------------------------------------------

export function unseenItem(session: Session, stream: StreamId): InboxItem[] {
  const caseId = caseOfStream(stream);
  if (!caseId) return [];
  const state = session.ledger.caseState(caseId);
  const pairs = unseenFacts(state);
  if (pairs.length === 0) return [];
  const places = new Set(pairs.flatMap((pair) => [pair.decision, pair.fact]));
  const by = [...places].map((place) => byWhom(session, state.acts[place]));
  return [
    {
      id: `${stream} unseen`,
      group: 'unseen',
      kind: 'unseen',
      about: null,
      ...subjectOf(session, stream),
      by: [...new Set(by)],
      count: new Set(pairs.map((pair) => pair.fact)).size,
    },
  ];
}

// ---- Acts of somebody not entitled ------------------------------------------------------------------------------

export type ActGroup = { readonly id: string; readonly events: readonly FoldEvent[] };

/** What one person did in one go is one item, on however many cases. */
export function actGroups(session: Session, streams: readonly StreamId[]): ActGroup[] {
  const byKey = new Map<string, FoldEvent[]>();
  for (const stream of streams) {
    const state = stateOf(session, stream);
    for (const hash of state ? waitingActs(state) : []) {
      const event = session.ledger.eventByHash(hash);
      if (!event) continue;
      const key = `acts ${event.actor} ${event.type} ${batchOf(event) ?? event.hash}`;
      const group = byKey.get(key);
      if (group) group.push(event);
      else byKey.set(key, [event]);
    }
  }
  return [...byKey].map(([id, events]) => ({ id, events }));
}

export function notEntitledStreams(session: Session): StreamId[] {
  return flagged(session.store.db).flatMap((one) => (one.flag === 'notEntitled' ? [one.stream] : []));
}

/** The folded state of any stream that acts stand in. */
export function stateOf(session: Session, stream: StreamId): StreamState | undefined {
  const caseId = caseOfStream(stream);
  if (caseId) return session.ledger.caseState(caseId);
  const employer = employerOfStream(stream);
  if (employer) return session.ledger.employerState(employer);
  if (stream === 'shared') return session.ledger.shared();
  const intake = intakeOfStream(stream);
  return intake ? session.ledger.intake(intake) : undefined;
}

function batchOf({ read }: FoldEvent): string | undefined {
  return read.status === 'known' && 'batch' in read.payload ? read.payload.batch : undefined;
}

export function actsItem(session: Session, { id, events }: ActGroup): InboxItem {
  const first = events[0];
  const kind = first?.read.status === 'known' ? first.read.payload.kind : 'newer';
  const whom =
    first && events.length === 1 ? subjectOf(session, first.stream) : { caseId: null, label: '', name: '' };
  return {
    id,
    group: 'notEntitled',
    kind: 'acts',
    about: kind,
    ...whom,
    by: first ? [nameOf(session.ledger.team(), first.actor)] : [],
    count: events.length,
  };
}

// ---- Two cases, one application ---------------------------------------------------------------------------------

export type Pair = readonly [CaseId, CaseId];

type PairKind = 'joinCircle' | 'duplicate' | 'alike';

/** The same person in the same intake, or maybe, and nobody has said whether it is one application. */
function openPairs(session: Session): { readonly pair: Pair; readonly kind: PairKind }[] {
  const { db } = session.store;
  return [
    ...samePersonPairs(db).map((pair) => ({ pair, kind: 'duplicate' as const })),
    ...alikePairs(db).map((pair) => ({ pair, kind: 'alike' as const })),
  ].filter(({ pair }) => isAsked(session, pair));
}

/** RE-63: of two that are one person each names the other, so that one who is barred from either is not asked. */
function isAsked(session: Session, [a, b]: Pair): boolean {
  if (isHidden(session, a) || isHidden(session, b)) return false;
  return !joinsOf(session.ledger.caseState(a)).some(
    (join) => join.other === b && join.said.status !== 'none',
  );
}

/** CO-12: the cases of the same intake that this one may be, and nobody has said. */
export function openAlike(session: Session, id: CaseId): { readonly item: string; readonly other: CaseId }[] {
  return alikePairs(session.store.db, id)
    .filter((pair) => isAsked(session, pair))
    .map((pair) => ({ item: pairId('alike', pair), other: pair[0] === id ? pair[1] : pair[0] }));
}

function pairId(kind: PairKind, [one, other]: Pair): string {
  return `${kind} ${one} ${other}`;
}

/** Cases that lead one another round: each of them would be handled in another and none counted. */
function circles(session: Session, streams: readonly StreamId[]): Pair[] {
  const followers = streams.flatMap((stream) => caseOfStream(stream) ?? []);
  const next = new Map(followers.map((id) => [id, ledBy(session.ledger.caseState(id))]));
  return followers.flatMap((start): Pair[] => {
    const seen = new Set<CaseId>();
    const walk = [...(next.get(start) ?? [])];
    for (let at = walk.pop(); at !== undefined; at = walk.pop()) {
      const goesOn = next.get(at);
      if (goesOn === undefined) return [];
      if (seen.has(at)) continue;
      seen.add(at);
      walk.push(...goesOn);
    }
    const first = next.get(start)?.[0];
    return first === undefined ? [] : [[start, first]];
  });
}

export function pairItem(session: Session, [one, other]: Pair, kind: PairKind): InboxItem {
  const group = kind === 'joinCircle' ? 'same' : 'duplicate';
  const acts = [one, other].map((id) => session.ledger.caseState(id).acts[0]);
  return {
    id: pairId(kind, [one, other]),
    group,
    kind,
    about: session.ledger.caseState(other).applicationId,
    ...subjectOf(session, `case:${one}`),
    by: [...new Set(acts.map((act) => byWhom(session, act)))],
    count: 2,
  };
}
