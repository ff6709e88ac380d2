// AG2: representatives with essential influence (9 b § second paragraph). Shown by a source of the control that names them.
import { employerCheck } from '../../ledger/employer-state.ts';
import { check, met, notApplicable, type Check } from '../check.ts';

export const ag2: Check = {
  id: 'AG2',
  reads: [],
  find: ({ offer }, { employer }) => {
    if (!offer) return notApplicable;
    const control = employer ? employerCheck(employer) : undefined;
    if (control?.status !== 'agreed' || control.value.outcome !== 'clear') return check('missing');
    const named = control.value.sources.some((source) => /företrädare/iu.test(source));
    return named ? met('checked', { dag: control.value.day }) : check('missing');
  },
};
