// Owns: the rules of the shared folder: how a file there is named, when one is put for a colleague, and from where it starts.
// Must not: read a folder; and never take a file that is missing for a message.
import { deviceIdSchema, type DeviceId } from '../ids.ts';
import type { DeviceHead } from './header.ts';
import type { BundlePlan } from './plan.ts';

export type MailboxName = {
  readonly to: DeviceId;
  readonly from: DeviceId;
  /** Later files of one sender have higher ones; only their order counts. */
  readonly number: number;
  /** Kept documents travel in files of their own (SY-40). */
  readonly holds: 'entries' | 'documents';
};

const pattern = /^([0-9a-f]{32})\.([0-9a-f]{32})\.([0-9]{16})(\.documents)?\.sprangbradan$/;

/** SY-25: the name holds two device ids and a number, and nothing of a person. */
export function mailboxName({ to, from, number, holds }: MailboxName): string {
  const what = holds === 'documents' ? '.documents' : '';
  return `${to}.${from}.${String(number).padStart(16, '0')}${what}.sprangbradan`;
}

/** Undefined for whatever else lies in the folder: other people's files, half-written ones, copies of ours under new names. */
export function parseMailboxName(name: string): MailboxName | undefined {
  const [, to, from, number, what] = pattern.exec(name) ?? [];
  if (to === undefined || from === undefined || number === undefined) return undefined;
  return {
    to: deviceIdSchema.parse(to),
    from: deviceIdSchema.parse(from),
    number: Number(number),
    holds: what === undefined ? 'entries' : 'documents',
  };
}

/** More files than this to one colleague are put together into one. */
export const mostFilesEach = 12;

/**
 * From what a file to this colleague starts. Usually from what was last given (SY-2). From what the colleague's own
 * files have shown when too many files lie there, or when the colleague was heard after the last one, has less than
 * was given and no file is left that could still bring it (SY-27).
 */
export function mailboxBase(of: {
  readonly lying: number;
  readonly heardSinceLastPut: boolean;
  readonly isBehindGiven: boolean;
}): 'given' | 'seen' {
  if (of.lying >= mostFilesEach) return 'seen';
  return of.lying === 0 && of.heardSinceLastPut && of.isBehindGiven ? 'seen' : 'given';
}

/**
 * SY-26: a file is put when there are entries to give, or when the colleague has not been told how far of its own we
 * have come. A file that only tells brings nothing new, so it is never answered by another.
 */
export function isWorthPutting(
  plan: Pick<BundlePlan, 'count' | 'have'>,
  recipient: {
    readonly devices: readonly DeviceId[];
    readonly told: ReadonlyMap<string, number>;
  },
): boolean {
  return plan.count > 0 || ownHeads(plan.have, recipient.devices).some(isNews(recipient.told));
}

function ownHeads(have: readonly DeviceHead[], devices: readonly DeviceId[]): DeviceHead[] {
  return have.filter(({ device }) => devices.includes(device));
}

function isNews(told: ReadonlyMap<string, number>): (head: DeviceHead) => boolean {
  return ({ device, seq }) => seq > (told.get(device) ?? 0);
}
