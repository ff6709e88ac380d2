// Owns: saying that the open case and another are one application. Must not: choose which of them is handled.
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../ipc/review.ts';
import type { OperationName } from '../../../ipc/names.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, TextArea, TextField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';

export const joinRefreshes: readonly OperationName[] = [
  'review.case',
  'conflicts.list',
  'conflicts.item',
  'app.today',
  'stats.table1',
];
const leastReason = 3;

type DialogProps = { readonly view: CaseView; readonly onClose: () => void };

export function JoinDialog({ view, onClose: close }: DialogProps) {
  const form = `join ${view.row.caseId}`;
  const onClose = useGivenUp(form, close);
  const { t } = useTranslation('review');
  const [number, setNumber] = useKept(`${form}/other`, '');
  const [said, setSaid] = useKept<Said>(`${form}/said`, { leads: '', reason: '' });
  const [tried, setTried] = useState(false);
  const join = useAct('cases.join', joinRefreshes);
  const other = useOtherCase(number);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (other === undefined || isUnfinished(said) || join.isPending) return;
    const done = () => {
      say(t('join.done'));
      onClose();
    };
    join.mutate(joinInput(view, other, said), { onSuccess: done });
  };
  return (
    <Dialog open wide onClose={onClose} title={t('join.title', { id: view.row.applicationId })}>
      <form className="stack" noValidate onSubmit={send}>
        <p>{t('join.text')}</p>
        <TextField
          label={t('join.other')}
          help={other === undefined ? t('join.otherHelp') : `${other.row.givenName} ${other.row.familyName}`}
          value={number}
          onChange={setNumber}
          startFocus
          width="middle"
          maxLength={64}
          error={tried && other === undefined ? t('join.otherMissing') : null}
        />
        <SaidFields {...{ view, other, said, tried }} onChange={setSaid} />
        {join.error ? <Failed error={join.error} /> : null}
        <div className="dialog-acts">
          <Button kind="primary" type="submit" isDisabled={join.isPending}>
            {t('join.run')}
          </Button>
          <Button onPress={onClose}>{t('reason.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** `leads`: the id of the open case, or `other`. */
type Said = { readonly leads: string; readonly reason: string };

const isUnfinished = ({ leads, reason }: Said): boolean => leads === '' || reason.trim().length < leastReason;

function joinInput(view: CaseView, other: CaseView, { leads, reason }: Said) {
  const [first, second] = leads === view.row.caseId ? [view, other] : [other, view];
  return {
    leads: first.row.caseId,
    leadsHeads: [...first.heads],
    follows: second.row.caseId,
    followsHeads: [...second.heads],
    reason: reason.trim(),
  };
}

type SaidFieldsProps = {
  readonly view: CaseView;
  readonly other: CaseView | undefined;
  readonly said: Said;
  readonly tried: boolean;
  readonly onChange: (said: Said) => void;
};

function SaidFields({ view, other, said, tried, onChange }: SaidFieldsProps) {
  const { t } = useTranslation('review');
  const choices = [
    { value: view.row.caseId, label: view.row.applicationId },
    { value: 'other', label: other?.row.applicationId ?? t('join.theOther') },
  ];
  return (
    <>
      <RadioField
        label={t('join.which')}
        value={said.leads}
        onChange={(leads) => onChange({ ...said, leads })}
        choices={choices}
        error={tried && said.leads === '' ? t('join.choose') : null}
      />
      <TextArea
        label={t('join.reason')}
        value={said.reason}
        onChange={(reason) => onChange({ ...said, reason })}
        rows={3}
        maxLength={400}
        error={tried && said.reason.trim().length < leastReason ? t('join.reasonMissing') : null}
      />
    </>
  );
}

/** Found by its whole application id. */
function useOtherCase(number: string): CaseView | undefined {
  const text = number.trim();
  const { data: found } = useOperation(
    'review.ids',
    { query: `ansökan:"${text.replaceAll('"', '')}"`, sort: 'applicationId', descending: false },
    { enabled: text.length > 2 },
  );
  const row = found?.first.find((one) => one.applicationId.toUpperCase() === text.toUpperCase());
  const { data } = useOperation('review.case', { id: row?.caseId ?? '' }, { enabled: row !== undefined });
  return row === undefined ? undefined : data;
}
