// Owns: whose form it is, which outcome, where it stands, which draft lies aside, and the next act. Must not: act itself.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormView, Reopening } from '../../../ipc/decision.ts';
import { problemOf } from '../../lib/api.ts';
import { formatIdentityNumber, formatMoment } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useProblemSentence } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Withdraw } from '../../ui/registration/withdraw.tsx';
import { SecondLook } from '../../ui/second-look/second-look.tsx';
import { Failed } from '../../ui/states.tsx';
import { AnswerLines } from './locked-value.tsx';
import { isOpen, type Form, type Outcome } from './use-form.ts';

type HeadProps = {
  readonly form: Form;
  readonly view: FormView;
  readonly onFix: () => void;
  readonly onRegister: () => void;
};

export function CaseHead({ form, view, onFix, onRegister }: HeadProps) {
  const { t } = useTranslation('decision');
  const sentence = useProblemSentence();
  const { row } = view;
  const reopen = (act: Reopening, done: string) =>
    void form
      .reopen(act)
      .then(() => say(done))
      .catch((error: unknown) => say(sentence(problemOf(error)), 'problem'));
  return (
    <header className="case-head">
      <div className="case-head-line">
        <h2 className="case-head-name">
          {row.givenName} {row.familyName}
        </h2>
        <span className="quiet">
          {formatIdentityNumber(row.identityNumber ?? '')} · {row.applicationId}
        </span>
      </div>
      {isOpen(view) ? (
        <div className="case-head-line">
          <OutcomeChoice value={form.outcome} onChange={form.setOutcome} />
          <Button keys="Ctrl+Enter" onPress={onFix}>
            {t('fix.open')}
          </Button>
        </div>
      ) : (
        <Standing
          view={view}
          onRegister={onRegister}
          onReopen={() => reopen('basis', t('standing.opened'))}
        />
      )}
      {view.reopened && view.basis !== null ? (
        <Notice
          tone="info"
          title={t('standing.reopened', { day: view.basis.day })}
          acts={<Button onPress={() => reopen('leave', t('standing.kept'))}>{t('standing.keep')}</Button>}
        >
          {t('standing.reopenedText')}
        </Notice>
      ) : null}
      {view.setAside === null ? null : (
        <DraftAside
          view={view}
          aside={view.setAside}
          onGoOn={() => reopen('draft', t('aside.wentOn'))}
          onDrop={() => reopen('leave', t('aside.dropped'))}
        />
      )}
      <SecondLook caseId={view.caseId} heads={view.heads} look={view.secondLook} />
      {form.saveState === 'failed' ? (
        <Failed error={form.saveError} onRetry={() => void form.flush()} />
      ) : null}
    </header>
  );
}

type StandingProps = {
  readonly view: FormView;
  readonly onRegister: () => void;
  readonly onReopen: () => void;
};

function Standing({ view, onRegister, onReopen }: StandingProps) {
  const { t } = useTranslation('decision');
  if (view.standing === 'conflict') {
    return (
      <Notice tone="bad" title={t('standing.conflict')}>
        {t('standing.conflictText')} <a href="#/exchange/conflicts">{t('standing.toConflicts')}</a>
      </Notice>
    );
  }
  if (view.registered !== null) {
    const { barNumber, day, by, outcome } = view.registered;
    return (
      <Notice
        tone="good"
        title={t('standing.registered', {
          outcome: t(`outcome.${outcome}`).toLowerCase(),
          number: barNumber,
          day,
        })}
        acts={<Withdraw caseId={view.caseId} heads={view.heads} barNumber={barNumber} />}
      >
        {t('standing.registeredText', { by })}
      </Notice>
    );
  }
  return <Fixed view={view} onRegister={onRegister} onReopen={onReopen} />;
}

/** DE-19: while the basis waits for other eyes nothing is to be decided over it, and nothing recorded. */
function Fixed({ view, onRegister, onReopen }: StandingProps) {
  const { t } = useTranslation('decision');
  const { basis, outcome, secondLook, setAside } = view;
  const look = secondLook?.about === 'basis' ? secondLook.status : 'confirmed';
  const next = look === 'confirmed' ? 'basisText' : look === 'sentBack' ? 'sentBackText' : 'waitsText';
  const register =
    look === 'confirmed' ? (
      <Button key="register" kind="primary" onPress={onRegister}>
        {t('register.open')}
      </Button>
    ) : null;
  const reopen =
    setAside === null ? (
      <Button key="reopen" onPress={onReopen}>
        {t('standing.reopen')}
      </Button>
    ) : null;
  return (
    <Notice
      tone="info"
      title={t('standing.basis', { outcome: t(`outcome.${outcome}`).toLowerCase() })}
      acts={register === null && reopen === null ? undefined : [register, reopen]}
    >
      {basis === null ? '' : t(`standing.${next}`, { by: basis.by, day: basis.day })}
    </Notice>
  );
}

type AsideProps = {
  readonly view: FormView;
  readonly aside: NonNullable<FormView['setAside']>;
  readonly onGoOn: () => void;
  readonly onDrop: () => void;
};

/** DE-22: nothing that was written is out of sight, and it goes when its author says so. */
function DraftAside({ view, aside, onGoOn, onDrop }: AsideProps) {
  const { t } = useTranslation('decision');
  const [isShown, setIsShown] = useState(false);
  const at = formatMoment(aside.savedAt);
  const { by, day } = view.basis ?? { by: '', day: '' };
  const mayGoOn = view.standing === 'basis';
  const from = aside.overDay === null ? 'before' : 'over';
  const goOn = mayGoOn ? <Button onPress={onGoOn}>{t('aside.goOn')}</Button> : null;
  return (
    <Notice
      tone="check"
      title={t('aside.title')}
      acts={
        <>
          {goOn}
          <Button onPress={() => setIsShown(true)}>{t('aside.show')}</Button>
        </>
      }
    >
      {t(`aside.${mayGoOn ? from : 'registered'}`, { at, by, day, overDay: aside.overDay })}
      {isShown ? (
        <Dialog
          open
          wide
          role="alertdialog"
          title={t('aside.dialog', { at })}
          onClose={() => setIsShown(false)}
          acts={
            <>
              {goOn}
              <Button kind="danger" onPress={onDrop}>
                {t('aside.drop')}
              </Button>
              <Button onPress={() => setIsShown(false)}>{t('common:close')}</Button>
            </>
          }
        >
          <Written view={view} aside={aside} />
          <p>{t('aside.dropText')}</p>
        </Dialog>
      ) : null}
    </Notice>
  );
}

/** What the draft says and the basis does not, by field. */
function Written({ view, aside }: Pick<AsideProps, 'view' | 'aside'>) {
  const { t } = useTranslation('decision');
  const { data } = useOperation('decision.definition', {});
  const fields = (data?.parts ?? []).flatMap((part) => part.fields);
  const written = fields.filter(({ number }) => aside.answers[number] !== undefined);
  return (
    <dl className="draft-written">
      {view.basis === null || aside.outcome === view.basis.outcome ? null : (
        <div>
          <dt>{t('outcome.label')}</dt>
          <dd>{t(`outcome.${aside.outcome}`)}</dd>
        </div>
      )}
      {written.map((field) => (
        <div key={field.number}>
          <dt>
            {field.number} {field.label}
          </dt>
          <dd>
            <AnswerLines field={field} value={aside.answers[field.number]} answers={aside.answers} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const outcomes: readonly Outcome[] = ['grant', 'refusal'];

type OutcomeProps = { readonly value: Outcome | null; readonly onChange: (outcome: Outcome) => void };

export function OutcomeChoice({ value, onChange }: OutcomeProps) {
  const { t } = useTranslation('decision');
  const name = useId();
  return (
    <fieldset className="outcome-choice">
      <legend className="visually-hidden">{t('outcome.label')}</legend>
      {outcomes.map((outcome) => (
        <label key={outcome} className="tick">
          <input type="radio" name={name} checked={value === outcome} onChange={() => onChange(outcome)} />
          <span>{t(`outcome.${outcome}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
