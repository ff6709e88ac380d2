// Owns: the way onward from a chain that does not hold: an exact account of what can be rescued, then the rescue.
// Must not: begin without the passphrase, nor delete anything.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProofStatus } from '../../../ipc/proof.ts';
import type { SalvageReport } from '../../../ipc/keeping.ts';
import { queryClient, useAct } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { SalvageAccount } from '../../ui/keeping/salvage-account.tsx';
import { SealedFolder, type ChosenFolder } from '../../ui/keeping/sealed-folder.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { isChainBroken } from './broken.ts';

type OnwardProps = { readonly status: ProofStatus; readonly onRescued: () => void };

/** Shown only where the events themselves are at fault: a list that is wrong is made again at the next start. */
export function Onward({ status, onRescued }: OnwardProps) {
  const { t } = useTranslation('proof');
  const [open, setOpen] = useState(false);
  if (!isChainBroken(status)) return null;
  return (
    <>
      <Notice
        tone="check"
        title={t('onward.title')}
        acts={<Button onPress={() => setOpen(true)}>{t('onward.open')}</Button>}
      >
        {t('onward.text')}
      </Notice>
      {open ? <RescueDialog onClose={() => setOpen(false)} onRescued={onRescued} /> : null}
    </>
  );
}

type DialogProps = { readonly onClose: () => void; readonly onRescued: () => void };

function RescueDialog({ onClose, onRescued }: DialogProps) {
  const [rescued, setRescued] = useState<SalvageReport | null>(null);
  const proveAgain = () => {
    onClose();
    void queryClient.invalidateQueries();
    onRescued();
  };
  return rescued === null ? (
    <Asking onClose={onClose} onRescued={setRescued} />
  ) : (
    <Rescued report={rescued} onClose={proveAgain} />
  );
}

function Rescued({ report, onClose }: { readonly report: SalvageReport; readonly onClose: () => void }) {
  const { t } = useTranslation('proof');
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('rescue.doneTitle')}
      acts={
        <Button kind="primary" startFocus onPress={onClose}>
          {t('rescue.again')}
        </Button>
      }
    >
      <p className="reading">{t('rescue.done')}</p>
      <SalvageAccount report={report} />
    </Dialog>
  );
}

type AskingProps = { readonly onClose: () => void; readonly onRescued: (report: SalvageReport) => void };

/** First the account, which changes nothing; the same button then does it. */
function Asking({ onClose, onRescued }: AskingProps) {
  const { t } = useTranslation('proof');
  const [passphrase, setPassphrase] = useState('');
  const [folder, setFolder] = useState<ChosenFolder | null>(null);
  const look = useAct('keeping.salvage');
  const rescue = useAct('keeping.salvage');
  const busy = look.isPending || rescue.isPending;
  const secret = { passphrase };
  const looked = look.data !== undefined;
  const act = () => {
    if (looked) rescue.mutate({ secret, keep: true }, { onSuccess: onRescued });
    else look.mutate({ secret, keep: false });
  };
  const error = rescue.error ?? look.error;
  return (
    <Dialog
      open
      // What has begun runs to its end; its account must not be missed.
      onClose={() => (busy ? undefined : onClose())}
      title={t('rescue.title')}
      acts={
        <>
          <Button kind="primary" isDisabled={passphrase === '' || busy} onPress={act}>
            {looked ? t('rescue.send') : t('rescue.look')}
          </Button>
          <Button isDisabled={busy} onPress={onClose}>
            {t('rescue.cancel')}
          </Button>
        </>
      }
    >
      <p className="reading">{t('rescue.text')}</p>
      <TextField
        label={t('rescue.passphrase')}
        type="password"
        autoComplete="current-password"
        startFocus
        value={passphrase}
        onChange={setPassphrase}
      />
      <SealedFolder
        chosen={folder}
        busy={busy}
        onChosen={(chosen) => {
          setFolder(chosen);
          look.reset();
        }}
      />
      {look.data === undefined ? null : <SalvageAccount report={look.data} />}
      {busy ? <Waiting label={t('rescue.busy')} /> : null}
      {error ? <Failed error={error} /> : null}
    </Dialog>
  );
}
