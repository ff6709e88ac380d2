// Owns: acts outside cases in what a file brings: which, by whom, how many, and whom or what they are about.
// Must not: keep a name; ids are kept with the row of the log, and names are read when somebody looks.
import { z } from 'zod';
import {
  caseOfStream,
  employerIdSchema,
  employerOfStream,
  intakeOfStream,
  memberIdSchema,
  type EmployerId,
  type MemberId,
} from '../../../domain/ids.ts';
import { employerName } from '../../../domain/ledger/employer-state.ts';
import type { Payload } from '../../../domain/ledger/payload.ts';
import type { Incoming } from '../../../domain/sync/ports.ts';
import { memberOfDevice, type TeamState } from '../../../domain/team/team-state.ts';
import type { OtherActs } from '../../../ipc/colleagues/exchange.ts';
import { nameOf, type Session } from '../session.ts';

/** Named of each kind and author; of all others their number. */
const mostNamed = 12;

const aboutSchema = z.object({ what: z.enum(['employer', 'intake', 'member']), id: z.string() });
type About = z.infer<typeof aboutSchema>;

export const otherActSchema = z.object({
  kind: z.string(),
  by: memberIdSchema,
  count: z.int(),
  about: z.array(aboutSchema).catch([]),
  /** Different ones, of which `about` are the first. */
  abouts: z.int().catch(0),
});
export type OtherAct = z.infer<typeof otherActSchema>;

type Gathered = { kind: string; by: MemberId; count: number; about: Map<string, About> };

/** In order of kind and author; `team` is the membership as it is with the file. */
export function otherActsIn(events: Iterable<Incoming>, team: TeamState): OtherAct[] {
  const found = new Map<string, Gathered>();
  for (const incoming of events) {
    const { body, read } = incoming;
    if (caseOfStream(body.stream)) continue;
    const kind = read.status === 'known' ? read.payload.kind : read.status === 'purged' ? 'purged' : 'newer';
    const key = `${kind} ${body.actor}`;
    const one = found.get(key) ?? { kind, by: body.actor, count: 0, about: new Map<string, About>() };
    found.set(key, one);
    one.count += 1;
    for (const about of aboutOf(incoming, team)) one.about.set(`${about.what} ${about.id}`, about);
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { about, ...one }]) => ({
      ...one,
      about: [...about.values()].slice(0, mostNamed),
      abouts: about.size,
    }));
}

function aboutOf({ body, read }: Incoming, team: TeamState): About[] {
  const employer = employerOfStream(body.stream);
  if (employer) return [{ what: 'employer', id: employer }];
  const intake = intakeOfStream(body.stream);
  if (intake) return [{ what: 'intake', id: intake }];
  return read.status === 'known' ? membersIn(read.payload, team).map((id) => ({ what: 'member', id })) : [];
}

function membersIn(payload: Payload, team: TeamState): readonly string[] {
  switch (payload.kind) {
    case 'member.added':
      return [payload.member.id];
    case 'member.left':
    case 'roles.changed':
    case 'delegation.given':
      return [payload.member];
    case 'delegation.ended':
      return team.delegations.filter(({ id }) => id === payload.delegation).map(({ member }) => member);
    case 'restricted.set':
      return payload.holders;
    case 'device.revoked':
      return [memberOfDevice(team, payload.device)?.id ?? []].flat();
    default:
      return [];
  }
}

type Naming = {
  readonly team: TeamState;
  /** Names of employers that are not here yet: they come with the file. */
  readonly coming?: ReadonlyMap<EmployerId, string>;
};

/** What cannot be named any more, as after a purge, is counted. */
export function otherViews(session: Session, acts: readonly OtherAct[], naming: Naming): OtherActs[] {
  const { team } = naming;
  const isSheet = (by: MemberId) => team.recoveryKeys.some(({ id }) => String(id) === String(by));
  return acts.map(({ kind, by, count, about, abouts }) => {
    const named = about.flatMap(({ what, id }) => {
      const label = labelOf(session, { what, id }, naming);
      return label === '' ? [] : [{ what, label }];
    });
    return {
      kind,
      by: isSheet(by) ? null : nameOf(team, by),
      count,
      about: named,
      more: Math.max(0, abouts - named.length),
    };
  });
}

function labelOf(session: Session, { what, id }: About, { team, coming }: Naming): string {
  if (what === 'intake') return id;
  if (what === 'member') return nameOf(team, memberIdSchema.parse(id));
  const employer = employerIdSchema.parse(id);
  const here = employerName(session.ledger.employerState(employer))?.name;
  return here ?? coming?.get(employer) ?? '';
}

/** As the file itself says them, for a preview. */
export function employerNamesIn(events: Iterable<Incoming>): ReadonlyMap<EmployerId, string> {
  const names = new Map<EmployerId, string>();
  for (const { body, read } of events) {
    const id = employerOfStream(body.stream);
    if (id && read.status === 'known' && read.payload.kind === 'employer.named')
      names.set(id, read.payload.name);
  }
  return names;
}
