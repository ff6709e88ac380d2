// Owns: taking a store out of a backup where there is none: on a new computer, or after a lost folder.
// Must not: touch a store that is here.
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupView } from '../../../ipc/keeping.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { queryClient, useAct } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { RadioField, TextField } from '../../ui/fields.tsx';
import { Empty, Failed } from '../../ui/states.tsx';

export function RestoreBackup() {
  const { t } = useTranslation('start');
  const find = useAct('keeping.findBackups');
  const found = find.data?.backups;
  return (
    <div className="stack">
      <p className="reading">{t('fromBackup.lead')}</p>
      <div className="row">
        <Button startFocus onPress={() => find.mutate({})}>
          {t('fromBackup.choose')}
        </Button>
      </div>
      {find.error ? <Failed error={find.error} /> : null}
      {found?.length === 0 ? <Empty title={t('fromBackup.noneTitle')}>{t('fromBackup.none')}</Empty> : null}
      {found?.[0] === undefined ? null : <Found backups={found} newest={found[0]} />}
    </div>
  );
}

type FoundProps = { readonly backups: readonly BackupView[]; readonly newest: BackupView };

function Found({ backups, newest }: FoundProps) {
  const { t } = useTranslation('start');
  const restore = useAct('keeping.restore');
  const [chosen, setChosen] = useState(newest.name);
  const [passphrase, setPassphrase] = useState('');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (passphrase === '' || restore.isPending) return;
    restore.mutate(
      { backup: chosen, secret: { passphrase } },
      { onSuccess: () => void queryClient.invalidateQueries() },
    );
  };
  return (
    <form className="stack" onSubmit={send} noValidate>
      <RadioField
        label={t('fromBackup.which')}
        value={chosen}
        choices={backups.map(({ name, madeAt, events }) => ({
          value: name,
          label: t('fromBackup.line', { moment: formatMoment(madeAt), events: formatCount(events) }),
        }))}
        onChange={setChosen}
      />
      <TextField
        label={t('unlock.passphrase')}
        type="password"
        autoComplete="current-password"
        value={passphrase}
        onChange={setPassphrase}
      />
      {restore.error ? <Failed error={restore.error} /> : null}
      <div className="row">
        <Button kind="primary" type="submit" isDisabled={restore.isPending || passphrase === ''}>
          {restore.isPending ? t('fromBackup.busy') : t('fromBackup.send')}
        </Button>
      </div>
    </form>
  );
}
