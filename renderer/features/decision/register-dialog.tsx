// Owns: Registrera beslut från BÄR: number, day, outcome and period as BÄR has them; what differs is settled by a person.
// Must not: fill in BÄR's day or number beforehand, nor choose a side.
import '../../ui/long-form.css';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../domain/ids.ts';
import type { OperationName } from '../../../ipc/names.ts';
import type { FormView } from '../../../ipc/decision.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { problemOf } from '../../lib/api.ts';
import { hasText } from '../../lib/i18n.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, TextField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';
import { OutcomeChoice } from './case-head.tsx';
import type { Outcome } from './use-form.ts';

type Entry = {
  readonly barNumber: string;
  readonly day: string;
  readonly outcome: Outcome;
  readonly from: string;
  readonly to: string;
};

type RegisterProps = { readonly view: FormView; readonly onClose: () => void };

export function RegisterDialog({ view, onClose: close }: RegisterProps) {
  const onClose = useGivenUp(`register ${view.caseId}`, close);
  const { t } = useTranslation('decision');
  const { entry, change, lacks, differs, kept, setKept, settled, send, register } = useRegister(
    view,
    onClose,
  );
  return (
    <Dialog open wide onClose={onClose} title={t('register.title')}>
      <form className="stack" noValidate onSubmit={send}>
        <p>
          {t('register.lead', {
            name: `${view.row.givenName} ${view.row.familyName}`,
            id: view.row.applicationId,
          })}
        </p>
        <EntryFields entry={entry} onChange={change} lacks={lacks} />
        {differs.length === 0 ? null : <Differences differences={differs} kept={kept} onKept={setKept} />}
        {register.error && differs.length === 0 ? <Failed error={register.error} /> : null}
        <p className="quiet">{t('register.final')}</p>
        <div className="dialog-acts">
          <Button kind="primary" type="submit" isDisabled={register.isPending || !settled}>
            {t('register.run')}
          </Button>
          <Button onPress={onClose}>{t('back')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What is written, what main found to differ, and what a person has said of each difference. */
function useRegister(view: FormView, onClose: () => void) {
  const { t } = useTranslation('decision');
  const { data: status } = useOperation('app.status', {});
  const register = useAct('decision.register', refreshed);
  const [entry, setEntry] = useKept<Entry>(`register ${view.caseId}/entry`, {
    barNumber: '',
    day: '',
    outcome: view.outcome,
    from: '',
    to: '',
  });
  const [differs, setDiffers] = useState<readonly Difference[]>([]);
  const [kept, setKept] = useState<Kept>({});
  const [tried, setTried] = useState(false);
  const found = entryLacks(entry, status?.today ?? '9999-12-31');
  const lacks = tried ? found : found.filter((lack) => lack === 'future');
  const settled = differs.every(({ field }) => kept[field] !== undefined);
  const change = (next: Partial<Entry>) => {
    setEntry({ ...entry, ...next });
    setDiffers([]);
    setKept({});
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (found.length > 0 || !settled || register.isPending) return;
    register.mutate(entrySent(view, entry, kept), {
      onSuccess: () => {
        say(t('register.done', { number: entry.barNumber.trim() }));
        onClose();
      },
      onError: (error) => setDiffers(readDifferences(problemOf(error))),
    });
  };
  return { entry, change, lacks, differs, kept, setKept, settled, send, register };
}

const refreshed: readonly OperationName[] = [
  'decision.form',
  'review.ids',
  'app.today',
  'print.queue',
  'undo.list',
];

type FieldsProps = {
  readonly entry: Entry;
  readonly onChange: (change: Partial<Entry>) => void;
  readonly lacks: readonly string[];
};

function EntryFields({ entry, onChange, lacks }: FieldsProps) {
  const { t } = useTranslation('decision');
  const error = (lack: string) => (lacks.includes(lack) ? t(`register.lack.${lack}`) : null);
  return (
    <>
      <OutcomeChoice value={entry.outcome} onChange={(outcome) => onChange({ outcome })} />
      <div className="days">
        <TextField
          label={t('register.number')}
          value={entry.barNumber}
          onChange={(barNumber) => onChange({ barNumber })}
          error={error('barNumber')}
          maxLength={60}
          autoComplete="off"
        />
        <DayField
          label={t('register.day')}
          value={entry.day}
          onChange={(day) => onChange({ day })}
          error={error('day') ?? error('future')}
          help={t('register.dayHelp')}
        />
      </div>
      {entry.outcome === 'grant' ? (
        <div className="days">
          <DayField
            label={t('register.from')}
            value={entry.from}
            onChange={(from) => onChange({ from })}
            error={error('from')}
            help={t('register.periodHelp')}
          />
          <DayField
            label={t('register.to')}
            value={entry.to}
            onChange={(to) => onChange({ to })}
            error={error('to')}
          />
        </div>
      ) : null}
    </>
  );
}

function entryLacks(entry: Entry, today: string): readonly string[] {
  const lacks: string[] = [];
  if (entry.barNumber.trim() === '') lacks.push('barNumber');
  if (!isIsoDate(entry.day)) lacks.push('day');
  else if (entry.day > today) lacks.push('future');
  if (entry.outcome === 'refusal') return lacks;
  if (entry.from !== '' && !isIsoDate(entry.from)) lacks.push('from');
  if (entry.to !== '' && !isIsoDate(entry.to)) lacks.push('to');
  return lacks;
}

/** A period left empty is the basis's own. */
function entrySent(view: FormView, entry: Entry, kept: Kept) {
  const { outcome, from, to } = entry;
  return {
    id: view.caseId,
    heads: view.heads,
    barNumber: entry.barNumber.trim(),
    day: entry.day,
    outcome,
    kept,
    ...(outcome === 'grant' && from !== '' ? { from } : {}),
    ...(outcome === 'grant' && to !== '' ? { to } : {}),
  };
}

export type Difference = { readonly field: string; readonly ours: string; readonly theirs: string };
type Side = 'ours' | 'theirs';
export type Kept = Readonly<Record<string, Side>>;

const isSide = (text: string): text is Side => text === 'ours' || text === 'theirs';

function isDifference(value: unknown): value is Difference {
  if (typeof value !== 'object' || value === null) return false;
  const { field, ours, theirs }: { field?: unknown; ours?: unknown; theirs?: unknown } = value;
  return typeof field === 'string' && typeof ours === 'string' && typeof theirs === 'string';
}

/** Main refuses with `differs` until a person has said what holds. */
export function readDifferences(problem: Problem): readonly Difference[] {
  const found = problem['differences'];
  return problem.tag === 'differs' && Array.isArray(found) ? found.filter(isDifference) : [];
}

type DifferencesProps = {
  readonly differences: readonly Difference[];
  readonly kept: Kept;
  readonly onKept: (kept: Kept) => void;
};

export function Differences({ differences, kept, onKept }: DifferencesProps) {
  const { t } = useTranslation('decision');
  const word = (value: string) => (hasText(`decision:outcome.${value}`) ? t(`outcome.${value}`) : value);
  return (
    <>
      <Notice tone="check" live title={t('differs.title', { count: differences.length })}>
        {t('differs.text')}
      </Notice>
      {differences.map(({ field, ours, theirs }) => (
        <RadioField
          key={field}
          label={hasText(`decision:differs.field.${field}`) ? t(`differs.field.${field}`) : field}
          value={kept[field] ?? ''}
          onChange={(side) => {
            if (isSide(side)) onKept({ ...kept, [field]: side });
          }}
          choices={[
            { value: 'ours', label: t('differs.ours', { value: word(ours) }) },
            { value: 'theirs', label: t('differs.theirs', { value: word(theirs) }) },
          ]}
        />
      ))}
    </>
  );
}
