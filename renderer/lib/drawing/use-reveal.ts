// Owns: bringing a row of a virtual list into sight. Must not: ask the page where it stands, which lays all of it out; the heights are known.
import type { Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useRef, type RefObject } from 'react';

type Listed = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  /** Pixels; the head sticks to the top, over the rows. */
  readonly heights: { readonly row: number; readonly head: number };
};

type Revealing = {
  readonly scrollTo: (top: number) => void;
  /** Moves no farther than needed, and nothing when the row is in sight. */
  readonly reveal: (index: number) => void;
};

export function useReveal({ scroller, virtualizer, heights: { row, head } }: Listed): Revealing {
  // What was asked for stands until the list has told that it was scrolled, before the next frame begins.
  const asked = useRef<number | null>(null);
  const scrollTo = useCallback(
    (top: number) => {
      asked.current = top;
      scroller.current?.scrollTo({ top, behavior: 'instant' });
      requestAnimationFrame(() => {
        if (asked.current === top) asked.current = null;
      });
    },
    [scroller],
  );
  const reveal = useCallback(
    (index: number) => {
      const height = virtualizer.scrollRect?.height ?? 0;
      if (height === 0) return;
      const top = asked.current ?? virtualizer.scrollOffset ?? 0;
      const highest = index * row;
      const lowest = Math.max(0, highest + row + head - height);
      if (top > highest) scrollTo(highest);
      else if (top < lowest) scrollTo(lowest);
    },
    [virtualizer, scrollTo, row, head],
  );
  return { scrollTo, reveal };
}
