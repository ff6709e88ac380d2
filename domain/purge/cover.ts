// Owns: which payloads of a case's stream may be missing, and by whose signatures: read from the events alone.
// Must not: look at a day, a hold or the archive; judge.ts does. Must not: verify a signature; the shell has done it.
import type { EventHash, IsoDate, MemberId } from '../ids.ts';
import { orderEvents } from '../ledger/dag.ts';
import type { PurgeSignature } from '../ledger/case/retention.ts';
import { known, type FoldEvent, type Judge } from '../ledger/stream.ts';

/** Acts that say nothing of the person and by which other stores judge: hand-over, holds, signatures. No purge reaches them. */
const lasting: ReadonlySet<string> = new Set(['purge', 'archive', 'receipt']);
/** A mark of protection keeps itself, and what was sealed to the holders. */
const keptByMark: ReadonlySet<string> = new Set([...lasting, 'protection', 'restricted']);

/** Signatures of one run that name the same heads, and the events that these heads reach. */
export type NamedPurge = {
  readonly run: string;
  readonly heads: readonly EventHash[];
  readonly signatures: readonly PurgeSignature[];
  /** Two different members have signed, one of them as lead. */
  readonly complete: boolean;
  readonly endedOn: IsoDate;
  /** Events whose payload it takes away. */
  readonly covers: ReadonlySet<EventHash>;
  /** Some of them have lost their payload already: what is left here is not the whole case. */
  readonly begun: boolean;
  /** Events with personal data, and holds, that lie outside the named heads: while there is one, nothing is taken away. */
  readonly outside: readonly EventHash[];
};

export type Cover = {
  readonly purges: readonly NamedPurge[];
  /** The marks of protected identity by members who were entitled. */
  readonly marks: readonly EventHash[];
  /** What a mark takes away: empty while there is none. */
  readonly markCovers: ReadonlySet<EventHash>;
  /** Every payload that a complete purge or a mark allows to be missing. */
  readonly mayLack: ReadonlySet<EventHash>;
};

/** Pure, of the set of one stream's events; payloads that are gone already change nothing. */
export function coverOf(events: readonly FoldEvent[], judge: Judge): Cover {
  const { isAncestor } = orderEvents(events);
  const signatures = events.flatMap((event) => signatureIn(event, judge)).filter(sawItsHeads);
  function sawItsHeads({ heads, event }: PurgeSignature): boolean {
    return heads.every((head) => isAncestor(head, event));
  }
  const purges = [...groups(signatures).values()].map((group) =>
    namedPurge(group, (hash, heads) => heads.some((head) => head === hash || isAncestor(hash, head))),
  );
  function namedPurge(
    group: readonly [PurgeSignature, ...PurgeSignature[]],
    reaches: (hash: EventHash, heads: readonly EventHash[]) => boolean,
  ): NamedPurge {
    const { run, heads } = group[0];
    const named = (event: FoldEvent) => reaches(event.hash, heads);
    const content = events.filter((event) => !lasting.has(event.type) && named(event));
    const covers = new Set(content.map((event) => event.hash));
    return {
      run,
      heads,
      signatures: group,
      complete: isComplete(group),
      endedOn: group.map((one) => one.endedOn).reduce((a, b) => (a > b ? a : b)),
      covers,
      begun: content.some((event) => event.read.status === 'purged'),
      outside: events.filter((event) => !spent(event) && !named(event)).map((event) => event.hash),
    };
  }
  const marks = events.filter((event) => isMark(event, judge)).map((event) => event.hash);
  const markCovers = new Set(
    marks.length === 0 ? [] : events.filter(({ type }) => !keptByMark.has(type)).map(({ hash }) => hash),
  );
  const complete = purges.filter((one) => one.complete);
  const mayLack = new Set([...markCovers, ...complete.flatMap((one) => [...one.covers])]);
  return { purges, marks, markCovers, mayLack };
}

/** Nothing of the person, and nothing that keeps the case: a late hand-over or signature does not stand in a purge's way. */
function spent(event: FoldEvent): boolean {
  if (event.read.status === 'purged') return false;
  return lasting.has(event.type) && known(event, 'hold.set') === undefined;
}

function signatureIn(event: FoldEvent, judge: Judge): PurgeSignature[] {
  const payload = known(event, 'purge.signed');
  if (!payload || judge(event) === 'notEntitled') return [];
  const { kind: _kind, batch: _batch, ...signed } = payload;
  return [{ ...signed, event: event.hash, member: event.actor }];
}

function isMark(event: FoldEvent, judge: Judge): boolean {
  return known(event, 'identity.protected') !== undefined && judge(event) !== 'notEntitled';
}

function groups(signatures: readonly PurgeSignature[]): Map<string, [PurgeSignature, ...PurgeSignature[]]> {
  const byName = new Map<string, [PurgeSignature, ...PurgeSignature[]]>();
  for (const signature of signatures) {
    const name = `${signature.run} ${[...signature.heads].sort().join()}`;
    const group = byName.get(name);
    if (group) group.push(signature);
    else byName.set(name, [signature]);
  }
  return byName;
}

function isComplete(group: readonly PurgeSignature[]): boolean {
  const members = new Set<MemberId>(group.map((one) => one.member));
  return members.size >= 2 && group.some((one) => one.as === 'lead');
}
