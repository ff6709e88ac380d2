// Owns: parts 1–7 of the supplementary form, from the definition main holds. Must not: know any field by itself.
import { useTranslation } from 'react-i18next';
import type { FormFieldView, FormView } from '../../../ipc/decision.ts';
import { useOperation } from '../../lib/operations.ts';
import { Failed, Waiting } from '../../ui/states.tsx';
import { FormField } from './form-field.tsx';
import type { Form } from './use-form.ts';

export function FormParts({ form, view }: { readonly form: Form; readonly view: FormView }) {
  const { t } = useTranslation('decision');
  const { data, error, refetch } = useOperation('decision.definition', {});
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Waiting />;
  const locked = new Set(view.locked);
  // An answered field stays in sight even when what asked for it has changed: nothing given is hidden.
  const used = (field: FormFieldView) =>
    (field.usedFor === 'both' || field.usedFor === form.outcome) &&
    (isAsked(field, form.answers) || form.answers[field.number] !== undefined);
  return (
    <form
      className="form-parts"
      noValidate
      aria-label={t('form.name')}
      lang="sv"
      onSubmit={(event) => event.preventDefault()}
    >
      {data.parts.map((part) => (
        <fieldset key={part.number} className="form-part">
          <legend>
            <h3>{t('form.part', { number: part.number, title: part.title })}</h3>
          </legend>
          {part.fields.filter(used).map((field) => (
            <FormField
              key={field.number}
              field={field}
              locked={field.locked || locked.has(field.number)}
              value={form.answers[field.number]}
              onChange={(value) => form.set(field.number, value)}
              source={view.provenance[field.number]}
              problems={view.problems.filter((problem) => problem.number === field.number)}
              stops={view.missing}
              answers={view.answers}
            />
          ))}
        </fieldset>
      ))}
    </form>
  );
}

function isAsked({ when }: FormFieldView, answers: Form['answers']): boolean {
  if (when === null) return true;
  const value = answers[when.field];
  if (when.equals === null) return value !== undefined && value !== '';
  return when.equals.some((wanted) => wanted === value);
}
