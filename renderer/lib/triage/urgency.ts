// Owns: each reason of urgency as a sentence. Must not: weigh or order them; domain/urgency does.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { UrgencyReason } from '../../../domain/urgency/urgency.ts';

export function useUrgencyWords(): (reason: UrgencyReason) => string {
  const { t } = useTranslation('review');
  return (reason) => sentence(t, reason);
}

function sentence(t: TFunction<'review'>, reason: UrgencyReason): string {
  switch (reason.kind) {
    case 'startPassed':
      return t('urgency.startPassed', { day: reason.day, missing: missingWords(t, reason.missing) });
    case 'startsSoon':
      return t(reason.days === 0 ? 'urgency.startsNow' : 'urgency.startsSoon', {
        count: reason.days,
        day: reason.day,
        missing: missingWords(t, reason.missing),
      });
    case 'permitEndsSoon':
      return t(reason.days === 0 ? 'urgency.permitEndsNow' : 'urgency.permitEndsSoon', {
        count: reason.days,
        day: reason.day,
      });
    case 'cameIn':
      return t('urgency.cameIn', { count: reason.days, day: reason.day });
    case 'askReached':
      return t('urgency.askReached', { day: reason.day, openedOn: reason.openedOn });
    case 'askNear':
      return t('urgency.askNear', { count: reason.days, day: reason.day, openedOn: reason.openedOn });
    case 'permitEndsBefore':
      return t('urgency.permitEndsBefore', { day: reason.day, endsOn: reason.endsOn });
    case 'toReview':
      return t('urgency.toReview');
    case 'watchDue':
    case 'answerLate':
    case 'permitEnded':
      return t(`urgency.${reason.kind}`, { day: reason.day });
  }
}

type Missing = Extract<UrgencyReason, { kind: 'startsSoon' }>['missing'];

/** Commas and a last *och*. */
function missingWords(t: TFunction<'review'>, missing: Missing): string {
  const words = missing.map((each) => t(`urgency.missing.${each}`));
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} ${t('urgency.and')} ${last}`;
}
