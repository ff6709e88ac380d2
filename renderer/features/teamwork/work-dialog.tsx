// Owns: giving one case or many to a colleague, and watching them until a day; what could not be done is named before the window closes.
// Must not: know which cases are chosen; who opens it says so.
import { useTranslation } from 'react-i18next';
import { caseIdSchema, isIsoDate, memberIdSchema } from '../../../domain/ids.ts';
import { addDays } from '../../../domain/rules/days.ts';
import { formatCount } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { Refused } from '../../ui/many/refused.tsx';
import { useDone } from '../../ui/many/use-done.ts';

export type WorkAct = 'assign' | 'watch' | 'share';
export type CasesProps = {
  readonly cases: readonly string[];
  /** Of the only case: its application number. */
  readonly name?: string | undefined;
  readonly onClose: () => void;
};

export const refreshes = ['review.case', 'work.overview', 'undo.list'] as const;
export const idsOf = (cases: readonly string[]) => cases.map((id) => caseIdSchema.parse(id));

export function AssignDialog({ cases, name, onClose }: CasesProps) {
  const { t } = useTranslation('work');
  const form = `assign-${cases.length === 1 ? cases[0] : 'many'}`;
  const [to, setTo] = useKept(`${form}/to`, '');
  const close = useGivenUp(form, onClose);
  const { data } = useOperation('work.overview', {});
  const assign = useAct('work.assign', refreshes);
  const { left, done } = useDone(close);
  const members = data?.members ?? [];
  const chosen = members.find((one) => one.id === to);
  const word = chosen === undefined ? t('assign.nobody') : chosen.name;
  const run = () =>
    assign.mutate(
      { cases: idsOf(cases), to: to === 'none' ? null : memberIdSchema.parse(to) },
      { onSuccess: (outcome) => done(outcome, t('assign.done', { name: word })) },
    );
  return (
    <Dialog
      open
      onClose={close}
      title={titleOf(t('assign.title'), { cases, name })}
      acts={
        <>
          {left ? null : (
            <Button kind="primary" keys="Ctrl+Enter" isDisabled={to === '' || assign.isPending} onPress={run}>
              {t('assign.run')}
            </Button>
          )}
          <Button onPress={close}>{t(left ? 'close' : 'cancel')}</Button>
        </>
      }
    >
      {left ? (
        <Refused refused={left.refused} />
      ) : (
        <SelectField
          label={t('assign.to')}
          help={t('assign.help')}
          value={to}
          onChange={setTo}
          startFocus
          choices={[
            { value: '', label: t('choose') },
            ...members.map(({ id, name: who, self, open }) => ({
              value: id,
              label: t(self ? 'assign.self' : 'assign.choice', {
                name: who,
                count: open,
                shown: formatCount(open),
              }),
            })),
            { value: 'none', label: t('assign.nobody') },
          ]}
        />
      )}
      {assign.error ? <Failed error={assign.error} /> : null}
    </Dialog>
  );
}

export function WatchDialog({ cases, name, onClose }: CasesProps) {
  const { t } = useTranslation('work');
  const form = `watch-${cases.length === 1 ? cases[0] : 'many'}`;
  const when = useWhen(form);
  const { until, reason } = when;
  const close = useGivenUp(form, onClose);
  const watch = useAct('work.watch', refreshes);
  const { left, done } = useDone(close);
  const run = (day: string | null) => {
    const parsed = day !== null && isIsoDate(day) ? day : null;
    const words = parsed === null ? t('watch.ended') : t('watch.done', { day: parsed });
    watch.mutate(
      { cases: idsOf(cases), until: parsed, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) },
      { onSuccess: (outcome) => done(outcome, words) },
    );
  };
  return (
    <Dialog
      open
      onClose={close}
      title={titleOf(t('watch.title'), { cases, name })}
      acts={
        <>
          {left ? null : (
            <>
              <Button
                kind="primary"
                keys="Enter"
                isDisabled={!isIsoDate(until) || watch.isPending}
                onPress={() => run(until)}
              >
                {t('watch.run')}
              </Button>
              <Button isDisabled={watch.isPending} onPress={() => run(null)}>
                {t('watch.end')}
              </Button>
            </>
          )}
          <Button onPress={close}>{t(left ? 'close' : 'cancel')}</Button>
        </>
      }
    >
      {left ? <Refused refused={left.refused} /> : <WatchFields {...when} />}
      {watch.error ? <Failed error={watch.error} /> : null}
    </Dialog>
  );
}

type When = ReturnType<typeof useWhen>;

/** The day is a proposal until somebody writes another. */
function useWhen(form: string) {
  const [written, setUntil] = useKept<string | null>(`${form}/until`, null);
  const [reason, setReason] = useKept(`${form}/reason`, '');
  const { data: status } = useOperation('app.status', {});
  const proposed = aWeekFrom(status?.today);
  return {
    until: written ?? proposed,
    isProposal: written === null && proposed !== '',
    setUntil,
    reason,
    setReason,
  };
}

function WatchFields({ until, isProposal, setUntil, reason, setReason }: When) {
  const { t } = useTranslation('work');
  return (
    <>
      <DayField
        label={t('watch.until')}
        help={t('watch.help')}
        value={until}
        onChange={setUntil}
        startSelected={isProposal}
      />
      <TextField
        label={t('watch.reason')}
        help={t('watch.reasonHelp')}
        value={reason}
        onChange={setReason}
        maxLength={400}
      />
    </>
  );
}

/** The usual watch is to look again in a week. */
function aWeekFrom(today: string | undefined): string {
  return today !== undefined && isIsoDate(today) ? addDays(today, 7) : '';
}

function titleOf(act: string, { cases, name }: Pick<CasesProps, 'cases' | 'name'>): string {
  return `${act}: ${name ?? formatCount(cases.length)}`;
}
