// Owns: one field of the form: its control by type, where the value came from, what is wrong with it in its own words, and going to it.
// Must not: validate; main does.
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { baseNumber } from '../../../domain/form/definition.ts';
import type { FormFieldView, FormProblem, FormView } from '../../../ipc/decision.ts';
import { hasText } from '../../lib/i18n.ts';
import { DayField } from '../../ui/day-field.tsx';
import { RadioField, SelectField, TextArea, TextField } from '../../ui/fields.tsx';
import { LockedValue } from './locked-value.tsx';
import type { AnswerValue } from './use-form.ts';

export type FormFieldProps = {
  readonly field: FormFieldView;
  readonly locked: boolean;
  readonly value: AnswerValue | undefined;
  readonly onChange: (value: AnswerValue) => void;
  readonly source: string | undefined;
  readonly problems: readonly FormProblem[];
  /** Numbers that stop the basis; a problem elsewhere is a warning. */
  readonly stops: readonly string[];
  readonly answers: FormView['answers'];
};

export function FormField(props: FormFieldProps) {
  const { field, locked, problems, stops } = props;
  const stopping = stops.includes(baseNumber(field.number));
  const wrong = problems.filter((problem) => stopping && problem.code !== 'required');
  const asked = problems.filter((problem) => !wrong.includes(problem));
  const help = <Help field={field} source={props.source} asked={asked} locked={locked} />;
  const error = wrong.length === 0 ? null : wrong.map((problem) => problem.sentence).join(' ');
  return (
    <div className="form-field" id={fieldElementId(field.number)} tabIndex={-1}>
      {locked ? (
        <LockedValue {...props} help={help} error={error} />
      ) : (
        <Control {...props} help={help} error={error} />
      )}
    </div>
  );
}

type ControlProps = FormFieldProps & { readonly help: ReactNode; readonly error: string | null };

const textOf = (value: AnswerValue | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function Control({ field, value, onChange, help, error }: ControlProps) {
  const { t } = useTranslation('decision');
  const base = { label: `${field.number} ${field.label}`, help, error };
  const length = field.maxLength === null ? {} : { maxLength: field.maxLength };
  switch (field.type) {
    case 'date':
      return (
        <>
          <DayField label={base.label} error={error} value={textOf(value)} onChange={onChange} />
          <div className="field-help">{help}</div>
        </>
      );
    case 'choice':
      return (
        <SelectField
          {...base}
          value={textOf(value)}
          onChange={onChange}
          choices={[
            { value: '', label: t('form.choose') },
            ...field.choices.map(({ code, label }) => ({ value: code, label })),
          ]}
        />
      );
    case 'yesNo':
      return (
        <RadioField
          {...base}
          value={typeof value === 'boolean' ? String(value) : ''}
          onChange={(answer) => onChange(answer === 'true')}
          choices={[
            { value: 'true', label: t('form.yes') },
            { value: 'false', label: t('form.no') },
          ]}
        />
      );
    case 'longText':
      return <LongText field={field} base={base} value={textOf(value)} onChange={onChange} />;
    case 'hours':
      return <HoursField {...base} value={value} onChange={onChange} />;
    default:
      return <TextField {...base} {...length} value={textOf(value)} onChange={onChange} autoComplete="off" />;
  }
}

type LongTextProps = {
  readonly field: FormFieldView;
  readonly base: { readonly label: string; readonly help: ReactNode; readonly error: string | null };
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** How long the text is stands beside it: 6.3 has a least and a greatest length. */
function LongText({ field, base, value, onChange }: LongTextProps) {
  const { t } = useTranslation('decision');
  const length = value.trim().length;
  const bounds =
    field.minLength === null
      ? t('form.most', { length, max: field.maxLength })
      : t('form.between', { length, min: field.minLength, max: field.maxLength });
  const help = (
    <>
      {base.help}
      {field.maxLength === null ? null : <span className="nowrap"> {bounds}</span>}
    </>
  );
  return (
    <TextArea {...base} help={help} rows={field.number === '6.3' ? 8 : 4} value={value} onChange={onChange} />
  );
}

type HelpProps = {
  readonly field: FormFieldView;
  readonly source: string | undefined;
  readonly asked: readonly FormProblem[];
  readonly locked: boolean;
};

function Help({ field, source, asked, locked }: HelpProps) {
  const { t } = useTranslation('decision');
  const about = [
    source !== undefined && hasText(`decision:source.${source}`) ? t(`source.${source}`) : '',
    locked && field.locked && source !== 'system' ? t('form.locked') : '',
    field.toConfirm ? t('form.toConfirm') : '',
  ].filter((each) => each !== '');
  return (
    <span className="form-help">
      {asked.map((problem) => (
        <span key={problem.code} className="form-asked">
          <span aria-hidden="true">◆</span> {problem.sentence}
        </span>
      ))}
      {field.help === null || locked ? null : <span>{field.help}</span>}
      {about.length === 0 ? null : <span className="form-source">{about.join(' · ')}</span>}
    </span>
  );
}

type HoursProps = {
  readonly label: string;
  readonly help: ReactNode;
  readonly error: string | null;
  readonly value: AnswerValue | undefined;
  readonly onChange: (value: AnswerValue) => void;
};

const shown = (value: AnswerValue | undefined): string =>
  typeof value === 'number' ? String(value).replace('.', ',') : typeof value === 'string' ? value : '';

/** What cannot be read as a number goes to main as it stands, and comes back with the field's sentence. */
export function HoursField({ value, onChange, ...rest }: HoursProps) {
  const [text, setText] = useState(() => shown(value));
  return (
    <TextField
      {...rest}
      width="short"
      inputMode="decimal"
      maxLength={6}
      value={text}
      onChange={(typed) => {
        setText(typed);
        const number = Number(typed.trim().replace(',', '.'));
        onChange(typed.trim() === '' || !Number.isFinite(number) ? typed.trim() : number);
      }}
    />
  );
}

function fieldElementId(number: string): string {
  return `form-field-${number.replace('.', '-')}`;
}

/** Moves focus to the field's first control; a locked one has none and takes focus itself. */
export function goToField(number: string): void {
  const place =
    document.getElementById(fieldElementId(number)) ??
    document.getElementById(fieldElementId(baseNumber(number)));
  if (place === null) return;
  place.scrollIntoView({ block: 'center' });
  const control = place.querySelector('input:not([readonly]), select, textarea:not([readonly])');
  if (control instanceof HTMLElement) control.focus();
  else place.focus();
}
