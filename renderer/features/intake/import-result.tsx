// Owns: what a read-in gave, and where to go next. Must not: change anything but save the rows that were not read in.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../ipc/intake.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RejectedRows, SaveRejects } from '../../ui/rejected-rows.tsx';
import type { PlanSent } from './plan.ts';
import { BarReport, Counts, DuplicateRows } from './report.tsx';

export type Done = { readonly report: ImportReport; readonly plan: PlanSent };

/** A row about a person can change several cases. */
export function casesReached({ answers, stubs, ...report }: ImportReport): number {
  return answers === undefined ? report.new + report.changed : answers.cases + stubs;
}

export function ImportResult({
  done: { report, plan },
  onLeave,
}: {
  readonly done: Done;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation('intake');
  const toSettle = (report.differs?.length ?? 0) + (report.noBasis?.length ?? 0);
  return (
    <div className="stack flow">
      <Notice tone="good" live title={t('result.title', { count: casesReached(report) })}>
        {report.rejected.length === 0
          ? t('result.allRead')
          : t('result.someNotRead', { count: report.rejected.length })}{' '}
        {t('result.undo')}
      </Notice>
      {toSettle === 0 ? null : <Notice tone="check">{t('result.toSettle', { count: toSettle })}</Notice>}
      <Counts report={report} />
      <BarReport report={report} />
      <RejectedRows
        rejected={report.rejected}
        acts={<SaveRejects operation="intake.saveRejects" plan={plan} />}
      />
      <DuplicateRows report={report} />
      <div className="row">
        <Button kind="primary" onPress={onLeave}>
          {t('result.leave')}
        </Button>
        {plan.kind === 'applications' ? <Link to="/review">{t('result.toReview')}</Link> : null}
      </div>
    </div>
  );
}
