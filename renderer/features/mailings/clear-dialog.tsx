// Owns: deleting the recipients of a mailing before the day. Must not: do it without having said what goes and what stays.
import { useTranslation } from 'react-i18next';
import { batchIdSchema, intakeIdSchema } from '../../../domain/ids.ts';
import type { MailingView } from '../../../ipc/party/mailings.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failed } from '../../ui/states.tsx';
import { refreshed } from './refreshed.ts';

type ClearProps = { readonly mailing: MailingView; readonly onClose: () => void };

export function ClearDialog({ mailing: { id, intake, here }, onClose }: ClearProps) {
  const { t } = useTranslation('mailings');
  const clear = useAct('mailings.clear', refreshed);
  const count = Object.values(here ?? {}).reduce((sum, each) => sum + each, 0);
  const run = () =>
    clear.mutate(
      { mailing: batchIdSchema.parse(id), intake: intakeIdSchema.parse(intake) },
      {
        onSuccess: ({ deleted }) => {
          say(t('clear.done', { count: deleted }));
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={onClose}
      title={t('clear.title')}
      acts={
        <>
          <Button kind="danger" isDisabled={clear.isPending} onPress={run}>
            {t('clear.run')}
          </Button>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t('clear.text', { count })}</p>
      {clear.error ? <Failed error={clear.error} /> : null}
    </Dialog>
  );
}
