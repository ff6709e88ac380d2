// Owns: comparing six words with the colleague, then saving the invitation. Must not: compare for them; the tick is theirs.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyPreview } from '../../../ipc/colleagues/exchange.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { ControlWords } from '../../ui/text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Tick } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';

type InviteProps = { readonly colleague: KeyPreview; readonly onClose: () => void };

export function InviteDialog({ colleague, onClose }: InviteProps) {
  const { t } = useTranslation('exchange');
  const [agree, setAgree] = useState(false);
  const [administrator, setAdministrator] = useState(false);
  const invite = useAct('exchange.invite', ['exchange.status']);
  const saved = invite.data?.saved ?? null;
  const run = () =>
    invite.mutate(
      {
        token: colleague.token,
        roles: administrator ? ['caseworker', 'lead', 'administrator'] : ['caseworker'],
      },
      {
        onSuccess: ({ saved: file }) =>
          say(file === null ? t('invite.notSaved') : t('invite.said', { name: colleague.name })),
      },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('invite.dialog', { name: colleague.name })}
      acts={
        <>
          {saved === null ? (
            <Button kind="primary" isDisabled={!agree || invite.isPending} onPress={run}>
              {t('invite.run')}
            </Button>
          ) : null}
          <Button onPress={onClose}>{saved === null ? t('cancel') : t('close')}</Button>
        </>
      }
    >
      <p>{t('invite.compare', { name: colleague.name })}</p>
      <ControlWords words={colleague.words} />
      <Notice tone="check">{t('invite.differ')}</Notice>
      <Tick label={t('invite.agree', { name: colleague.name })} checked={agree} onChange={setAgree} />
      <Tick
        label={t('invite.administrator')}
        help={t('invite.administratorHelp')}
        checked={administrator}
        onChange={setAdministrator}
      />
      {invite.error ? <Failed error={invite.error} /> : null}
      {saved === null ? null : (
        <Notice tone="good" live title={t('invite.saved', { file: saved })}>
          {t('invite.savedText', { name: colleague.name })}
        </Notice>
      )}
    </Dialog>
  );
}
