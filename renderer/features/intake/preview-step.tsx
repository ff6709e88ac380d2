// Owns: the dry run: what would be new, changed, unchanged and not read in, before anything is written. Must not: write.
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../ipc/intake.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';
import { useIntakeName } from './intake-words.ts';
import { sentPlan, type Plan } from './plan.ts';
import { Changes } from './preview-changes.tsx';
import { Counts, DuplicateRows, RejectedRows, SaveRejects, UnmatchedRows } from './report.tsx';
import { BarReport } from './bar-report.tsx';

type PreviewProps = {
  readonly plan: Plan;
  readonly preview: ImportPreview;
  readonly onBack: () => void;
  readonly onRead: () => void;
  readonly busy: boolean;
  readonly error: unknown;
};

export function PreviewStep({ plan, preview, onBack, onRead, busy, error }: PreviewProps) {
  const { t } = useTranslation('intake');
  const name = useIntakeName();
  const { report } = preview;
  const sent = sentPlan(plan);
  const nothing = report.new + report.changed === 0 && plan.kind !== 'bar';
  return (
    <div className="stack flow">
      <Notice tone="info">
        {t('preview.nothingWritten', { file: plan.file.name, intake: name(plan.intake), day: plan.asOf })}
      </Notice>
      <Counts report={report} />
      <BarReport report={report} />
      <UnmatchedRows rows={preview.unmatched} />
      <RejectedRows report={report} acts={sent === undefined ? undefined : <SaveRejects plan={sent} />} />
      <DuplicateRows report={report} />
      <Changes changes={preview.changes} total={report.changed} />
      {nothing ? <Notice tone="check">{t('preview.nothingToRead')}</Notice> : null}
      {error ? <Failed error={error} onRetry={onRead} /> : null}
      <div className="row">
        <Button kind="primary" onPress={onRead} isDisabled={busy || nothing}>
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
