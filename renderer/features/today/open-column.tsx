// Owns: the column by which a line of *I dag* opens its case. Must not: show anything of the case.
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/data-table.tsx';

export function useOpenColumn(): Column<{ readonly caseId: string; readonly name: string }> {
  const { t } = useTranslation('today');
  const navigate = useNavigate();
  return {
    id: 'open',
    head: <span className="visually-hidden">{t('next.open')}</span>,
    cell: (row) => (
      <Button
        kind="quiet"
        aria-label={t('next.openCase', { name: row.name })}
        onPress={() => void navigate({ to: '/review', search: { case: row.caseId } })}
      >
        {t('next.open')}
      </Button>
    ),
  };
}
