// E11: fits the action plan. That it fits is read by a person; that it is old is seen here (6 § 2000:628).
import { check, differs, met, unmet, type Check } from '../check.ts';
import { addMonths } from '../days.ts';
import { dateFact } from '../facts.ts';

export const e11: Check = {
  id: 'E11',
  reads: ['actionPlanDate'],
  lists: ['thresholds'],
  find: (facts, { thresholds, today }) => {
    const fact = facts.read('actionPlanDate');
    if (differs(fact)) return check('differs');
    const date = dateFact(fact);
    if (facts.verdict?.reason === 'G6.1') return date ? unmet('unfit', { dag: date }) : unmet('unfitPlain');
    if (date && addMonths(date, thresholds.actionPlanMaxMonths) < today)
      return { ...check('old', { dag: date }), stale: true };
    if (!facts.verdict?.confirms.includes('E11')) return check('notRead');
    return date ? met('fits', { dag: date }) : met('fitsPlain');
  },
};
