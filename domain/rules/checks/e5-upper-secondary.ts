// E5: upper secondary education and complete grades. Only the pilot asks for it.
import { check, met, unmet, type Check } from '../check.ts';
import { dateFact } from '../facts.ts';

export const e5: Check = {
  id: 'E5',
  reads: ['upperSecondary', 'upperSecondaryDocumentSeen'],
  find: (facts) => {
    const claimed = facts.read('upperSecondary');
    if (claimed.status === 'value' && claimed.value === false) return unmet('missing');
    const seen = dateFact(facts.read('upperSecondaryDocumentSeen'));
    return seen === undefined ? check('claimed') : met('seen', { dag: seen });
  },
};
