// Owns: a field for a day written as ÅÅÅÅ-MM-DD. Must not: know which days are right for what.
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../domain/ids.ts';
import { TextField } from './fields.tsx';

type DayFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: string;
  /** Shown in place of the field's own sentence. */
  readonly error?: string | null;
  readonly readOnly?: boolean;
  /** What stands there is a proposal: typing replaces it. */
  readonly startSelected?: boolean;
  readonly onBlur?: () => void;
};

/** `20261122` becomes `2026-11-22`; anything else stays as it was typed and is named as wrong when complete. */
export function DayField({ value, onChange, error, ...rest }: DayFieldProps) {
  const { t } = useTranslation('grid');
  const wrong = value.length >= 8 && !isIsoDate(value) ? t('notADay') : null;
  return (
    <TextField
      {...rest}
      width="short"
      inputMode="numeric"
      placeholder={t('dayPattern')}
      autoComplete="off"
      maxLength={10}
      value={value}
      error={error ?? wrong}
      onChange={(typed) => onChange(withHyphens(typed))}
    />
  );
}

function withHyphens(typed: string): string {
  return /^\d{8}$/.test(typed) ? `${typed.slice(0, 4)}-${typed.slice(4, 6)}-${typed.slice(6)}` : typed;
}
