// E1: enrolled as a jobseeker. Only a dated control of the register can be too old; the portal's own date is none.
import { check, differs, met, unmet, type Check } from '../check.ts';
import { daysBetween } from '../days.ts';
import { dateFact } from '../facts.ts';

export const e1: Check = {
  id: 'E1',
  reads: ['registered', 'registeredSince', 'registeredCheckedOn'],
  find: (facts, context) => {
    const registered = facts.read('registered');
    if (differs(registered)) return check('differs');
    if (registered.status !== 'value' || typeof registered.value !== 'boolean') return check('missing');
    if (!registered.value) {
      return registered.source === 'hand' ? unmet('plain') : unmet('extract', { dag: registered.asOf });
    }
    const controlled =
      dateFact(facts.read('registeredCheckedOn')) ??
      (registered.source === 'register' ? registered.asOf : undefined);
    const age = controlled === undefined ? 0 : daysBetween(controlled, context.today);
    if (age > context.thresholds.registrationMaxDays) return check('old', { n: age });
    const since = dateFact(facts.read('registeredSince'));
    return since === undefined ? met('plain') : met('since', { dag: since });
  },
};
