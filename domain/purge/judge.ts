// Owns: whether a purge takes effect on this store, judged by its own dated data, and what keeps a case when it does not.
// Must not: take anything away, or ask what day it is.
import type { IsoDate } from '../ids.ts';
import { archiveOf, isHeld } from '../ledger/case/retention.ts';
import { openedCase } from '../ledger/case/restricted.ts';
import type { CaseState } from '../ledger/case/state.ts';
import { caseConflicts } from '../conflict/find.ts';
import type { NamedPurge } from './cover.ts';
import { processingEnded, purgeWindow, type PurgeWindow, type RetentionData } from './retention.ts';

export type PurgeContext = {
  readonly today: IsoDate;
  readonly retention: RetentionData;
  /** The last day of the case's intake, where nothing was decided. */
  readonly intakeLastDay: IsoDate;
};

/** What keeps a case. `outside` is an event that the named heads do not reach; the others hold before signing too. */
export type PurgeBlock = 'notDue' | 'hold' | 'noArchive' | 'conflict' | 'newer' | 'notEntitled' | 'outside';

export type Readiness = {
  readonly endedOn: IsoDate;
  readonly window: PurgeWindow;
  readonly blocks: readonly PurgeBlock[];
};

/** Of a case whose data are here: may it be signed for today? */
export function purgeReadiness(state: CaseState, context: PurgeContext): Readiness {
  // GR-23: behind a stub a holder's own store has what was decided there.
  const whole = state.restricted ? openedCase(state) : state;
  const endedOn = processingEnded(whole, context.intakeLastDay);
  const window = purgeWindow(endedOn, context.retention);
  const blocks: PurgeBlock[] = [];
  if (context.today < window.from) blocks.push('notDue');
  if (isHeld(state.retention)) blocks.push('hold');
  if (archiveOf(state.retention).status !== 'agreed') blocks.push('noArchive');
  if (caseConflicts(state).length + caseConflicts(whole).length > 0) blocks.push('conflict');
  if (state.newer > 0) blocks.push('newer');
  if (state.notEntitled.length > 0) blocks.push('notEntitled');
  return { endedOn, window, blocks };
}

/**
 * PU-4: two have signed; this store looks at its own data before it takes anything away. Where the purge has begun here,
 * or came in without payloads, what is left is not the case any more: then the day, holds, hand-over and what lies outside
 * are judged, and the rest is what both signers said.
 */
export function judgePurge(
  purge: NamedPurge,
  state: CaseState,
  context: PurgeContext,
): readonly PurgeBlock[] {
  const blocks = purgeReadiness(state, context).blocks.filter((one) => !purge.begun || lasts.has(one));
  if (!isDue(purge, context)) blocks.push('notDue');
  if (purge.outside.length > 0) blocks.push('outside');
  return [...new Set(blocks)];
}

/** Read from acts that no purge reaches. */
const lasts: ReadonlySet<PurgeBlock> = new Set<PurgeBlock>(['hold', 'noArchive', 'newer']);

/** PU-6: a payload that comes in missing was lawfully missing by our own dated data. */
export function isDue(purge: NamedPurge, { today, retention }: Omit<PurgeContext, 'intakeLastDay'>): boolean {
  return today >= purgeWindow(purge.endedOn, retention).from;
}
