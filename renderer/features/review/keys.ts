// Owns: which key does what in Granskning. Must not: act on letters while somebody writes, or when they are switched off.
import type { KeyboardEvent } from 'react';

export type KeyAct =
  | { readonly act: 'move'; readonly by: number; readonly open: boolean; readonly extend: boolean }
  | { readonly act: 'edge'; readonly end: 'first' | 'last'; readonly extend: boolean }
  | { readonly act: 'verdict'; readonly conclusion: 'eligible' | 'needsCheck' | 'notEligible' }
  | { readonly act: 'choose' | 'chooseAll' | 'chooseNone' | 'undo' | 'sheet' | 'enterCase' | 'switchPane' | 'filter' };

export type KeyContext = { readonly inGrid: boolean; readonly inCase: boolean; readonly singleKeys: boolean; readonly page: number };
type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const verdicts = { '1': 'eligible', '2': 'needsCheck', '3': 'notEligible' } as const;

/** Undefined: the key is not ours. */
export function keyAct(event: Key, context: KeyContext): KeyAct | undefined {
  if (event.altKey) return undefined;
  if (event.key === 'F6') return { act: 'switchPane' };
  const own = event.ctrlKey || event.metaKey ? withControl(event, context) : context.inGrid ? inGrid(event, context) : undefined;
  return own ?? (event.ctrlKey || event.metaKey ? undefined : single(event, context));
}

function withControl(event: Key, { inGrid }: KeyContext): KeyAct | undefined {
  switch (event.key.toLowerCase()) {
    case 'z':
      return event.shiftKey ? undefined : { act: 'undo' };
    case 'f':
      return { act: 'filter' };
    case 'a':
      return inGrid ? { act: 'chooseAll' } : undefined;
    case ' ':
      return inGrid ? { act: 'choose' } : undefined;
    case 'arrowdown':
      return inGrid ? { act: 'move', by: 1, open: false, extend: false } : undefined;
    case 'arrowup':
      return inGrid ? { act: 'move', by: -1, open: false, extend: false } : undefined;
    default:
      return undefined;
  }
}

function inGrid(event: Key, { page }: KeyContext): KeyAct | undefined {
  const extend = event.shiftKey;
  const move = (by: number): KeyAct => ({ act: 'move', by, open: !extend, extend });
  switch (event.key) {
    case 'ArrowDown':
      return move(1);
    case 'ArrowUp':
      return move(-1);
    case 'PageDown':
      return move(page);
    case 'PageUp':
      return move(-page);
    case 'Home':
      return { act: 'edge', end: 'first', extend };
    case 'End':
      return { act: 'edge', end: 'last', extend };
    case ' ':
      return { act: 'choose' };
    case 'Enter':
      return { act: 'enterCase' };
    case 'Escape':
      return { act: 'chooseNone' };
    default:
      return undefined;
  }
}

function single(event: Key, { singleKeys, inGrid: grid, inCase }: KeyContext): KeyAct | undefined {
  if (!singleKeys || !(grid || inCase)) return undefined;
  switch (event.key) {
    case 'j':
    case 'J':
      return { act: 'move', by: 1, open: true, extend: false };
    case 'k':
    case 'K':
      return { act: 'move', by: -1, open: true, extend: false };
    case '1':
    case '2':
    case '3':
      return { act: 'verdict', conclusion: verdicts[event.key] };
    case '?':
      return { act: 'sheet' };
    default:
      return undefined;
  }
}
