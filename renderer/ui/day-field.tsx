// Owns: a field for a day written as ÅÅÅÅ-MM-DD, or short as +14 or 12/12. Must not: know which days are right for what.
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../domain/ids.ts';
import { addDays } from '../../domain/rules/days.ts';
import { useOperation } from '../lib/operations.ts';
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

/** `+14` is so many days ahead; `24/12` is the next such day and month. Undefined: it is no short day, or no day at all. */
export function dayOfShort(typed: string, today: string | undefined): string | undefined {
  if (today === undefined || !isIsoDate(today)) return undefined;
  const ahead = /^\+(\d{1,3})$/.exec(typed.trim())?.[1];
  if (ahead !== undefined) return addDays(today, Number(ahead));
  const [, day = '', month = ''] = /^(\d{1,2})\/(\d{1,2})$/.exec(typed.trim()) ?? [];
  const rest = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const year = Number(today.slice(0, 4));
  return [year, year + 1].map((each) => `${each}-${rest}`).find((each) => isIsoDate(each) && each >= today);
}

/** +14 and 12/12 become days when the field is left, and by Enter, so that the day is seen before anything is done. */
function useShortDay({
  value,
  onChange,
  onBlur,
}: Pick<DayFieldProps, 'value' | 'onChange'> & { readonly onBlur: (() => void) | undefined }) {
  const { data: status } = useOperation('app.status', {});
  const day = dayOfShort(value, status?.today);
  return {
    onBlur: () => {
      if (day !== undefined) onChange(day);
      onBlur?.();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || day === undefined) return;
      event.preventDefault();
      onChange(day);
    },
  };
}

/** `20261122` becomes `2026-11-22`; anything else stays as it was typed and is named as wrong when complete. */
export function DayField({ value, onChange, onBlur, error, ...rest }: DayFieldProps) {
  const { t } = useTranslation('grid');
  const short = useShortDay({ value, onChange, onBlur });
  const wrong = value.length >= 8 && !isIsoDate(value) ? t('notADay') : null;
  return (
    <TextField
      {...rest}
      {...short}
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
