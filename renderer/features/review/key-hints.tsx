// Owns: the line of keys under the list and the sheet of all of them. Must not: bind a key.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { KeySheet } from '../../ui/key-sheet.tsx';

type HintsProps = { readonly singleKeys: boolean; readonly onNext: () => void; readonly onSheet: () => void };

export function KeyHints({ singleKeys, onNext, onSheet }: HintsProps) {
  const { t } = useTranslation('review');
  const always: readonly (readonly [string, string])[] = [
    [t('hint.spaceKey'), t('hint.choose')],
    ['Ctrl+Z', t('hint.undo')],
    ['F6', t('hint.panes')],
  ];
  const hints: readonly (readonly [string, string])[] = singleKeys
    ? [['J K', t('hint.move')], ['1 2 3', t('hint.verdict')], ...always]
    : [['↑ ↓', t('hint.move')], ...always];
  return (
    <div className="key-hints">
      {hints.map(([key, text]) => (
        <span key={key} className="nowrap">
          <kbd>{key}</kbd> {text}
        </span>
      ))}
      <Button kind="quiet" {...(singleKeys ? { keys: 'G' } : {})} onPress={onNext}>
        {t('hint.nextForMe')}
      </Button>
      <Button kind="quiet" {...(singleKeys ? { keys: '?' } : {})} onPress={onSheet}>
        {t('hint.sheet')}
      </Button>
    </div>
  );
}

type SheetProps = { readonly open: boolean; readonly onClose: () => void };

export function ReviewKeys({ open, onClose }: SheetProps) {
  const { t } = useTranslation('review');
  const groups = useMemo(() => {
    const line = (text: string, ...keys: readonly string[]) => ({ keys, text: t(`keys.${text}`) });
    const moving = [
      line('next', 'J', '↓'),
      line('previous', 'K', '↑'),
      line('nextForMe', 'G'),
      line('look', 'Ctrl+↑', 'Ctrl+↓'),
      line('edge', 'Home', 'End'),
      line('enter', 'Enter'),
      line('panes', 'F6'),
    ];
    const verdicts = [
      line('eligible', '1'),
      line('needsCheck', '2'),
      line('notEligible', '3'),
      line('undo', 'Ctrl+Z'),
    ];
    const handing = [
      line('assign', 'A'),
      line('watch', 'B'),
      line('request', 'R'),
      line('note', 'N'),
      line('facts', 'E'),
      line('takeOver', 'T'),
      line('handOver', 'L'),
    ];
    const choosing = [
      line('choose', t('hint.spaceKey')),
      line('range', 'Shift+↓'),
      line('all', 'Ctrl+A'),
      line('noneChosen', 'Esc'),
    ];
    const elsewhere = [line('filter', 'Ctrl+F'), line('search', 'Ctrl+K'), line('sheet', '?')];
    return [
      { title: t('keys.move'), lines: moving },
      { title: t('keys.verdicts'), lines: verdicts },
      { title: t('keys.handing'), lines: handing },
      { title: t('keys.choosing'), lines: choosing },
      { title: t('keys.elsewhere'), lines: elsewhere },
    ];
  }, [t]);
  return <KeySheet open={open} onClose={onClose} groups={groups} />;
}
