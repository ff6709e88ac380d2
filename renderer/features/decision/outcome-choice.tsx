// Owns: the choice between grant and refusal, side by side. Must not: have a choice that moves by itself.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from './use-form.ts';

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
