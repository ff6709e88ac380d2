// Owns: which intake the open case stands in, and moving it to the season's other one. Must not: judge whether it may move.
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { otherIntake } from '../../../domain/ids.ts';
import type { OperationName } from '../../../ipc/names.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useCode, useIntakeName } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { Part } from './part.tsx';

const refreshes: readonly OperationName[] = [
  'review.case',
  'review.rows',
  'undo.list',
  'app.today',
  'stats.table1',
];
const leastReason = 3;

type ViewProps = { readonly view: CaseView };

export function IntakePart({ view }: ViewProps) {
  const { t } = useTranslation('review');
  const code = useCode();
  const name = useIntakeName();
  const [moving, setMoving] = useState(false);
  const { intake, targetGroup } = view.row;
  return (
    <Part
      title={t('part.intake')}
      acts={
        <Button kind="quiet" onPress={() => setMoving(true)}>
          {t('transfer.open', { intake: name(otherIntake(intake)) })}
        </Button>
      }
    >
      <p>{t('transfer.stands', { intake: name(intake), group: code('targetGroup', targetGroup) })}</p>
      {moving ? <TransferDialog view={view} onClose={() => setMoving(false)} /> : null}
    </Part>
  );
}

function TransferDialog({ view, onClose: close }: ViewProps & { readonly onClose: () => void }) {
  const form = `transfer ${view.row.caseId}`;
  const onClose = useGivenUp(form, close);
  const { t } = useTranslation('review');
  const name = useIntakeName();
  const [reason, setReason] = useKept(`${form}/reason`, '');
  const [tried, setTried] = useState(false);
  const transfer = useAct('cases.transfer', refreshes);
  const to = otherIntake(view.row.intake);
  const isShort = reason.trim().length < leastReason;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (isShort || transfer.isPending) return;
    const input = { id: view.row.caseId, heads: [...view.heads], to, reason: reason.trim() };
    const done = () => {
      say(t('transfer.done', { intake: name(to) }));
      onClose();
    };
    transfer.mutate(input, { onSuccess: done });
  };
  return (
    <Dialog open onClose={onClose} title={t('transfer.title', { id: view.row.applicationId })}>
      <form className="stack" noValidate onSubmit={send}>
        <p>{t('transfer.text', { from: name(view.row.intake), to: name(to) })}</p>
        <TextArea
          label={t('transfer.reason')}
          value={reason}
          onChange={setReason}
          rows={3}
          maxLength={400}
          error={tried && isShort ? t('transfer.reasonMissing') : null}
        />
        {transfer.error ? <Failed error={transfer.error} /> : null}
        <div className="dialog-acts">
          <Button kind="primary" type="submit" isDisabled={transfer.isPending}>
            {t('transfer.run')}
          </Button>
          <Button onPress={onClose}>{t('reason.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
