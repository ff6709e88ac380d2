// Owns: noting a question to the responsible caseworker, and what came of it. Must not: send anything; the question is put outside.
import { useTranslation } from 'react-i18next';
import { caseIdSchema, eventHashSchema, isIsoDate } from '../../../domain/ids.ts';
import {
  questionOutcomes,
  questionWays,
  type QuestionOutcome,
  type QuestionWay,
} from '../../../domain/ledger/payloads/requests.ts';
import type { QuestionView } from '../../../ipc/party/requests.ts';
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

type QuestionProps = { readonly caseId: string; readonly name: string; readonly onClose: () => void };

function useQuestion(caseId: string) {
  const form = `question-${caseId}`;
  const [question, setQuestion] = useKept(`${form}/question`, '');
  const [officer, setOfficer] = useKept(`${form}/officer`, '');
  const [unit, setUnit] = useKept(`${form}/unit`, '');
  const [day, setDay] = useKept(`${form}/day`, '');
  const [how, setHow] = useKept<QuestionWay>(`${form}/how`, 'email');
  const [watch, setWatch] = useKept(`${form}/watch`, '');
  const today = useOperation('app.status', {}).data?.today ?? '';
  const askedOn = day === '' ? today : day;
  const isWhole = [question, officer, unit].every((one) => one.trim() !== '') && isIsoDate(askedOn);
  const values = { question, officer, unit, askedOn, how, watch, isWhole: isWhole && watchFits(watch) };
  return { form, ...values, setQuestion, setOfficer, setUnit, setDay, setHow, setWatch };
}

/** The day to come back is left out, or a day. */
function watchFits(watch: string): boolean {
  return watch === '' || isIsoDate(watch);
}

export function QuestionDialog({ caseId, name, onClose }: QuestionProps) {
  const { t } = useTranslation('request');
  const asking = useQuestion(caseId);
  const { question, officer, unit, askedOn, how, watch, isWhole } = asking;
  const close = useGivenUp(asking.form, onClose);
  const ask = useAct('requests.question', refreshes);
  const run = () => {
    if (!isIsoDate(askedOn)) return;
    const until = isIsoDate(watch) ? { watchOn: watch } : {};
    const noted = { question, officer, unit, askedOn, how, ...until };
    ask.mutate(
      { cases: [caseIdSchema.parse(caseId)], ...noted },
      { onSuccess: () => ended(t('question.done'), close) },
    );
  };
  return (
    <Dialog
      open
      onClose={close}
      title={`${t('question.title')}: ${name}`}
      acts={
        <>
          <Button kind="primary" isDisabled={!isWhole || ask.isPending} onPress={run}>
            {t('question.run')}
          </Button>
          <Button onPress={close}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t('question.text')}</p>
      <TextArea
        label={t('question.question')}
        rows={4}
        maxLength={4000}
        value={question}
        onChange={asking.setQuestion}
      />
      <TextField
        label={t('question.officer')}
        help={t('question.officerHelp')}
        maxLength={120}
        value={officer}
        onChange={asking.setOfficer}
      />
      <TextField label={t('question.unit')} maxLength={120} value={unit} onChange={asking.setUnit} />
      <DayField label={t('question.day')} value={askedOn} onChange={asking.setDay} />
      <WayField label={t('question.how')} value={how} onChange={asking.setHow} />
      <DayField
        label={t('question.watch')}
        help={t('question.watchHelp')}
        value={watch}
        onChange={asking.setWatch}
      />
      {ask.error ? <Failed error={ask.error} /> : null}
    </Dialog>
  );
}

type AnswerProps = {
  readonly caseId: string;
  readonly question: QuestionView;
  readonly onClose: () => void;
};

export function QuestionAnswerDialog({ caseId, question, onClose }: AnswerProps) {
  const { t } = useTranslation('request');
  const form = `question-end-${question.id}`;
  const [outcome, setOutcome] = useKept<QuestionOutcome>(`${form}/outcome`, 'answered');
  const [day, setDay] = useKept(`${form}/day`, '');
  const [how, setHow] = useKept<QuestionWay>(`${form}/how`, question.how);
  const [answer, setAnswer] = useKept(`${form}/answer`, '');
  const close = useGivenUp(form, onClose);
  const end = useAct('requests.endQuestion', refreshes);
  const today = useOperation('app.status', {}).data?.today ?? '';
  const shown = day === '' ? today : day;
  const isWhole = isIsoDate(shown) && (outcome === 'takenBack' || answer.trim() !== '');
  const run = () => {
    if (!isIsoDate(shown)) return;
    const target = { id: caseIdSchema.parse(caseId), of: eventHashSchema.parse(question.id) };
    end.mutate(
      { ...target, outcome, day: shown, how, answer: outcome === 'answered' ? answer : '' },
      { onSuccess: () => ended(t(`question.ended.${outcome}`), close) },
    );
  };
  return (
    <Dialog
      open
      onClose={close}
      title={t('question.answerTitle', { officer: question.officer })}
      acts={
        <>
          <Button kind="primary" isDisabled={!isWhole || end.isPending} onPress={run}>
            {t('end.run')}
          </Button>
          <Button onPress={close}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="case-request-text">{question.question}</p>
      <RadioField
        label={t('end.what')}
        value={outcome}
        onChange={(value) => setOutcome(questionOutcomes.find((one) => one === value) ?? 'answered')}
        choices={questionOutcomes.map((value) => ({ value, label: t(`question.outcomes.${value}`) }))}
      />
      <DayField label={t('end.day')} value={shown} onChange={setDay} />
      {outcome === 'answered' ? (
        <>
          <WayField label={t('question.answeredHow')} value={how} onChange={setHow} />
          <TextArea
            label={t('question.answer')}
            help={t('question.answerHelp')}
            rows={5}
            maxLength={4000}
            value={answer}
            onChange={setAnswer}
          />
        </>
      ) : null}
      {end.error ? <Failed error={end.error} /> : null}
    </Dialog>
  );
}

type WayProps = {
  readonly label: string;
  readonly value: QuestionWay;
  readonly onChange: (how: QuestionWay) => void;
};

function WayField({ label, value, onChange }: WayProps) {
  const code = useCode();
  return (
    <SelectField
      label={label}
      value={value}
      onChange={(chosen) => onChange(questionWays.find((one) => one === chosen) ?? 'email')}
      choices={questionWays.map((way) => ({ value: way, label: code('how', way) }))}
    />
  );
}

function ended(words: string, close: () => void): void {
  say(words);
  close();
}
