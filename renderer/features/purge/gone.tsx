// Owns: what the latest purge took from this computer, and what of it is left to do. Must not: hide that something is left.
import { useTranslation } from 'react-i18next';
import { hereCounts, leftCounts } from '../../../domain/purge/protocol.ts';
import type { PurgeStatus } from '../../../ipc/purge.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Empty } from '../../ui/states.tsx';

/** The protocol of a run says the same (PU-15). */
const counts = ['cases', ...hereCounts] as const;

export function Gone({ status }: { readonly status: PurgeStatus }) {
  const { t } = useTranslation('purge');
  const { gone } = status;
  if (gone === null) return <Empty title={t('gone.emptyTitle')}>{t('gone.empty')}</Empty>;
  return (
    <>
      <p>{t('gone.at', { moment: formatMoment(gone.at) })}</p>
      <dl className="facts">
        {counts.map((count) => (
          <div key={count}>
            <dt>{t(`gone.${count}`)}</dt>
            <dd>{formatCount(gone[count])}</dd>
          </div>
        ))}
      </dl>
      <Left left={status.left} />
    </>
  );
}

const filesLeft = leftCounts.filter((one) => one !== 'backups');

function Left({ left }: Pick<PurgeStatus, 'left'>) {
  const { t } = useTranslation('purge');
  const { data: keeping } = useOperation('keeping.status', {});
  const waits = [
    ...(keeping?.needsThinning === true ? [t('left.backups')] : []),
    ...(keeping?.foldersAway ?? []).map((folder) => t('left.folderAway', { folder })),
    ...(left.pages ? [t('left.pages')] : []),
    ...filesLeft.filter((one) => left[one] > 0).map((one) => t(`left.${one}`, { count: left[one] })),
  ];
  if (waits.length === 0) return keeping === undefined ? null : <Mark tone="good" word={t('left.nothing')} />;
  return (
    <Notice tone="check" title={t('left.title')}>
      <ul>
        {waits.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}
