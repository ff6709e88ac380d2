// Owns: what a run gave: failures first and in words, then folder, files, print file and manifest. Must not: hide a failure.
import { useTranslation } from 'react-i18next';
import type { ExportOutcome } from '../../../ipc/decision.ts';
import { formatCount } from '../../lib/format.ts';
import { hasText } from '../../lib/i18n.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';

export function RunResult({ outcome }: { readonly outcome: ExportOutcome }) {
  const { t } = useTranslation('print');
  if (outcome.folder === null && outcome.files + outcome.drafts === 0 && outcome.failed.length === 0) {
    return <Notice tone="info">{t('run.noFolder')}</Notice>;
  }
  return (
    <Section title={t('result.title')}>
      <Failures outcome={outcome} />
      <Notice
        tone={outcome.cancelled ? 'check' : 'good'}
        live
        title={
          outcome.cancelled
            ? t('result.cancelled')
            : t('result.done', { count: outcome.files + outcome.drafts })
        }
      >
        {outcome.cancelled
          ? t('result.cancelledText')
          : outcome.drafts > 0
            ? t('result.drafts', { count: outcome.drafts })
            : t('result.kept')}
      </Notice>
      <dl className="facts">
        <Fact label={t('result.folder')} value={outcome.folder} />
        <Fact label={t('result.files')} value={formatCount(outcome.files + outcome.drafts)} />
        <Fact label={t('result.printFile')} value={outcome.printFile} />
        <Fact
          label={t('result.pages')}
          value={outcome.printFile === null ? null : formatCount(outcome.pages)}
        />
        <Fact label={t('result.manifest')} value={outcome.manifest} />
      </dl>
    </Section>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string | null }) {
  if (value === null) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Failures({ outcome }: { readonly outcome: ExportOutcome }) {
  const { t } = useTranslation('print');
  const word = (reason: string) => {
    // The tag, then the characters it is about.
    const [code = '', ...about] = reason.split(' ');
    return hasText(`print:failed.reason.${code}`)
      ? t(`failed.reason.${code}`, { about: about.join(' ') })
      : t('failed.reason.other', { reason });
  };
  if (outcome.failed.length === 0) return null;
  return (
    <>
      <Notice tone="bad" live title={t('failed.title', { count: outcome.failed.length })}>
        {t('failed.text')}
      </Notice>
      <DataTable
        caption={t('failed.caption')}
        hideCaption
        rows={outcome.failed}
        rowKey={(row) => row.caseId}
        columns={[
          {
            id: 'case',
            head: t('queue.application'),
            rowHead: true,
            cell: (row) => <a href={`#/decision?case=${row.caseId}`}>{row.applicationId}</a>,
          },
          { id: 'why', head: t('failed.why'), cell: (row) => word(row.reason) },
        ]}
      />
    </>
  );
}
