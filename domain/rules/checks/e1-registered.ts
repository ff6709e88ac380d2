// E1: enrolled as a jobseeker. Only a dated control of the register can be too old; the portal's own date is none.
import type { IsoDate } from '../../ids.ts';
import { check, differs, met, unmet, type Check, type Finding, type RuleContext } from '../check.ts';
import { daysBetween } from '../days.ts';
import { dateFact, type CaseFacts, type Fact } from '../facts.ts';

export const e1: Check = {
  id: 'E1',
  reads: ['registered', 'registeredSince', 'registeredCheckedOn'],
  lists: ['thresholds'],
  find: (facts, context) => {
    const registered = facts.read('registered');
    if (differs(registered)) return check('differs');
    if (registered.status !== 'value' || typeof registered.value !== 'boolean') return check('missing');
    if (registered.value) return enrolled(facts, context);
    return registered.source === 'hand' ? unmet('plain') : unmet('extract', { dag: registered.asOf });
  },
};

function enrolled(facts: CaseFacts, { thresholds, today }: RuleContext): Finding {
  const controlled = dateFact(facts.read('registeredCheckedOn')) ?? extractDay(facts.read('registered'));
  const age = controlled === undefined ? 0 : daysBetween(controlled, today);
  if (age > thresholds.registrationMaxDays) return { ...check('old', { n: age }), stale: true };
  const since = dateFact(facts.read('registeredSince'));
  return since === undefined ? met('plain') : met('since', { dag: since });
}

/** An extract of the agency's register is a control of its day. */
function extractDay(fact: Fact): IsoDate | undefined {
  return fact.status === 'value' && fact.source === 'register' ? fact.asOf : undefined;
}
