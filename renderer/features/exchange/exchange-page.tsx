// Owns: the view Utbyte: the two big acts, the group with its control words, what waits, and the log. Must not: touch a key.
import './exchange.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExchangeStatus, MergePreview } from '../../../ipc/colleagues/exchange.ts';
import { formatMoment } from '../../lib/format.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { ExchangeLog, SetAside, WaitingBundles } from './exchange-log.tsx';
import { GiveDialog } from './give-dialog.tsx';
import { InviteSection } from './invite-section.tsx';
import { MailboxSection } from './mailbox-section.tsx';
import { MembersTable } from './members-table.tsx';
import { ReceivePage } from './receive-page.tsx';
import { FailedOrStopped } from './stopped.tsx';

export function ExchangePage() {
  const { t } = useTranslation('exchange');
  const [preview, setPreview] = useState<MergePreview | null>(null);
  const { data, error, refetch } = useOperation('exchange.status', {});
  if (preview !== null)
    return <ReceivePage key={preview.token} preview={preview} onLeave={() => setPreview(null)} />;
  return (
    <Page title={t('title')} lead={data === undefined ? undefined : t('lead', { team: data.team })}>
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data === undefined ? null : <Exchange status={data} onPreview={setPreview} />}
    </Page>
  );
}

type ExchangeProps = { readonly status: ExchangeStatus; readonly onPreview: (preview: MergePreview) => void };

function Exchange({ status, onPreview }: ExchangeProps) {
  const { t } = useTranslation('exchange');
  return (
    <>
      {status.conflicts === 0 ? null : (
        <Notice tone="bad" title={t('conflicts.waiting', { count: status.conflicts })}>
          {t('conflicts.nothingChanged')} <a href="#/exchange/conflicts">{t('conflicts.open')}</a>
        </Notice>
      )}
      <BigActs status={status} onPreview={onPreview} />
      {status.renewed === null ? null : (
        <Notice
          tone={status.renewed.missing === 0 ? 'info' : 'check'}
          title={t('renewed.title', { at: formatMoment(status.renewed.at) })}
        >
          {t('renewed.text')} {t('renewed.missing', { count: status.renewed.missing })}
        </Notice>
      )}
      <SetAside files={status.setAside} />
      <WaitingBundles waiting={status.waiting} />
      <MailboxSection onPreview={onPreview} />
      <MembersTable members={status.members} />
      <InviteSection status={status} />
      <ExchangeLog log={status.log} />
    </>
  );
}

function BigActs({ status, onPreview }: ExchangeProps) {
  const { t } = useTranslation('exchange');
  const [giving, setGiving] = useState(false);
  const choose = useAct('exchange.choose');
  const colleagues = status.members.filter((member) => !member.self);
  const receive = () =>
    choose.mutate(
      {},
      {
        onSuccess: (preview) => {
          if (preview === null) say(t('receive.cancelled'));
          else if (preview.token === null) say(t('receive.documents', { count: preview.documents }));
          else onPreview(preview);
        },
      },
    );
  return (
    <div className="big-acts">
      <section className="big-act" aria-labelledby="give-title">
        <h2 id="give-title">{t('give.title')}</h2>
        <p>{t('give.text')}</p>
        <ul className="stack-tight">
          {colleagues.map((member) => (
            <li key={member.id}>{t('give.waiting', { count: member.toGive, name: member.name })}</li>
          ))}
        </ul>
        {colleagues.length === 0 ? <p className="quiet">{t('give.alone')}</p> : null}
        <div className="row">
          <Button kind="primary" isDisabled={colleagues.length === 0} onPress={() => setGiving(true)}>
            {t('give.open')}
          </Button>
        </div>
      </section>
      <section className="big-act" aria-labelledby="receive-title">
        <h2 id="receive-title">{t('receive.title')}</h2>
        <p>{t('receive.text')}</p>
        <div className="row">
          <Button kind="primary" isDisabled={choose.isPending} onPress={receive}>
            {choose.isPending ? t('receive.busy') : t('receive.open')}
          </Button>
        </div>
        {choose.error ? <FailedOrStopped error={choose.error} work="receive" onRetry={receive} /> : null}
      </section>
      {giving ? <GiveDialog colleagues={colleagues} onClose={() => setGiving(false)} /> : null}
    </div>
  );
}
