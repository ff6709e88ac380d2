// Owns: the history of a case. Must not: act.
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../ipc/review.ts';
import { HistoryLines } from '../../ui/history/history-lines.tsx';
import { Part } from './part.tsx';

export function History({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('review');
  if (view.history.length === 0) return null;
  return (
    <Part title={t('part.history')}>
      <HistoryLines history={view.history} />
    </Part>
  );
}
