// Owns: going to the case that presses most, and saying why. Must not: choose it; main does.
import { useTranslation } from 'react-i18next';
import { demand } from '../../lib/api.ts';
import { say, useIntakeInput } from '../../lib/session.ts';
import { useUrgencyWords } from '../../lib/triage/urgency.ts';
import { goTo, place } from './place.ts';

/** From the open case to the next; after the last comes the first again. */
export function useNextForMe(): () => void {
  const { t } = useTranslation('review');
  const words = useUrgencyWords();
  const intake = useIntakeInput();
  const find = async () => {
    const { open } = place.get();
    const next = await demand('work.next', { ...intake, ...(open === null ? {} : { after: open }) });
    if (next === null) return say(t('next.none'));
    const [reason] = next.reasons;
    const why = reason === undefined ? '' : words(reason);
    if (next.caseId === open) return say(t('next.same', { why }));
    goTo(next.caseId);
    return say(t('next.opened', { why }));
  };
  return () => void find().catch(() => say(t('next.failed'), 'problem'));
}
