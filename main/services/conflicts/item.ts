// Owns: one item of the inbox as paper copies: what each act says, which lines differ, on what basis each was made.
// Must not: say which act holds; nothing of a protected person's case is shown.
import { align, groundsOf, linesOf, type Line } from '../../../domain/conflict/copies.ts';
import { conflictKey, type CaseConflict, type EmployerConflict } from '../../../domain/conflict/find.ts';
import {
  caseIdSchema,
  caseOfStream,
  employerOfStream,
  eventHashSchema,
  streamIdSchema,
  type CaseId,
  type EventHash,
  type StreamId,
} from '../../../domain/ids.ts';
import { fieldValue } from '../../../domain/ledger/case/fields.ts';
import { inForce } from '../../../domain/ledger/case/decisions.ts';
import { caseField, unseenFacts } from '../../../domain/ledger/case/readings.ts';
import { caseFold } from '../../../domain/ledger/case/fold.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import type { FieldValue } from '../../../domain/ledger/payload-parts.ts';
import { orderEvents } from '../../../domain/ledger/dag.ts';
import { employerCheck, employerFold } from '../../../domain/ledger/employer-state.ts';
import { foldStream, type FoldEvent } from '../../../domain/ledger/stream.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Copy, CopyLine, InboxDetail } from '../../../ipc/colleagues/conflicts.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { rowById } from '../../../db/queries/cases.ts';
import { isHidden } from '../review/hidden.ts';
import { nameOf, type Session } from '../session.ts';
import {
  actGroups,
  actsItem,
  conflictItem,
  conflictsOf,
  notEntitledStreams,
  pairItem,
  unseenItem,
} from './inbox.ts';

/** What an item's id names: its first word tells the kind, or is the stream. */
export function inboxDetail(session: Session, id: string): Result<InboxDetail, Problem> {
  const detail = found(session, id);
  if (!detail?.ok) return detail ?? err({ tag: 'conflictGone' });
  const { item, cases } = detail.value;
  const about = item.caseId === null ? [] : [caseIdSchema.parse(item.caseId)];
  const barred = [...about, ...cases.map((one) => caseIdSchema.parse(one))].some((one) =>
    isHidden(session, one),
  );
  return barred ? err({ tag: 'conflictOfInterest' }) : detail;
}

function found(session: Session, id: string): Detail {
  const [first = '', second = '', third = ''] = id.split(' ');
  if (first === 'acts') return actsDetail(session, id);
  if (first === 'duplicate' || first === 'alike' || first === 'joinCircle')
    return pairDetail(session, first, [caseOf(second), caseOf(third)]);
  const stream = streamIdSchema.safeParse(first);
  if (!stream.success) return undefined;
  if (second === 'unseen') return unseenDetail(session, stream.data);
  return conflictDetail(session, stream.data, id.slice(first.length + 1));
}

function caseOf(text: string): CaseId | undefined {
  const stream = streamIdSchema.safeParse(`case:${text}`);
  return stream.success ? caseOfStream(stream.data) : undefined;
}

type Detail = Result<InboxDetail, Problem> | undefined;

// ---- Values, verdicts and decisions -----------------------------------------------------------------------------

function conflictDetail(session: Session, stream: StreamId, key: string): Detail {
  const found = conflictsOf(session, stream);
  const conflict = found?.conflicts.find((one) => conflictKey(one) === key);
  if (!found || !conflict) return undefined;
  const hidden = found.of === 'case' && found.state.stub !== null;
  const sides = conflict.sides.flatMap((side) => {
    const hash = found.state.acts[side.act]?.event;
    const event = hash === undefined ? undefined : session.ledger.eventByHash(hash);
    return event ? [{ event, lines: hidden ? [] : sideLines(conflict, side.act, event) }] : [];
  });
  const aligned = align(sides.map((side) => side.lines));
  const context = contextOf(session, stream);
  return ok({
    item: conflictItem(session, stream, conflict),
    heads: found.state.heads,
    otherHeads: otherHeads(session, conflict),
    copies: sides.map(({ event }, index) =>
      copyOf(context, event, {
        choosable: conflict.kind !== 'joinedDecided' && !isEmptyFromFile(conflict, index),
        lines: aligned.map(({ label, values, differs }) => ({
          label,
          value: values[index] ?? null,
          differs,
        })),
      }),
    ),
    end: endOf(conflict),
    cases: 'other' in conflict && found.of === 'case' ? [found.id, conflict.other] : [],
  });
}

/** Of two files one that says nothing any more cannot be kept by hand. */
function isEmptyFromFile(conflict: CaseConflict | EmployerConflict, index: number): boolean {
  if (conflict.kind !== 'field' && conflict.kind !== 'offerField') return false;
  return conflict.source !== 'hand' && conflict.sides[index]?.value === null;
}

function endOf(conflict: CaseConflict | EmployerConflict): InboxDetail['end'] {
  if (conflict.kind === 'decision') return 'chooseOrNone';
  return conflict.kind === 'joinedDecided' ? 'part' : 'choose';
}

function otherHeads(session: Session, conflict: CaseConflict | EmployerConflict): readonly EventHash[] {
  return 'other' in conflict ? session.ledger.caseState(conflict.other).heads : [];
}

/** A colleague stands in a form by id; on paper by name. */
function named(session: Session, value: FieldValue | null): FieldValue | null {
  const member = session.ledger.team().members.find((one) => one.id === value);
  return member?.name ?? value;
}

/** Of a field only that field, with what it rests on: the rest of a file's row does not stand apart. */
function sideLines(conflict: CaseConflict | EmployerConflict, act: number, event: FoldEvent): Line[] {
  if (event.read.status !== 'known') return [];
  const { payload } = event.read;
  if (conflict.kind !== 'field' && conflict.kind !== 'offerField') return linesOf(payload);
  const value = conflict.sides.find((side) => side.act === act)?.value ?? null;
  const lines: Line[] = [{ label: conflict.field, value }];
  if (conflict.source !== 'hand') lines.push({ label: 'source', value: conflict.source });
  if ('asOf' in payload) lines.push({ label: 'asOf', value: payload.asOf });
  if ('basis' in payload && payload.basis !== undefined) lines.push({ label: 'basis', value: payload.basis });
  return lines;
}

// ---- Copies -----------------------------------------------------------------------------------------------------

type Context = {
  readonly session: Session;
  readonly events: readonly FoldEvent[];
  readonly isAncestor: (earlier: EventHash, later: EventHash) => boolean;
  readonly voided: ReadonlySet<EventHash>;
};

function contextOf(session: Session, stream: StreamId): Context {
  const events = session.ledger.eventsOf(stream);
  const found = conflictsOf(session, stream);
  const voided = new Set<EventHash>(found?.state.voided ?? []);
  return { session, events, isAncestor: orderEvents(events).isAncestor, voided };
}

type Shown = { readonly choosable: boolean; readonly lines: readonly CopyLine[] };

function copyOf(context: Context, event: FoldEvent, { choosable, lines }: Shown): Copy {
  const { session, events, isAncestor, voided } = context;
  const team = session.ledger.team();
  const standing = events.filter((one) => !voided.has(one.hash));
  const grounds = groundsOf(event, standing, isAncestor);
  return {
    event: event.hash,
    kind: event.read.status === 'known' ? event.read.payload.kind : event.read.status,
    by: nameOf(team, event.actor),
    at: event.hlc,
    choosable,
    lines: lines.map((line) => ({ ...line, value: named(session, line.value) })),
    grounds: {
      seen: grounds.seen,
      notSeen: grounds.notSeen.map(({ kind, actor, at }) => ({ kind, by: nameOf(team, actor), at })),
      pins: grounds.pins.map(({ name, id, version }) => ({ name, id, version })),
      check: checkBehind(session, event),
    },
  };
}

/** The employer's check as the act's author had it: only what its refs reach. */
function checkBehind(session: Session, event: FoldEvent): { outcome: string; day: string } | null {
  const refs = event.refs.flatMap((ref) => session.ledger.eventByHash(ref) ?? []);
  const stream = refs.map((one) => one.stream).find((one) => employerOfStream(one) !== undefined);
  if (stream === undefined || event.stream === stream) return null;
  const events = session.ledger.eventsOf(stream);
  const { isAncestor } = orderEvents(events);
  const reached = events.filter((one) =>
    refs.some((ref) => ref.hash === one.hash || isAncestor(one.hash, ref.hash)),
  );
  const check = employerCheck(foldStream(employerFold, reached, () => 'entitled'));
  return check.status === 'agreed' ? { outcome: check.value.outcome, day: check.value.day } : null;
}

// ---- Facts beside a decision ------------------------------------------------------------------------------------

function unseenDetail(session: Session, stream: StreamId): Detail {
  const id = caseOfStream(stream);
  const [item] = unseenItem(session, stream);
  if (!id || !item) return undefined;
  const state = session.ledger.caseState(id);
  const context = contextOf(session, stream);
  const pairs = unseenFacts(state);
  const eventsAt = (places: readonly number[]) =>
    [...new Set(places)].flatMap((place) => {
      const hash = state.acts[place]?.event;
      return context.events.filter((one) => one.hash === hash);
    });
  const decisions = eventsAt(inForce(state).filter((place) => pairs.some((pair) => pair.decision === place)));
  const facts = eventsAt(pairs.map((pair) => pair.fact));
  return ok({
    item,
    heads: state.heads,
    otherHeads: [],
    copies: [
      ...decisions.map((event) =>
        copyOf(context, event, { choosable: false, lines: plainLines(event).filter(isHeading) }),
      ),
      ...facts.map((event) =>
        copyOf(context, event, { choosable: false, lines: besideDecision(context, event, decisions) }),
      ),
    ],
    end: 'look',
    cases: [],
  });
}

/** The form's answers stand in the case itself. */
const isHeading = ({ label }: CopyLine): boolean => !/^\d/.test(label);

function plainLines(event: FoldEvent): CopyLine[] {
  if (event.read.status !== 'known') return [];
  return linesOf(event.read.payload).map((line) => ({ ...line, differs: false }));
}

/** What the decision's author had seen in the same fields; what was the same there is left out. */
function besideDecision(context: Context, fact: FoldEvent, decisions: readonly FoldEvent[]): CopyLine[] {
  const decision = decisions.find(
    ({ hash }) => !context.isAncestor(hash, fact.hash) && !context.isAncestor(fact.hash, hash),
  );
  const seen = context.events.filter((one) => decision && context.isAncestor(one.hash, decision.hash));
  const before: CaseState = foldStream(caseFold, seen, () => 'entitled');
  const isOffer = fact.type === 'offer';
  return plainLines(fact).flatMap((line): CopyLine[] => {
    const reading = isOffer ? undefined : caseField(before, line.label);
    const value = reading?.status === 'value' ? reading.value : null;
    if (line.label === 'asOf' || isOffer) return [line];
    const differs = JSON.stringify(value) !== JSON.stringify(line.value);
    return differs ? [{ ...line, before: value, differs }] : [];
  });
}

// ---- Acts of somebody not entitled ------------------------------------------------------------------------------

const shownActs = 4;

function actsDetail(session: Session, id: string): Detail {
  const group = actGroups(session, notEntitledStreams(session)).find((one) => one.id === id);
  if (!group) return undefined;
  return ok({
    item: actsItem(session, group),
    heads: [],
    otherHeads: [],
    copies: group.events.slice(0, shownActs).map((event) => {
      const caseId = caseOfStream(event.stream);
      const hidden = caseId !== undefined && session.ledger.caseState(caseId).stub !== null;
      const lines = hidden ? [] : plainLines(event);
      return copyOf(contextOf(session, event.stream), event, { choosable: false, lines });
    }),
    end: 'speak',
    cases: [],
  });
}

// ---- Two cases, one application ---------------------------------------------------------------------------------

const pairLabels = [
  'applicationId',
  'familyName',
  'givenName',
  'identityNumber',
  'receivedDate',
  'colour',
  'step',
  'offerCount',
  'employerName',
  'startsOn',
] as const;

/** CO-13: what tells people apart whose numbers differ. Where colleagues differ on a field, it has no value. */
const tellingFields = [
  ...['gender', 'email', 'phone', 'address', 'municipality', 'birthCountry', 'citizenship'],
  ...['degree', 'university', 'area', 'permitKind', 'permitValidTo', 'registeredSince'],
];

function tellingLines(state: CaseState | undefined): Line[] {
  if (state === undefined || state.stub !== null) return [];
  return tellingFields.map((label) => ({ label, value: fieldValue(state.fields, label) ?? null }));
}

function pairDetail(
  session: Session,
  kind: 'joinCircle' | 'duplicate' | 'alike',
  [one, other]: readonly [CaseId | undefined, CaseId | undefined],
): Detail {
  const rows = [one, other].map((id) => (id === undefined ? undefined : rowById(session.store.db, id)));
  const [first, second] = rows;
  if (!first || !second) return undefined;
  const states = [first, second].map((row) => session.ledger.caseState(row.caseId));
  const lines = [first, second].map((row, index) => [
    ...pairLabels.map((label): Line => ({ label, value: row[label] })),
    ...(kind === 'alike' ? tellingLines(states[index]) : []),
  ]);
  const aligned = align(lines).filter(({ values }) => values.some((value) => value !== null && value !== ''));
  return ok({
    item: pairItem(session, [first.caseId, second.caseId], kind),
    heads: states[0]?.heads ?? [],
    otherHeads: states[1]?.heads ?? [],
    copies: states.map((state, index) => ({
      event: state.heads[0] ?? eventHashSchema.parse('0'.repeat(64)),
      kind: 'case',
      by: nameOf(session.ledger.team(), state.acts[0]?.actor ?? session.self.member),
      at: state.acts[0]?.at ?? 0,
      choosable: kind !== 'joinCircle',
      lines: aligned.map(({ label, values, differs }) => ({
        label,
        value: named(session, values[index] ?? null),
        differs,
      })),
      grounds: null,
    })),
    end: kind === 'joinCircle' ? 'part' : 'join',
    cases: [first.caseId, second.caseId],
  });
}
