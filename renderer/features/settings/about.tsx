// Owns: which program, which Electron, which group, own control words. Must not: name a path.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, useAct, useOperation } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { ControlWords } from '../../ui/text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';

export function About() {
  const { t } = useTranslation('settings');
  const { data: status } = useOperation('app.status', {});
  if (status === undefined) return <Waiting />;
  const lines: readonly (readonly [string, string])[] = [
    [t('about.team'), status.team ?? ''],
    [
      t('about.member'),
      status.member === null
        ? ''
        : `${status.member.name}${status.member.administrator ? ` (${t('about.administrator')})` : ''}`,
    ],
    [t('about.version'), status.version],
    [t('about.electron'), status.electron],
    [t('about.today'), status.today],
  ];
  return (
    <>
      <dl className="facts">
        {lines.map(([name, value]) => (
          <div key={name} className="fact-line">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('about.words')}</h3>
      <ControlWords words={status.words} />
      <p className="quiet">{t('about.wordsHelp')}</p>
      {status.demo ? <DiscardDemo /> : null}
    </>
  );
}

function DiscardDemo() {
  const { t } = useTranslation('settings');
  const [asked, setAsked] = useState(false);
  const discard = useAct('store.discardDemo');
  return (
    <div className="row">
      <Button kind="danger" onPress={() => setAsked(true)}>
        {t('demo.discard')}
      </Button>
      <Dialog
        open={asked}
        onClose={() => setAsked(false)}
        role="alertdialog"
        title={t('demo.title')}
        acts={
          <>
            <Button
              kind="danger"
              isDisabled={discard.isPending}
              onPress={() => discard.mutate({}, { onSuccess: () => void queryClient.resetQueries() })}
            >
              {t('demo.discard')}
            </Button>
            <Button startFocus onPress={() => setAsked(false)}>
              {t('demo.keep')}
            </Button>
          </>
        }
      >
        <p className="reading">{t('demo.text')}</p>
        {discard.error ? <Failed error={discard.error} /> : null}
      </Dialog>
    </div>
  );
}
