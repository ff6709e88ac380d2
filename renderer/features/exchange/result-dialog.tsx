// Owns: what one file brought: per case who did what, and what still differs. Must not: change anything.
import { useTranslation } from 'react-i18next';
import type { BundleResult } from '../../../ipc/colleagues/mailbox.ts';
import { formatMoment } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { useActWords } from './act-words.ts';

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
  return (
    <>
      <p>
        {t('merge.added', { count: result.added })} {t('result.cases', { count: result.caseCount })}{' '}
        {result.others === 0 ? null : t('result.others', { count: result.others })}{' '}
        {result.leftOut === 0 ? null : t('result.leftOut', { count: result.leftOut })}
      </p>
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
              cell: (row) => <Mark tone={tones[row.conflict]} word={t(`result.${row.conflict}`)} />,
            },
          ]}
        />
      )}
      {more > 0 ? <p className="quiet">{t('result.more', { count: more })}</p> : null}
    </>
  );
}

const tones = { none: 'good', stands: 'bad', settled: 'info' } as const;
