// Owns: the dry run: what would be new, changed, unchanged and not read in, before anything is written. Must not: write.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../ipc/intake.ts';
import { useFieldName, useFieldValue, useIntakeName } from '../../lib/words.ts';
import { formatCount } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Tick } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { RejectedRows, SaveRejects } from '../../ui/rejected-rows.tsx';
import { Failed } from '../../ui/states.tsx';
import { needsIntake, type Plan, sentPlan } from './plan.ts';
import { Answers, BarReport, Counts, DuplicateRows, UnmatchedRows } from './report.tsx';

type PreviewProps = {
  readonly plan: Plan;
  readonly preview: ImportPreview;
  readonly onBack: () => void;
  /** With the number of cases that the person has confirmed are emptied. */
  readonly onRead: (empties: number) => void;
  readonly busy: boolean;
  readonly error: unknown;
};

export function PreviewStep({ plan, preview, onBack, onRead, busy, error }: PreviewProps) {
  const { t } = useTranslation('intake');
  const name = useIntakeName();
  const { report } = preview;
  const sent = sentPlan(plan);
  const [sure, setSure] = useState(false);
  const read = () => onRead(report.empties);
  const nothing = report.new + report.changed === 0 && plan.kind !== 'bar';
  return (
    <div className="stack flow">
      <Notice tone="info">
        {needsIntake(plan)
          ? t('preview.nothingWritten', { file: plan.file.name, intake: name(plan.intake), day: plan.asOf })
          : t('preview.nothingWrittenOpen', { file: plan.file.name, day: plan.asOf })}
      </Notice>
      <Counts report={report} />
      <Answers report={report} />
      <BarReport report={report} />
      <UnmatchedRows rows={preview.unmatched} />
      <RejectedRows
        rejected={report.rejected}
        acts={sent === undefined ? undefined : <SaveRejects operation="intake.saveRejects" plan={sent} />}
      />
      <DuplicateRows report={report} />
      <Changes changes={preview.changes} total={preview.changedCases} />
      <Empties count={report.empties} sure={sure} onSure={setSure} />
      {nothing ? <Notice tone="check">{t('preview.nothingToRead')}</Notice> : null}
      {error ? <Failed error={error} onRetry={read} /> : null}
      <div className="row">
        <Button kind="primary" onPress={read} isDisabled={busy || nothing || (report.empties > 0 && !sure)}>
          {busy ? t('preview.busy') : t('preview.read')}
        </Button>
        <Button onPress={onBack} isDisabled={busy}>
          {t('preview.back')}
        </Button>
        <span className="quiet">{t('preview.oneTransaction')}</span>
      </div>
    </div>
  );
}

type EmptiesProps = {
  readonly count: number;
  readonly sure: boolean;
  readonly onSure: (sure: boolean) => void;
};

/** A column read as the wrong field must not empty a whole intake unseen. */
function Empties({ count, sure, onSure }: EmptiesProps) {
  const { t } = useTranslation('intake');
  if (count === 0) return null;
  const shown = formatCount(count);
  return (
    <Notice tone="bad" title={t('empties.title', { count, shown })}>
      <p className="reading">{t('empties.text', { count, shown })}</p>
      <Tick label={t('empties.sure', { count, shown })} checked={sure} onChange={onSure} />
    </Notice>
  );
}

type Change = ImportPreview['changes'][number];
type ChangeLine = Change['fields'][number] & {
  readonly key: string;
  readonly who: string;
  readonly id: string;
};

export function Changes({
  changes,
  total,
}: {
  readonly changes: ImportPreview['changes'];
  readonly total: number;
}) {
  const { t } = useTranslation('intake');
  const fieldName = useFieldName();
  const value = useFieldValue();
  if (changes.length === 0) return null;
  const lines = changes.flatMap((change) =>
    change.fields.map(
      (field, index): ChangeLine => ({
        ...field,
        key: `${change.caseId}-${field.field}`,
        who: index === 0 ? change.name : '',
        id: index === 0 ? change.applicationId : '',
      }),
    ),
  );
  const shown = (field: string, text: string | null) =>
    text === null || text === '' ? t('changes.empty') : value(field, text);
  return (
    <Section
      title={t('changes.title')}
      {...(changes.length < total ? { note: t('changes.first', { count: changes.length, total }) } : {})}
    >
      <DataTable
        caption={t('changes.caption')}
        hideCaption
        rows={lines}
        rowKey={(line) => line.key}
        columns={[
          { id: 'id', head: t('changes.id'), cell: (line) => <span className="nowrap">{line.id}</span> },
          { id: 'who', head: t('changes.who'), cell: (line) => line.who },
          { id: 'field', head: t('changes.field'), rowHead: true, cell: (line) => fieldName(line.field) },
          {
            id: 'before',
            head: t('changes.before'),
            cell: (line) => <span className="quiet">{shown(line.field, line.before)}</span>,
          },
          {
            id: 'after',
            head: t('changes.after'),
            cell: (line) =>
              line.handStands
                ? t('changes.handStands', { value: shown(line.field, line.after) })
                : shown(line.field, line.after),
          },
        ]}
      />
    </Section>
  );
}
