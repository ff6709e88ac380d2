// Owns: a new recovery code, alone or with a new key for the whole store, shown once to be written down.
// Must not: keep the code once it is noted.
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';

export function NewKey({ kind }: { readonly kind: 'code' | 'rekey' }) {
  const { t } = useTranslation('security');
  const [asked, setAsked] = useState(false);
  return (
    <div className="row">
      <Button kind={kind === 'rekey' ? 'danger' : 'plain'} onPress={() => setAsked(true)}>
        {t(`${kind}.open`)}
      </Button>
      {asked ? <NewKeyDialog kind={kind} onClose={() => setAsked(false)} /> : null}
    </div>
  );
}

type Props = { readonly kind: 'code' | 'rekey'; readonly onClose: () => void };

function NewKeyDialog({ kind, onClose }: Props) {
  const { t } = useTranslation('security');
  const [passphrase, setPassphrase] = useState('');
  const code = useAct('keeping.newRecoveryCode', ['keeping.status']);
  const rekey = useAct('keeping.rekey', ['keeping.status', 'app.status']);
  const act = kind === 'rekey' ? rekey : code;
  const made = act.data?.recoveryCode;
  const send = (event?: SyntheticEvent) => {
    event?.preventDefault();
    if (passphrase !== '' && !act.isPending) act.mutate({ passphrase });
  };
  const close = () => {
    if (made !== undefined) say(t(`${kind}.done`));
    onClose();
  };
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={close}
      title={t(`${kind}.title`)}
      acts={
        made === undefined ? (
          <>
            <Button kind="primary" isDisabled={passphrase === '' || act.isPending} onPress={() => send()}>
              {act.isPending ? t('busy') : t(`${kind}.send`)}
            </Button>
            <Button onPress={close}>{t('cancel')}</Button>
          </>
        ) : (
          <Button kind="primary" startFocus onPress={close}>
            {t('code.noted')}
          </Button>
        )
      }
    >
      {made === undefined ? (
        <form className="stack" onSubmit={send} noValidate>
          <p className="reading">{t(`${kind}.text`)}</p>
          <TextField
            label={t('passphrase.current')}
            type="password"
            autoComplete="current-password"
            startFocus
            value={passphrase}
            onChange={setPassphrase}
          />
          {act.error ? <Failed error={act.error} /> : null}
        </form>
      ) : (
        <div className="stack">
          <p className="reading">{t('code.once')}</p>
          <p className="keeping-code">{made}</p>
          <Notice tone="check">{t('code.keep')}</Notice>
        </div>
      )}
    </Dialog>
  );
}
