// AG5: a labour conflict at the workplace: the applicant must be told (21 § 2000:628).
import { check, met, notApplicable, unmet, type Check } from '../check.ts';

export const ag5: Check = {
  id: 'AG5',
  reads: [],
  find: ({ offer }) => {
    if (!offer) return notApplicable;
    const fact = offer.read('labourConflict');
    if (fact.status !== 'value' || typeof fact.value !== 'boolean') return check('notChecked');
    return fact.value ? unmet('ongoing') : met('none', { dag: fact.asOf });
  },
};
