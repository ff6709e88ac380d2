// Owns: the page for a damaged store: first an exact account of what can be rescued, then the rescue itself.
// Must not: offer to delete anything.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SalvageReport } from '../../../ipc/keeping.ts';
import { queryClient, useAct } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { SalvageAccount } from '../../ui/keeping/salvage-account.tsx';
import { SealedFolder, type ChosenFolder } from '../../ui/keeping/sealed-folder.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { StartFrame } from './start-frame.tsx';

type Props = { readonly passphrase: string; readonly onBack: () => void };

export function SalvageStore({ passphrase, onBack }: Props) {
  const { t } = useTranslation('start');
  const look = useAct('keeping.salvage');
  const rescue = useAct('keeping.salvage');
  const [rescued, setRescued] = useState<SalvageReport | null>(null);
  const [folder, setFolder] = useState<ChosenFolder | null>(null);
  const busy = look.isPending || rescue.isPending;
  const secret = { passphrase };
  if (rescued !== null) return <Rescued report={rescued} />;
  return (
    <StartFrame title={t('salvage.title')} {...(busy ? {} : { onBack })}>
      <p className="reading">{t('salvage.lead')}</p>
      <p className="reading">{t('sealed.own')}</p>
      <SealedFolder
        chosen={folder}
        busy={busy}
        onChosen={(chosen) => {
          setFolder(chosen);
          look.reset();
        }}
      />
      {look.data === undefined ? null : <SalvageAccount report={look.data} />}
      {busy ? <Waiting label={t('salvage.busy')} /> : null}
      {look.error ? <Failed error={look.error} /> : null}
      {rescue.error ? <Failed error={rescue.error} /> : null}
      <div className="row">
        {look.data === undefined ? (
          <Button
            kind="primary"
            startFocus
            isDisabled={busy}
            onPress={() => look.mutate({ secret, keep: false })}
          >
            {t('salvage.look')}
          </Button>
        ) : (
          <Button
            kind="primary"
            startFocus
            isDisabled={busy}
            onPress={() => rescue.mutate({ secret, keep: true }, { onSuccess: setRescued })}
          >
            {t('salvage.send')}
          </Button>
        )}
      </div>
    </StartFrame>
  );
}

function Rescued({ report }: { readonly report: SalvageReport }) {
  const { t } = useTranslation('start');
  return (
    <StartFrame title={t('salvage.doneTitle')}>
      <p className="reading">{t('salvage.done')}</p>
      <SalvageAccount report={report} />
      <div className="row">
        <Button kind="primary" startFocus onPress={() => void queryClient.invalidateQueries()}>
          {t('salvage.open')}
        </Button>
      </div>
    </StartFrame>
  );
}
