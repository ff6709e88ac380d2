// Owns: finished reviews, each with its protocol to be saved again. Must not: change one.
import { useTranslation } from 'react-i18next';
import type { AccessStatus } from '../../../ipc/access.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/page.tsx';
import { Failed } from '../../ui/states.tsx';

export function FinishedReviews({ finished }: { readonly finished: AccessStatus['finished'] }) {
  const { t } = useTranslation('access');
  const save = useAct('access.protocol');
  if (finished.length === 0) return null;
  const keep = (id: number) =>
    save.mutate(
      { id },
      { onSuccess: ({ saved }) => (saved === null ? undefined : say(t('finished.saved', { file: saved }))) },
    );
  return (
    <Section title={t('finished.title')}>
      {save.error ? <Failed error={save.error} /> : null}
      <DataTable
        caption={t('finished.title')}
        hideCaption
        rows={finished}
        rowKey={(one) => String(one.id)}
        columns={[
          {
            id: 'at',
            head: t('finished.at'),
            rowHead: true,
            cell: (one) => <span className="nowrap">{formatMoment(one.at)}</span>,
          },
          { id: 'by', head: t('finished.by'), cell: (one) => one.by },
          {
            id: 'sampled',
            head: t('finished.sampled'),
            number: true,
            cell: (one) => formatCount(one.sampled),
          },
          {
            id: 'investigate',
            head: t('finished.toInvestigate'),
            number: true,
            cell: (one) => formatCount(one.toInvestigate),
          },
          {
            id: 'save',
            head: <span className="visually-hidden">{t('finished.save')}</span>,
            cell: (one) => (
              <Button kind="quiet" onPress={() => keep(one.id)}>
                {t('finished.save')}
              </Button>
            ),
          },
        ]}
      />
    </Section>
  );
}
