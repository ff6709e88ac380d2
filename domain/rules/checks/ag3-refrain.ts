// AG3: grounds of 9 c §. To refrain is a reasoned act of somebody with the right to it, so no rule says unmet.
import { employerCheck } from '../../ledger/employer-state.ts';
import { check, met, notApplicable, type Check } from '../check.ts';

export const ag3: Check = {
  id: 'AG3',
  reads: [],
  find: ({ offer }, { employer }) => {
    if (!offer) return notApplicable;
    const control = employer ? employerCheck(employer) : undefined;
    if (control?.status !== 'agreed') return check('notChecked');
    return control.value.outcome === 'clear' ? met('none') : check('found');
  },
};
