// Owns: what keeps decisions from being printed in earnest, in words, and the way there. Must not: let drafts look like decisions.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PrintQueue } from '../../../ipc/decision.ts';
import { Notice } from '../../ui/notice.tsx';

export function Blocked({ queue }: { readonly queue: PrintQueue }) {
  const { t } = useTranslation('print');
  const waiting = queue.rows.filter((row) => !row.registered).length;
  return (
    <>
      {queue.textsUnconfirmed === 0 ? null : (
        <Notice tone="check" title={t('texts.title', { count: queue.textsUnconfirmed })}>
          {t('texts.text')} <Link to="/settings">{t('texts.link')}</Link>
        </Notice>
      )}
      {waiting === 0 ? null : (
        <Notice tone="info" title={t('noBar.title', { count: waiting })}>
          {t('noBar.text')}
        </Notice>
      )}
    </>
  );
}
