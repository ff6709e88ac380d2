// AG2: representatives with essential influence (9 b § second paragraph). A control names its sources in free text only, and
// no fact says whom it looked at: the check says so, and a person looks.
import { check, notApplicable, type Check } from '../check.ts';

export const ag2: Check = {
  id: 'AG2',
  reads: [],
  find: ({ offer }) => (offer ? check('notExamined') : notApplicable),
};
