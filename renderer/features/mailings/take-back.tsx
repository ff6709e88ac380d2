// Owns: taking back a count or a list; a list asks first, since its recipients go with it. Must not: decide whether it may.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { eventHashSchema, intakeIdSchema } from '../../../domain/ids.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failed } from '../../ui/states.tsx';
import { refreshed } from './refreshed.ts';

type TakeBackProps = {
  readonly intake: string;
  /** The event. */
  readonly id: string;
  /** What is taken back, read aloud. */
  readonly name: string;
  readonly confirm?: boolean;
};

export function TakeBackButton({ intake, id, name, confirm = false }: TakeBackProps) {
  const { t } = useTranslation('mailings');
  const [isAsking, setAsking] = useState(false);
  const act = useAct('mailings.takeBack', refreshed);
  const run = () =>
    act.mutate(
      { intake: intakeIdSchema.parse(intake), id: eventHashSchema.parse(id) },
      { onSuccess: () => say(t('takeBack.done', { name })) },
    );
  return (
    <>
      <Button
        kind="quiet"
        aria-label={name}
        isDisabled={act.isPending}
        onPress={() => (confirm ? setAsking(true) : run())}
      >
        {confirm ? t('takeBack.open') : t('takeBack.run')}
      </Button>
      {act.error && !isAsking ? <Failed error={act.error} /> : null}
      {isAsking ? (
        <Dialog
          open
          role="alertdialog"
          onClose={() => setAsking(false)}
          title={t('takeBack.title')}
          acts={
            <>
              <Button kind="danger" isDisabled={act.isPending} onPress={run}>
                {t('takeBack.run')}
              </Button>
              <Button onPress={() => setAsking(false)}>{t('common:cancel')}</Button>
            </>
          }
        >
          <p className="reading">{t('takeBack.text')}</p>
          {act.error ? <Failed error={act.error} /> : null}
        </Dialog>
      ) : null}
    </>
  );
}
