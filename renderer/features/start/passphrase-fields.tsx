// Owns: a new passphrase written twice, with its length told while it is written. Must not: keep or send it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField, Tick } from '../../ui/fields.tsx';

export const shortestPassphrase = 12;

export type NewPassphrase = { readonly first: string; readonly second: string };
export const noPassphrase: NewPassphrase = { first: '', second: '' };

/** The key of what is wrong, or null. */
export function passphraseProblem({ first, second }: NewPassphrase): 'tooShort' | 'differ' | null {
  if (first.length < shortestPassphrase) return 'tooShort';
  return first === second ? null : 'differ';
}

type Props = {
  readonly value: NewPassphrase;
  readonly onChange: (value: NewPassphrase) => void;
  readonly tried: boolean;
};

export function PassphraseFields({ value, onChange, tried }: Props) {
  const { t } = useTranslation('start');
  const [seen, setSeen] = useState(false);
  const problem = tried ? passphraseProblem(value) : null;
  const type = seen ? 'text' : 'password';
  return (
    <>
      <TextField
        label={t('passphrase.new')}
        help={t('passphrase.help', { count: shortestPassphrase })}
        error={problem === 'tooShort' ? t('passphrase.tooShort', { count: shortestPassphrase }) : null}
        type={type}
        autoComplete="new-password"
        value={value.first}
        onChange={(first) => onChange({ ...value, first })}
      />
      <TextField
        label={t('passphrase.again')}
        error={problem === 'differ' ? t('passphrase.differ') : null}
        type={type}
        autoComplete="new-password"
        value={value.second}
        onChange={(second) => onChange({ ...value, second })}
      />
      <Tick label={t('passphrase.show')} checked={seen} onChange={setSeen} />
    </>
  );
}
