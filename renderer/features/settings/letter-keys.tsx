// Owns: choosing how the keys of one sign work and which sign each act has. Must not: let two acts have the same.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { letterModes } from '../../../ipc/app.ts';
import {
  letterNames,
  lettersOf,
  rebind,
  shownLetter,
  signOf,
  type LetterName,
} from '../../lib/keys/letters.ts';
import { say } from '../../lib/session.ts';
import { useSettings } from '../../lib/settings.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, TextField } from '../../ui/fields.tsx';

export function LetterKeys() {
  const { t } = useTranslation('settings');
  const { settings, change } = useSettings();
  const [asked, setAsked] = useState<LetterName | null>(null);
  const isOwn = Object.keys(settings.letters).length > 0;
  return (
    <>
      <RadioField
        label={t('keys.mode')}
        help={t('keys.modeHelp')}
        value={settings.letterMode}
        choices={letterModes.map((mode) => ({ value: mode, label: t(`keys.modes.${mode}`) }))}
        onChange={(value) => {
          const letterMode = letterModes.find((one) => one === value);
          if (letterMode !== undefined) change({ letterMode });
        }}
      />
      {settings.letterMode === 'off' ? null : (
        <>
          <ul className="letter-keys" aria-label={t('keys.list')}>
            {letterNames.map((name) => (
              <li key={name}>
                <kbd>{shownLetter(settings, name)}</kbd>
                <span>{t(`review:keys.${name}`)}</span>
                <Button
                  kind="quiet"
                  aria-label={t('keys.changeOf', { act: t(`review:keys.${name}`) })}
                  onPress={() => setAsked(name)}
                >
                  {t('keys.change')}
                </Button>
              </li>
            ))}
          </ul>
          {isOwn ? (
            <div className="row">
              <Button
                onPress={() => {
                  change({ letters: {} });
                  say(t('keys.isReset'));
                }}
              >
                {t('keys.reset')}
              </Button>
            </div>
          ) : null}
        </>
      )}
      {asked === null ? null : <SignDialog name={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

type SignProps = { readonly name: LetterName; readonly onClose: () => void };

function SignDialog({ name, onClose }: SignProps) {
  const { t } = useTranslation('settings');
  const { settings, change } = useSettings();
  const [text, setText] = useState('');
  const letters = lettersOf(settings);
  const rebound = rebind(letters, name, text);
  const act = t(`review:keys.${name}`);
  const other = rebound?.swapped;
  const swapIn = (words: 'swap' | 'swapped') =>
    other === undefined ? '' : t(`keys.${words}`, { act: t(`review:keys.${other}`), sign: letters[name] });
  const save = () => {
    if (rebound === undefined) return;
    change({ letters: rebound.letters });
    say([t('keys.saved', { act, sign: signOf(text) }), swapIn('swapped')].join(' ').trim());
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('keys.newFor', { act })}
      acts={
        <>
          <Button kind="primary" keys="Enter" isDisabled={rebound === undefined} onPress={save}>
            {t('keys.save')}
          </Button>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
        </>
      }
    >
      <TextField
        label={t('keys.sign')}
        help={t('keys.signHelp', { sign: letters[name] })}
        width="short"
        value={text}
        onChange={(written) => setText(lastSign(written))}
        startFocus
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
        }}
        error={text !== '' && rebound === undefined ? t('keys.noSign') : null}
      />
      {other === undefined ? null : <p role="status">{swapIn('swap')}</p>}
    </Dialog>
  );
}

/** Whoever presses again has changed their mind: the last sign counts. */
function lastSign(written: string): string {
  return [...written.trim().normalize('NFC')].at(-1) ?? '';
}
