// Owns: the page for a damaged store: first an exact account of what can be rescued, then the rescue itself.
// Must not: offer to delete anything.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SalvageReport } from '../../../ipc/keeping.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { queryClient, useAct } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { StartFrame } from './start-frame.tsx';

type Props = { readonly passphrase: string; readonly onBack: () => void };

export function SalvageStore({ passphrase, onBack }: Props) {
  const { t } = useTranslation('start');
  const look = useAct('keeping.salvage');
  const rescue = useAct('keeping.salvage');
  const [rescued, setRescued] = useState<SalvageReport | null>(null);
  const busy = look.isPending || rescue.isPending;
  const secret = { passphrase };
  if (rescued !== null) {
    return (
      <StartFrame title={t('salvage.doneTitle')}>
        <p className="reading">{t('salvage.done')}</p>
        <Account report={rescued} />
        <div className="row">
          <Button kind="primary" startFocus onPress={() => void queryClient.invalidateQueries()}>
            {t('salvage.open')}
          </Button>
        </div>
      </StartFrame>
    );
  }
  return (
    <StartFrame title={t('salvage.title')} {...(busy ? {} : { onBack })}>
      <p className="reading">{t('salvage.lead')}</p>
      {look.data === undefined ? null : <Account report={look.data} />}
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

/** What is there, what waits, and which numbers of whose are gone. */
function Account({ report }: { readonly report: SalvageReport }) {
  const { t } = useTranslation('start');
  const { base, events, added, waiting, missing, lostTables, lostBlobs, ownBehind } = report;
  const whole = missing.length === 0 && waiting === 0;
  return (
    <div className="stack">
      <Notice tone={whole ? 'good' : 'check'} live>
        {whole ? t('salvage.whole') : t('salvage.partly')}
      </Notice>
      <ul>
        <li>{t('salvage.events', { count: events, shown: formatCount(events) })}</li>
        <li>
          {base === null
            ? t('salvage.noBackup')
            : t('salvage.base', { moment: formatMoment(base.madeAt), added: formatCount(added) })}
        </li>
        {waiting > 0 ? <li>{t('salvage.waiting', { shown: formatCount(waiting) })}</li> : null}
        {missing.map(({ device, member, from, to, cases }) => (
          <li key={`${device} ${from}`}>
            {t('salvage.missing', {
              name: member ?? device.slice(0, 8),
              from: formatCount(from),
              to: formatCount(to),
              count: to - from + 1,
            })}
            {cases.length === 0 ? null : ` ${t('salvage.cases', { cases: cases.join(', ') })}`}
          </li>
        ))}
        {lostTables.length > 0 ? <li>{t('salvage.tables')}</li> : null}
        {lostBlobs > 0 ? <li>{t('salvage.blobs', { shown: formatCount(lostBlobs) })}</li> : null}
        {ownBehind ? <li>{t('salvage.behind')}</li> : null}
      </ul>
    </div>
  );
}
