// E10: the permit covers the whole placement. A permanent permit has no end; the card's date is never the permit's.
import type { IsoDate } from '../../ids.ts';
import { check, differs, met, unmet, type Check, type RuleContext } from '../check.ts';
import { dateFact, textFact, type CaseFacts } from '../facts.ts';
import { permitExemption } from './permit.ts';

export const e10: Check = {
  id: 'E10',
  reads: ['citizenship', 'permitKind', 'permitValidTo', 'cardValidTo'],
  lists: ['countries'],
  find: (facts, context) => {
    const exemption = permitExemption(facts, context.countries);
    if (exemption) return met('notNeeded', { varfor: exemption });
    const validTo = facts.read('permitValidTo');
    if (differs(facts.read('permitKind'), validTo, facts.read('citizenship'))) return check('differs');
    const kind = textFact(facts.read('permitKind'));
    if (kind === 'permanent') return met('forever');
    if (kind === 'pending') return check('pending');
    const end = dateFact(validTo);
    if (end === undefined) return check('missing');
    if (end < context.today) return unmet('ended', { dag: end });
    const lastDay = lastDayOf(facts, context);
    if (lastDay === null) return check('noLastDay');
    return end >= lastDay ? met('until', { dag: end }) : check('ends', { dag: end, sistaDag: lastDay });
  },
};

/** The offer's own end when there is one, else the intake's standard last day. */
function lastDayOf(facts: CaseFacts, context: RuleContext): IsoDate | null {
  const end = facts.offer ? dateFact(facts.offer.read('end')) : undefined;
  return end ?? context.standardLastDay;
}
