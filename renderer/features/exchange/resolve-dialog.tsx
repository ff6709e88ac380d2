// Owns: ending one conflict: which act holds, and why. Must not: have a side chosen from the start.
import '../../ui/long-form.css';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConflictView } from '../../../ipc/review.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, TextArea, type Choice } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { useSideWords } from './act-words.ts';
import { useResolve } from './use-resolve.ts';

const none = 'none';
const leastReason = 3;

type ResolveProps = { readonly conflict: ConflictView; readonly onClose: () => void };

export function ResolveDialog({ conflict, onClose }: ResolveProps) {
  const { t } = useTranslation('exchange');
  const [keep, setKeep] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { resolve, busy, error } = useResolve(conflict);
  const choices = useChoices(conflict);
  const noReason = reason.trim().length < leastReason;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (keep === '' || noReason || busy) return;
    const side = conflict.sides.find((each) => each.event === keep) ?? null;
    resolve({ side, reason: reason.trim() }, () => {
      say(t('resolve.done', { id: conflict.applicationId }));
      onClose();
    });
  };
  return (
    <Dialog open wide onClose={onClose} title={t('resolve.title', { id: conflict.applicationId })}>
      <form className="stack" noValidate onSubmit={send}>
        <p>{t('resolve.text')}</p>
        <RadioField
          label={t('resolve.keep')}
          value={keep}
          onChange={setKeep}
          choices={choices}
          error={tried && keep === '' ? t('resolve.choose') : null}
        />
        <TextArea
          label={t('resolve.reason')}
          help={t('resolve.reasonHelp')}
          value={reason}
          onChange={setReason}
          maxLength={400}
          error={tried && noReason ? t('resolve.reasonMissing') : null}
        />
        {error ? <Failed error={error} /> : null}
        <div className="dialog-acts">
          <Button kind="primary" type="submit" isDisabled={busy}>
            {t('resolve.run')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A decision may also be left undecided again; a registered one must stand, and main says so. */
function useChoices(conflict: ConflictView): readonly Choice[] {
  const { t } = useTranslation('exchange');
  const words = useSideWords();
  const sides = conflict.sides.map((side, index) => {
    const facts = side.facts
      .slice(0, 3)
      .map((fact) => words('value', fact.value))
      .join(', ');
    const what =
      conflict.kind === 'verdict'
        ? [words('value', side.title), facts].filter((part) => part !== '').join(', ')
        : facts;
    return {
      value: side.event,
      label: t('resolve.side', { letter: String.fromCharCode(65 + index), by: side.by, what }),
    };
  });
  return conflict.kind === 'decision' ? [...sides, { value: none, label: t('resolve.none') }] : sides;
}
