// Owns: noting in one case, declaring an interest in it and trying a colleague's. Must not: decide what may be said; main does.
import { useTranslation } from 'react-i18next';
import { caseIdSchema, eventHashSchema, memberIdSchema } from '../../../domain/ids.ts';
import { interestGrounds, type InterestGround } from '../../../domain/ledger/payloads/work.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useCode } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, TextArea } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { refreshes } from './work-dialog.tsx';

type OneProps = { readonly view: CaseView; readonly onClose: () => void };
const places = ['caseFile', 'internal'] as const;

export function NoteDialog({ view, onClose }: OneProps) {
  const { t } = useTranslation('work');
  const form = `note-${view.row.caseId}`;
  const [place, setPlace] = useKept<(typeof places)[number]>(`${form}/place`, 'caseFile');
  const [text, setText] = useKept(`${form}/text`, '');
  const close = useGivenUp(form, onClose);
  const note = useAct('work.note', refreshes);
  const isReady = text.trim() !== '' && !note.isPending;
  const id = view.row.applicationId;
  const run = () =>
    note.mutate(
      {
        id: caseIdSchema.parse(view.row.caseId),
        heads: view.heads.map((head) => eventHashSchema.parse(head)),
        place,
        text,
      },
      {
        onSuccess: () => {
          say(t('note.done', { id }));
          close();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={close}
      title={t('note.title', { id })}
      acts={
        <>
          <Button kind="primary" keys="Ctrl+Enter" isDisabled={!isReady} onPress={run}>
            {t('note.run')}
          </Button>
          <Button onPress={close}>{t('cancel')}</Button>
        </>
      }
    >
      <RadioField
        label={t('note.place')}
        value={place}
        onChange={(value) => setPlace(places.find((one) => one === value) ?? 'caseFile')}
        choices={places.map((value) => ({ value, label: t(`note.places.${value}`) }))}
      />
      <TextArea
        label={t('note.text')}
        help={t('note.help')}
        rows={6}
        maxLength={4000}
        value={text}
        onChange={setText}
        startFocus
      />
      {note.error ? <Failed error={note.error} /> : null}
    </Dialog>
  );
}

export function DeclareDialog({ view, onClose }: OneProps) {
  const { t } = useTranslation('work');
  const code = useCode();
  const form = `interest-${view.row.caseId}`;
  const [ground, setGround] = useKept<InterestGround | ''>(`${form}/ground`, '');
  const close = useGivenUp(form, onClose);
  const declare = useAct('work.declare', refreshes);
  const id = view.row.applicationId;
  const run = (chosen: InterestGround) =>
    declare.mutate(
      { id: caseIdSchema.parse(view.row.caseId), ground: chosen },
      {
        onSuccess: () => {
          say(t('interest.done', { id }));
          close();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={close}
      title={t('interest.title', { id })}
      acts={
        <>
          <Button
            kind="primary"
            isDisabled={ground === '' || declare.isPending}
            onPress={() => (ground === '' ? undefined : run(ground))}
          >
            {t('interest.run')}
          </Button>
          <Button onPress={close}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t('interest.text')}</p>
      <RadioField
        label={t('interest.ground')}
        value={ground}
        onChange={(value) => setGround(interestGrounds.find((one) => one === value) ?? '')}
        choices={interestGrounds.map((value) => ({ value, label: code('interest', value) }))}
      />
      {declare.error ? <Failed error={declare.error} /> : null}
    </Dialog>
  );
}

type TryProps = OneProps & { readonly member: { readonly id: string; readonly name: string } };

export function TryDialog({ view, member, onClose }: TryProps) {
  const { t } = useTranslation('work');
  const form = `try-${view.row.caseId}-${member.id}`;
  const [holds, setHolds] = useKept<'' | 'yes' | 'no'>(`${form}/holds`, '');
  const [reason, setReason] = useKept(`${form}/reason`, '');
  const close = useGivenUp(form, onClose);
  const act = useAct('work.try', refreshes);
  const run = () =>
    act.mutate(
      {
        id: caseIdSchema.parse(view.row.caseId),
        member: memberIdSchema.parse(member.id),
        holds: holds === 'yes',
        reason,
      },
      {
        onSuccess: () => {
          say(t(holds === 'yes' ? 'try.kept' : 'try.lifted', { name: member.name }));
          close();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={close}
      title={t('try.title', { name: member.name, id: view.row.applicationId })}
      acts={
        <>
          <Button
            kind="primary"
            isDisabled={holds === '' || reason.trim() === '' || act.isPending}
            onPress={run}
          >
            {t('try.run')}
          </Button>
          <Button onPress={close}>{t('cancel')}</Button>
        </>
      }
    >
      <RadioField
        label={t('try.question')}
        value={holds}
        onChange={(value) => setHolds(value === 'yes' ? 'yes' : 'no')}
        choices={[
          { value: 'yes', label: t('try.yes') },
          { value: 'no', label: t('try.no') },
        ]}
      />
      <TextArea label={t('try.reason')} rows={4} maxLength={4000} value={reason} onChange={setReason} />
      {act.error ? <Failed error={act.error} /> : null}
    </Dialog>
  );
}
