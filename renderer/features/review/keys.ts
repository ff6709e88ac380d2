// Owns: which key does what in Granskning, and what a movement does to place and focus.
// Must not: act on letters while somebody writes, or when they are switched off; nor on a case.
import type { KeyboardEvent } from 'react';
import type { LetterName } from '../../lib/keys/letters.ts';
import {
  chooseAll,
  chooseNone,
  chooseRange,
  goTo,
  lookAt,
  openHere,
  outside,
  place,
  toggleChosen,
} from './place.ts';

type Move =
  | { readonly act: 'move'; readonly by: number; readonly open: boolean; readonly extend: boolean }
  | { readonly act: 'edge'; readonly end: 'first' | 'last'; readonly extend: boolean }
  | { readonly act: 'choose' | 'chooseAll' | 'chooseNone' | 'enterCase' };
export type KeyAct =
  | Move
  | { readonly act: 'verdict'; readonly conclusion: 'eligible' | 'needsCheck' | 'notEligible' }
  /** An act of the open case, pressed where it stands. */
  | {
      readonly act: 'press';
      readonly what: 'take-over' | 'hand-over' | 'note' | 'question' | 'opened' | 'attach';
    }
  /** On the chosen cases, or on the open one. */
  | { readonly act: 'work'; readonly what: 'assign' | 'watch' | 'request' | 'facts' }
  /** To the case that presses most. */
  | { readonly act: 'nextForMe' }
  | { readonly act: 'undo' }
  | { readonly act: 'sheet' }
  | { readonly act: 'filter' }
  /** The list as it is now: cases that have changed do not leave it by themselves. */
  | { readonly act: 'refresh' };

export type KeyContext = {
  readonly inGrid: boolean;
  readonly inCase: boolean;
  /** The act that a key of one sign has for this person (lib/keys/letters.ts). */
  readonly letter: LetterName | undefined;
  readonly page: number;
};
type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;
type Keys = Readonly<Record<string, KeyAct>>;

const everywhere: Keys = { F5: { act: 'refresh' } };
const withControl: Keys = { z: { act: 'undo' }, f: { act: 'filter' } };
const withControlInGrid: Keys = {
  a: { act: 'chooseAll' },
  ' ': { act: 'choose' },
  arrowdown: { act: 'move', by: 1, open: false, extend: false },
  arrowup: { act: 'move', by: -1, open: false, extend: false },
};
const next: KeyAct = { act: 'move', by: 1, open: true, extend: false };
const previous: KeyAct = { act: 'move', by: -1, open: true, extend: false };
/** What the list does for a sign; a sign of another view alone does nothing here. */
const letters: Readonly<Partial<Record<LetterName, KeyAct>>> = {
  next,
  previous,
  eligible: { act: 'verdict', conclusion: 'eligible' },
  needsCheck: { act: 'verdict', conclusion: 'needsCheck' },
  notEligible: { act: 'verdict', conclusion: 'notEligible' },
  nextForMe: { act: 'nextForMe' },
  takeOver: { act: 'press', what: 'take-over' },
  handOver: { act: 'press', what: 'hand-over' },
  note: { act: 'press', what: 'note' },
  question: { act: 'press', what: 'question' },
  opened: { act: 'press', what: 'opened' },
  assign: { act: 'work', what: 'assign' },
  watch: { act: 'work', what: 'watch' },
  request: { act: 'work', what: 'request' },
  facts: { act: 'work', what: 'facts' },
  attach: { act: 'press', what: 'attach' },
  sheet: { act: 'sheet' },
};
const inGrid: Keys = {
  ' ': { act: 'choose' },
  Enter: { act: 'enterCase' },
  Escape: { act: 'chooseNone' },
};

/** Undefined: the key is not ours. */
export function keyAct(event: Key, context: KeyContext): KeyAct | undefined {
  const { inGrid: grid, inCase, letter } = context;
  if (letter !== undefined && (grid || inCase)) return letters[letter];
  if (event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) return controlAct(event, context);
  const anywhere = everywhere[event.key];
  if (anywhere !== undefined) return anywhere;
  return grid ? (movement(event, context.page) ?? inGrid[event.key]) : undefined;
}

function controlAct(event: Key, context: KeyContext): KeyAct | undefined {
  const key = event.key.toLowerCase();
  if (event.shiftKey) return undefined;
  return withControl[key] ?? (context.inGrid ? withControlInGrid[key] : undefined);
}

function movement(event: Key, page: number): KeyAct | undefined {
  const extend = event.shiftKey;
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
  };
  const by = steps[event.key];
  if (by !== undefined) return { act: 'move', by, open: !extend, extend };
  if (event.key === 'Home') return { act: 'edge', end: 'first', extend };
  return event.key === 'End' ? { act: 'edge', end: 'last', extend } : undefined;
}

/** `pane`: the id of the case's pane, that Enter goes to. */
export function move(act: Move, ids: readonly string[], pane: string): void {
  if (act.act === 'move') return step(act, ids);
  if (act.act === 'edge')
    return stand(act.end === 'first' ? ids[0] : ids.at(-1), ids, act.extend ? 'extend' : 'open');
  return still[act.act](ids, pane);
}

/** What stays on the row: choosing, and going to the case. */
const still: Readonly<
  Record<'choose' | 'chooseAll' | 'chooseNone' | 'enterCase', (ids: readonly string[], pane: string) => void>
> = {
  choose: () => {
    const { cursor } = place.get();
    if (cursor !== null) toggleChosen(cursor);
  },
  chooseAll: (ids) => chooseAll(ids),
  chooseNone: () => chooseNone(),
  enterCase: (_ids, pane) => {
    openHere();
    document.getElementById(pane)?.focus();
  },
};

function step(act: Extract<Move, { act: 'move' }>, ids: readonly string[]): void {
  const { cursor } = place.get();
  // From a case outside the list one comes to the row that is marked there: it has not been read (RE-91).
  const row = act.open ? outside(ids, place.get())?.row : undefined;
  if (row !== undefined && Math.abs(act.by) === 1) return stand(row, ids, 'open');
  const at = cursor === null ? -1 : ids.indexOf(cursor);
  const id = ids[Math.min(ids.length - 1, Math.max(0, at + act.by))];
  stand(id, ids, act.extend ? 'extend' : act.open ? 'open' : 'look');
}

function stand(id: string | undefined, ids: readonly string[], how: 'extend' | 'open' | 'look'): void {
  if (id === undefined) return;
  if (how === 'extend') chooseRange(ids, id);
  else if (how === 'open') goTo(id);
  else lookAt(id);
}
