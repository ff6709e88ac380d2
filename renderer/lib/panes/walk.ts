// Owns: F6, from pane to pane in the order in which they stand, wherever the focus is. Must not: know a view.

/** In a pane that one comes back to in the middle of, the place that had the focus last. */
const places = new WeakMap<Element, Element>();

export function notePlace(pane: Element, place: EventTarget): void {
  if (place instanceof Element) places.set(pane, place);
}

/** What is covered takes no focus, nor a pane that has nothing to give it to yet. */
export function walkPanes(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('.split-pane:not([inert])')];
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const start = here < 0 && step < 0 ? 0 : here;
  for (let gone = 1; gone <= panes.length; gone += 1) {
    const pane = panes.at((start + step * gone) % panes.length);
    const target = pane === undefined ? null : targetIn(pane);
    if (target === null) continue;
    target.focus();
    return;
  }
}

function targetIn(pane: HTMLElement): HTMLElement | null {
  const last = places.get(pane);
  if (last instanceof HTMLElement && pane.contains(last)) return last;
  return pane.querySelector<HTMLElement>(pane.dataset['focus'] ?? '[tabindex]');
}
