// E5: upper secondary education and complete grades. Only the pilot asks for it.
import { check, differs, met, unmet, type Check } from '../check.ts';
import { dateFact } from '../facts.ts';

export const e5: Check = {
  id: 'E5',
  reads: ['upperSecondary', 'upperSecondaryDocumentSeen'],
  find: (facts) => {
    const claimed = facts.read('upperSecondary');
    const document = facts.read('upperSecondaryDocumentSeen');
    if (differs(claimed, document)) return check('differs');
    if (claimed.status === 'value' && claimed.value === false) return unmet('missing');
    const seen = dateFact(document);
    if (claimed.status === 'absent' && seen === undefined) return check('unknown');
    return seen === undefined ? check('claimed') : met('seen', { dag: seen });
  },
};
