// The panes of a view: which may be closed, how wide each stands, what goes where when there is no room.
import { describe, expect, it } from 'vitest';
import type { PaneName } from '../../ipc/app.ts';
import {
  arrange,
  columnsOf,
  columnWidths,
  evened,
  layoutOf,
  leastWidth,
  movedBy,
  openPanes,
  sharesOf,
  toggled,
  usualShares,
  type Standing,
} from '../../renderer/lib/panes/layout.ts';

const standing = (names: readonly PaneName[]): readonly Standing[] =>
  names.map((name) => ({ name, least: leastWidth('decision', name) }));
const wide = (width: number) => ({ width, narrow: false });
const four = standing(['list', 'case', 'form', 'paper']);
const three = standing(['list', 'form', 'paper']);

describe('RE-86 which panes of Beslut are open', () => {
  it('are list, form and page before anybody has chosen', () => {
    expect(openPanes({})).toEqual(['list', 'form', 'paper']);
  });

  it('come and go one by one, always in the same order', () => {
    expect(toggled(['list', 'paper'], 'case')).toEqual(['list', 'case', 'paper']);
    expect(toggled(['list', 'case', 'paper'], 'list')).toEqual(['case', 'paper']);
  });

  it('are never fewer than one to work in', () => {
    expect(toggled(['form'], 'form')).toBeUndefined();
    expect(toggled(['list', 'paper'], 'paper')).toBeUndefined();
    expect(toggled(['list', 'paper'], 'list')).toEqual(['paper']);
    expect(openPanes({ open: ['list'] })).toEqual(['list', 'form', 'paper']);
    expect(openPanes({ open: [] })).toEqual(['list', 'form', 'paper']);
    expect(openPanes({ open: ['attachment', 'paper', 'paper'] })).toEqual(['paper']);
  });
});

describe('RE-77 RE-88 how wide they stand', () => {
  it('stand side by side where each has the least that it needs, at 1280×800 three', () => {
    expect(arrange(three, wide(1120)).columns).toEqual([['list'], ['form'], ['paper']]);
    expect(arrange(standing(['case', 'form', 'paper']), wide(1120)).columns).toHaveLength(3);
    expect(arrange(four, wide(1440)).columns).toHaveLength(4);
  });

  it('share columns where there is no room, the list above the case first', () => {
    expect(arrange(four, wide(1120)).columns).toEqual([['list', 'case'], ['form'], ['paper']]);
    expect(arrange(four, wide(800)).columns).toEqual([
      ['list', 'case'],
      ['form', 'paper'],
    ]);
    expect(arrange(four, wide(400)).columns).toEqual([['list', 'case', 'form', 'paper']]);
    expect(arrange(four, { width: 2000, narrow: true }).columns).toEqual([['list', 'case', 'form', 'paper']]);
  });

  it('RE-87 an attachment covers the list when it is asked to or there is no room for three', () => {
    const panes = (covers: boolean): readonly Standing[] => [
      { name: 'list', least: 290 },
      { name: 'case', least: 340 },
      { name: 'attachment', least: 320, over: 'list', covers },
    ];
    expect(arrange(panes(false), wide(1120))).toEqual({
      columns: [['list'], ['case'], ['attachment']],
      lies: new Map(),
      isRoom: true,
    });
    const covering = { columns: [['list'], ['case']], lies: new Map([['attachment', 'list']]) };
    expect(arrange(panes(true), wide(1120))).toEqual({ ...covering, isRoom: true });
    expect(arrange(panes(false), wide(900))).toEqual({ ...covering, isRoom: false });
    expect(arrange(panes(false), { width: 500, narrow: true })).toEqual({
      columns: [['list', 'case']],
      lies: new Map([['attachment', 'list']]),
      isRoom: false,
    });
  });

  const columns = columnsOf(arrange(four, wide(1440)), four, usualShares('decision'));
  const widths = columnWidths(columns, 1440);

  it('fill the width, none under its least', () => {
    expect(Math.round(widths.reduce((sum, width) => sum + width, 0))).toBe(1440 - 3 * 7);
    const narrow = columnWidths(columns, 1230);
    for (const [at, { least }] of columns.entries()) expect(narrow[at]).toBeGreaterThanOrEqual(least);
    expect(narrow.filter((width, at) => width === columns[at]?.least)).not.toEqual([]);
    expect(Math.round(narrow.reduce((sum, width) => sum + width, 0))).toBe(1230 - 3 * 7);
  });

  it('give and take between the two beside the divider alone', () => {
    const shares = { ...usualShares('decision'), ...movedBy(columns, widths, { at: 2, by: 30 }) };
    const after = columnWidths(columnsOf(arrange(four, wide(1440)), four, shares), 1440);
    const moved = after.map((width, at) => Math.round(width - (widths[at] ?? 0)));
    expect(moved.map((by) => by + 0)).toEqual([0, 30, -30, 0]);
  });

  it('leave a pane that is closed meanwhile as wide to the others as it was', () => {
    const before = columns.reduce((sum, { share }) => sum + share, 0);
    const after = Object.values(movedBy(columns, widths, { at: 2, by: 30 }));
    expect(after.reduce((sum, share) => sum + share, 0)).toBeCloseTo(before, 1);
  });

  it('stop at the least of either side', () => {
    const shares = { ...usualShares('decision'), ...movedBy(columns, widths, { at: 3, by: 100_000 }) };
    const after = columnWidths(columnsOf(arrange(four, wide(1440)), four, shares), 1440);
    expect(Math.round(after[3] ?? 0)).toBe(leastWidth('decision', 'paper'));
    expect(Math.round(after[0] ?? 0)).toBe(Math.round(widths[0] ?? 0));
  });

  it('are shared as from the start between two again, and the others stay', () => {
    const pushed = { ...usualShares('decision'), ...movedBy(columns, widths, { at: 2, by: 30 }) };
    const now = columnsOf(arrange(four, wide(1440)), four, pushed);
    const back = { ...pushed, ...evened('decision', now, 2) };
    expect(columnWidths(columnsOf(arrange(four, wide(1440)), four, back), 1440).map(Math.round)).toEqual(
      widths.map(Math.round),
    );
  });

  it('reads the one share that version 0.1 remembered', () => {
    const shares = sharesOf('decision', layoutOf({ decision: 60 }, 'decision'));
    expect(shares.paper / (shares.form + shares.paper)).toBeCloseTo(0.6);
    expect(shares.list).toBe(usualShares('decision').list);
    const review = sharesOf('review', layoutOf({ review: 30 }, 'review'));
    expect(review.case / (review.list + review.case)).toBeCloseTo(0.3);
    expect(layoutOf({}, 'offers')).toEqual({});
  });
});
