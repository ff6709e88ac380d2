// E6: limited experience of the Swedish labour market, by months of work in Sweden.
import { check, differs, met, unmet, type Check } from '../check.ts';

export const e6: Check = {
  id: 'E6',
  reads: ['workInSwedenMonths'],
  lists: ['thresholds'],
  find: (facts, { thresholds }) => {
    const fact = facts.read('workInSwedenMonths');
    if (differs(fact)) return check('differs');
    if (fact.status !== 'value' || typeof fact.value !== 'number') return check('missing');
    const values = { n: fact.value };
    if (fact.value > thresholds.limitedWorkInSwedenMonths) return unmet('more', values);
    return fact.value === 1 ? met('limitedOne') : met('limited', values);
  },
};
