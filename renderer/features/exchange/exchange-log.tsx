// Owns: files that wait for another, with what is missing in words, and what has been taken in. Must not: drop a waiting file.
import { useTranslation } from 'react-i18next';
import type { ExchangeStatus } from '../../../ipc/exchange.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';

export function WaitingBundles({ waiting }: { readonly waiting: ExchangeStatus['waiting'] }) {
  const { t } = useTranslation('exchange');
  if (waiting.length === 0) return null;
  return (
    <Section title={t('waiting.title', { count: waiting.length })}>
      {waiting.map((bundle) => (
        <Notice
          key={bundle.id}
          tone="check"
          title={t('waiting.from', { name: bundle.from, at: formatMoment(bundle.at) })}
        >
          {t('waiting.missing', { ranges: bundle.missing.join(', '), name: bundle.from })}
        </Notice>
      ))}
    </Section>
  );
}

export function ExchangeLog({ log }: { readonly log: ExchangeStatus['log'] }) {
  const { t } = useTranslation('exchange');
  return (
    <Section title={t('log.title')}>
      {log.length === 0 ? (
        <p className="quiet">{t('log.none')}</p>
      ) : (
        <DataTable
          caption={t('log.title')}
          hideCaption
          rows={log}
          rowKey={(entry) => `${entry.at}-${entry.from}`}
          columns={[
            {
              id: 'at',
              head: t('log.at'),
              rowHead: true,
              cell: (entry) => <span className="nowrap">{formatMoment(entry.at)}</span>,
            },
            { id: 'from', head: t('log.from'), cell: (entry) => entry.from },
            { id: 'added', head: t('log.added'), number: true, cell: (entry) => formatCount(entry.added) },
            {
              id: 'skipped',
              head: t('log.skipped'),
              number: true,
              cell: (entry) => formatCount(entry.skipped),
            },
          ]}
        />
      )}
    </Section>
  );
}
