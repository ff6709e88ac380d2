// E6: limited experience of the Swedish labour market, by months of work in Sweden.
import { check, differs, met, unmet, type Check } from '../check.ts';

export const e6: Check = {
  id: 'E6',
  reads: ['workInSwedenMonths'],
  find: (facts, { thresholds }) => {
    const fact = facts.read('workInSwedenMonths');
    if (differs(fact)) return check('differs');
    if (fact.status !== 'value' || typeof fact.value !== 'number') return check('missing');
    const values = { n: fact.value };
    return fact.value <= thresholds.limitedWorkInSwedenMonths
      ? met('limited', values)
      : unmet('more', values);
  },
};
