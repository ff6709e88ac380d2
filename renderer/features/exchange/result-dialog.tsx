// Owns: what one file brought: per case who did what, and what still differs. Must not: change anything.
import { useTranslation } from 'react-i18next';
import type { BundleResult } from '../../../ipc/colleagues/mailbox.ts';
import { formatMoment } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { useActWords } from './act-words.ts';
import { ArisingList, OtherList } from './brought.tsx';

type ResultProps = {
  readonly entry: { readonly id: number; readonly from: string; readonly at: number };
  readonly onClose: () => void;
};

export function ResultDialog({ entry, onClose }: ResultProps) {
  const { t } = useTranslation('exchange');
  const { data, error } = useOperation('exchange.result', { id: entry.id });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('result.title', { name: entry.from, at: formatMoment(entry.at) })}
    >
      <div className="stack">
        {error ? <Failed error={error} /> : null}
        {data === undefined ? error ? null : <Waiting /> : <Brought result={data} />}
        <div className="dialog-acts">
          <Button onPress={onClose}>{t('close')}</Button>
        </div>
      </div>
    </Dialog>
  );
}

function Brought({ result }: { readonly result: BundleResult }) {
  const { t } = useTranslation('exchange');
  const words = useActWords();
  const more = result.caseCount - result.cases.length;
  const apart = result.arising.length + result.moreArising;
  return (
    <>
      <p>
        {t('merge.added', { count: result.added })} {t('result.cases', { count: result.caseCount })}{' '}
        {result.otherCount === 0 || result.others.length > 0
          ? null
          : t('result.others', { count: result.otherCount })}{' '}
        {result.leftOut === 0 ? null : t('result.leftOut', { count: result.leftOut })}
      </p>
      {apart === 0 ? null : (
        <Notice
          tone={result.arising.some(({ stands }) => stands) ? 'check' : 'info'}
          title={t('result.arising', { count: apart })}
        >
          <ArisingList arising={result.arising} more={result.moreArising} />
        </Notice>
      )}
      <OtherList others={result.others} />
      {result.cases.length === 0 ? null : (
        <DataTable
          caption={t('merge.cases')}
          rows={result.cases}
          rowKey={(row) => row.caseId}
          columns={[
            {
              id: 'case',
              head: t('merge.case'),
              rowHead: true,
              cell: (row) => <span className="nowrap">{row.applicationId}</span>,
            },
            {
              id: 'acts',
              head: t('merge.acts'),
              cell: (row) => row.acts.map((act) => `${words(act.kind)} (${act.by})`).join(', '),
            },
            {
              id: 'effect',
              head: t('merge.effect'),
              cell: (row) => <Mark tone={tones[row.effect]} word={t(`result.${row.effect}`)} />,
            },
          ]}
        />
      )}
      {more > 0 ? <p className="quiet">{t('result.more', { count: more })}</p> : null}
    </>
  );
}

const tones = { none: 'good', stands: 'bad', settled: 'info', unseen: 'check', reviewed: 'info' } as const;
