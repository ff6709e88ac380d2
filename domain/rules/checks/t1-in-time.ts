// T1: a decision never reaches back. Close to the start it says what is not ready.
import { unionsCarry, unionStandings } from '../../employer/readiness.ts';
import { employerCheck } from '../../ledger/employer-state.ts';
import { check, met, notApplicable, unmet, type Check, type RuleContext } from '../check.ts';
import { dateFact } from '../facts.ts';
import { workingDaysUntil } from '../holidays.ts';

export const t1: Check = {
  id: 'T1',
  reads: [],
  lists: ['thresholds'],
  find: ({ offer, decisionDay }, context) => {
    if (!offer) return notApplicable;
    const start = dateFact(offer.read('start'));
    if (start === undefined) return check('noStart');
    if (decisionDay !== null && decisionDay <= start) return met('decided', { dag: start });
    if (start < context.today) return unmet('passed');
    const days = workingDaysUntil(context.today, start, context.holidays);
    const missing = notReady(context);
    const soon = days <= context.thresholds.startSoonWorkingDays && missing.length > 0;
    if (!soon) return met('inTime', { dag: start });
    const saknas = missing.join(' och ');
    return days === 1 ? check('soonOne', { saknas }) : check('soon', { n: days, saknas });
  },
};

function notReady({ employer, today, thresholds }: RuleContext): string[] {
  const control = employer ? employerCheck(employer) : undefined;
  const missing: string[] = [];
  if (control?.status !== 'agreed') missing.push('arbetsgivarkontrollen');
  if (!employer || !unionsCarry(unionStandings(employer, today, thresholds)))
    missing.push('yttrandet från facket');
  return missing;
}
