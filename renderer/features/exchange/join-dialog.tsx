// Owns: comparing the inviter's six words, then joining. Must not: join before somebody has said that the words agree.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationPreview } from '../../../ipc/colleagues/exchange.ts';
import { queryClient, useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Tick } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';
import { ControlWords } from '../../ui/text.tsx';

type JoinProps = { readonly invitation: InvitationPreview; readonly onClose: () => void };

export function JoinDialog({ invitation, onClose }: JoinProps) {
  const { t } = useTranslation('exchange');
  const [agree, setAgree] = useState(false);
  const join = useAct('exchange.join');
  const { token, team, from, words } = invitation;
  const run = () =>
    join.mutate(
      { token },
      {
        onSuccess: () => {
          say(t('join.done', { team }));
          onClose();
          void queryClient.invalidateQueries();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('join.dialog', { team })}
      acts={
        <>
          <Button kind="primary" isDisabled={!agree || join.isPending} onPress={run}>
            {t('join.run')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p>{t('join.compare', { name: from })}</p>
      <ControlWords words={words} />
      <Notice tone="check">{t('join.differ')}</Notice>
      <Tick label={t('join.agree', { name: from })} checked={agree} onChange={setAgree} />
      {join.error ? <Failed error={join.error} /> : null}
    </Dialog>
  );
}
