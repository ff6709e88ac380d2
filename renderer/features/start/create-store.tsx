// Owns: making one's own store, to found a work group or to join one; then the recovery sheet. Must not: keep the passphrase.
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/operations.ts';
import { queryClient } from '../../lib/operations.ts';
import { sheetPending } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { noPassphrase, PassphraseFields, passphraseProblem } from './passphrase-fields.tsx';
import { RecoverySheet } from './recovery-sheet.tsx';
import { StartFrame } from './start-frame.tsx';

type Props = { readonly join: boolean; readonly onBack: () => void };

export function CreateStore({ join, onBack }: Props) {
  const { t } = useTranslation('start');
  const create = useAct('store.create');
  if (create.data !== undefined) {
    return (
      <RecoverySheet
        name={create.variables.name}
        code={create.data.recoveryCode}
        words={create.data.words}
        onDone={() => {
          if (join) window.location.hash = '#/exchange';
          sheetPending.set(false);
          void queryClient.invalidateQueries();
        }}
      />
    );
  }
  return (
    <StartFrame title={join ? t('join.title') : t('create.title')} onBack={onBack}>
      {join ? <JoinSteps /> : <p className="reading">{t('create.lead')}</p>}
      <CreateForm
        join={join}
        busy={create.isPending}
        onSend={(input) => {
          sheetPending.set(true);
          create.mutate(input, { onError: () => sheetPending.set(false) });
        }}
      />
      {create.error ? <Failed error={create.error} /> : null}
    </StartFrame>
  );
}

function JoinSteps() {
  const { t } = useTranslation('start');
  return (
    <ol className="steps reading">
      <li>{t('join.step1')}</li>
      <li>{t('join.step2')}</li>
      <li>{t('join.step3')}</li>
    </ol>
  );
}

type Sent = { readonly name: string; readonly team: string; readonly passphrase: string };
type FormProps = { readonly join: boolean; readonly busy: boolean; readonly onSend: (input: Sent) => void };

function CreateForm({ join, busy, onSend }: FormProps) {
  const { t } = useTranslation('start');
  const [name, setName] = useState('');
  const [team, setTeam] = useState('');
  const [passphrase, setPassphrase] = useState(noPassphrase);
  const [tried, setTried] = useState(false);
  const teamName = join ? t('join.ownTeam') : team.trim();
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || name.trim() === '' || teamName === '' || passphraseProblem(passphrase) !== null) return;
    onSend({ name: name.trim(), team: teamName, passphrase: passphrase.first });
  };
  return (
    <form className="stack" onSubmit={send} noValidate>
      <TextField
        label={t('create.name')}
        help={t('create.nameHelp')}
        error={tried && name.trim() === '' ? t('create.nameMissing') : null}
        value={name}
        onChange={setName}
        maxLength={120}
        autoComplete="off"
      />
      {join ? null : (
        <TextField
          label={t('create.team')}
          help={t('create.teamHelp')}
          error={tried && teamName === '' ? t('create.teamMissing') : null}
          value={team}
          onChange={setTeam}
          maxLength={120}
          autoComplete="off"
        />
      )}
      <PassphraseFields value={passphrase} onChange={setPassphrase} tried={tried} />
      <div className="row">
        <Button kind="primary" type="submit" isDisabled={busy}>
          {busy ? t('create.busy') : t('create.send')}
        </Button>
      </div>
    </form>
  );
}
