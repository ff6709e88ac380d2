// Owns: answers of applicants that are waited for, the late ones first. Must not: act on one; the case does.
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/page.tsx';
import { useOpenColumn } from './open-column.tsx';

const shown = 10;

export function AwaitedAnswers() {
  const { t } = useTranslation('today');
  const navigate = useNavigate();
  const open = useOpenColumn();
  const { data } = useOperation('requests.overview', {});
  if (data === undefined || data.open === 0) return null;
  const { late } = data;
  return (
    <Section
      title={t('answers.title', { count: data.open, shown: formatCount(data.open) })}
      note={late === 0 ? t('answers.note') : t('answers.late', { count: late, shown: formatCount(late) })}
    >
      <DataTable
        caption={t('answers.caption')}
        hideCaption
        rows={data.due.slice(0, shown)}
        rowKey={(row) => row.caseId}
        columns={[
          { id: 'name', head: t('due.name'), rowHead: true, cell: (row) => row.name },
          { id: 'id', head: t('due.id'), cell: (row) => row.applicationId },
          {
            id: 'day',
            head: t('answers.day'),
            cell: (row) => (
              <span className="nowrap">
                {row.day} {row.late ? <Mark tone="bad" word={t('answers.isLate')} /> : null}
              </span>
            ),
          },
          open,
        ]}
      />
      <div className="row">
        <Button onPress={() => void navigate({ to: '/review', search: { query: 'svar:finns' } })}>
          {t('answers.all', { count: data.open, shown: formatCount(data.open) })}
        </Button>
      </div>
    </Section>
  );
}
