// Owns: the view Utskick: the mailings before each intake with their counts, and what else reached people. Must not: name a recipient.
import './mailings.css';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../lib/operations.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { MailingSection } from './mailing-section.tsx';
import { OutreachSection } from './outreach.tsx';

export function MailingsPage() {
  const { t } = useTranslation('mailings');
  const { data, error, refetch } = useOperation('mailings.list', {});
  const acts = <Link to="/intake">{t('toIntake')}</Link>;
  return (
    <Page title={t('title')} lead={t('lead')} acts={acts}>
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data === undefined ? null : (
        <>
          {data.unconfirmed > 0 && data.mailings.some(({ here }) => here !== null) ? (
            <Notice tone="check" title={t('unconfirmed.title')}>
              {t('unconfirmed.text', { count: data.unconfirmed })}
            </Notice>
          ) : null}
          {data.mailings.length === 0 ? (
            <Empty title={t('empty.title')}>{t('empty.text')}</Empty>
          ) : (
            data.mailings.map((mailing) => <MailingSection key={mailing.id} mailing={mailing} />)
          )}
          <OutreachSection lines={data.outreach} intakes={data.mailings.map(({ intake }) => intake)} />
        </>
      )}
    </Page>
  );
}
