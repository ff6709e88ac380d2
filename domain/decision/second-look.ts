// Owns: whether what stands in a case waits for other eyes, and whether somebody may give a second look. Optional: the agency's setting.
// Must not: ask for the setting itself; who knows it hands it in.
import type { EventHash, MemberId } from '../ids.ts';
import { decisionStanding } from '../ledger/case/decisions.ts';
import { conclusionOf, verdictCounts } from '../ledger/case/readings.ts';
import type { CaseState } from '../ledger/case/state.ts';
import { isBarred } from '../ledger/case/work.ts';
import type { LookOutcome, LookSubject } from '../ledger/payloads/second-look.ts';
import { err, ok, type Result } from '../result.ts';
import { changedBlock, type Block } from './gate.ts';

/** `changed`: somebody looked, and the case has changed since or beside it. */
export type LookStatus = 'waiting' | 'changed' | 'sentBack' | 'confirmed';
export type SecondLook = {
  readonly about: LookSubject;
  /** The basis or the verdict that stands. */
  readonly of: EventHash;
  readonly by: MemberId;
  readonly status: LookStatus;
};

type Subject = Pick<SecondLook, 'about' | 'of'> & { readonly authors: readonly MemberId[] };

/** What stands now and was asked about; null where nothing waits and nothing was asked. */
export function secondLook(state: CaseState): SecondLook | null {
  if (state.looks === undefined || state.stub !== null) return null;
  const subject = subjectOf(state);
  const isAsked = state.looks.asked.some(({ of, about }) => of === subject?.of && about === subject.about);
  const [by, ...others] = subject?.authors ?? [];
  if (!subject || !isAsked || by === undefined) return null;
  // Two who have come to the same apart are two pairs of eyes.
  const status = others.length > 0 ? 'confirmed' : statusOf(state, subject.of, by);
  return { about: subject.about, of: subject.of, by, status };
}

function subjectOf(state: CaseState): Subject | undefined {
  const standing = decisionStanding(state);
  if (standing.status === 'basis') {
    const author = state.acts[standing.act]?.actor;
    return { about: 'basis', of: standing.event, authors: author === undefined ? [] : [author] };
  }
  if (standing.status !== 'undecided') return undefined;
  const verdict = conclusionOf(state);
  if (verdict.status !== 'agreed' || verdict.value.conclusion !== 'notEligible') return undefined;
  const acts = state.verdicts
    .filter(({ value }) => verdictCounts(state, value))
    .flatMap(({ act }) => state.acts[act] ?? []);
  const asked = acts.find(({ event }) => state.looks?.asked.some(({ of }) => of === event));
  const authors = [...new Set(acts.map(({ actor }) => actor))];
  return asked && { about: 'notEligible', of: asked.event, authors };
}

/** On the safe side: of looks given apart, the one that sends back. Nobody's look at their own act counts. */
function statusOf({ acts, looks }: CaseState, of: EventHash, author: MemberId): LookStatus {
  const given = (looks?.given ?? []).filter(
    ({ act, value }) => value.of === of && acts[act]?.actor !== author,
  );
  const fresh = given.filter(({ value }) => !value.missed);
  if (fresh.some(({ value }) => value.outcome === 'sentBack')) return 'sentBack';
  if (fresh.length > 0) return 'confirmed';
  return given.length > 0 ? 'changed' : 'waiting';
}

/** DE-15: what must be looked at before the next step is taken; `asks` is the setting of now. */
export function lookBlock(
  state: CaseState,
  about: LookSubject,
  asks: readonly LookSubject[] | undefined,
): Block | undefined {
  return lookNeeded(state, about, asks) === null ? undefined : { tag: 'secondLookMissing' };
}

/** How the look stands that blocks; null where nothing does. */
export function lookNeeded(
  state: CaseState,
  about: LookSubject,
  asks: readonly LookSubject[] | undefined,
): Exclude<LookStatus, 'confirmed'> | null {
  const look = secondLook(state);
  if (look?.about !== about || look.status === 'confirmed' || !asks?.includes(about)) return null;
  return look.status;
}

export type LookCommand = {
  readonly of: EventHash;
  readonly heads: readonly EventHash[];
  readonly outcome: LookOutcome;
  readonly reason: string;
};
export type LookRefusal =
  | Block
  | { readonly tag: 'noSecondLook' }
  | { readonly tag: 'ownAct' }
  | { readonly tag: 'conflictOfInterest' }
  | { readonly tag: 'sentBackWithoutReason' }
  | { readonly tag: 'alreadySo' };

/** DE-16, DE-17: by somebody else, not barred, of what stands, with the heads that were shown; sent back with a reason. */
export function decideLook(
  state: CaseState,
  { of, heads, outcome, reason }: LookCommand,
  member: MemberId,
): Result<null, LookRefusal> {
  if (isBarred(state, member)) return err({ tag: 'conflictOfInterest' });
  const changed = changedBlock(state, heads);
  if (changed) return err(changed);
  const look = state.newer > 0 ? null : secondLook(state);
  if (look?.of !== of) return err({ tag: 'noSecondLook' });
  if (look.by === member) return err({ tag: 'ownAct' });
  if (outcome === 'sentBack' && reason === '') return err({ tag: 'sentBackWithoutReason' });
  return look.status === outcome ? err({ tag: 'alreadySo' }) : ok(null);
}

/** `eyes:<subject>`: it waits wherever the setting asks for it. */
export type LookFlag = `eyes:${LookSubject}`;

export function lookFlags(state: CaseState): LookFlag[] {
  const look = secondLook(state);
  return look === null || look.status === 'confirmed' ? [] : [`eyes:${look.about}`];
}
