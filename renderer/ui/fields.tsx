// Owns: labelled fields: text, long text, choice, radio, tick. Must not: validate by meaning; the view gives the sentence.
import { useEffect, useId, useRef, type HTMLAttributes, type ReactNode } from 'react';
import { Dated } from './text.tsx';

type FieldProps = {
  readonly label: string;
  /** Shown under the label: what it is for, how it is written. */
  readonly help?: ReactNode;
  /** The sentence when the value is refused. */
  readonly error?: string | null;
  readonly quietLabel?: boolean;
};
type Value = { readonly value: string; readonly onChange: (value: string) => void };

type TextFieldProps = FieldProps &
  Value & {
    readonly type?: 'text' | 'password' | 'search';
    readonly lang?: string;
    readonly startFocus?: boolean;
    /** What stands there is a proposal: typing replaces it. */
    readonly startSelected?: boolean;
    readonly readOnly?: boolean;
    readonly required?: boolean;
    readonly maxLength?: number;
    readonly autoComplete?: string;
    readonly inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
    readonly placeholder?: string;
    readonly width?: 'short' | 'middle' | 'full';
    readonly onKeyDown?: HTMLAttributes<HTMLInputElement>['onKeyDown'];
    readonly onBlur?: () => void;
  };

export function TextField(props: TextFieldProps) {
  const {
    label,
    help,
    error,
    quietLabel,
    value,
    onChange,
    width = 'full',
    startFocus = false,
    startSelected = false,
    ...rest
  } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (startFocus || startSelected) input.current?.focus();
    if (startSelected) input.current?.select();
  }, [startFocus, startSelected]);
  return (
    <Frame {...{ id, label, help, error, quietLabel }}>
      <input
        {...rest}
        {...described(id, help, error)}
        ref={input}
        id={id}
        className={`input input-${width}`}
        value={value}
        spellCheck={false}
        aria-required={rest.required}
        required={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </Frame>
  );
}

type TextAreaProps = FieldProps &
  Value & {
    readonly rows?: number;
    readonly maxLength?: number;
    readonly startFocus?: boolean;
    readonly readOnly?: boolean;
    readonly onBlur?: () => void;
  };

export function TextArea({
  label,
  help,
  error,
  quietLabel,
  value,
  onChange,
  rows = 4,
  startFocus = false,
  ...rest
}: TextAreaProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (startFocus) area.current?.focus();
  }, [startFocus]);
  return (
    <Frame {...{ id, label, help, error, quietLabel }}>
      <textarea
        {...rest}
        {...described(id, help, error)}
        ref={area}
        id={id}
        rows={rows}
        className="input input-full"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Frame>
  );
}

export type Choice = { readonly value: string; readonly label: string; readonly disabled?: boolean };
type SelectFieldProps = FieldProps &
  Value & {
    readonly choices: readonly Choice[];
    readonly disabled?: boolean;
    readonly startFocus?: boolean;
  };

export function SelectField({
  label,
  help,
  error,
  quietLabel,
  value,
  onChange,
  choices,
  disabled,
  startFocus = false,
}: SelectFieldProps) {
  const id = useId();
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (startFocus) select.current?.focus();
  }, [startFocus]);
  return (
    <Frame {...{ id, label, help, error, quietLabel }}>
      <select
        ref={select}
        {...described(id, help, error)}
        id={id}
        className="input select"
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.disabled}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

/** A few choices that should all be seen. */
export function RadioField({ label, help, error, value, onChange, choices }: SelectFieldProps) {
  const id = useId();
  return (
    <fieldset className="field radio-field" {...described(id, help, error)}>
      <legend className="field-label">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="tick">
          <input
            type="radio"
            name={id}
            checked={choice.value === value}
            disabled={choice.disabled}
            onChange={() => onChange(choice.value)}
          />
          <span>
            <Dated text={choice.label} />
          </span>
        </label>
      ))}
      <Below {...{ id, help, error }} />
    </fieldset>
  );
}

type TickGroupProps = FieldProps & {
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
  readonly choices: readonly (Choice & { readonly help?: string })[];
};

/** Any number of a few choices that should all be seen; `values` keeps the order of the choices. */
export function TickGroup({ label, help, error, values, onChange, choices }: TickGroupProps) {
  const id = useId();
  const next = (value: string, checked: boolean) =>
    choices.map((choice) => choice.value).filter((one) => (one === value ? checked : values.includes(one)));
  return (
    <fieldset className="field radio-field tick-group" {...described(id, help, error)}>
      <legend className="field-label">{label}</legend>
      {choices.map(({ value, label: word, help: about, disabled }) => (
        <Tick
          key={value}
          label={<Dated text={word} />}
          help={about}
          disabled={disabled ?? false}
          checked={values.includes(value)}
          onChange={(checked) => onChange(next(value, checked))}
        />
      ))}
      <Below {...{ id, help, error }} />
    </fieldset>
  );
}

type TickProps = {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly help?: ReactNode;
  readonly disabled?: boolean;
};

export function Tick({ label, checked, onChange, help, disabled }: TickProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="tick">
        <input
          {...described(id, help, undefined)}
          type="checkbox"
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>{label}</span>
      </label>
      <Below {...{ id, help }} error={undefined} />
    </div>
  );
}

type Texts = { readonly id: string; readonly help: ReactNode; readonly error: string | null | undefined };

function Frame({
  id,
  label,
  help,
  error,
  quietLabel,
  children,
}: Texts & { label: string; quietLabel: boolean | undefined; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id} className={quietLabel ? 'visually-hidden' : 'field-label'}>
        {label}
      </label>
      {children}
      <Below {...{ id, help, error }} />
    </div>
  );
}

function Below({ id, help, error }: Texts) {
  return (
    <>
      {error ? (
        <p id={`${id}-error`} className="field-error">
          <span aria-hidden="true">▲</span> {error}
        </p>
      ) : null}
      {help ? (
        <p id={`${id}-help`} className="field-help">
          {help}
        </p>
      ) : null}
    </>
  );
}

function described(id: string, help: ReactNode, error: string | null | undefined) {
  const ids = [error ? `${id}-error` : '', help ? `${id}-help` : ''].filter((each) => each !== '').join(' ');
  return { ...(ids === '' ? {} : { 'aria-describedby': ids }), ...(error ? { 'aria-invalid': true } : {}) };
}
