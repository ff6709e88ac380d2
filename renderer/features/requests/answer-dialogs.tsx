// Owns: what comes of a request: more time, a reminder, an answer or none. Must not: judge an answer.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { caseIdSchema, isIsoDate } from '../../../domain/ids.ts';
import {
  requestOutcomes,
  requestWays,
  type RequestOutcome,
  type RequestWay,
} from '../../../domain/ledger/payloads/requests.ts';
import type { RequestView } from '../../../ipc/party/requests.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useCode } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, SelectField, TextArea, TextField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { refreshes } from './ask-dialog.tsx';

export type OneProps = {
  readonly caseId: string;
  readonly request: RequestView;
  readonly onClose: () => void;
};

function useToday(): string {
  return useOperation('app.status', {}).data?.today ?? '';
}

export function ExtendDialog({ caseId, request, onClose }: OneProps) {
  const { t } = useTranslation('request');
  const form = `extend-${request.id}`;
  const [due, setDue] = useKept(`${form}/due`, request.dueOn);
  const [reason, setReason] = useKept(`${form}/reason`, '');
  const close = useGivenUp(form, onClose);
  const extend = useAct('requests.extend', refreshes);
  const run = () => {
    if (!isIsoDate(due)) return;
    const target = { cases: [caseIdSchema.parse(caseId)], what: request.what };
    extend.mutate(
      { ...target, dueOn: due, reason },
      { onSuccess: () => ended(t('extend.done', { day: due }), close) },
    );
  };
  return (
    <Dialog
      open
      onClose={close}
      title={t('extend.title')}
      acts={
        <Acts close={close}>
          <Button kind="primary" isDisabled={!isIsoDate(due) || extend.isPending} onPress={run}>
            {t('extend.run')}
          </Button>
        </Acts>
      }
    >
      <DayField
        label={t('ask.due')}
        help={t('extend.help', { day: request.dueOn })}
        value={due}
        onChange={setDue}
      />
      <TextField label={t('extend.reason')} value={reason} onChange={setReason} maxLength={400} />
      {extend.error ? <Failed error={extend.error} /> : null}
    </Dialog>
  );
}

export function RemindDialog({ caseId, request, onClose }: OneProps) {
  const { t } = useTranslation('request');
  const code = useCode();
  const today = useToday();
  const form = `remind-${request.id}`;
  const [day, setDay] = useKept(`${form}/day`, '');
  const [how, setHow] = useKept<RequestWay>(`${form}/how`, request.how);
  const close = useGivenUp(form, onClose);
  const remind = useAct('requests.remind', refreshes);
  const shown = day === '' ? today : day;
  const run = () => {
    if (!isIsoDate(shown)) return;
    const target = { cases: [caseIdSchema.parse(caseId)], what: request.what };
    remind.mutate({ ...target, day: shown, how }, { onSuccess: () => ended(t('remind.done'), close) });
  };
  return (
    <Dialog
      open
      onClose={close}
      title={t('remind.title')}
      acts={
        <Acts close={close}>
          <Button kind="primary" isDisabled={!isIsoDate(shown) || remind.isPending} onPress={run}>
            {t('remind.run')}
          </Button>
        </Acts>
      }
    >
      <p className="reading">{t('remind.text', { day: request.dueOn })}</p>
      <DayField label={t('remind.day')} value={shown} onChange={setDay} />
      <SelectField
        label={t('remind.how')}
        value={how}
        onChange={(value) => setHow(requestWays.find((one) => one === value) ?? 'portal')}
        choices={requestWays.map((value) => ({ value, label: code('how', value) }))}
      />
      {remind.error ? <Failed error={remind.error} /> : null}
    </Dialog>
  );
}

export function EndDialog({ caseId, request, onClose }: OneProps) {
  const { t } = useTranslation('request');
  const today = useToday();
  const form = `end-${request.id}`;
  const [outcome, setOutcome] = useKept<RequestOutcome>(`${form}/outcome`, 'answered');
  const [day, setDay] = useKept(`${form}/day`, '');
  const [answer, setAnswer] = useKept(`${form}/answer`, '');
  const close = useGivenUp(form, onClose);
  const end = useAct('requests.end', refreshes);
  const shown = day === '' ? today : day;
  const run = () => {
    if (!isIsoDate(shown)) return;
    const target = { cases: [caseIdSchema.parse(caseId)], what: request.what };
    end.mutate(
      { ...target, outcome, day: shown, answer },
      { onSuccess: () => ended(t(`end.done.${outcome}`), close) },
    );
  };
  return (
    <Dialog
      open
      onClose={close}
      title={t('end.title')}
      acts={
        <Acts close={close}>
          <Button kind="primary" isDisabled={!isIsoDate(shown) || end.isPending} onPress={run}>
            {t('end.run')}
          </Button>
        </Acts>
      }
    >
      <RadioField
        label={t('end.what')}
        value={outcome}
        onChange={(value) => setOutcome(requestOutcomes.find((one) => one === value) ?? 'answered')}
        choices={requestOutcomes.map((value) => ({ value, label: t(`end.outcomes.${value}`) }))}
      />
      <DayField label={t('end.day')} value={shown} onChange={setDay} />
      {outcome === 'answered' ? (
        <TextArea
          label={t(`end.answer.${request.what}`)}
          help={t('end.answerHelp')}
          rows={5}
          maxLength={4000}
          value={answer}
          onChange={setAnswer}
        />
      ) : null}
      {end.error ? <Failed error={end.error} /> : null}
    </Dialog>
  );
}

function ended(words: string, close: () => void): void {
  say(words);
  close();
}

function Acts({ close, children }: { readonly close: () => void; readonly children: ReactNode }) {
  const { t } = useTranslation('request');
  return (
    <>
      {children}
      <Button onPress={close}>{t('cancel')}</Button>
    </>
  );
}
