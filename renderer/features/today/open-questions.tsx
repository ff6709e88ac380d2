// Owns: questions to responsible caseworkers that nobody has noted an answer to. Must not: act on one; the case does.
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

export function OpenQuestions() {
  const { t } = useTranslation('today');
  const navigate = useNavigate();
  const open = useOpenColumn();
  const { data } = useOperation('requests.overview', {});
  if (data === undefined || data.questions.open === 0) return null;
  const { open: count, waiting } = data.questions;
  return (
    <Section title={t('questions.title', { count, shown: formatCount(count) })} note={t('questions.note')}>
      <DataTable
        caption={t('questions.caption')}
        hideCaption
        rows={waiting.slice(0, shown)}
        rowKey={(row) => row.caseId}
        columns={[
          { id: 'name', head: t('due.name'), rowHead: true, cell: (row) => row.name },
          { id: 'id', head: t('due.id'), cell: (row) => row.applicationId },
          {
            id: 'day',
            head: t('questions.day'),
            cell: (row) => (
              <span className="nowrap">
                {row.watchOn ?? '–'} {row.due ? <Mark tone="bad" word={t('questions.isDue')} /> : null}
              </span>
            ),
          },
          open,
        ]}
      />
      <div className="row">
        <Button onPress={() => void navigate({ to: '/review', search: { query: 'fråga:öppen' } })}>
          {t('questions.all', { count, shown: formatCount(count) })}
        </Button>
      </div>
    </Section>
  );
}
