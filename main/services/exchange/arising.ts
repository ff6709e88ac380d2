// Owns: what a file makes stand apart that did not before, by kind: cases, employers, facts unseen, membership.
// Must not: write, nor show what a case holds; ids are kept, and names are read when somebody looks.
import { z } from 'zod';
import { flagged } from '../../../db/ledger/flags.ts';
import { conflictKey } from '../../../domain/conflict/find.ts';
import {
  caseOfStream,
  eventHashSchema,
  streamIdSchema,
  type EventHash,
  type MemberId,
  type StreamId,
} from '../../../domain/ids.ts';
import type { Accepted } from '../../../domain/sync/judge.ts';
import {
  unseenKeys,
  type EmployerPreview,
  type MergePreview as CaseMerge,
} from '../../../domain/sync/preview.ts';
import type { TeamState } from '../../../domain/team/team-state.ts';
import type { Arising } from '../../../ipc/colleagues/exchange.ts';
import { nameOf, type Session } from '../session.ts';
import { conflictsOf, subjectOf } from '../conflicts/inbox.ts';

export type Foreseen = CaseMerge & { readonly employers: readonly EmployerPreview[] };

// ---- Before the file is taken in --------------------------------------------------------------------------------

export function arisingIn(session: Session, accepted: Accepted, merge: Foreseen): Arising[] {
  const cases = merge.cases.map((one) => ({ ...one, label: one.applicationId ?? one.case }));
  const coming = new Map(accepted.events.map(({ stored, body }) => [stored.hash, body.actor]));
  const actorOf = (hash: EventHash) => coming.get(hash) ?? session.ledger.eventByHash(hash)?.actor;
  return distinct([
    ...cases.filter((one) => one.conflicts.length > 0).map(({ label }) => ({ what: 'case' as const, label })),
    ...merge.employers.map(({ name, employer }) => ({ what: 'employer' as const, label: name || employer })),
    ...cases.filter((one) => one.unseen).map(({ label }) => ({ what: 'unseen' as const, label })),
    ...disputesIn(session, accepted).map((one) => membership(accepted.team, actorOf(one.id))),
  ]);
}

// ---- When it is in ----------------------------------------------------------------------------------------------

/** `id` is the stream, of membership the act in dispute. */
export const arisenSchema = z.discriminatedUnion('what', [
  z.object({ what: z.enum(['case', 'employer', 'unseen']), id: streamIdSchema }),
  z.object({ what: z.literal('membership'), id: eventHashSchema }),
]);
export type Arisen = z.infer<typeof arisenSchema>;

type Apart = { readonly conflicts: readonly string[]; readonly unseen: readonly string[] };
export type Standing = ReadonlyMap<StreamId, Apart>;

/** Streams of which a file may make something stand apart: its own; with acts of membership any that is flagged (GR-4). */
export type Within = ReadonlySet<StreamId> | 'all';

export function within(streams: readonly StreamId[]): Within {
  return streams.includes('team') ? 'all' : new Set(streams);
}

/** What stands apart now in these streams: the few that are flagged are read. */
export function standingIn(session: Session, streams: Within): Standing {
  const flags = flagged(session.store.db).filter(({ flag }) => flag === 'conflict' || flag === 'unseen');
  const found = new Set(
    flags.map(({ stream }) => stream).filter((stream) => streams === 'all' || streams.has(stream)),
  );
  return new Map([...found].map((stream) => [stream, apartIn(session, stream)]));
}

function apartIn(session: Session, stream: StreamId): Apart {
  const found = conflictsOf(session, stream);
  if (!found) return nothingApart;
  return {
    conflicts: found.conflicts.map(conflictKey),
    unseen: found.of === 'case' ? unseenKeys(found.state) : [],
  };
}

const nothingApart: Apart = { conflicts: [], unseen: [] };

/** Only what did not stand before: a conflict that the file leaves as it was is not the file's. */
export function arisenSince(session: Session, before: Standing, streams: Within): Arisen[] {
  const now = standingIn(session, streams);
  const arisen = [...now].map(([id, apart]) => {
    const was = before.get(id) ?? nothingApart;
    return {
      id,
      differs: apart.conflicts.some((key) => !was.conflicts.includes(key)),
      unseen: apart.unseen.some((key) => !was.unseen.includes(key)),
    };
  });
  const differing = arisen.filter((one) => one.differs).map(({ id }) => id);
  return [
    ...differing.filter((id) => caseOfStream(id)).map((id) => ({ what: 'case' as const, id })),
    ...differing.filter((id) => !caseOfStream(id)).map((id) => ({ what: 'employer' as const, id })),
    ...arisen.filter((one) => one.unseen).map(({ id }) => ({ what: 'unseen' as const, id })),
  ];
}

/** Acts of membership that stand in dispute with the file and do not without it. */
export function disputesIn(
  session: Session,
  { team }: Pick<Accepted, 'team'>,
): Extract<Arisen, { what: 'membership' }>[] {
  const before = new Set<EventHash>(session.ledger.team().disputed);
  return team.disputed.filter((id) => !before.has(id)).map((id) => ({ what: 'membership', id }));
}

/** By the names of today. */
export function named(session: Session, arisen: Arisen): Arising {
  if (arisen.what === 'membership')
    return membership(session.ledger.team(), session.ledger.eventByHash(arisen.id)?.actor);
  const { label } = subjectOf(session, arisen.id);
  return { what: arisen.what, label: label || (caseOfStream(arisen.id) ?? arisen.id) };
}

function membership(team: TeamState, maker: MemberId | undefined): Arising {
  return { what: 'membership', label: maker === undefined ? '' : nameOf(team, maker) };
}

/** One line for each thing a person looks into, however many acts are behind it; by kind, then by name. */
export function distinct(arising: readonly Arising[]): Arising[] {
  return [...new Map(arising.map((one) => [`${one.what} ${one.label}`, one])).values()].sort(byKindAndName);
}

const kinds: readonly Arising['what'][] = ['case', 'employer', 'unseen', 'membership'];

export function byKindAndName(a: Arising, b: Arising): number {
  return kinds.indexOf(a.what) - kinds.indexOf(b.what) || (a.label < b.label ? -1 : 1);
}

/** Application ids alone; `arising` names the others too. */
export function casesAmong(arising: readonly Arising[]): string[] {
  return arising.filter((one) => one.what === 'case').map((one) => one.label);
}
