// Owns: one intake: its cases, its standard last day, and what was read into it, which can be taken back whole.
// Must not: undo without the preview.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../domain/ids.ts';
import type { UndoOutcome } from '../../../ipc/app.ts';
import type { CapView } from '../../../ipc/review.ts';
import type { ImportView, IntakeView } from '../../../ipc/intake.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { hasText } from '../../lib/i18n.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Section } from '../../ui/page.tsx';
import { RowGrid } from '../../ui/row-grid.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { CapNotice, isOverCap } from '../../ui/warnings/warnings.tsx';
import { useIntakeName } from '../../lib/words.ts';

export function IntakeSection({ intake }: { readonly intake: IntakeView }) {
  const { t } = useTranslation('intake');
  const name = useIntakeName();
  const [undoing, setUndoing] = useState<ImportView | null>(null);
  const columns = useImportColumns(setUndoing);
  return (
    <Section title={name(intake.id)} note={t('cases', { count: intake.cases })}>
      {intake.cap === null ? null : <Cap cap={intake.cap} />}
      <LastDay key={intake.standardLastDay ?? ''} intake={intake} />
      {intake.imports.length === 0 ? (
        <p className="quiet">{t('imports.none')}</p>
      ) : (
        <DataTable
          caption={t('imports.caption', { intake: name(intake.id) })}
          hideCaption
          columns={columns}
          rows={intake.imports}
          rowKey={(row) => row.batch}
        />
      )}
      {undoing === null ? null : <UndoImport file={undoing} onClose={() => setUndoing(null)} />}
    </Section>
  );
}

/** RE-42: said always, framed once it is passed. */
function Cap({ cap }: { readonly cap: CapView }) {
  const { t } = useTranslation('review');
  return isOverCap(cap) ? <CapNotice cap={cap} /> : <p>{t('cap.line', { ...cap })}</p>;
}

function useImportColumns(onUndo: (file: ImportView) => void): readonly Column<ImportView>[] {
  const { t } = useTranslation('intake');
  const count = (
    id: 'rows' | 'added' | 'changed' | 'unchanged' | 'rejected' | 'duplicates' | 'stubs',
  ): Column<ImportView> => ({
    id,
    head: t(`imports.${id}`),
    number: true,
    cell: (row) => formatCount(row[id]),
  });
  return [
    {
      id: 'file',
      head: t('imports.file'),
      rowHead: true,
      cell: (row) => (
        <span className="stack-tight">
          <span className="import-file">{row.fileName}</span>
          <span className="quiet">{t('imports.about', { kind: t(`kind.${row.kind}`), day: row.asOf })}</span>
        </span>
      ),
    },
    {
      id: 'when',
      head: t('imports.when'),
      cell: (row) => (
        <span className="stack-tight">
          <span className="nowrap">{formatMoment(row.at)}</span>
          <span className="quiet">{row.by}</span>
        </span>
      ),
    },
    count('rows'),
    count('added'),
    count('changed'),
    count('unchanged'),
    count('rejected'),
    count('duplicates'),
    count('stubs'),
    {
      id: 'undo',
      head: <span className="visually-hidden">{t('imports.undoHead')}</span>,
      cell: (row) => (
        <span className="nowrap">
          <Button
            kind="quiet"
            aria-label={t('imports.undoOf', { file: row.fileName })}
            onPress={() => onUndo(row)}
          >
            {t('imports.undo')}
          </Button>
        </span>
      ),
    },
  ];
}

/** Before an offer the permit is measured against this day (E10). */
function LastDay({ intake }: { readonly intake: IntakeView }) {
  const { t } = useTranslation('intake');
  const save = useAct('intake.settings', ['intake.list']);
  const form = `last-day ${intake.id}`;
  const [day, setDay] = useKept(form, intake.standardLastDay ?? '');
  const saved = useGivenUp(form, () => say(t('lastDay.saved', { day })));
  const unchanged = day === (intake.standardLastDay ?? '');
  return (
    <form
      className="stack-tight"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (unchanged || !isIsoDate(day)) return;
        save.mutate({ intake: intake.id, standardLastDay: day }, { onSuccess: () => saved() });
      }}
    >
      <div className="field-with-act">
        <DayField label={t('lastDay.label')} value={day} onChange={setDay} />
        <Button type="submit" isDisabled={unchanged || !isIsoDate(day) || save.isPending}>
          {t('lastDay.save')}
        </Button>
      </div>
      <p className="field-help">{t('lastDay.help')}</p>
      {save.error ? <Failed error={save.error} /> : null}
    </form>
  );
}

export function UndoImport({ file, onClose }: { readonly file: ImportView; readonly onClose: () => void }) {
  const { t } = useTranslation('intake');
  const { data, error } = useOperation('undo.preview', { batch: file.batch });
  const run = useAct('undo.run', ['intake.list', 'app.today', 'undo.list', 'undo.preview']);
  const undo = () =>
    run.mutate(
      { batch: file.batch },
      {
        onSuccess: (done) => {
          say(t('undo.done', { shown: formatCount(done.voided), kept: formatCount(done.kept.length) }));
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('undo.title', { file: file.fileName })}
      acts={
        <>
          <Button
            kind="danger"
            isDisabled={run.isPending || data === undefined || data.voided === 0}
            onPress={undo}
          >
            {t('undo.run')}
          </Button>
          <Button onPress={onClose}>{t('undo.leave')}</Button>
        </>
      }
    >
      {error ? <Failed error={error} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data === undefined ? null : <UndoPreview outcome={data} />}
      {run.error ? <Failed error={run.error} /> : null}
    </Dialog>
  );
}

function UndoPreview({ outcome }: { readonly outcome: UndoOutcome }) {
  const { t } = useTranslation('intake');
  const reason = (text: string) => {
    // The tag, then the kind of act it is about.
    const [code = ''] = text.split(' ');
    return hasText(`intake:undo.reason.${code}`)
      ? t(`undo.reason.${code}`)
      : t('undo.reason.other', { code: text });
  };
  return (
    <>
      <p>{t('undo.voided', { count: outcome.voided })}</p>
      {outcome.kept.length === 0 ? (
        <p>{t('undo.noneKept')}</p>
      ) : (
        <>
          <p>{t('undo.kept', { count: outcome.kept.length })}</p>
          <RowGrid
            size="box"
            label={t('undo.keptList')}
            rows={outcome.kept}
            rowKey={(row) => row.caseId}
            columns={[
              { id: 'case', head: t('undo.case'), width: '180px', cell: (row) => row.applicationId },
              {
                id: 'reason',
                head: t('undo.why'),
                width: 'minmax(0, 1fr)',
                cell: (row) => reason(row.reason),
              },
            ]}
          />
        </>
      )}
      <p className="quiet">{t('undo.note')}</p>
    </>
  );
}
