// Owns: rows of a BÄR list that differ from our basis or have none: a person settles each, field by field.
// Must not: choose a side beforehand; neither is recorded until settled.
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PendingBar } from '../../../ipc/intake.ts';
import { formatCount } from '../../lib/format.ts';
import { hasText } from '../../lib/i18n.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useFieldName } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, TextField } from '../../ui/fields.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/page.tsx';
import { Failed } from '../../ui/states.tsx';
import { useSideWord } from './intake-words.ts';

export function BarPending() {
  const { t } = useTranslation('intake');
  const { data = [], error, refetch } = useOperation('bar.pending', {});
  const [settling, setSettling] = useState<PendingBar | null>(null);
  const record = useAct('bar.settle', refreshed);
  const tryAgain = ({ id, barNumber }: PendingBar) =>
    record.mutate({ id, kept: {} }, { onSuccess: ({ settled }) => saySettled(t, { settled, barNumber }) });
  const columns = useBarColumns(setSettling, tryAgain);
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (data.length === 0) return null;
  return (
    <Section title={t('bar.title', { count: data.length })} note={t('bar.note')}>
      <DataTable
        caption={t('bar.caption')}
        hideCaption
        rows={data}
        rowKey={(row) => row.id}
        columns={columns}
      />
      {record.error ? <Failed error={record.error} /> : null}
      {settling === null ? null : <SettleBar row={settling} onClose={() => setSettling(null)} />}
    </Section>
  );
}

type Outcome = { readonly settled: boolean; readonly barNumber: string };

function saySettled(t: TFunction<'intake'>, { settled, barNumber }: Outcome): void {
  if (settled) say(t('bar.recorded', { number: barNumber }));
  else say(t('bar.stillNot'), 'problem');
}

/** BÄR's own word for a kind that cannot be recorded here. */
function kindOf(t: TFunction<'intake'>, { outcome }: PendingBar): string {
  return hasText(`intake:bar.kind.${outcome}`) ? t(`bar.kind.${outcome}`) : outcome;
}

/** What the row is, what it waits for, and what can be done today (DE-24). */
function Explained({ row }: { readonly row: PendingBar }) {
  const { t } = useTranslation('intake');
  const { stands, reason } = row;
  const { barNumber: number, day } = stands ?? { barNumber: '', day: '' };
  return (
    <>
      <p>{t(`bar.explain.${reason}`, { number, day, kind: kindOf(t, row) })}</p>
      {reason === 'otherKind' ? (
        <p>{stands === null ? t('bar.standsNot') : t('bar.stands', { number, day })}</p>
      ) : null}
    </>
  );
}

type Act = (row: PendingBar) => void;

function useBarColumns(onSettle: Act, onTryAgain: Act): readonly Column<PendingBar>[] {
  const { t } = useTranslation('intake');
  const place = (row: PendingBar) => t('bar.fileRow', { file: row.fileName, row: formatCount(row.row) });
  return [
    {
      id: 'who',
      head: t('bar.case'),
      rowHead: true,
      cell: (row) => (
        <span className="stack-tight">
          <span>{row.name ?? t('bar.noCase')}</span>
          <span className="quiet">{row.applicationId ?? place(row)}</span>
        </span>
      ),
    },
    { id: 'number', head: t('bar.number'), cell: (row) => <span className="nowrap">{row.barNumber}</span> },
    { id: 'day', head: t('bar.day'), cell: (row) => <span className="nowrap">{row.day}</span> },
    {
      id: 'why',
      head: t('bar.why'),
      cell: (row) => (
        <Mark
          tone="check"
          word={t(`bar.reason.${row.reason}`, { count: row.differences.length, kind: kindOf(t, row) })}
        />
      ),
    },
    {
      id: 'acts',
      head: <span className="visually-hidden">{t('bar.acts')}</span>,
      cell: (row) => (
        <span className="row">
          {row.reason === 'differs' || row.reason === 'otherKind' ? null : (
            <Button onPress={() => onTryAgain(row)}>{t('bar.tryAgain')}</Button>
          )}
          <Button onPress={() => onSettle(row)}>
            {row.reason === 'differs' ? t('bar.settle') : t('bar.handle')}
          </Button>
        </span>
      ),
    },
  ];
}

type Side = 'ours' | 'theirs';
type Kept = Readonly<Record<string, Side>>;
const isSide = (text: string): text is Side => text === 'ours' || text === 'theirs';
const refreshed = ['bar.pending', 'app.today', 'intake.list'] as const;
const leastReason = 3;
/** The application's number lets a purge find it. */
const formOf = ({ id, applicationId }: PendingBar): string => `bar ${id} ${applicationId ?? ''}`;

type SettleProps = { readonly row: PendingBar; readonly onClose: () => void };

export function SettleBar({ row, onClose: close }: SettleProps) {
  const form = formOf(row);
  const onClose = useGivenUp(form, close);
  const { t } = useTranslation('intake');
  const settle = useAct('bar.settle', refreshed);
  const [kept, setKept] = useKept<Kept>(`${form}/kept`, {});
  const ready = row.reason === 'differs' && row.differences.every(({ field }) => kept[field] !== undefined);
  const record = () =>
    settle.mutate(
      { id: row.id, kept },
      {
        onSuccess: ({ settled }) => {
          saySettled(t, { settled, barNumber: row.barNumber });
          if (settled) onClose();
        },
      },
    );
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('bar.settleTitle', { number: row.barNumber })}
      acts={
        <>
          {row.reason === 'differs' ? (
            <Button kind="primary" isDisabled={!ready || settle.isPending} onPress={record}>
              {t('bar.record')}
            </Button>
          ) : null}
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p>
        <strong>{row.name ?? t('bar.noCase')}</strong> {row.applicationId}
      </p>
      <Explained row={row} />
      {row.reason === 'differs' ? <Sides row={row} kept={kept} onKept={setKept} /> : null}
      {settle.error ? <Failed error={settle.error} /> : null}
      <Discard row={row} onClose={onClose} />
    </Dialog>
  );
}

function Sides({
  row,
  kept,
  onKept,
}: {
  readonly row: PendingBar;
  readonly kept: Kept;
  readonly onKept: (kept: Kept) => void;
}) {
  const { t } = useTranslation('intake');
  const fieldName = useFieldName();
  const shown = useSideWord();
  return (
    <>
      {row.differences.map(({ field, ours, theirs }) => (
        <RadioField
          key={field}
          label={fieldName(field)}
          value={kept[field] ?? ''}
          onChange={(side) => {
            if (isSide(side)) onKept({ ...kept, [field]: side });
          }}
          choices={[
            { value: 'ours', label: t('bar.keepOurs', { value: shown(ours) }) },
            { value: 'theirs', label: t('bar.keepTheirs', { value: shown(theirs) }) },
          ]}
        />
      ))}
    </>
  );
}

/** The row is wrong in BÄR's list, or belongs to nobody here: it is set aside with a reason, which the case's file keeps. */
function Discard({ row, onClose }: SettleProps) {
  const { t } = useTranslation('intake');
  const discard = useAct('bar.discard', refreshed);
  const [reason, setReason] = useKept(`${formOf(row)}/discard`, '');
  const ready = reason.trim().length >= leastReason;
  const setAside = () =>
    discard.mutate(
      { id: row.id, reason: reason.trim() },
      {
        onSuccess: () => {
          say(t('bar.setAside', { number: row.barNumber }));
          onClose();
        },
      },
    );
  return (
    <div className="aside-box stack-tight">
      <TextField
        label={t('bar.discardReason')}
        help={t('bar.discardHelp')}
        value={reason}
        onChange={setReason}
        maxLength={400}
      />
      <div className="row">
        <Button kind="danger" isDisabled={!ready || discard.isPending} onPress={setAside}>
          {t('bar.discard')}
        </Button>
      </div>
      {discard.error ? <Failed error={discard.error} /> : null}
    </div>
  );
}
