// Owns: taking back that two cases are one application. Must not: undo what was done in either case.
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, JoinView } from '../../../ipc/review.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { joinRefreshes } from './join-dialog.tsx';

const leastReason = 3;

type PartProps = { readonly view: CaseView; readonly join: JoinView; readonly onClose: () => void };

export function PartDialog({ view, join, onClose: close }: PartProps) {
  const form = `part ${view.row.caseId} ${join.caseId}`;
  const onClose = useGivenUp(form, close);
  const { t } = useTranslation('review');
  const [reason, setReason] = useKept(`${form}/reason`, '');
  const [tried, setTried] = useState(false);
  const part = useAct('cases.part', joinRefreshes);
  const { data: other } = useOperation('review.case', { id: join.caseId });
  const noReason = reason.trim().length < leastReason;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (noReason || other === undefined || part.isPending) return;
    const input = {
      one: view.row.caseId,
      oneHeads: [...view.heads],
      other: join.caseId,
      otherHeads: [...other.heads],
      reason: reason.trim(),
    };
    part.mutate(input, {
      onSuccess: () => {
        say(t('join.parted'));
        onClose();
      },
    });
  };
  const ids = { one: view.row.applicationId, other: join.applicationId };
  return (
    <Dialog open onClose={onClose} title={t('join.partTitle', ids)}>
      <form className="stack" noValidate onSubmit={send}>
        <p>{t('join.partText')}</p>
        <TextArea
          label={t('join.reason')}
          value={reason}
          onChange={setReason}
          rows={3}
          maxLength={400}
          error={tried && noReason ? t('join.reasonMissing') : null}
        />
        {part.error ? <Failed error={part.error} /> : null}
        <div className="dialog-acts">
          <Button kind="primary" type="submit" isDisabled={part.isPending}>
            {t('join.partRun')}
          </Button>
          <Button onPress={onClose}>{t('reason.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
