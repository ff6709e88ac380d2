// Owns: noting a complaint, and its answer. Must not: judge it.
import { useTranslation } from 'react-i18next';
import { caseIdSchema, batchIdSchema, isIsoDate } from '../../../domain/ids.ts';
import type { ComplaintInput, DisclosureView, GiveInput } from '../../../ipc/disclosure.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextArea, TextField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { whoms } from './whom.ts';

type ComplaintDialogProps = {
  readonly id: string;
  /** One that is there already: it gets its answer. */
  readonly complaint: DisclosureView['complaints'][number] | null;
  readonly onClose: () => void;
};

type Draft = {
  readonly receivedOn: string;
  readonly fromWhom: GiveInput['toWhom'];
  readonly what: string;
  readonly answeredOn: string;
  readonly answer: string;
};

function draftOf(complaint: ComplaintDialogProps['complaint'], today: string): Draft {
  if (complaint === null)
    return { receivedOn: today, fromWhom: 'party', what: '', answeredOn: today, answer: '' };
  const { receivedOn, fromWhom, what } = complaint;
  return { receivedOn, fromWhom, what, answeredOn: today, answer: '' };
}

function inputOf(draft: Draft, { id, complaint }: ComplaintDialogProps): ComplaintInput | null {
  const { receivedOn, fromWhom, what, answeredOn, answer } = draft;
  if (!isIsoDate(receivedOn) || what.trim() === '') return null;
  const known = complaint === null ? {} : { complaint: batchIdSchema.parse(complaint.complaint) };
  const noted = { id: caseIdSchema.parse(id), ...known, receivedOn, fromWhom, what };
  if (answer.trim() === '') return noted;
  return isIsoDate(answeredOn) ? { ...noted, answeredOn, answer } : null;
}

export function ComplaintDialog(props: ComplaintDialogProps) {
  const { complaint } = props;
  const form = `complaint ${props.id} ${complaint?.complaint ?? ''}`;
  const onClose = useGivenUp(form, props.onClose);
  const { t } = useTranslation('disclosure');
  const { data: status } = useOperation('app.status', {});
  const [draft, setDraft] = useKept(form, draftOf(complaint, status?.today ?? ''));
  const note = useAct('disclosure.complaint', ['disclosure.view', 'review.case']);
  const input = inputOf(draft, props);
  const send = () => {
    if (input === null) return;
    note.mutate(input, {
      onSuccess: () => {
        say(t('complaint.done'));
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(complaint === null ? 'complaint.title' : 'complaint.answerTitle')}
      acts={
        <>
          <Button kind="primary" isDisabled={input === null || note.isPending} onPress={send}>
            {t('complaint.save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <ComplaintFields draft={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
      {note.error ? <Failed error={note.error} /> : null}
    </Dialog>
  );
}

type FieldsProps = { readonly draft: Draft; readonly onChange: (change: Partial<Draft>) => void };

function ComplaintFields({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation('disclosure');
  return (
    <>
      <TextField
        label={t('complaint.receivedOn')}
        width="short"
        value={draft.receivedOn}
        onChange={(receivedOn) => onChange({ receivedOn })}
      />
      <SelectField
        label={t('complaint.from')}
        value={draft.fromWhom}
        choices={whoms.map((value) => ({ value, label: t(`whom.${value}`) }))}
        onChange={(value) => onChange({ fromWhom: whoms.find((one) => one === value) ?? 'party' })}
      />
      <TextArea
        label={t('complaint.what')}
        value={draft.what}
        onChange={(what) => onChange({ what })}
        maxLength={20_000}
      />
      <TextArea
        label={t('complaint.answer')}
        help={t('complaint.answerHelp')}
        value={draft.answer}
        onChange={(answer) => onChange({ answer })}
        maxLength={20_000}
      />
      {draft.answer.trim() === '' ? null : (
        <TextField
          label={t('complaint.answeredOn')}
          width="short"
          value={draft.answeredOn}
          onChange={(answeredOn) => onChange({ answeredOn })}
        />
      )}
    </>
  );
}
