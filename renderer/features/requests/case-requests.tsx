// Owns: what has been asked of the applicant of the open case, what has come, and the acts on it. Must not: know the list.
import './requests.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestView } from '../../../ipc/party/requests.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { useLetters } from '../../lib/keys/use-letters.ts';
import { useCode } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { EndDialog, ExtendDialog, RemindDialog } from './answer-dialogs.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { LetterButton } from './letter-button.tsx';

type RequestsProps = { readonly view: CaseView; readonly elementId: string };
type Asked =
  | { readonly act: 'ask' }
  | { readonly act: 'remind' | 'extend' | 'end'; readonly request: RequestView }
  | null;

export function CaseRequests({ view, elementId }: RequestsProps) {
  const { t } = useTranslation('request');
  const letter = useLetters();
  const [asked, setAsked] = useState<Asked>(null);
  const { row, requests } = view;
  if (row.barred) return null;
  return (
    <section className="case-requests" aria-label={t('section')}>
      {requests.map((request) => (
        <RequestLine key={request.id} request={request} caseId={row.caseId} onAct={setAsked} />
      ))}
      <div className="row">
        <Button
          {...letter('request')}
          id={`${elementId}-request`}
          kind="quiet"
          onPress={() => setAsked({ act: 'ask' })}
        >
          {t('ask.open')}
        </Button>
      </div>
      <Asking asked={asked} view={view} onClose={() => setAsked(null)} />
    </section>
  );
}

type AskingProps = { readonly asked: Asked; readonly view: CaseView; readonly onClose: () => void };

function Asking({ asked, view: { row }, onClose }: AskingProps) {
  if (asked === null) return null;
  if (asked.act === 'ask')
    return <AskDialog cases={[row.caseId]} name={row.applicationId} onClose={onClose} />;
  const one = { caseId: row.caseId, request: asked.request, onClose };
  switch (asked.act) {
    case 'remind':
      return <RemindDialog {...one} />;
    case 'extend':
      return <ExtendDialog {...one} />;
    case 'end':
      return <EndDialog {...one} />;
  }
}

type LineProps = {
  readonly request: RequestView;
  readonly caseId: string;
  readonly onAct: (asked: Asked) => void;
};

function RequestLine({ request, caseId, onAct }: LineProps) {
  const { t } = useTranslation('request');
  const code = useCode();
  const { what, status, lacks, text, sentOn, dueOn, late, how, reminded, answer, endedOn, by, letter } =
    request;
  return (
    <div className="case-request">
      <p>
        <strong>{t(`line.${what}`)}</strong> <Standing status={status} late={late} />
      </p>
      <p className="quiet">
        {t('line.sent', { day: sentOn, how: code('how', how), name: by })}
        {status === 'open' ? ` ${t('line.due', { day: dueOn })}` : ''}
        {reminded.length === 0 ? '' : ` ${t('line.reminded', { day: reminded.join(', ') })}`}
        {endedOn === null ? '' : ` ${t('line.ended', { day: endedOn })}`}
        {letter === 'made' ? '' : ` ${t(`line.letter.${letter}`)}`}
      </p>
      <Lacks lacks={lacks} text={text} />
      {answer === null ? null : <p className="case-request-text">{t('line.answer', { answer })}</p>}
      {status === 'open' ? (
        <div className="row">
          <LetterButton cases={[caseId]} what={what} />
          <Button kind="quiet" onPress={() => onAct({ act: 'end', request })}>
            {t('end.open')}
          </Button>
          <Button kind="quiet" onPress={() => onAct({ act: 'remind', request })}>
            {t('remind.open')}
          </Button>
          <Button kind="quiet" onPress={() => onAct({ act: 'extend', request })}>
            {t('extend.open')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** What is asked for besides the list stands last in it; a text of its own is a paragraph. */
function Lacks({ lacks, text }: Pick<RequestView, 'lacks' | 'text'>) {
  const { t } = useTranslation('request');
  if (lacks.length === 0) return text === '' ? null : <p className="case-request-text">{text}</p>;
  return (
    <ul className="case-request-lacks">
      {lacks.map((lack) => (
        <li key={lack.text}>
          {lack.text} {lack.come ? <Mark tone="good" word={t('line.come')} /> : null}
        </li>
      ))}
      {text === '' ? null : <li className="case-request-text">{text}</li>}
    </ul>
  );
}

function Standing({ status, late }: Pick<RequestView, 'status' | 'late'>) {
  const { t } = useTranslation('request');
  if (status === 'open')
    return <Mark tone={late ? 'bad' : 'check'} word={t(late ? 'status.late' : 'status.open')} />;
  return <Mark tone={status === 'answered' ? 'good' : 'check'} word={t(`status.${status}`)} />;
}
