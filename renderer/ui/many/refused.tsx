// Owns: the cases that an act could not change, by reason. Must not: show more than their numbers.
import { useTranslation } from 'react-i18next';
import type { WorkRefused } from '../../../ipc/colleagues/work.ts';
import { formatCount } from '../../lib/format.ts';
import { useReason } from '../../lib/words.ts';

const mostIds = 8;

type RefusedProps = {
  readonly refused: readonly WorkRefused[];
  /** Nothing is done yet: they will not be changed. */
  readonly ahead?: boolean;
};

export function Refused({ refused, ahead = false }: RefusedProps) {
  const { t } = useTranslation('work');
  const worded = useReason();
  const byReason = new Map<string, string[]>();
  for (const { reason, applicationId } of refused)
    byReason.set(reason, [...(byReason.get(reason) ?? []), applicationId]);
  return (
    <>
      <p>{t(ahead ? 'cannot' : 'left', { count: refused.length, shown: formatCount(refused.length) })}</p>
      <ul className="work-refused">
        {[...byReason].map(([reason, ids]) => (
          <li key={reason}>
            <strong>{formatCount(ids.length)}</strong> {worded('refusal', reason)}{' '}
            <span className="quiet">
              {ids.slice(0, mostIds).join(', ')}
              {ids.length > mostIds ? t('andMore', { shown: formatCount(ids.length - mostIds) }) : ''}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
