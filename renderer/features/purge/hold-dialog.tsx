// Owns: setting or lifting a hold on one case, with its reason. Must not: ask for a name.
import { useTranslation } from 'react-i18next';
import { caseIdSchema } from '../../../domain/ids.ts';
import type { PurgeCase } from '../../../ipc/purge.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, TextField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';

const reasons = ['appeal', 'review', 'disclosure', 'archive', 'other'] as const;

type DialogProps = { readonly one: PurgeCase; readonly onClose: () => void };

export function HoldDialog({ one, onClose: close }: DialogProps) {
  const form = `hold ${one.caseId}`;
  const onClose = useGivenUp(form, close);
  const { t } = useTranslation('purge');
  const held = one.hold === null;
  const [reason, setReason] = useKept<(typeof reasons)[number]>(`${form}/reason`, 'appeal');
  const [reference, setReference] = useKept(`${form}/reference`, '');
  const act = useAct('purge.hold', ['purge.status', 'purge.preview']);
  const run = () =>
    act.mutate(
      { id: caseIdSchema.parse(one.caseId), held, reason: held ? reason : 'lifted', reference },
      {
        onSuccess: () => {
          say(t(held ? 'hold.done' : 'hold.lifted', { id: one.applicationId }));
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(held ? 'hold.title' : 'hold.liftTitle', { id: one.applicationId })}
      acts={
        <>
          <Button kind="primary" isDisabled={act.isPending} onPress={run}>
            {t(held ? 'hold.run' : 'hold.liftRun')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t(held ? 'hold.text' : 'hold.liftText')}</p>
      {held ? (
        <RadioField
          label={t('hold.why')}
          value={reason}
          choices={reasons.map((value) => ({ value, label: t(`hold.reason.${value}`) }))}
          onChange={(value) => setReason(reasons.find((each) => each === value) ?? 'other')}
        />
      ) : null}
      <TextField
        label={t('hold.reference')}
        help={t('hold.referenceHelp')}
        value={reference}
        onChange={setReference}
        maxLength={120}
        width="middle"
      />
      {act.error ? <Failed error={act.error} /> : null}
    </Dialog>
  );
}
