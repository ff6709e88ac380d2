// Owns: noting what has become of the records before they are purged. Must not: note for more than one intake.
import { useTranslation } from 'react-i18next';
import { intakeIdSchema, isIsoDate } from '../../../domain/ids.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useIntakeName } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, TextField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';

const outcomes = ['handedOver', 'notToBeKept'] as const;

type DialogProps = { readonly intake: string; readonly onClose: () => void };

export function ArchiveDialog({ intake, onClose: close }: DialogProps) {
  const form = `archive ${intake}`;
  const onClose = useGivenUp(form, close);
  const { t } = useTranslation('purge');
  const name = useIntakeName();
  const { data: status } = useOperation('app.status', {});
  const [outcome, setOutcome] = useKept<(typeof outcomes)[number]>(`${form}/outcome`, 'handedOver');
  const [day, setDay] = useKept(`${form}/day`, status?.today ?? '');
  const [reference, setReference] = useKept(`${form}/reference`, '');
  const record = useAct('purge.recordArchive', ['purge.status', 'purge.preview']);
  const whole = isIsoDate(day) && reference.trim() !== '';
  const run = () => {
    if (!isIsoDate(day) || reference.trim() === '') return;
    record.mutate(
      { intake: intakeIdSchema.parse(intake), outcome, day, reference },
      {
        onSuccess: ({ recorded }) => {
          say(t('archive.done', { count: recorded }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('archive.dialogTitle', { intake: name(intake) })}
      acts={
        <>
          <Button kind="primary" isDisabled={!whole || record.isPending} onPress={run}>
            {t('archive.save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t('archive.text')}</p>
      <RadioField
        label={t('archive.what')}
        value={outcome}
        choices={outcomes.map((value) => ({ value, label: t(`archive.choice.${value}`) }))}
        onChange={(value) => setOutcome(outcomes.find((one) => one === value) ?? 'handedOver')}
      />
      <TextField label={t('archive.day')} width="short" value={day} onChange={setDay} />
      <TextField
        label={t(`archive.reference.${outcome}`)}
        help={t('archive.referenceHelp')}
        value={reference}
        onChange={setReference}
        maxLength={120}
        width="middle"
      />
      {record.error ? <Failed error={record.error} /> : null}
    </Dialog>
  );
}
