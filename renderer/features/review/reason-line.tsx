// Owns: the line that asks why *Ej behörig*: the most used reasons on number keys, all of them in a list.
// Must not: be a dialog; the case stays in sight.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conclusion } from '../../../domain/ledger/payload.ts';
import type { ReasonView } from '../../../ipc/review.ts';
import { useOperation } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';

type ReasonLineProps = {
  /** `eligible` asks only for words: the rules say no and a person says yes. */
  readonly conclusion: Conclusion;
  readonly onGive: (reason: string, note: string) => void;
  readonly onCancel: () => void;
};

const onKeys = 9;

export function ReasonLine({ conclusion, onGive, onCancel }: ReasonLineProps) {
  return conclusion === 'eligible' ? <NoteLine onGive={onGive} onCancel={onCancel} /> : <CodeLine onGive={onGive} onCancel={onCancel} />;
}

type LineProps = Omit<ReasonLineProps, 'conclusion'>;

function NoteLine({ onGive, onCancel }: LineProps) {
  const { t } = useTranslation('review');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const give = () => {
    setTried(true);
    if (note.trim() !== '') onGive('', note.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') onCancel();
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) give();
  };
  return (
    <div className="reason-line" role="group" aria-label={t('override.title')} onKeyDown={onKeyDown}>
      <p className="reason-title">{t('override.title')}</p>
      <TextField
        label={t('override.note')}
        error={tried && note.trim() === '' ? t('override.missing') : null}
        value={note}
        onChange={setNote}
        maxLength={4000}
        autoFocus
      />
      <div className="row">
        <Button kind="primary" keys="Enter" onPress={give}>
          {t('override.save')}
        </Button>
        <Button kind="quiet" keys="Esc" onPress={onCancel}>
          {t('reason.cancel')}
        </Button>
      </div>
    </div>
  );
}

function CodeLine({ onGive, onCancel }: LineProps) {
  const { t } = useTranslation('review');
  const { data: reasons = [] } = useOperation('review.reasons', { list: 'notEligible' });
  const [code, setCode] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => line.current?.focus(), []);
  const top = mostUsed(reasons);
  const give = () => {
    setTried(true);
    if (code !== '') onGive(code, note.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const typing = event.target instanceof HTMLElement && event.target.matches('input, select');
    if (event.key === 'Escape') onCancel();
    else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault();
      give();
    } else if (!typing && /^[1-9]$/.test(event.key)) {
      const picked = top[Number(event.key) - 1];
      if (picked !== undefined) setCode(picked.code);
    }
  };
  return (
    <div ref={line} className="reason-line" role="group" aria-label={t('reason.title')} tabIndex={-1} onKeyDown={onKeyDown}>
      <p className="reason-title">{t('reason.title')}</p>
      <ol className="reason-keys">
        {top.map((reason, index) => (
          <li key={reason.code}>
            <button
              type="button"
              className={reason.code === code ? 'reason is-picked' : 'reason'}
              aria-pressed={reason.code === code}
              onClick={() => setCode(reason.code)}
            >
              <kbd aria-hidden="true">{index + 1}</kbd>
              <span>
                {reason.text} <span className="quiet">{reason.code}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      <div className="reason-more">
        <SelectField
          label={t('reason.all')}
          value={code}
          onChange={setCode}
          error={tried && code === '' ? t('reason.missing') : null}
          choices={[{ value: '', label: t('reason.choose') }, ...reasons.map((reason) => ({ value: reason.code, label: `${reason.code} ${reason.text}` }))]}
        />
        <TextField label={t('reason.note')} value={note} onChange={setNote} maxLength={4000} />
      </div>
      <div className="row">
        <Button kind="primary" keys="Enter" onPress={give}>
          {t('reason.save')}
        </Button>
        <Button kind="quiet" keys="Esc" onPress={onCancel}>
          {t('reason.cancel')}
        </Button>
      </div>
    </div>
  );
}

/** The most used first; codes keep their order among equals, so that the keys stay where they were. */
export function mostUsed(reasons: readonly ReasonView[]): readonly ReasonView[] {
  return [...reasons].sort((a, b) => b.uses - a.uses || a.code.localeCompare(b.code, 'sv', { numeric: true })).slice(0, onKeys);
}
