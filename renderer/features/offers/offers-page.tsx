// Owns: the view Erbjudanden: employers on the left, the open one with its cases on the right, one act for many employers.
// Must not: register anything for an employer that is not selected.
import './offers.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmployerView } from '../../../ipc/decision.ts';
import { useOperation } from '../../lib/operations.ts';
import { useIntakeInput } from '../../lib/session.ts';
import { Page } from '../../ui/page.tsx';
import { SplitPane, SplitPanes, type PaneSpec } from '../../ui/panes/split-panes.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { CheckDialog } from './check-dialog.tsx';
import { EmployerDetail } from './employer-detail.tsx';
import { EmployerList } from './employer-list.tsx';
import type { OffersDialog } from './offers-dialog.ts';
import { EnterOffer } from './enter-offer.tsx';
import { UnionDialog } from './union-dialog.tsx';

export function OffersPage() {
  const { t } = useTranslation('offers');
  const { data, error, refetch } = useOperation('offers.list', useIntakeInput());
  const [dialog, setDialog] = useState<OffersDialog | null>(null);
  return (
    <Page title={t('title')} layout="fill">
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data === undefined ? null : <Offers employers={data} onDialog={setDialog} />}
      {dialog === null ? null : <OpenDialog dialog={dialog} onClose={() => setDialog(null)} />}
    </Page>
  );
}

type OpenDialogProps = { readonly dialog: OffersDialog; readonly onClose: () => void };

function OpenDialog({ dialog, onClose }: OpenDialogProps) {
  switch (dialog.kind) {
    case 'check':
      return <CheckDialog employers={dialog.employers} onClose={onClose} />;
    case 'union':
      return <UnionDialog employers={dialog.employers} onClose={onClose} />;
    case 'enter':
      return <EnterOffer onClose={onClose} />;
  }
}

const panes: readonly PaneSpec[] = [
  { name: 'list', focus: '[role="grid"]' },
  { name: 'employer', focus: '.employer' },
];

type OffersProps = {
  readonly employers: readonly EmployerView[];
  readonly onDialog: (dialog: OffersDialog) => void;
};

function Offers({ employers, onDialog }: OffersProps) {
  const { t } = useTranslation('offers');
  const [openId, setOpenId] = useState<string | null>(null);
  const open = employers.find((employer) => employer.id === openId) ?? employers[0];
  return (
    <div className="offers">
      <SplitPanes view="offers" panes={panes}>
        <SplitPane name="list">
          <EmployerList
            employers={employers}
            openId={open?.id ?? null}
            onOpen={setOpenId}
            onDialog={onDialog}
          />
        </SplitPane>
        <SplitPane name="employer">
          {open === undefined ? (
            <Empty title={t('empty.title')}>{t('empty.text')}</Empty>
          ) : (
            <EmployerDetail key={open.id} employer={open} onDialog={onDialog} />
          )}
        </SplitPane>
      </SplitPanes>
    </div>
  );
}
