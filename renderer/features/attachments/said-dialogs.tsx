// Owns: describing an attachment anew, and taking one away with a reason. Must not: show it.
import { useTranslation } from 'react-i18next';
import type { AttachmentView } from '../../../ipc/party/attachments.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { caseOf, refreshes } from './attach-dialog.tsx';
import { nothingWritten, SaidFields, saidOf, type Written } from './said-fields.tsx';

type ActProps = {
  readonly view: CaseView;
  readonly attachment: AttachmentView;
  readonly onClose: () => void;
};

/** Of words said apart the first: whoever writes has seen them all. */
function writtenOf({ said: [first] }: AttachmentView): Written {
  if (first === undefined) return nothingWritten;
  const { attachmentKind, issuer, issuedOn, verified, note } = first;
  return { attachmentKind, issuer: issuer ?? '', issuedOn: issuedOn ?? '', verified, note: note ?? '' };
}

export function DescribeDialog({ view, attachment, onClose }: ActProps) {
  const { t } = useTranslation('attachment');
  const form = `attachment-${view.row.caseId}-${attachment.id}`;
  const close = useGivenUp(form, onClose);
  const [written, setWritten] = useKept(`${form}/said`, writtenOf(attachment));
  const { data: kinds } = useOperation('attachments.kinds', {});
  const change = useAct('attachments.describe', refreshes);
  const said = saidOf(written);
  const run = () => {
    if (said === undefined) return;
    change.mutate(
      { ...caseOf(view), attachment: attachment.id, said },
      {
        onSuccess: () => {
          say(t('describe.done', { name: attachment.fileName }));
          close();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={close}
      title={t('describe.title', { name: attachment.fileName })}
      acts={
        <>
          <Button kind="primary" isDisabled={said === undefined || change.isPending} onPress={run}>
            {t('describe.run')}
          </Button>
          <Button onPress={close}>{t('cancel')}</Button>
        </>
      }
    >
      <SaidFields kinds={kinds ?? []} written={written} onChange={setWritten} />
      {change.error ? <Failed error={change.error} /> : null}
    </Dialog>
  );
}

export function RemoveDialog({ view, attachment, onClose }: ActProps) {
  const { t } = useTranslation('attachment');
  const form = `attachment-away-${view.row.caseId}-${attachment.id}`;
  const close = useGivenUp(form, onClose);
  const [reason, setReason] = useKept(`${form}/reason`, '');
  const remove = useAct('attachments.remove', refreshes);
  const run = () =>
    remove.mutate(
      { ...caseOf(view), attachment: attachment.id, reason: reason.trim() },
      {
        onSuccess: () => {
          say(t('remove.done', { name: attachment.fileName }));
          close();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={close}
      title={t('remove.title', { name: attachment.fileName })}
      acts={
        <>
          <Button kind="danger" isDisabled={reason.trim() === '' || remove.isPending} onPress={run}>
            {t('remove.run')}
          </Button>
          <Button onPress={close}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t('remove.text')}</p>
      <TextArea label={t('remove.reason')} rows={3} maxLength={400} value={reason} onChange={setReason} />
      {remove.error ? <Failed error={remove.error} /> : null}
    </Dialog>
  );
}
