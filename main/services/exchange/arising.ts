// Owns: what a file makes stand apart, by kind and by a name that a person knows: cases, employers, facts unseen, membership.
// Must not: write, nor show what a case holds.
import { flagged } from '../../../db/ledger/flags.ts';
import { caseOfStream, employerOfStream, type EventHash, type StreamId } from '../../../domain/ids.ts';
import type { FoldEvent } from '../../../domain/ledger/stream.ts';
import type { Accepted } from '../../../domain/sync/judge.ts';
import type { EmployerPreview, MergePreview as CaseMerge } from '../../../domain/sync/preview.ts';
import type { TeamState } from '../../../domain/team/team-state.ts';
import type { Arising } from '../../../ipc/colleagues/exchange.ts';
import { nameOf, type Session } from '../session.ts';
import { subjectOf } from '../conflicts/inbox.ts';

export type Foreseen = CaseMerge & { readonly employers: readonly EmployerPreview[] };

export function arisingIn(session: Session, accepted: Accepted, merge: Foreseen): Arising[] {
  const cases = merge.cases.map((one) => ({ ...one, label: one.applicationId ?? one.case }));
  return [
    ...cases.filter((one) => one.conflicts.length > 0).map(({ label }) => ({ what: 'case' as const, label })),
    ...merge.employers.map(({ name, employer }) => ({ what: 'employer' as const, label: name || employer })),
    ...cases.filter((one) => one.unseen).map(({ label }) => ({ what: 'unseen' as const, label })),
    ...disputesIn(session, accepted),
  ];
}

/** After the file is taken in: what stands apart in the streams that it touched. */
export function arisenIn(session: Session, streams: readonly StreamId[]): Arising[] {
  const touched = new Set(streams);
  return flagged(session.store.db).flatMap(({ flag, stream }): Arising[] => {
    if (!touched.has(stream) || (flag !== 'conflict' && flag !== 'unseen')) return [];
    const label = subjectOf(session, stream).label;
    if (employerOfStream(stream)) return [{ what: 'employer', label }];
    const name = label || (caseOfStream(stream) ?? '');
    return [{ what: flag === 'unseen' ? 'unseen' : 'case', label: name }];
  });
}

/** Acts of membership that stand in dispute with the file and do not without it, by who made them. */
export function disputesIn(session: Session, { events, team }: Accepted): Arising[] {
  const before = new Set<EventHash>(session.ledger.team().disputed);
  const coming = new Map(events.map(({ stored, body }) => [stored.hash, body.actor]));
  const makers = team.disputed
    .filter((hash) => !before.has(hash))
    .map((hash) => makerOf(team, coming.get(hash) ?? session.ledger.eventByHash(hash)?.actor));
  return [...new Set(makers)].map((label) => ({ what: 'membership', label }));
}

function makerOf(team: TeamState, actor: FoldEvent['actor'] | undefined): string {
  return actor === undefined ? '' : nameOf(team, actor);
}

export function labelsOf(arising: readonly Arising[]): string[] {
  return [...new Set(arising.map((one) => one.label))];
}
