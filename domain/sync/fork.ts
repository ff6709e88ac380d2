// Owns: the refusal of a file that stands against what is here: whose entries have two forms, and who sealed it.
// Must not: find a fork; judge.ts does.
import type { DeviceId, MemberId } from '../ids.ts';
import { err, type Result, type Tagged } from '../result.ts';
import { isSheet, memberOfDevice, type TeamState } from '../team/team-state.ts';
import type { BundleHeader } from './header.ts';

export type ForkRefusal = {
  /** `sheetFork`: of the agency's recovery sheet, which two computers have used without having met (ADR 27). */
  readonly tag: 'fork' | 'sheetFork';
  readonly device: DeviceId;
  readonly member: MemberId | null;
  readonly seq: number;
  /** Who sealed the file, by the file's own membership: our group may not know them. */
  readonly sender: string | null;
};

/** `team`: the membership as it is with the file's events. */
export function forkAt(
  team: TeamState,
  { from }: Pick<BundleHeader, 'from'>,
  { device, seq }: { readonly device: DeviceId; readonly seq: number },
): Result<never, ForkRefusal> {
  const tag = isSheet(team, device) ? 'sheetFork' : 'fork';
  const sender = memberOfDevice(team, from.device)?.name ?? null;
  return err({ tag, device, member: memberOfDevice(team, device)?.id ?? null, seq, sender });
}

/** SY-7: the file stands against what is here, and is set aside whole. */
export function isFork({ tag }: Tagged): boolean {
  return tag === 'fork' || tag === 'sheetFork';
}
