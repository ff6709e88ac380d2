// Owns: a number of hours as it is typed, “37,5”. Must not: guess a unit.
import { useState, type ReactNode } from 'react';
import { TextField } from '../../ui/fields.tsx';
import type { AnswerValue } from './use-form.ts';

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
