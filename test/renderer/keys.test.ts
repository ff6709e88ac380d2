// Keys of Granskning: what acts where, and what never acts while somebody writes.
import { describe, expect, it } from 'vitest';
import { keyAct, type KeyContext } from '../../renderer/features/review/keys.ts';

const grid: KeyContext = { inGrid: true, inCase: false, singleKeys: true, page: 20 };
const pane: KeyContext = { ...grid, inGrid: false, inCase: true };
const elsewhere: KeyContext = { ...grid, inGrid: false };

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

describe('keys of Granskning', () => {
  it.each([
    ['j', { act: 'move', by: 1, open: true, extend: false }],
    ['k', { act: 'move', by: -1, open: true, extend: false }],
    ['1', { act: 'verdict', conclusion: 'eligible' }],
    ['2', { act: 'verdict', conclusion: 'needsCheck' }],
    ['3', { act: 'verdict', conclusion: 'notEligible' }],
    ['?', { act: 'sheet' }],
  ])('%s acts in list and case, nowhere else, and not when switched off', (key, act) => {
    expect(keyAct(press(key), grid)).toEqual(act);
    expect(keyAct(press(key), pane)).toEqual(act);
    expect(keyAct(press(key), elsewhere)).toBeUndefined();
    expect(keyAct(press(key), { ...grid, singleKeys: false })).toBeUndefined();
  });

  it('moves by arrows only in the list, so that the case can scroll', () => {
    expect(keyAct(press('ArrowDown'), grid)).toEqual({ act: 'move', by: 1, open: true, extend: false });
    expect(keyAct(press('ArrowDown'), pane)).toBeUndefined();
  });

  it('extends the selection with Shift and looks without opening with Ctrl', () => {
    expect(keyAct(press('ArrowDown', { shiftKey: true }), grid)).toEqual({
      act: 'move',
      by: 1,
      open: false,
      extend: true,
    });
    expect(keyAct(press('ArrowUp', { ctrlKey: true }), grid)).toEqual({
      act: 'move',
      by: -1,
      open: false,
      extend: false,
    });
  });

  it('keeps arrows when single keys are off: they are no letters', () => {
    expect(keyAct(press('End'), { ...grid, singleKeys: false })).toEqual({
      act: 'edge',
      end: 'last',
      extend: false,
    });
  });

  it('leaves combinations that are not ours alone', () => {
    expect(keyAct(press('1', { ctrlKey: true }), grid)).toBeUndefined();
    expect(keyAct(press('j', { altKey: true }), grid)).toBeUndefined();
    expect(keyAct(press('z', { ctrlKey: true, shiftKey: true }), grid)).toBeUndefined();
    expect(keyAct(press('a', { ctrlKey: true }), pane)).toBeUndefined();
  });

  it('undoes with Ctrl+Z and switches panes with F6', () => {
    expect(keyAct(press('z', { ctrlKey: true }), pane)).toEqual({ act: 'undo' });
    expect(keyAct(press('F6'), elsewhere)).toEqual({ act: 'switchPane' });
  });
});
