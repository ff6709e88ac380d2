// AG1: bars of 9 b § 2000:628. Any standing bar counts at once; a control has a dated life.
import { employerCheck, hasBar } from '../../ledger/employer-state.ts';
import { check, met, notApplicable, unmet, type Check } from '../check.ts';
import { daysBetween } from '../days.ts';

export const ag1: Check = {
  id: 'AG1',
  reads: [],
  lists: ['thresholds'],
  find: ({ offer }, { employer, thresholds, today }) => {
    if (!offer) return notApplicable;
    if (!employer) return check('notChecked');
    if (hasBar(employer)) return unmet('bar');
    const control = employerCheck(employer);
    if (control.status === 'none') return check('notChecked');
    if (control.status === 'differs') return check('differs');
    const { day, outcome, sources } = control.value;
    if (outcome === 'incomplete') return check('incomplete', { dag: day });
    if (daysBetween(day, today) > thresholds.employerCheckMaxDays)
      return { ...check('expired', { dag: day }), stale: true };
    return sources.length > 0
      ? met('clear', { dag: day, kallor: sources.join(', ') })
      : met('clearPlain', { dag: day });
  },
};
