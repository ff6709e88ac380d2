// Owns: the lock: passphrase in, or the way by recovery code. Must not: say anything of what is inside.
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppStatus } from '../../../ipc/app.ts';
import { problemOf } from '../../lib/api.ts';
import { useStore } from '../../lib/external-store.ts';
import { queryClient, useAct } from '../../lib/operations.ts';
import { runningJobs } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Working } from '../../ui/keeping/working.tsx';
import { Failed } from '../../ui/states.tsx';
import { RestoreForm } from './restore-form.tsx';
import { SalvageStore } from './salvage-store.tsx';
import { StartFrame } from './start-frame.tsx';

export function Unlock({ status }: { readonly status: AppStatus }) {
  const { t } = useTranslation('start');
  const [forgotten, setForgotten] = useState(false);
  const [damagedBy, setDamagedBy] = useState<string | null>(null);
  if (damagedBy !== null) {
    return <SalvageStore passphrase={damagedBy} onBack={() => setDamagedBy(null)} />;
  }
  if (forgotten) {
    return (
      <StartFrame title={t('restore.title')} onBack={() => setForgotten(false)}>
        <p className="reading">{t('restore.forgotten')}</p>
        <RestoreForm />
        <BothLost />
      </StartFrame>
    );
  }
  return (
    <StartFrame title={t('unlock.title')}>
      {status.demo ? <p className="demo-strip">{t('unlock.demo')}</p> : null}
      <UnlockForm onDamaged={setDamagedBy} />
      <div>
        <Button kind="quiet" onPress={() => setForgotten(true)}>
          {t('unlock.forgotten')}
        </Button>
      </div>
    </StartFrame>
  );
}

/** Where the code is lost too: what Inställningar, Arbetsgruppen says, since nobody comes there from here. */
function BothLost() {
  const { t } = useTranslation('lostKey');
  return (
    <details>
      <summary>{t('situation.bothLost.title')}</summary>
      <div className="stack">
        <p className="reading">{t('lost', { what: t('situation.bothLost.lost') })}</p>
        <ol className="steps">
          {(['step1', 'step2', 'step3'] as const).map((step) => (
            <li key={step}>{t(`situation.bothLost.${step}`)}</li>
          ))}
        </ol>
        <h2>{t('situation.newComputer.title')}</h2>
        <ol className="steps">
          {(['step1', 'step2', 'step3'] as const).map((step) => (
            <li key={step}>{t(`situation.newComputer.${step}`)}</li>
          ))}
        </ol>
      </div>
    </details>
  );
}

/** Refusals that a rescue can help: the files are there and do not read. */
const damage = new Set(['damagedStore', 'notAStore', 'keyslotsDamaged', 'wrongKey']);

function UnlockForm({ onDamaged }: { readonly onDamaged: (passphrase: string) => void }) {
  const { t } = useTranslation('start');
  const unlock = useAct('store.unlock');
  const [job] = useStore(runningJobs);
  const [passphrase, setPassphrase] = useState('');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (unlock.isPending || passphrase === '') return;
    unlock.mutate({ passphrase }, { onSuccess: () => void queryClient.invalidateQueries() });
  };
  return (
    <form className="stack" onSubmit={send} noValidate>
      <TextField
        label={t('unlock.passphrase')}
        type="password"
        autoComplete="current-password"
        startFocus
        value={passphrase}
        onChange={setPassphrase}
      />
      {job === undefined ? null : (
        <>
          <p className="reading">{t('unlock.renewing')}</p>
          <Working />
        </>
      )}
      {unlock.error ? <Failed error={unlock.error} /> : null}
      {unlock.error && damage.has(problemOf(unlock.error).tag) ? (
        <div className="row">
          <Button onPress={() => onDamaged(passphrase)}>{t('salvage.start')}</Button>
        </div>
      ) : null}
      <div className="row">
        <Button kind="primary" type="submit" isDisabled={unlock.isPending}>
          {unlock.isPending ? t('unlock.busy') : t('unlock.send')}
        </Button>
      </div>
    </form>
  );
}
