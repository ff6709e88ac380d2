// Owns: why the open case presses today, each reason as a sentence. Must not: weigh them.
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../ipc/review.ts';
import { useUrgencyWords } from '../../lib/triage/urgency.ts';
import { Dated } from '../../ui/text.tsx';

export function CaseUrgency({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('review');
  const words = useUrgencyWords();
  if (view.urgency.length === 0) return null;
  return (
    <ul className="case-urgency" aria-label={t('urgency.title')}>
      {view.urgency.map((reason) => (
        <li key={reason.kind}>
          <Dated text={words(reason)} />
        </li>
      ))}
    </ul>
  );
}
