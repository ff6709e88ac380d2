// Owns: the line that asks why *Ej behörig*: the most used reasons on number keys, all of them in a list; or, where the
// rules say no and a person says yes, for words. Must not: be a dialog; the case stays in sight.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetGroup } from '../../../domain/ids.ts';
import type { Conclusion } from '../../../domain/ledger/payload.ts';
import type { ReasonView } from '../../../ipc/review.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useOperation } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';

type ReasonLineProps = {
  readonly caseId: string;
  readonly conclusion: Conclusion;
  /** Whose rules the case is judged by. */
  readonly group: TargetGroup;
  readonly onGive: (reason: string, note: string) => void;
  readonly onCancel: () => void;
};
type LineProps = Omit<ReasonLineProps, 'conclusion' | 'caseId' | 'group'> & { readonly form: string };

const onKeys = 9;

export function ReasonLine({ caseId, conclusion, group, onGive, onCancel }: ReasonLineProps) {
  const form = `reason-line ${caseId} ${conclusion}`;
  const rest = { form, onGive: useGivenUp(form, onGive), onCancel: useGivenUp(form, onCancel) };
  return conclusion === 'eligible' ? <NoteLine {...rest} /> : <CodeLine {...rest} group={group} />;
}

function NoteLine({ form, onGive, onCancel }: LineProps) {
  const { t } = useTranslation('review');
  const [note, setNote] = useKept(`${form}/note`, '');
  const [tried, setTried] = useState(false);
  const give = () => {
    setTried(true);
    if (note.trim() !== '') onGive('', note.trim());
  };
  return (
    <Frame title={t('override.title')} save={t('override.save')} onSave={give} onCancel={onCancel}>
      <TextField
        label={t('override.note')}
        error={tried && note.trim() === '' ? t('override.missing') : null}
        value={note}
        onChange={setNote}
        maxLength={4000}
        startFocus
      />
    </Frame>
  );
}

function CodeLine({ form, group, onGive, onCancel }: LineProps & Pick<ReasonLineProps, 'group'>) {
  const { t } = useTranslation('review');
  const { data: reasons = [] } = useOperation('review.reasons', { list: 'notEligible', group });
  const [code, setCode] = useKept(`${form}/code`, '');
  const [note, setNote] = useKept(`${form}/note`, '');
  const [tried, setTried] = useState(false);
  const line = useRef<HTMLOListElement>(null);
  const more = useRef<HTMLDivElement>(null);
  useEffect(() => line.current?.focus(), []);
  const { data: status } = useOperation('app.status', {});
  const top = onKeysToday(`${status?.today ?? ''} ${group}`, reasons);
  const give = () => {
    setTried(true);
    if (code !== '') onGive(code, note.trim());
  };
  const choices = reasons.map((reason) => ({ value: reason.code, label: `${reason.code} ${reason.text}` }));
  return (
    <Frame
      title={t('reason.title')}
      save={t('reason.save')}
      onSave={give}
      onCancel={onCancel}
      onDigit={(digit) =>
        digit === 0 ? more.current?.querySelector('select')?.focus() : setCode(top[digit - 1]?.code ?? code)
      }
    >
      <ol ref={line} className="reason-keys" tabIndex={-1} aria-label={t('reason.title')}>
        {top.map((reason, index) => (
          <li key={reason.code}>
            <ReasonKey reason={reason} digit={index + 1} picked={reason.code === code} onPick={setCode} />
          </li>
        ))}
      </ol>
      <div ref={more} className="reason-more">
        <SelectField
          label={t('reason.all')}
          value={code}
          onChange={setCode}
          error={tried && code === '' ? t('reason.missing') : null}
          choices={[{ value: '', label: t('reason.choose') }, ...choices]}
        />
        <TextField label={t('reason.note')} value={note} onChange={setNote} maxLength={4000} />
      </div>
    </Frame>
  );
}

type KeyProps = {
  readonly reason: ReasonView;
  readonly digit: number;
  readonly picked: boolean;
  readonly onPick: (code: string) => void;
};

function ReasonKey({ reason, digit, picked, onPick }: KeyProps) {
  return (
    <button
      type="button"
      className={picked ? 'reason is-picked' : 'reason'}
      aria-pressed={picked}
      onClick={() => onPick(reason.code)}
    >
      <kbd aria-hidden="true">{digit}</kbd>
      <span>
        {reason.text} <span className="quiet">{reason.code}</span>
      </span>
    </button>
  );
}

type FrameProps = {
  readonly title: string;
  readonly save: string;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  readonly onDigit?: (digit: number) => void;
  readonly children: ReactNode;
};

/** Enter saves and goes on, Escape leaves; digits act unless somebody writes. The list's own keys rest meanwhile. */
function Frame({ title, save, onSave, onCancel, onDigit, children }: FrameProps) {
  const { t } = useTranslation('review');
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const { target, key } = event;
    if (key === 'Escape') onCancel();
    if (key === 'Enter' && !isActButton(target)) {
      event.preventDefault();
      onSave();
    }
    const writing = target instanceof HTMLElement && target.matches('input, select');
    if (!writing && /^\d$/.test(key)) {
      // Handled here: the list that takes the focus must not take the digit too.
      event.preventDefault();
      onDigit?.(Number(key));
    }
  };
  return (
    // The keys of the line as a whole; what is in it is named and reachable by itself.
    <div className="reason-line" role="presentation" onKeyDown={onKeyDown}>
      <p className="reason-title">{title}</p>
      {children}
      <div className="row">
        <Button kind="primary" keys="Enter" onPress={onSave}>
          {save}
        </Button>
        <Button kind="quiet" keys="Esc" onPress={onCancel}>
          {t('reason.cancel')}
        </Button>
      </div>
    </div>
  );
}

/** Save and Cancel press themselves; a reason that has the focus is saved by Enter. */
const isActButton = (target: EventTarget): boolean =>
  target instanceof HTMLButtonElement && !target.matches('.reason');

/** By day and target group: which reason has which key, as they stood when the first one was given. */
const ordersOfTheDay = new Map<string, readonly string[]>();

/** A key keeps its reason for the day, however often others are given meanwhile: fingers learn it. */
export function onKeysToday(day: string, reasons: readonly ReasonView[]): readonly ReasonView[] {
  if (reasons.length === 0) return [];
  const order = ordersOfTheDay.get(day) ?? mostUsed(reasons).map(({ code }) => code);
  ordersOfTheDay.set(day, order);
  return order.flatMap((code) => reasons.find((reason) => reason.code === code) ?? []);
}

/** The most used first; codes keep their order among equals, so that the keys stay where they were. */
export function mostUsed(reasons: readonly ReasonView[]): readonly ReasonView[] {
  return [...reasons]
    .sort((a, b) => b.uses - a.uses || a.code.localeCompare(b.code, 'sv', { numeric: true }))
    .slice(0, onKeys);
}
