// E4: one of the areas that the rule set lists.
import { areaWords } from '../../review/words.ts';
import { check, differs, met, unmet, type Check } from '../check.ts';
import { textFact } from '../facts.ts';

export const e4: Check = {
  id: 'E4',
  reads: ['area', 'areaWritten'],
  find: (facts, { ruleSet }) => {
    const fact = facts.read('area');
    if (differs(fact)) return check('differs');
    const area = textFact(fact);
    if (area === undefined) return check('unclear');
    return ruleSet.areas.includes(area) ? met('area', { omrade: areaWords[area] ?? area }) : unmet('outside');
  },
};
