// Owns: the intakes with the days between which their cases are purged, and what keeps them. Must not: list a person.
import { useTranslation } from 'react-i18next';
import type { PurgeIntake } from '../../../ipc/purge.ts';
import { formatCount } from '../../lib/format.ts';
import { useIntakeName } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Empty } from '../../ui/states.tsx';
import { useBlocks } from './words.ts';

type DueListProps = {
  readonly intakes: readonly PurgeIntake[];
  readonly opened: string | null;
  readonly onOpen: (intake: string | null) => void;
};

export function DueList({ intakes, opened, onOpen }: DueListProps) {
  const { t } = useTranslation('purge');
  const name = useIntakeName();
  const blocks = useBlocks();
  if (intakes.length === 0) return <Empty title={t('due.emptyTitle')}>{t('due.empty')}</Empty>;
  const columns: readonly Column<PurgeIntake>[] = [
    { id: 'intake', head: t('due.intake'), rowHead: true, cell: (one) => name(one.intake) },
    { id: 'cases', head: t('due.cases'), number: true, cell: (one) => formatCount(one.cases) },
    { id: 'from', head: t('due.from'), cell: (one) => <span className="nowrap">{one.from ?? '–'}</span> },
    { id: 'by', head: t('due.by'), cell: (one) => <Latest intake={one} /> },
    { id: 'ready', head: t('due.ready'), number: true, cell: (one) => formatCount(one.ready) },
    { id: 'blocks', head: t('due.blocks'), cell: (one) => blocks(one.blocks) || '–' },
    {
      id: 'act',
      head: t('due.act'),
      cell: (one) => (
        <Button
          aria-label={t(opened === one.intake ? 'due.closeOf' : 'due.openOf', { intake: name(one.intake) })}
          aria-expanded={opened === one.intake}
          isDisabled={one.isLater}
          onPress={() => onOpen(opened === one.intake ? null : one.intake)}
        >
          <span className="nowrap">{opened === one.intake ? t('due.close') : t('due.open')}</span>
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('due.title')}
      hideCaption
      columns={columns}
      rows={intakes}
      rowKey={(one) => one.intake}
    />
  );
}

function Latest({ intake: { by, overdue } }: { readonly intake: PurgeIntake }) {
  const { t } = useTranslation('purge');
  return (
    <>
      <span className="nowrap">{by ?? '–'}</span>
      {overdue === 0 ? null : (
        <>
          {' '}
          <Mark tone="bad" word={t('due.overdue', { count: overdue, shown: formatCount(overdue) })} />
        </>
      )}
    </>
  );
}
