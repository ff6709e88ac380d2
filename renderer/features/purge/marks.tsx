// Owns: the persons whose data a mark has taken away, by application number, and which computers have given a receipt.
// Must not: show anything else of them.
import { useTranslation } from 'react-i18next';
import type { PurgeMark, PurgeStatus } from '../../../ipc/purge.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Mark } from '../../ui/mark.tsx';

export function Marks({ status: { marks, officer } }: { readonly status: PurgeStatus }) {
  const { t } = useTranslation('purge');
  return (
    <>
      <p>
        {officer === null
          ? t('marks.noOfficer')
          : t('marks.officer', { officer: officer.officer, contact: officer.contact })}
      </p>
      {marks.length === 0 ? (
        <p className="quiet">{t('marks.none')}</p>
      ) : (
        <DataTable
          caption={t('marks.title')}
          hideCaption
          rows={marks}
          rowKey={(one) => one.mark}
          columns={[
            { id: 'id', head: t('cases.id'), rowHead: true, cell: (one) => one.applicationId },
            {
              id: 'at',
              head: t('marks.at'),
              cell: (one) => <span className="nowrap">{formatMoment(one.at)}</span>,
            },
            { id: 'stores', head: t('marks.stores'), cell: (one) => <Told mark={one} /> },
          ]}
        />
      )}
    </>
  );
}

function Told({ mark: { stores } }: { readonly mark: PurgeMark }) {
  const { t } = useTranslation('purge');
  const silent = stores.filter((one) => one.doneAt === null);
  if (silent.length === 0)
    return (
      <Mark tone="good" word={t('marks.all', { count: stores.length, shown: formatCount(stores.length) })} />
    );
  const names = [...new Set(silent.map((one) => one.member))].join(', ');
  return <Mark tone="check" word={t('marks.silent', { names })} />;
}
