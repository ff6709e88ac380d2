// Owns: administrators who have put each other out, what that means now, and how it ends. Must not: take a side.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { eventHashSchema } from '../../../domain/ids.ts';
import type { GroupAct, GroupStatus } from '../../../ipc/colleagues/group.ts';
import { formatMoment } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea, TickGroup } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Dated } from '../../ui/text.tsx';
import { ActDialog } from './asking.tsx';
import { useActSentence } from './act-words.ts';
import type { Ask } from './group-dialog.ts';
import { SheetCode } from './sheets.tsx';

type DisputesProps = { readonly status: GroupStatus; readonly onAsk: Ask };

export function Disputes({ status, onAsk }: DisputesProps) {
  const { t } = useTranslation('group');
  const sentence = useActSentence();
  if (status.disputed.length === 0) return null;
  const settlesSelf = status.mayAdminister;
  return (
    <Notice
      tone="bad"
      title={t('dispute.title')}
      acts={
        <Button
          isDisabled={!settlesSelf && status.sheets.length === 0}
          onPress={() => onAsk({ kind: 'settle' })}
        >
          {t(settlesSelf ? 'dispute.open' : 'dispute.openSheet')}
        </Button>
      }
    >
      <ul className="stack-tight">
        {status.disputed.map((act) => (
          <li key={act.id}>
            <Dated text={sentence(act)} /> <span className="quiet nowrap">{formatMoment(act.at)}</span>
          </li>
        ))}
      </ul>
      <p>{t('dispute.now')}</p>
      {settlesSelf ? null : <p>{t(status.sheets.length === 0 ? 'dispute.noSheet' : 'dispute.byOthers')}</p>}
    </Notice>
  );
}

type SettleDialogProps = { readonly status: GroupStatus; readonly onClose: () => void };

/** By an administrator who is no part of it, or by the agency's sheet. */
export function SettleDialog({ status, onClose }: SettleDialogProps) {
  const { t } = useTranslation('group');
  const sentence = useActSentence();
  const [chosen, setChosen] = useKept<readonly string[]>('group-settle/setAside', []);
  const [code, setCode] = useState('');
  const [reason, setReason] = useKept('group-settle/reason', '');
  const close = useGivenUp('group-settle', onClose);
  const settle = useAct('group.settle', ['group.status', 'exchange.status']);
  const bySheet = useAct('group.useSheet', ['group.status', 'exchange.status']);
  const own = status.mayAdminister;
  const done = {
    onSuccess: () => {
      say(t('dispute.done'));
      close();
    },
  };
  const run = () => {
    const act = { setAside: chosen.map((id) => eventHashSchema.parse(id)), reason: reason.trim() };
    if (own) settle.mutate(act, done);
    else bySheet.mutate({ code: code.trim(), act: { kind: 'settle', ...act } }, done);
  };
  return (
    <ActDialog
      title={t('dispute.dialog')}
      act={t('dispute.run')}
      ready={chosen.length > 0 && reason.trim() !== '' && (own || code.trim() !== '')}
      sending={own ? settle : bySheet}
      onRun={run}
      onClose={close}
    >
      <p className="reading">{t('dispute.follows')}</p>
      <TickGroup
        label={t('dispute.which')}
        values={chosen}
        choices={status.disputed.map((act: GroupAct) => ({
          value: act.id,
          label: `${sentence(act)} (${formatMoment(act.at)})`,
        }))}
        onChange={setChosen}
      />
      <TextArea label={t('dispute.reason')} rows={3} maxLength={4000} value={reason} onChange={setReason} />
      {own ? null : <SheetCode value={code} onChange={setCode} />}
    </ActDialog>
  );
}
