// E13: consent to sharing. Withdrawn by anybody's account is withdrawn; a consent for an earlier intake is asked about.
import type { IntakeId, IsoDate } from '../../ids.ts';
import { check, differs, met, unmet, type Check } from '../check.ts';
import { dateFact } from '../facts.ts';
import type { Thresholds } from '../rule-set.ts';

export const e13: Check = {
  id: 'E13',
  reads: ['consent', 'consentDate', 'consentWithdrawnOn'],
  lists: ['thresholds'],
  find: (facts, { thresholds }) => {
    if (facts.consentWithdrawn) {
      const day = dateFact(facts.read('consentWithdrawnOn'));
      return day === undefined ? unmet('withdrawnPlain') : unmet('withdrawn', { dag: day });
    }
    const consent = facts.read('consent');
    const given = facts.read('consentDate');
    if (differs(consent, given)) return check('differs');
    if (consent.status !== 'value' || consent.value !== true) return unmet('missing');
    const date = dateFact(given);
    if (date === undefined) return check('undated');
    return isEarlier(date, facts.intake, thresholds) ? check('earlier') : met('given', { dag: date });
  },
};

function isEarlier(date: IsoDate, intake: IntakeId | null, thresholds: Thresholds): boolean {
  if (intake === null) return false;
  const { yearsBefore, monthDay } = thresholds.consentFrom[intake.includes('-spring') ? 'spring' : 'autumn'];
  return date < `${Number(intake.slice(0, 4)) - yearsBefore}-${monthDay}`;
}
