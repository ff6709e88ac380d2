// E12: the final assessment. It stands in the fixed basis and in nothing earlier; the preliminary one is another field.
import { check, met, unmet, type Check } from '../check.ts';

export const e12: Check = {
  id: 'E12',
  reads: [],
  find: ({ assessment }) => {
    if (!assessment) return check('notMade');
    if (assessment.stale) return check('stale');
    const values = { dag: assessment.day };
    return assessment.need ? met('need', values) : unmet('noNeed', values);
  },
};
