// Owns: what has been asked of the responsible caseworker about the open case, and the answers. Must not: know the list.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuestionView } from '../../../ipc/party/requests.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { useLetters } from '../../lib/keys/use-letters.ts';
import { useCode } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { QuestionAnswerDialog, QuestionDialog } from './question-dialogs.tsx';

type QuestionsProps = { readonly view: CaseView; readonly elementId: string };

export function CaseQuestions({ view, elementId }: QuestionsProps) {
  const { t } = useTranslation('request');
  const letter = useLetters();
  const [asked, setAsked] = useState<'ask' | QuestionView | null>(null);
  const { row, questions } = view;
  const one = { caseId: row.caseId, onClose: () => setAsked(null) };
  if (row.barred) return null;
  return (
    <section className="case-requests" aria-label={t('question.section')}>
      {questions.map((question) => (
        <QuestionLine key={question.id} question={question} onAnswer={() => setAsked(question)} />
      ))}
      <div className="row">
        <Button
          {...letter('question')}
          id={`${elementId}-question`}
          kind="quiet"
          onPress={() => setAsked('ask')}
        >
          {t('question.open')}
        </Button>
      </div>
      {asked === 'ask' ? <QuestionDialog {...one} name={row.applicationId} /> : null}
      {asked === null || asked === 'ask' ? null : <QuestionAnswerDialog {...one} question={asked} />}
    </section>
  );
}

type LineProps = { readonly question: QuestionView; readonly onAnswer: () => void };

function QuestionLine({ question, onAnswer }: LineProps) {
  const { t } = useTranslation('request');
  const code = useCode();
  const { status, officer, unit, askedOn, how, watchOn, due, by, ends } = question;
  return (
    <div className="case-request">
      <p>
        <strong>{t('question.line')}</strong>{' '}
        <Mark
          tone={status === 'answered' ? 'good' : due ? 'bad' : 'check'}
          word={t(due ? 'question.status.due' : `question.status.${status}`)}
        />
      </p>
      <p className="quiet">
        {t('question.asked', { officer, unit, day: askedOn, how: code('how', how), name: by })}
        {status !== 'open' || watchOn === null ? '' : ` ${t('question.watched', { day: watchOn })}`}
      </p>
      <p className="case-request-text">{question.question}</p>
      {ends.length > 1 ? <p>▲ {t('question.several')}</p> : null}
      {ends.map((end) => (
        <div key={`${end.day} ${end.by} ${end.answer}`}>
          <p className="quiet">
            {t(`question.endedLine.${status === 'answered' ? 'answered' : 'takenBack'}`, {
              day: end.day,
              how: code('how', end.how),
              name: end.by,
            })}
          </p>
          {end.answer === '' ? null : <p className="case-request-text">{end.answer}</p>}
        </div>
      ))}
      {status === 'open' ? (
        <div className="row">
          <Button kind="quiet" onPress={onAnswer}>
            {t('question.answerOpen')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
