// Owns: the view Arbetsgruppen: who is in it with which computers, who may decide, the agency's sheet, what to do when a key is lost.
// Must not: change the group without a question that says what follows.
import './group.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupStatus } from '../../../ipc/colleagues/group.ts';
import { useOperation } from '../../lib/operations.ts';
import { Page } from '../../ui/page.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { Changes } from './changes.tsx';
import { Delegations } from './delegations.tsx';
import { Disputes } from './disputes.tsx';
import type { GroupDialog } from './group-dialog.ts';
import { GroupDialogs } from './group-dialogs.tsx';
import { Guide } from './guide.tsx';
import { Holders } from './holders.tsx';
import { Members } from './members.tsx';
import { Sheets } from './sheets.tsx';

export function GroupPage() {
  const { t } = useTranslation('group');
  const { data, error, refetch } = useOperation('group.status', {});
  return (
    <Page title={t('title')} lead={data === undefined ? undefined : t('lead', { team: data.team })}>
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data === undefined ? null : <Group status={data} />}
    </Page>
  );
}

function Group({ status }: { readonly status: GroupStatus }) {
  const [asked, setAsked] = useState<GroupDialog | null>(null);
  const parts = { status, onAsk: setAsked };
  return (
    <>
      <Disputes {...parts} />
      <Members {...parts} />
      <Delegations {...parts} />
      <Holders {...parts} />
      <Sheets {...parts} />
      <Guide {...parts} />
      <Changes status={status} />
      {asked === null ? null : <GroupDialogs dialog={asked} status={status} onClose={() => setAsked(null)} />}
    </>
  );
}
