// E8: need to become more employable. Only a person can say it: the verdict, or the reason it names.
import { check, met, unmet, type Check } from '../check.ts';

export const e8: Check = {
  id: 'E8',
  reads: [],
  find: ({ verdict }) => {
    if (verdict?.reason === 'G4.3') return unmet('assessed');
    return verdict?.confirms.includes('E8') ? met('assessed') : check('notAssessed');
  },
};
