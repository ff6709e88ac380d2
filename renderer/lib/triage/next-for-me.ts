// Owns: going to the case that presses most, and saying why. Must not: choose it, main does; nor know the list it is in.
import { useTranslation } from 'react-i18next';
import { demand } from '../api.ts';
import { say, useIntakeInput } from '../session.ts';
import { useUrgencyWords } from './urgency.ts';

type List = { readonly open: () => string | null; readonly goTo: (id: string) => void };

/** From the open case to the next; after the last comes the first again. */
export function useNextForMe(list: List): () => void {
  const { t } = useTranslation('review');
  const words = useUrgencyWords();
  const intake = useIntakeInput();
  const find = async () => {
    const open = list.open();
    const next = await demand('work.next', { ...intake, ...(open === null ? {} : { after: open }) });
    if (next === null) return say(t('next.none'));
    const [reason] = next.reasons;
    const why = reason === undefined ? '' : words(reason);
    if (next.caseId === open) return say(t('next.same', { why }));
    list.goTo(next.caseId);
    return say(t('next.opened', { why }));
  };
  return () => void find().catch(() => say(t('next.failed'), 'problem'));
}
