// Owns: the cases of an intake with their days and what keeps each; holds are set and lifted here.
// Must not: show more of a case than its application number.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PurgeCase, PurgePreview } from '../../../ipc/purge.ts';
import { formatCount } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Mark } from '../../ui/mark.tsx';
import { HoldDialog } from './hold-dialog.tsx';
import { useBlocks } from './words.ts';

/** The rest is found by its number. */
const shown = 10;

type TableProps = { readonly preview: PurgePreview; readonly mayRecord: boolean };

export function CaseTable({ preview, mayRecord }: TableProps) {
  const { t } = useTranslation('purge');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<PurgeCase | null>(null);
  const found = preview.cases.filter((one) =>
    one.applicationId.toUpperCase().includes(text.trim().toUpperCase()),
  );
  return (
    <>
      <TextField label={t('cases.find')} width="middle" value={text} onChange={setText} />
      <DataTable
        caption={t('cases.caption', {
          shown: formatCount(Math.min(found.length, shown)),
          all: formatCount(preview.intake.cases),
        })}
        columns={useColumns(mayRecord, setChosen)}
        rows={found.slice(0, shown)}
        rowKey={(one) => one.caseId}
      />
      {chosen === null ? null : <HoldDialog one={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function useColumns(mayRecord: boolean, onHold: (one: PurgeCase) => void): readonly Column<PurgeCase>[] {
  const { t } = useTranslation('purge');
  return [
    {
      id: 'id',
      head: t('cases.id'),
      rowHead: true,
      cell: (one) => <span className="nowrap">{one.applicationId}</span>,
    },
    { id: 'ended', head: t('cases.ended'), cell: (one) => <span className="nowrap">{one.endedOn}</span> },
    { id: 'by', head: t('cases.by'), cell: (one) => <span className="nowrap">{one.by}</span> },
    { id: 'state', head: t('cases.state'), cell: (one) => <State one={one} /> },
    {
      id: 'act',
      head: t('cases.act'),
      cell: (one) => (
        <Button
          kind="quiet"
          isDisabled={!mayRecord}
          aria-label={t(one.hold === null ? 'hold.setOf' : 'hold.liftOf', { id: one.applicationId })}
          onPress={() => onHold(one)}
        >
          {t(one.hold === null ? 'hold.set' : 'hold.lift')}
        </Button>
      ),
    },
  ];
}

function State({ one: { blocks, hold, signed } }: { readonly one: PurgeCase }) {
  const { t } = useTranslation('purge');
  const words = useBlocks();
  if (blocks.length === 0 && signed) return <Mark tone="check" word={t('cases.signed')} />;
  if (blocks.length === 0) return <Mark tone="good" word={t('cases.ready')} />;
  const others = blocks.filter((block) => block !== 'hold');
  const reasons = [
    ...(hold === null ? [] : [t('cases.held', { reason: t(`hold.reason.${hold as 'appeal'}`) })]),
    ...others.map((block) => words({ [block]: 1 }).replace(/^1 /, '')),
  ];
  return <Mark tone="check" word={reasons.join(', ')} />;
}
