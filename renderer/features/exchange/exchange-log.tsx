// Owns: files that wait for another, with what is missing in words, and what has been taken in. Must not: drop a waiting file.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExchangeStatus } from '../../../ipc/colleagues/exchange.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { hasText } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { ResultDialog } from './result-dialog.tsx';

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

/** SY-24: kept, named, shown; nobody has to find out by chance. */
export function SetAside({ files }: { readonly files: ExchangeStatus['setAside'] }) {
  const { t } = useTranslation('exchange');
  if (files.length === 0) return null;
  return (
    <Section title={t('setAside.title', { count: files.length })}>
      {files.map(({ id, from, at, seq, forked, isOwn, sheet }) => (
        <Notice key={id} tone="bad" title={t('setAside.from', { name: from, at: formatMoment(at) })}>
          {t(setAsideWord({ isOwn, sheet }), { seq, forked, name: from })}
        </Notice>
      ))}
    </Section>
  );
}

function setAsideWord({ isOwn, sheet }: Pick<ExchangeStatus['setAside'][number], 'isOwn' | 'sheet'>) {
  if (sheet !== null) return 'setAside.sheetFork';
  return isOwn ? 'setAside.forkOwn' : 'setAside.fork';
}

type LogEntry = ExchangeStatus['log'][number];

export function ExchangeLog({ log }: { readonly log: ExchangeStatus['log'] }) {
  const { t } = useTranslation('exchange');
  const [open, setOpen] = useState<LogEntry | null>(null);
  return (
    <Section title={t('log.title')}>
      {log.length === 0 ? (
        <p className="quiet">{t('log.none')}</p>
      ) : (
        <DataTable
          caption={t('log.title')}
          hideCaption
          rows={log}
          rowKey={(entry) => String(entry.id)}
          columns={[
            {
              id: 'at',
              head: t('log.at'),
              rowHead: true,
              cell: (entry) => <span className="nowrap">{formatMoment(entry.at)}</span>,
            },
            { id: 'from', head: t('log.from'), cell: (entry) => <Sender entry={entry} /> },
            { id: 'added', head: t('log.added'), number: true, cell: (entry) => formatCount(entry.added) },
            {
              id: 'skipped',
              head: t('log.skipped'),
              number: true,
              cell: (entry) => formatCount(entry.skipped),
            },
            {
              id: 'open',
              head: t('log.brought'),
              cell: (entry) =>
                entry.refused === null ? (
                  <Button kind="link" onPress={() => setOpen(entry)}>
                    {t('log.open')}
                  </Button>
                ) : null,
            },
          ]}
        />
      )}
      {open === null ? null : <ResultDialog entry={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function Sender({ entry }: { readonly entry: LogEntry }) {
  const { t } = useTranslation('exchange');
  if (entry.refused === null) return entry.from;
  const reason = hasText(`errors:${entry.refused}`) ? t(`errors:${entry.refused}`) : entry.refused;
  return (
    <span className="stack-tight">
      {entry.from}
      <Mark tone="bad" word={t('log.refused', { reason })} />
    </span>
  );
}
