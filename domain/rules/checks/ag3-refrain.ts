// AG3: grounds of 9 c §. To refrain is a reasoned act of somebody with the right to it, so no rule says unmet; and the control
// is of 9 b §, so whatever it found, nothing here says that 9 c § was looked at.
import { check, notApplicable, type Check } from '../check.ts';

export const ag3: Check = {
  id: 'AG3',
  reads: [],
  find: ({ offer }) => (offer ? check('notExamined') : notApplicable),
};
