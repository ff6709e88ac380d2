// Owns: the question before a backup takes the store's place. Must not: begin without the passphrase.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupView } from '../../../ipc/keeping.ts';
import { queryClient, useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { useBackupLine } from './keeping-words.ts';

type Props = { readonly backup: BackupView; readonly onClose: () => void };

export function RestoreDialog({ backup, onClose }: Props) {
  const { t } = useTranslation('keeping');
  const line = useBackupLine();
  const [passphrase, setPassphrase] = useState('');
  const restore = useAct('keeping.restore');
  const send = () =>
    restore.mutate(
      { backup: backup.name, secret: { passphrase } },
      {
        onSuccess: () => {
          say(t('restore.done'));
          onClose();
          void queryClient.invalidateQueries();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      role="alertdialog"
      title={t('restore.title')}
      acts={
        <>
          <Button kind="danger" isDisabled={passphrase === '' || restore.isPending} onPress={send}>
            {restore.isPending ? t('restore.busy') : t('restore.send')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="reading">{line(backup)}</p>
      <p className="reading">{t('restore.text')}</p>
      <TextField
        label={t('passphrase')}
        type="password"
        autoComplete="current-password"
        startFocus
        value={passphrase}
        onChange={setPassphrase}
      />
      {restore.error ? <Failed error={restore.error} /> : null}
    </Dialog>
  );
}
