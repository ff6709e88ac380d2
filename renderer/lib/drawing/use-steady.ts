// Owns: a callback that stays the same from drawing to drawing and does what the latest one says, so that a part that only calls it is not
// drawn anew. Must not: be called while drawing.
import { useCallback, useLayoutEffect, useRef } from 'react';

export function useSteady<Given extends readonly unknown[]>(
  act: (...given: Given) => void,
): (...given: Given) => void {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...given: Given) => latest.current(...given), []);
}
