// Owns: cases that colleagues have left for one, and when each colleague was last heard. Must not: show anybody's pace.
import { useTranslation } from 'react-i18next';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/page.tsx';
import { Failed } from '../../ui/states.tsx';
import { useOpenColumn } from './open-column.tsx';

export function HandedOver() {
  const { t } = useTranslation('today');
  const open = useOpenColumn();
  const { data, error } = useOperation('handover.overview', {});
  if (error) return <Failed error={error} />;
  if (data === undefined || data.cases.length === 0) return null;
  const { waiting, cases } = data;
  return (
    <Section
      title={t('handed.title', { count: waiting, shown: formatCount(waiting) })}
      note={
        waiting > cases.length ? t('handed.first', { shown: formatCount(cases.length) }) : t('handed.note')
      }
    >
      <DataTable
        caption={t('handed.caption')}
        hideCaption
        rows={cases}
        rowKey={(row) => row.caseId}
        columns={[
          { id: 'name', head: t('handed.name'), rowHead: true, cell: (row) => row.name },
          { id: 'id', head: t('handed.id'), cell: (row) => row.applicationId },
          { id: 'by', head: t('handed.by'), cell: (row) => row.by },
          {
            id: 'at',
            head: t('handed.at'),
            cell: (row) => <span className="nowrap">{formatMoment(row.at)}</span>,
          },
          open,
        ]}
      />
    </Section>
  );
}

/** GR-12: of cases, which a member whose roles see none does not have, nothing is counted. */
export function LastHeard({ holdsCases }: { readonly holdsCases: boolean }) {
  const { t } = useTranslation('today');
  const { data } = useOperation('handover.overview', {});
  if (data === undefined || data.colleagues.length < 2) return null;
  const moment = (at: number | null) => (
    <span className="nowrap">{at === null ? t('heard.never') : formatMoment(at)}</span>
  );
  const ofCases = (['open', 'waiting'] as const).map((id) => ({
    id,
    head: t(`heard.${id}`),
    number: true,
    cell: (one: (typeof data.colleagues)[number]) => formatCount(one[id]),
  }));
  return (
    <Section title={t('heard.title')} note={t('heard.note')}>
      <DataTable
        caption={t('heard.title')}
        hideCaption
        rows={data.colleagues}
        rowKey={(one) => one.id}
        columns={[
          {
            id: 'name',
            head: t('heard.name'),
            rowHead: true,
            cell: (one) => (one.self ? t('heard.you', { name: one.name }) : one.name),
          },
          { id: 'heard', head: t('heard.heard'), cell: (one) => (one.self ? '–' : moment(one.heardAt)) },
          { id: 'act', head: t('heard.act'), cell: (one) => moment(one.lastActAt) },
          ...(holdsCases ? ofCases : []),
        ]}
      />
    </Section>
  );
}
