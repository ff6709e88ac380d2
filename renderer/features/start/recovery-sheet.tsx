// Owns: the sheet that opens the store when the passphrase is lost: printed or written down, then checked.
// Must not: keep the code anywhere, nor let it be skipped unseen.
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { ControlWords } from '../../ui/text.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { StartFrame } from './start-frame.tsx';

type Props = {
  readonly name: string;
  readonly code: string;
  readonly words: readonly string[];
  readonly onDone: () => void;
};

/** Without hyphens and spaces; the last is a check character and may be one of `*~$=`. */
const letters = (text: string): string => text.replace(/[\s\p{Pd}]/gu, '').toUpperCase();
const asked = 4;

export function RecoverySheet({ name, code, words, onDone }: Props) {
  const { t } = useTranslation('start');
  const [noted, setNoted] = useState('');
  const [wrong, setWrong] = useState(false);
  const check = (event: SyntheticEvent) => {
    event.preventDefault();
    if (letters(noted) === letters(code).slice(-asked)) onDone();
    else setWrong(true);
  };
  return (
    <StartFrame title={t('sheet.title')}>
      <div className="print-sheet stack">
        <h2 className="print-only">{t('sheet.printTitle')}</h2>
        <p className="print-only">{t('sheet.owner', { name })}</p>
        <p className="reading">{t('sheet.lead')}</p>
        <p className="recovery-code">{code}</p>
        <h2>{t('sheet.words')}</h2>
        <ControlWords words={words} />
        <p className="quiet">{t('sheet.wordsHelp')}</p>
        <p className="print-only">{t('sheet.keep')}</p>
      </div>
      <Notice tone="check">{t('sheet.warning')}</Notice>
      <div className="row">
        <Button onPress={() => window.print()}>{t('sheet.print')}</Button>
      </div>
      <form className="stack" onSubmit={check} noValidate>
        <TextField
          label={t('sheet.check', { count: asked })}
          error={wrong ? t('sheet.wrong', { count: asked }) : null}
          width="short"
          value={noted}
          autoComplete="off"
          onChange={(value) => {
            setNoted(value);
            setWrong(false);
          }}
        />
        <div className="row">
          <Button kind="primary" type="submit">
            {t('sheet.done')}
          </Button>
        </div>
      </form>
    </StartFrame>
  );
}
