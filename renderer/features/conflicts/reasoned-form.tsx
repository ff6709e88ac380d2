// Owns: the form that ends an item: a choice, a reason, and the sentence when either lacks. Must not: know what is ended.
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { Button } from '../../ui/button.tsx';
import { RadioField, TextArea, type Choice } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';

const leastReason = 3;
const nothingMore = () => undefined;

type ReasonedFormProps = {
  /** Names the item, so that what is written comes back to it after a lock. */
  readonly form: string;
  readonly title: string;
  readonly question: string;
  readonly choices: readonly Choice[];
  readonly run: string;
  readonly help: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: (choice: string, reason: string, letGo: () => void) => void;
};

export function ReasonedForm(props: ReasonedFormProps) {
  const { form, title, question, choices, run, help, busy, error, onSend } = props;
  const { t } = useTranslation('conflicts');
  const [choice, setChoice] = useKept(`${form}/choice`, '');
  const [reason, setReason] = useKept(`${form}/reason`, '');
  const letGo = useGivenUp(form, nothingMore);
  const [tried, setTried] = useState(false);
  const noReason = reason.trim().length < leastReason;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (choice === '' || noReason || busy) return;
    onSend(choice, reason.trim(), letGo);
  };
  return (
    <form className="conflict-end stack" noValidate onSubmit={send} aria-label={title}>
      <h3>{title}</h3>
      <RadioField
        label={question}
        value={choice}
        onChange={setChoice}
        choices={choices}
        error={tried && choice === '' ? t('chooseMissing') : null}
      />
      <TextArea
        label={t('reason')}
        help={help}
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={400}
        error={tried && noReason ? t('reasonMissing') : null}
      />
      {error ? <Failed error={error} /> : null}
      <div>
        <Button kind="primary" type="submit" isDisabled={busy}>
          {run}
        </Button>
      </div>
    </form>
  );
}
