// Owns: taking a whole import back: first what goes and what stays and why, then the act. Must not: act without the preview.
import { useTranslation } from 'react-i18next';
import type { UndoOutcome } from '../../../ipc/app.ts';
import type { ImportView } from '../../../ipc/intake.ts';
import { formatCount } from '../../lib/format.ts';
import { hasText } from '../../lib/i18n.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RowGrid } from '../../ui/row-grid.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';

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
          <Button kind="danger" isDisabled={run.isPending || data === undefined || data.voided === 0} onPress={undo}>
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
  const reason = (code: string) => (hasText(`intake:undo.reason.${code}`) ? t(`undo.reason.${code}`) : t('undo.reason.other', { code }));
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
              { id: 'reason', head: t('undo.why'), width: 'minmax(0, 1fr)', cell: (row) => reason(row.reason) },
            ]}
          />
        </>
      )}
      <p className="quiet">{t('undo.note')}</p>
    </>
  );
}
