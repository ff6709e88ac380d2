// Owns: what is measured inside the page: from the key event's own moment to the frame after the result stands there.
// Must not: import; each function is handed to the page as text, so it holds all that it uses.
// oxlint-disable-next-line typescript/triple-slash-reference -- these functions run in the page, the rest of the folder in Node
/// <reference lib="dom" />

export type PressKind = 'next' | 'verdict' | 'filter' | 'sort';
/** Milliseconds; a text on what stood in the page when nothing came of it in five seconds; null when there is nothing to measure: a reason was asked for, or the result stood there before the key. */
export type Press = number | string | null;

declare global {
  interface Window {
    benchPress?: Promise<Press>;
  }
}

/** Made ready before each press; `benchPress` then holds its answer. */
export function armMeter(kind: PressKind): void {
  const grid = () => document.querySelector('#case-grid');
  const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
  const current = grid()?.querySelector('[aria-current="true"]') ?? null;
  const rows = () => [...document.querySelectorAll('#case-grid .grid-row')];
  const order = () =>
    rows()
      .map((row) => row.id)
      .join(' ');
  const sortedBy = () => {
    const head = document.querySelector('#case-grid [aria-sort]');
    return `${head?.textContent ?? ''} ${head?.getAttribute('aria-sort') ?? ''}`;
  };
  const rowsShown = () => rows().length > 0 && document.querySelector('#case-grid .grid-waiting') === null;
  const before = {
    case: text('.case .case-numbers'),
    verdict: current?.textContent ?? '',
    counts: text('.counts [role="status"]'),
    order: order(),
    sortedBy: sortedBy(),
  };
  const caseShown = () =>
    text('.case .case-numbers') !== before.case &&
    document.querySelector('.case .checks') !== null &&
    grid()?.querySelector('[aria-current="true"]') !== current;
  const isShown: Readonly<Record<PressKind, () => boolean>> = {
    next: caseShown,
    verdict: () => caseShown() && current?.textContent !== before.verdict,
    filter: () =>
      (text('.counts [role="status"]') !== before.counts || order() !== before.order) && rowsShown(),
    sort: () => sortedBy() !== before.sortedBy && order() !== before.order && rowsShown(),
  };
  const standing = () => {
    const same = text('.case .case-numbers') === before.case ? 'the case as before' : 'another case';
    const row = grid()?.querySelector('[aria-current="true"]');
    const marked = row === current ? 'the row as before' : row ? 'another row' : 'no row';
    const focus = document.activeElement?.id ?? '';
    return `${same}, ${marked}, ${document.querySelectorAll('.case .check').length} checks, focus in ${focus || 'no pane'}`;
  };
  window.benchPress = new Promise<Press>((resolve) => {
    const started = (event: KeyboardEvent) => {
      const end = (answer: Press) => {
        clearTimeout(late);
        observer.disconnect();
        resolve(answer);
      };
      const look = () => {
        if (document.querySelector('.reason-line, .reason-keys') !== null) return end(null);
        if (!isShown[kind]()) return undefined;
        observer.disconnect();
        return requestAnimationFrame(() =>
          requestAnimationFrame(() => end(performance.now() - event.timeStamp)),
        );
      };
      const observer = new MutationObserver(look);
      const late = setTimeout(() => end(standing()), 5000);
      // The pause in typing ended before Enter: the list followed by itself, and there is nothing to measure.
      if (isShown[kind]()) return end(null);
      return observer.observe(document.body, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
    };
    window.addEventListener('keydown', started, { capture: true, once: true });
  });
}

export function readMeter(): Promise<Press> {
  return window.benchPress ?? Promise.resolve(null);
}

/** The moment, in milliseconds since 1970, at which the grid of Granskning stands painted; goes there from the first view. */
export function reachGrid(): Promise<number> {
  const started = performance.now();
  const soon = async () => {
    if (performance.now() - started > 30_000) throw new Error('no grid in 30 s');
    await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
  };
  const reach = async () => {
    const link = () => document.querySelector<HTMLAnchorElement>('a.rail-link[href$="#/review"]');
    while (link() === null) await soon();
    link()?.click();
    const isPainted = () =>
      document.querySelector('#case-grid .grid-row .grid-name') !== null &&
      document.querySelector('#case-grid .grid-waiting') === null;
    while (!isPainted()) await soon();
    await soon();
    await soon();
    return performance.timeOrigin + performance.now();
  };
  return reach();
}

/** The same for a page that has nothing to wait for. */
export async function reachPaint(): Promise<number> {
  const soon = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
  await soon();
  await soon();
  return performance.timeOrigin + performance.now();
}
