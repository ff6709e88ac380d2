// Owns: which panes of Beslut stand open, the bar that says so, its keys and the sheet of them. Must not: know what a pane shows.
import { useCallback, useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaneName } from '../../../ipc/app.ts';
import { caseButtons, letterNames, letterOf, shownLetter, type LetterName } from '../../lib/keys/letters.ts';
import { useLetters } from '../../lib/keys/use-letters.ts';
import { openPanes, toggled } from '../../lib/panes/layout.ts';
import { useLayout } from '../../lib/panes/use-layout.ts';
import { walkPanes } from '../../lib/panes/walk.ts';
import { say } from '../../lib/session.ts';
import { useSettings } from '../../lib/settings.tsx';
import { Button } from '../../ui/button.tsx';
import { KeySheet } from '../../ui/key-sheet.tsx';
import { PaneToggles } from '../../ui/panes/pane-toggles.tsx';

/** The id of the open case's pane; its acts have theirs from it. */
export const paneId = 'decision-case';

/** With Ctrl, so that they work while one writes in the form and are nobody's sign (RE-83). */
const panes = [
  { name: 'list', keys: 'Ctrl+1' },
  { name: 'case', keys: 'Ctrl+2' },
  { name: 'form', keys: 'Ctrl+3' },
  { name: 'paper', keys: 'Ctrl+4' },
] as const satisfies readonly { name: PaneName; keys: string }[];

export type OpenPanes = {
  readonly open: readonly PaneName[];
  readonly toggle: (name: PaneName) => void;
};

export function useOpenPanes(): OpenPanes {
  const { t } = useTranslation('common');
  const { layout, change } = useLayout('decision');
  const open = useMemo(() => openPanes(layout), [layout]);
  useFocusKept(open.join(' '));
  const toggle = useCallback(
    (name: PaneName) => {
      const next = toggled(open, name);
      if (next === undefined) return say(t('panes.last'), 'problem');
      change({ open: [...next] });
      say(t(next.includes(name) ? 'panes.opened' : 'panes.closed', { name: t(`panes.name.${name}`) }));
    },
    [open, change, t],
  );
  return { open, toggle };
}

/** Whoever stood in a pane that was closed stands in the first that is left. */
function useFocusKept(open: string): void {
  const before = useRef(open);
  useEffect(() => {
    if (before.current === open) return;
    before.current = open;
    if (document.activeElement === document.body || document.activeElement === null) walkPanes(1);
  }, [open]);
}

type KeyTarget = {
  readonly ids: readonly string[];
  readonly shown: string | null;
  readonly open: (id: string) => void;
  readonly panes: OpenPanes;
  readonly onSheet: () => void;
};

const written = 'input, textarea, select';
/** What floats over the view has its own keys. */
const floating = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
const isIn = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

/** Panes from anywhere; one sign alone wherever nobody is writing. The list moves by its own keys. */
export function useDecisionKeys(keys: KeyTarget): void {
  const { settings } = useSettings();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isIn(event.target, floating)) return;
    const pane = paneOf(event);
    const letter = isIn(event.target, written) ? undefined : letterOf(settings, event);
    if (pane !== undefined) keys.panes.toggle(pane);
    else if (letter === undefined || !actOn(letter, event.target, keys)) return;
    event.preventDefault();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** False: the sign does nothing here. */
function actOn(letter: LetterName, target: EventTarget | null, keys: KeyTarget): boolean {
  if (letter === 'sheet') {
    keys.onSheet();
    return true;
  }
  const step = letter === 'next' ? 1 : letter === 'previous' ? -1 : undefined;
  if (step !== undefined) return !isIn(target, '[role="grid"]') && goBy(step, keys);
  const button = isIn(target, '.split-pane') ? caseButtons[letter] : undefined;
  if (button === undefined) return false;
  document.getElementById(`${paneId}-${button}`)?.click();
  return true;
}

function goBy(step: 1 | -1, { ids, shown, open }: KeyTarget): boolean {
  const next = ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(shown ?? '') + step))];
  if (next !== undefined) open(next);
  return next !== undefined;
}

/** AltGr is Ctrl and Alt together: it writes a sign. */
function paneOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): PaneName | undefined {
  if (!(ctrlKey || metaKey) || altKey || shiftKey) return undefined;
  return panes.find(({ keys }) => keys.endsWith(`+${key}`))?.name;
}

type BarProps = {
  readonly panes: OpenPanes;
  readonly sheet: boolean;
  readonly onSheet: (open: boolean) => void;
};

export function DecisionBar({ panes: { open, toggle }, sheet, onSheet }: BarProps) {
  const { t } = useTranslation('decision');
  const letter = useLetters();
  return (
    <div className="decision-bar">
      <PaneToggles panes={panes} open={open} onToggle={toggle} />
      <Button kind="quiet" {...letter('sheet')} onPress={() => onSheet(true)}>
        {t('keys.open')}
      </Button>
      <DecisionSheet open={sheet} withCase={open.includes('case')} onClose={() => onSheet(false)} />
    </div>
  );
}

type SheetProps = { readonly open: boolean; readonly withCase: boolean; readonly onClose: () => void };

function DecisionSheet({ open, withCase, onClose }: SheetProps) {
  const { t } = useTranslation('decision');
  const { settings } = useSettings();
  const groups = useMemo(() => {
    const own = (name: LetterName, ...others: readonly string[]) => {
      const key = shownLetter(settings, name);
      // Here they are done with the open case alone.
      const text = name === 'assign' || name === 'facts' ? t(`keys.${name}`) : t(`review:keys.${name}`);
      return { keys: key === undefined ? others : [key, ...others], text };
    };
    const line = (text: string, ...keys: readonly string[]) => ({ keys, text });
    const ofPanes = [
      ...panes.map(({ name, keys }) => line(t('keys.pane', { name: t(`common:panes.name.${name}`) }), keys)),
      line(t('keys.nextPane'), 'F6'),
      line(t('keys.previousPane'), 'Shift+F6'),
    ];
    const moving = [own('next'), own('previous')];
    const inCase = letterNames.filter((name) => caseButtons[name] !== undefined).map((name) => own(name));
    const elsewhere = [
      line(t('fix.open'), 'Ctrl+Enter'),
      line(t('review:keys.search'), 'Ctrl+K'),
      own('sheet'),
    ];
    return [
      { title: t('keys.panes'), lines: ofPanes },
      { title: t('review:keys.move'), lines: moving },
      { title: t('keys.inCase'), lines: withCase ? inCase : [] },
      { title: t('review:keys.elsewhere'), lines: elsewhere },
    ]
      .map(({ title, lines }) => ({ title, lines: lines.filter(({ keys }) => keys.length > 0) }))
      .filter(({ lines }) => lines.length > 0);
  }, [t, settings, withCase]);
  return <KeySheet open={open} onClose={onClose} groups={groups} />;
}
