// Owns: number and day as BÄR has them, for a decision that is as its basis; Enter registers and goes on.
// Must not: fill in BÄR's number or day, nor choose a side where BÄR says otherwise (Beslut does).
import { useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../domain/ids.ts';
import type { BarFieldsView } from '../../../ipc/bar.ts';
import type { OperationName } from '../../../ipc/names.ts';
import { problemOf } from '../../lib/api.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';

type Entry = { readonly barNumber: string; readonly day: string };
type RegisterProps = { readonly view: BarFieldsView; readonly onRegistered: () => void };

export function BarRegister({ view, onRegistered }: RegisterProps) {
  const { t } = useTranslation('bar');
  const { entry, setEntry, shown, send, box, act } = useRegister(view, onRegistered);
  const error = (lack: Lack) => (shown.includes(lack) ? t(`register.lack.${lack}`) : null);
  return (
    <form className="bar-register stack" noValidate onSubmit={send} ref={box} aria-label={t('register.name')}>
      <div className="bar-register-fields">
        <TextField
          label={t('register.number')}
          value={entry.barNumber}
          onChange={(barNumber) => setEntry({ ...entry, barNumber })}
          error={error('barNumber')}
          maxLength={60}
          autoComplete="off"
        />
        <DayField
          label={t('register.day')}
          value={entry.day}
          onChange={(day) => setEntry({ ...entry, day })}
          error={error('day') ?? error('future')}
          help={t('register.dayHelp')}
        />
      </div>
      <div className="row">
        <Button kind="primary" type="submit" isDisabled={act.isPending}>
          {t('register.run')}
        </Button>
      </div>
      {act.error ? <NotRegistered error={act.error} caseId={view.caseId} /> : null}
      <p className="quiet">
        {t('register.asBasis')} <a href={`#/decision?case=${view.caseId}`}>{t('register.otherwise')}</a>
      </p>
    </form>
  );
}

function useRegister(view: BarFieldsView, onRegistered: () => void) {
  const { t } = useTranslation('bar');
  const form = `bar-desk ${view.caseId}`;
  const goOn = useGivenUp(form, onRegistered);
  const { data: status } = useOperation('app.status', {});
  const act = useAct('decision.register', refreshed);
  const [entry, setEntry] = useKept<Entry>(`${form}/entry`, { barNumber: '', day: '' });
  const [tried, setTried] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  const lacks = lacksOf(entry, status?.today ?? '9999-12-31');
  const barNumber = entry.barNumber.trim();
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    const [first] = lacks;
    if (first !== undefined) inputOf(box.current, first)?.focus();
    if (first !== undefined || act.isPending) return;
    const { caseId: id, heads, outcome, applicationId } = view;
    act.mutate(
      { id, heads: [...heads], outcome, barNumber, day: entry.day, kept: {} },
      {
        onSuccess: () => {
          say(t('register.done', { number: barNumber, id: applicationId }));
          goOn();
        },
      },
    );
  };
  return { entry, setEntry, shown: tried ? lacks : [], send, box, act };
}

const refreshed: readonly OperationName[] = [
  'bar.desk',
  'app.today',
  'decision.form',
  'review.ids',
  'print.queue',
];

/** The number stands first, the day after it. */
function inputOf(form: HTMLFormElement | null, lack: Lack): HTMLInputElement | null | undefined {
  return form?.querySelectorAll('input')[lack === 'barNumber' ? 0 : 1];
}

/** What differs is settled by a person under Beslut, where both sides are shown. */
function NotRegistered({ error, caseId }: { readonly error: Error; readonly caseId: string }) {
  const { t } = useTranslation('bar');
  if (problemOf(error).tag !== 'differs') return <Failed error={error} />;
  return (
    <Notice tone="check" live title={t('register.differs')}>
      {t('register.differsText')} <a href={`#/decision?case=${caseId}`}>{t('register.otherwise')}</a>
    </Notice>
  );
}

type Lack = 'barNumber' | 'day' | 'future';

function lacksOf({ barNumber, day }: Entry, today: string): readonly Lack[] {
  const number: readonly Lack[] = barNumber.trim() === '' ? ['barNumber'] : [];
  if (!isIsoDate(day)) return [...number, 'day'];
  return day > today ? [...number, 'future'] : number;
}
