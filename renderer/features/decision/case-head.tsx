// Owns: whose form it is, which outcome, where it stands, when it was saved, and the next act. Must not: act itself.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormView } from '../../../ipc/decision.ts';
import { problemOf } from '../../lib/api.ts';
import { formatIdentityNumber } from '../../lib/format.ts';
import { say } from '../../lib/session.ts';
import { useProblemSentence } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SecondLook } from '../../ui/second-look/second-look.tsx';
import { Failed } from '../../ui/states.tsx';
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
  const reopen = (open: boolean) =>
    void form
      .reopen(open)
      .then(() => say(t(open ? 'standing.opened' : 'standing.kept')))
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
        <Standing view={view} onRegister={onRegister} onReopen={() => reopen(true)} />
      )}
      {view.reopened && view.basis !== null ? (
        <Notice
          tone="info"
          title={t('standing.reopened', { day: view.basis.day })}
          acts={<Button onPress={() => reopen(false)}>{t('standing.keep')}</Button>}
        >
          {t('standing.reopenedText')}
        </Notice>
      ) : null}
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
      >
        {t('standing.registeredText', { by })}
      </Notice>
    );
  }
  return (
    <Notice
      tone="info"
      title={t('standing.basis', { outcome: t(`outcome.${view.outcome}`).toLowerCase() })}
      acts={
        <>
          <Button kind="primary" onPress={onRegister}>
            {t('register.open')}
          </Button>
          <Button onPress={onReopen}>{t('standing.reopen')}</Button>
        </>
      }
    >
      {view.basis === null ? '' : t('standing.basisText', { by: view.basis.by, day: view.basis.day })}
    </Notice>
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
