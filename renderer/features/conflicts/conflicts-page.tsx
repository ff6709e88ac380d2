// Owns: the inbox of what colleagues did apart: what waits, and one item of it beside the list.
// Must not: end anything by itself, nor suggest which act holds.
import './conflicts.css';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inbox, InboxItem } from '../../../ipc/colleagues/conflicts.ts';
import { useOperation } from '../../lib/operations.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { InboxList } from './inbox-list.tsx';
import { ItemDetail } from './item-detail.tsx';

type Address = { readonly case?: string; readonly query?: string };

export function ConflictsPage() {
  const { t } = useTranslation('conflicts');
  const { data, error, refetch } = useOperation('conflicts.list', {});
  return (
    <Page title={t('title')} lead={t('lead')} acts={<a href="#/exchange">{t('toExchange')}</a>}>
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data === undefined ? null : <Waits inbox={data} />}
    </Page>
  );
}

function Waits({ inbox }: { readonly inbox: Inbox }) {
  const { t } = useTranslation('conflicts');
  const { items, disputed } = inbox;
  if (items.length === 0 && disputed === 0) return <Empty title={t('none')}>{t('noneText')}</Empty>;
  return (
    <>
      {disputed === 0 ? null : (
        <Notice tone="bad" title={t('disputed', { count: disputed })}>
          {t('disputedText')} <a href="#/settings/group">{t('toGroup')}</a>
        </Notice>
      )}
      {items.length === 0 ? null : <Desk inbox={inbox} />}
    </>
  );
}

/** The chosen item, or the first one once it has been ended. */
function Desk({ inbox }: { readonly inbox: Inbox }) {
  const address: Address = useSearch({ strict: false });
  const [chosen, setChosen] = useState<string | null>(null);
  const item = currentItem(inbox.items, chosen, address);
  return (
    <div className="conflict-desk">
      <InboxList inbox={inbox} chosen={item?.id ?? null} onChoose={setChosen} />
      {item === undefined ? null : <ItemDetail key={item.id} item={item} takesFocus={chosen !== null} />}
    </div>
  );
}

function currentItem(
  items: readonly InboxItem[],
  chosen: string | null,
  { case: caseId, query }: Address,
): InboxItem | undefined {
  const named = `case:${caseId ?? ''} ${query ?? ''}`;
  const addressed =
    items.find((item) => item.id === query || item.id === named) ??
    items.find((item) => item.caseId === caseId);
  return (
    items.find((item) => item.id === chosen) ??
    (chosen === null && caseId !== undefined ? addressed : undefined) ??
    items[0]
  );
}
