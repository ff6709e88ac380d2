// E16: age and programme. Below the limit a person looks for an exception; the rule never refuses.
import { check, met, type Check } from '../check.ts';
import { ageOn } from '../days.ts';
import { dateFact, textFact } from '../facts.ts';

export const e16: Check = {
  id: 'E16',
  reads: ['personalIdentityNumber'],
  lists: ['thresholds'],
  find: (facts, { thresholds, today }) => {
    const number = textFact(facts.read('personalIdentityNumber'));
    const start = facts.offer ? dateFact(facts.offer.read('start')) : undefined;
    const age = number === undefined ? undefined : ageOn(number, start ?? today);
    if (age === undefined) return check('missing');
    if (age < thresholds.ageWithoutExceptionYears) return check('young');
    return met('age', { grund: 'förordningen (2000:634)' });
  },
};
