// Owns: the list of incidents, their last day to report, and their papers. Must not: show a person.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { batchIdSchema } from '../../../domain/ids.ts';
import type { IncidentView } from '../../../ipc/disclosure.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { IncidentDialog } from './incident-dialog.tsx';

export function Incidents() {
  const { t } = useTranslation('given');
  const { data, error } = useOperation('incidents.list', {});
  const [opened, setOpened] = useState<IncidentView | 'new' | null>(null);
  const save = useAct('incidents.save', ['given.files']);
  if (error) return <Failed error={error} />;
  if (data === undefined) return <Waiting />;
  const print = (incident: string) =>
    save.mutate(
      { incident: batchIdSchema.parse(incident) },
      {
        onSuccess: ({ saved }) => {
          if (saved !== null) say(t('incidents.saved', { name: saved }));
        },
      },
    );
  return (
    <>
      <div className="row">
        <Button onPress={() => setOpened('new')}>{t('incidents.record')}</Button>
      </div>
      {save.error ? <Failed error={save.error} /> : null}
      {data.length === 0 ? (
        <Empty title={t('incidents.emptyTitle')}>{t('incidents.empty')}</Empty>
      ) : (
        <IncidentTable incidents={data} onOpen={setOpened} onPrint={print} />
      )}
      {opened === null ? null : (
        <IncidentDialog incident={opened === 'new' ? null : opened} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

type TableProps = {
  readonly incidents: readonly IncidentView[];
  readonly onOpen: (incident: IncidentView) => void;
  readonly onPrint: (incident: string) => void;
};

function IncidentTable({ incidents, onOpen, onPrint }: TableProps) {
  const { t } = useTranslation('given');
  const columns: readonly Column<IncidentView>[] = [
    {
      id: 'day',
      head: t('incidents.discovered'),
      rowHead: true,
      cell: (one) => <span className="nowrap">{one.discoveredOn}</span>,
    },
    { id: 'what', head: t('incidents.what'), cell: (one) => one.what },
    {
      id: 'reported',
      head: t('incidents.reported'),
      cell: (one) =>
        one.reported === 'open' ? (
          <Mark tone="check" word={t('incidents.before', { day: one.reportBefore })} />
        ) : (
          <Mark tone="good" word={t(`reported.${one.reported}`)} />
        ),
    },
    {
      id: 'by',
      head: t('incidents.by'),
      cell: (one) => (one.differs ? t('incidents.differs', { name: one.by }) : one.by),
    },
    {
      id: 'acts',
      head: t('incidents.acts'),
      cell: (one) => (
        <div className="row">
          <Button aria-label={t('incidents.openOf', { day: one.discoveredOn })} onPress={() => onOpen(one)}>
            {t('incidents.open')}
          </Button>
          <Button
            aria-label={t('incidents.printOf', { day: one.discoveredOn })}
            onPress={() => onPrint(one.incident)}
          >
            {t('incidents.print')}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('incidents.title')}
      hideCaption
      columns={columns}
      rows={incidents}
      rowKey={(one) => `${one.incident}-${one.at}`}
    />
  );
}
