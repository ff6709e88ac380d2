// Owns: what threatens the store or the group, or lies about outside, as one list: a failed backup, a broken chain, a
// group in two forms, an unsafe folder, cases kept past their last day, papers left.
// Must not: word it, or look for itself: main has looked.
import type { ExchangeStatus } from '../../../ipc/colleagues/exchange.ts';
import type { GivenFiles } from '../../../ipc/disclosure.ts';
import type { KeepingEntry, KeepingStatus, PlaceWarning } from '../../../ipc/keeping.ts';
import type { ProofStatus } from '../../../ipc/proof.ts';

export type Alarm = {
  /** Key under `today:alarm`. */
  readonly id:
    | 'chain'
    | 'proof'
    | 'twoGroups'
    | 'backup'
    | 'rehearsal'
    | 'backupFolder'
    | 'place'
    | 'purge'
    | 'posted';
  readonly count: number;
  /** What went wrong, as a problem that has its sentence. */
  readonly problem: { readonly tag: string } | null;
  readonly to: string;
};

export type Looked = {
  readonly keeping: KeepingStatus | undefined;
  readonly proof: ProofStatus | undefined;
  readonly given: GivenFiles | undefined;
  /** Cases that ought to have been purged. */
  readonly late: { readonly cases: number } | undefined;
  readonly exchange: ExchangeStatus | undefined;
};

/** The gravest first. Of backups and rehearsals only the latest counts: an earlier failure is over when one has succeeded. */
export function alarmsOf({ keeping, proof, given, late, exchange }: Looked): readonly Alarm[] {
  return [
    ...(proof === undefined ? [] : proofAlarms(proof)),
    ...alarm({ id: 'twoGroups', count: sheetForks(exchange), to: '/exchange' }),
    ...(keeping === undefined ? [] : keepingAlarms(keeping)),
    ...alarm({ id: 'purge', count: late?.cases ?? 0, to: '/settings/purge' }),
    ...alarm({ id: 'posted', count: given?.posted ?? 0, to: '/settings/given-out' }),
  ];
}

function alarm(one: Omit<Alarm, 'problem'> & Partial<Pick<Alarm, 'problem'>>): Alarm[] {
  return one.count === 0 ? [] : [{ problem: null, ...one }];
}

/** Until the sheet that two computers have used is replaced: that is how the group says which of them goes on. */
function sheetForks(exchange: ExchangeStatus | undefined): number {
  return exchange?.setAside.filter(({ sheet }) => sheet === 'inForce').length ?? 0;
}

function proofAlarms({ start, last }: ProofStatus): Alarm[] {
  const found = last === null ? 0 : last.findings.length + last.more;
  return [
    ...alarm({ id: 'chain', count: start.findings.length, to: '/settings/proof' }),
    ...alarm({ id: 'proof', count: found, to: '/settings/proof' }),
  ];
}

function keepingAlarms({ log, folder, place, backupPlace }: KeepingStatus): Alarm[] {
  const to = '/settings/backup';
  const failed = (kind: KeepingEntry['kind']) => {
    // One that a person stopped says nothing of the backup.
    const latest = log.find((entry) => entry.kind === kind && entry.problem !== 'cancelled');
    const problem = latest?.problem ?? null;
    return problem === null ? null : { tag: problem };
  };
  const [backup, rehearsal] = [failed('backup'), failed('rehearsal')];
  const unsafe = (warning: PlaceWarning): Alarm => ({ id: 'place', count: 1, problem: warning, to });
  return [
    ...alarm({ id: 'backup', count: backup ? 1 : 0, problem: backup, to }),
    ...alarm({ id: 'rehearsal', count: rehearsal ? 1 : 0, problem: rehearsal, to }),
    ...alarm({ id: 'backupFolder', count: folder.reachable ? 0 : 1, to }),
    ...place.map(unsafe),
    ...(folder.own ? [] : backupPlace.map(unsafe)),
  ];
}
