// Keys of Granskning: what acts where, and what never acts while somebody writes.
import { describe, expect, it } from 'vitest';
import { keyAct, type KeyContext } from '../../renderer/features/review/keys.ts';
import {
  letterNames,
  letterOf,
  lettersOf,
  rebind,
  shownLetter,
  usualLetters,
} from '../../renderer/lib/keys/letters.ts';

type Place = Omit<KeyContext, 'letter'>;
const grid: Place = { inGrid: true, inCase: false, page: 20 };
const pane: Place = { ...grid, inGrid: false, inCase: true };
const elsewhere: Place = { ...grid, inGrid: false };

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

const usual = { letterMode: 'single', letters: {} } as const;
type Settings = Parameters<typeof letterOf>[0];

/** As the page asks: first which act the sign has, then what it does where the focus stands. */
const act = (event: ReturnType<typeof press>, place: Place, settings: Settings = usual) =>
  keyAct(event, { ...place, letter: letterOf(settings, event) });

describe('keys of Granskning', () => {
  it.each([
    ['j', { act: 'move', by: 1, open: true, extend: false }],
    ['k', { act: 'move', by: -1, open: true, extend: false }],
    ['1', { act: 'verdict', conclusion: 'eligible' }],
    ['2', { act: 'verdict', conclusion: 'needsCheck' }],
    ['3', { act: 'verdict', conclusion: 'notEligible' }],
    ['?', { act: 'sheet' }],
  ])('%s acts in list and case, nowhere else, and not when switched off', (key, expected) => {
    expect(act(press(key), grid)).toEqual(expected);
    expect(act(press(key), pane)).toEqual(expected);
    expect(act(press(key), elsewhere)).toBeUndefined();
    expect(act(press(key), grid, { ...usual, letterMode: 'off' })).toBeUndefined();
  });

  it('moves by arrows only in the list, so that the case can scroll', () => {
    expect(act(press('ArrowDown'), grid)).toEqual({ act: 'move', by: 1, open: true, extend: false });
    expect(act(press('ArrowDown'), pane)).toBeUndefined();
  });

  it('extends the selection with Shift and looks without opening with Ctrl', () => {
    expect(act(press('ArrowDown', { shiftKey: true }), grid)).toEqual({
      act: 'move',
      by: 1,
      open: false,
      extend: true,
    });
    expect(act(press('ArrowUp', { ctrlKey: true }), grid)).toEqual({
      act: 'move',
      by: -1,
      open: false,
      extend: false,
    });
  });

  it('keeps arrows when single keys are off: they are no letters', () => {
    expect(act(press('End'), grid, { ...usual, letterMode: 'off' })).toEqual({
      act: 'edge',
      end: 'last',
      extend: false,
    });
  });

  it('leaves combinations that are not ours alone', () => {
    expect(act(press('1', { ctrlKey: true }), grid)).toBeUndefined();
    expect(act(press('j', { altKey: true }), grid)).toBeUndefined();
    expect(act(press('z', { ctrlKey: true, shiftKey: true }), grid)).toBeUndefined();
    expect(act(press('a', { ctrlKey: true }), pane)).toBeUndefined();
  });

  it('undoes with Ctrl+Z, and leaves F6 to the panes of every view', () => {
    expect(act(press('z', { ctrlKey: true }), pane)).toEqual({ act: 'undo' });
    expect(act(press('F6'), elsewhere)).toBeUndefined();
  });

  it('RE-85 asks for the list anew with F5, wherever the focus stands', () => {
    for (const place of [grid, pane, elsewhere]) expect(act(press('F5'), place)).toEqual({ act: 'refresh' });
    expect(act(press('F5', { ctrlKey: true }), grid)).toBeUndefined();
  });
});

describe('RE-83 the signs of keys', () => {
  it('are one each, and each can be any visible sign of a Swedish keyboard', () => {
    expect(new Set(Object.values(usualLetters)).size).toBe(letterNames.length);
    for (const sign of ['å', 'Ä', 'ö', '7', '+', '§', "'", ',', '-', '<']) {
      const rebound = rebind(usualLetters, 'note', sign);
      const settings = { ...usual, letters: rebound?.letters ?? {} };
      expect(act(press(sign), grid, settings)).toEqual({ act: 'press', what: 'note' });
      expect(act(press(sign.toLowerCase()), grid, settings)).toEqual({ act: 'press', what: 'note' });
      expect(act(press('n'), grid, settings)).toBeUndefined();
    }
  });

  it('swap when another act has the sign, so that none is without a key', () => {
    const rebound = rebind(usualLetters, 'note', 'j');
    expect(rebound).toMatchObject({ swapped: 'next', letters: { note: 'J', next: 'N' } });
    expect(new Set(Object.values(rebound?.letters ?? {})).size).toBe(letterNames.length);
  });

  it.each(['', ' ', 'AB', 'Enter', 'F6', '\u200B', '\u0007', 'ArrowDown'])('%j is no sign', (text) => {
    expect(rebind(usualLetters, 'note', text)).toBeUndefined();
  });

  it('are the usual ones where what is kept is not one for each', () => {
    expect(lettersOf({ letters: { note: 'J', next: 'J' } })).toEqual(usualLetters);
    expect(lettersOf({ letters: { note: 'AB', constructor: 'X' } })).toEqual(usualLetters);
    // An act that a new version brings: its usual sign is somebody's own already, and stays there.
    const { attach: _new, ...before } = { ...usualLetters, note: 'P' };
    expect(lettersOf({ letters: before })).toEqual({ ...usualLetters, note: 'P', attach: 'D' });
    expect(lettersOf({ letters: {} })).toEqual(usualLetters);
  });

  it('can ask for Alt, and then do nothing without it', () => {
    const alt = { ...usual, letterMode: 'alt' } as const;
    expect(act(press('j'), grid, alt)).toBeUndefined();
    expect(act(press('j', { altKey: true }), grid, alt)).toMatchObject({ act: 'move', by: 1 });
    expect(act(press('j', { altKey: true, ctrlKey: true }), grid, alt)).toBeUndefined();
    expect(shownLetter(alt, 'next')).toBe('Alt+J');
    expect(shownLetter({ ...usual, letterMode: 'off' }, 'next')).toBeUndefined();
  });
});
