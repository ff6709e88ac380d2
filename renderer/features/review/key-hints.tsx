// Owns: the line of keys under the list and the sheet of all of them. Must not: bind a key.
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { shownLetter, type LetterName } from '../../lib/keys/letters.ts';
import { useLetters } from '../../lib/keys/use-letters.ts';
import { useSettings } from '../../lib/settings.tsx';
import { Button } from '../../ui/button.tsx';
import { KeySheet } from '../../ui/key-sheet.tsx';

type HintsProps = { readonly onNext: () => void; readonly onSheet: () => void };

export const KeyHints = memo(function KeyHints({ onNext, onSheet }: HintsProps) {
  const { t } = useTranslation('review');
  const { settings } = useSettings();
  const letter = useLetters();
  const shown = (...names: readonly LetterName[]) =>
    names.map((name) => shownLetter(settings, name) ?? '').join(' ');
  const isOff = settings.letterMode === 'off';
  const hints: readonly (readonly [string, string])[] = [
    [isOff ? '↑ ↓' : shown('next', 'previous'), t('hint.move')],
    ...(isOff ? [] : [[shown('eligible', 'needsCheck', 'notEligible'), t('hint.verdict')] as const]),
    [t('hint.spaceKey'), t('hint.choose')],
    ['Ctrl+Z', t('hint.undo')],
    ['F6', t('hint.panes')],
  ];
  return (
    <div className="key-hints">
      {hints.map(([key, text]) => (
        <span key={key} className="nowrap">
          <kbd>{key}</kbd> {text}
        </span>
      ))}
      <Button kind="quiet" {...letter('nextForMe')} onPress={onNext}>
        {t('hint.nextForMe')}
      </Button>
      <Button kind="quiet" {...letter('sheet')} onPress={onSheet}>
        {t('hint.sheet')}
      </Button>
    </div>
  );
});

type SheetProps = { readonly open: boolean; readonly onClose: () => void };

export function ReviewKeys({ open, onClose }: SheetProps) {
  const { t } = useTranslation('review');
  const { settings } = useSettings();
  const groups = useMemo(() => {
    const line = (text: string, ...keys: readonly string[]) => ({ keys, text: t(`keys.${text}`) });
    const own = (name: LetterName, ...others: readonly string[]) => {
      const key = shownLetter(settings, name);
      return line(name, ...(key === undefined ? [] : [key]), ...others);
    };
    const nextForMe = shownLetter(settings, 'nextForMe');
    const moving = [
      own('next', '↓'),
      own('previous', '↑'),
      line('nextForMeOrder', ...(nextForMe === undefined ? [] : [nextForMe])),
      line('look', 'Ctrl+↑', 'Ctrl+↓'),
      line('edge', 'Home', 'End'),
      line('enter', 'Enter'),
      line('panes', 'F6'),
    ];
    const verdicts = [own('eligible'), own('needsCheck'), own('notEligible'), line('undo', 'Ctrl+Z')];
    const handing = [
      own('assign'),
      own('watch'),
      own('request'),
      own('question'),
      own('opened'),
      own('note'),
      own('facts'),
      own('attach'),
      own('takeOver'),
      own('handOver'),
    ];
    const choosing = [
      line('choose', t('hint.spaceKey')),
      line('range', 'Shift+↓'),
      line('all', 'Ctrl+A'),
      line('noneChosen', 'Esc'),
    ];
    const elsewhere = [
      line('filter', 'Ctrl+F'),
      line('refresh', 'F5'),
      line('search', 'Ctrl+K'),
      line('main', 'Ctrl+Enter'),
      own('sheet'),
    ];
    return [
      { title: t('keys.move'), lines: moving },
      { title: t('keys.verdicts'), lines: verdicts },
      { title: t('keys.handing'), lines: handing },
      { title: t('keys.choosing'), lines: choosing },
      { title: t('keys.elsewhere'), lines: elsewhere },
    ].map(({ title, lines }) => ({ title, lines: lines.filter(({ keys }) => keys.length > 0) }));
  }, [t, settings]);
  return <KeySheet open={open} onClose={onClose} groups={groups} />;
}
