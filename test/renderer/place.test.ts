// Where one is in the list: focus, open case and selection are three things.
import { beforeEach, describe, expect, it } from 'vitest';
import { move } from '../../renderer/features/review/keys.ts';
import {
  chooseAll,
  chooseNone,
  chooseRange,
  forgetPlace,
  goTo,
  lookAt,
  neighbour,
  openHere,
  outside,
  place,
  settle,
  toggleChosen,
} from '../../renderer/features/review/place.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
const chosen = () => [...place.get().chosen].sort();

beforeEach(forgetPlace);

describe('place in the list', () => {
  it('opens what it goes to, and leaves the open case when it only looks', () => {
    goTo('b');
    lookAt('d');
    expect(place.get()).toMatchObject({ cursor: 'd', open: 'b' });
    openHere();
    expect(place.get()).toMatchObject({ cursor: 'd', open: 'd' });
  });

  it('chooses a range from where it began, in either direction', () => {
    goTo('d');
    chooseRange(ids, 'b');
    expect(chosen()).toEqual(['b', 'c', 'd']);
    expect(place.get().cursor).toBe('b');
  });

  it('adds to what was chosen before', () => {
    toggleChosen('a');
    lookAt('d');
    chooseRange(ids, 'e');
    expect(chosen()).toEqual(['a', 'd', 'e']);
  });

  it('chooses all and none', () => {
    chooseAll(ids);
    expect(chosen()).toEqual(ids);
    chooseNone();
    expect(chosen()).toEqual([]);
  });

  it('keeps after a new list only what is still in it', () => {
    goTo('c');
    chooseAll(ids);
    settle(['b', 'c']);
    expect(place.get()).toMatchObject({ cursor: 'c', open: 'c' });
    expect(chosen()).toEqual(['b', 'c']);
    settle(['b']);
    expect(place.get()).toMatchObject({ cursor: 'b', open: 'c' });
  });

  it('RE-91 tells the open case that the list does not have, and which row to open instead', () => {
    goTo('c');
    expect(outside(ids, place.get())).toBeNull();
    settle(['a', 'b']);
    expect(outside(['a', 'b'], place.get())).toEqual({ row: 'a' });
    lookAt('b');
    expect(outside(['a', 'b'], place.get())).toEqual({ row: 'b' });
    goTo('e');
    expect(outside(['a', 'b'], place.get())).toEqual({ row: 'a' });
    expect(outside([], place.get())).toEqual({ row: undefined });
    forgetPlace();
    expect(outside(ids, place.get())).toBeNull();
  });

  it('RE-91 goes from such a case to the marked row first, and then on', () => {
    const down = { act: 'move', by: 1, open: true, extend: false } as const;
    const left = ['a', 'b', 'd'];
    goTo('c');
    settle(left);
    move(down, left, 'pane');
    expect(place.get()).toMatchObject({ cursor: 'a', open: 'a' });
    move(down, left, 'pane');
    expect(place.get()).toMatchObject({ cursor: 'b', open: 'b' });
    goTo('c');
    settle(left);
    move({ ...down, open: false }, left, 'pane');
    expect(place.get()).toMatchObject({ cursor: 'b', open: 'c' });
  });

  it('opens the first case of the first list', () => {
    settle(ids);
    expect(place.get()).toMatchObject({ cursor: 'a', open: 'a' });
  });

  it('has no neighbour past either end', () => {
    expect(neighbour(ids, 'a', 1)).toBe('b');
    expect(neighbour(ids, 'e', 1)).toBeUndefined();
    expect(neighbour(ids, 'a', -1)).toBeUndefined();
  });
});
