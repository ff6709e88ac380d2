// E9: right to be and to work in Sweden. A tied permit, a pending extension and an unclear right are asked about, never unmet.
import { check, differs, met, sourceWord, unmet, type Check, type Finding } from '../check.ts';
import { textFact, type Fact } from '../facts.ts';
import { permitExemption, permitWords } from './permit.ts';

export const e9: Check = {
  id: 'E9',
  reads: ['citizenship', 'permitKind', 'rightToWork'],
  lists: ['countries'],
  find: (facts, { countries }) => {
    const exemption = permitExemption(facts, countries);
    if (exemption) return met('notNeeded', { varfor: exemption });
    const kind = facts.read('permitKind');
    const right = facts.read('rightToWork');
    if (differs(kind, right, facts.read('citizenship'))) return check('differs');
    return right.status === 'value' && right.value === 'none' ? noRight(right) : judge(kind, right);
  },
};

function noRight(right: Extract<Fact, { status: 'value' }>): Finding {
  return right.source === 'migration'
    ? unmet('migration', { dag: right.asOf })
    : unmet('other', { kalla: sourceWord(right.source), dag: right.asOf });
}

function judge(kind: Fact, right: Fact): Finding {
  const permit = textFact(kind);
  const work = textFact(right);
  if (permit === 'pending') return check('pending');
  if (work === 'tied') return check('tied');
  if (permit === 'studies') return check('studies');
  const shown = right.status === 'value' ? right : kind;
  if (permit === undefined || shown.status !== 'value' || !mayWork(permit, work)) return check('missing');
  return met('permit', {
    tillstandstyp: permitWords[permit] ?? 'Tillstånd',
    kalla: sourceWord(shown.source),
    dag: shown.asOf,
  });
}

/** A permanent permit holds the right to work where nothing else is said. */
function mayWork(permit: string, work: string | undefined): boolean {
  return work === 'free' || work === 'exempt' || (permit === 'permanent' && work === undefined);
}
