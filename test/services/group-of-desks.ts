// Owns: colleagues at their desks in one group, for the tests of the exchange. Must not: check anything.
import type { Role } from '../../domain/ledger/payloads/membership.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { noteSealed, seal } from '../../main/services/exchange/sealing.ts';
import { invite, join, ownKeyFile, readKeyFile } from '../../main/services/group/invitations.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { giveVerdict } from '../../main/services/review/verdicts.ts';
import { caseOf, importRows, must, newDesk, type Desk, type Row } from './desk.ts';

export async function letIn(
  founder: Desk,
  colleague: Desk,
  roles: readonly Role[] = ['caseworker'],
): Promise<void> {
  const key = must(readKeyFile(ownKeyFile(colleague.session)));
  must(await join(colleague.session, must(await invite(founder.session, key, { roles })).bytes));
  colleague.reopen();
}

export async function give(from: Desk, to: Desk, full = false): Promise<Uint8Array> {
  const sealed = must(await seal(from.session, to.session.self.member, full));
  noteSealed(from.session, sealed);
  return sealed.bytes;
}

export async function hand(from: Desk, to: Desk): Promise<void> {
  must(await mergeBundle(to.session, await give(from, to)));
}

/** Åsa founds, Bo (and Cai) join; the first has read the people in and given them to all. */
export async function groupWith(
  people: readonly Row[],
  names: readonly string[] = ['Bo'],
): Promise<readonly [Desk, ...Desk[]]> {
  const asa = await newDesk('Åsa');
  const others: Desk[] = [];
  for (const name of names) {
    const desk = await newDesk(name);
    await letIn(asa, desk);
    others.push(desk);
  }
  if (people.length > 0) await importRows(asa, people, { kind: 'applications' });
  for (const desk of others) await hand(asa, desk);
  return [asa, ...others];
}

export function phone(desk: Desk, person: Row, value: string): void {
  const { id, state } = caseOf(desk, person);
  must(enterFacts(desk.session, { id, heads: state.heads, fields: { phone: value } }));
}

export function judgeCase(desk: Desk, person: Row, conclusion: 'eligible' | 'needsCheck'): void {
  const { id, state } = caseOf(desk, person);
  must(giveVerdict(desk.session, { id, heads: state.heads, conclusion }));
}
