// Owns: taking back the record of BÄR's decision, with a reason (DE-23). Must not: say that it changes anything in BÄR.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationName } from '../../../ipc/names.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { TextArea } from '../fields.tsx';
import { Failed } from '../states.tsx';

type WithdrawProps = {
  readonly caseId: string;
  readonly heads: readonly string[];
  readonly barNumber: string;
};

export function Withdraw(props: WithdrawProps) {
  const { t } = useTranslation('bar');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>{t('withdraw.open')}</Button>
      {isOpen ? <WithdrawDialog {...props} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

const refreshed: readonly OperationName[] = [
  'decision.form',
  'bar.desk',
  'app.today',
  'review.ids',
  'print.queue',
];

function WithdrawDialog({
  caseId,
  heads,
  barNumber: number,
  onClose: close,
}: WithdrawProps & { readonly onClose: () => void }) {
  const { t } = useTranslation('bar');
  const form = `withdraw ${caseId}`;
  const onClose = useGivenUp(form, close);
  const act = useAct('decision.withdraw', refreshed);
  const [reason, setReason] = useKept(`${form}/reason`, '');
  const [tried, setTried] = useState(false);
  const why = reason.trim();
  const lacks = why === '';
  const run = () => {
    setTried(true);
    if (lacks || act.isPending) return;
    act.mutate(
      { id: caseId, heads: [...heads], reason: why },
      {
        onSuccess: () => {
          say(t('withdraw.done', { number }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('withdraw.title', { number })}
      acts={
        <>
          <Button kind="danger" isDisabled={act.isPending} onPress={run}>
            {t('withdraw.run')}
          </Button>
          <Button onPress={onClose}>{t('withdraw.leave')}</Button>
        </>
      }
    >
      <p>{t('withdraw.means')}</p>
      <p>{t('withdraw.given')}</p>
      <TextArea
        label={t('withdraw.reason')}
        help={t('withdraw.reasonHelp')}
        value={reason}
        onChange={setReason}
        error={tried && lacks ? t('withdraw.lack') : null}
        maxLength={2000}
      />
      {act.error ? <Failed error={act.error} /> : null}
    </Dialog>
  );
}
