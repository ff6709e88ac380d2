// Owns: opening the store by its recovery code, with a new passphrase. Must not: keep either.
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, useAct } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { noPassphrase, PassphraseFields, passphraseProblem } from './passphrase-fields.tsx';

export function RestoreForm() {
  const { t } = useTranslation('start');
  const unlock = useAct('store.unlockByRecoveryCode');
  const [code, setCode] = useState('');
  const [passphrase, setPassphrase] = useState(noPassphrase);
  const [tried, setTried] = useState(false);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (unlock.isPending || code.trim() === '' || passphraseProblem(passphrase) !== null) return;
    unlock.mutate(
      { code: code.trim(), newPassphrase: passphrase.first },
      { onSuccess: () => void queryClient.invalidateQueries() },
    );
  };
  return (
    <form className="stack" onSubmit={send} noValidate>
      <TextField
        label={t('restore.code')}
        help={t('restore.codeHelp')}
        error={tried && code.trim() === '' ? t('restore.codeMissing') : null}
        value={code}
        onChange={setCode}
        autoComplete="off"
        startFocus
      />
      <PassphraseFields value={passphrase} onChange={setPassphrase} tried={tried} />
      {unlock.error ? <Failed error={unlock.error} /> : null}
      <div className="row">
        <Button kind="primary" type="submit" isDisabled={unlock.isPending}>
          {unlock.isPending ? t('unlock.busy') : t('restore.send')}
        </Button>
      </div>
    </form>
  );
}
