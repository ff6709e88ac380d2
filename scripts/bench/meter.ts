// Owns: what is measured inside the page: from the key event's own moment to the frame after the result stands there.
// Must not: import; each function is handed to the page as text, so it holds all that it uses.
// The reference: these functions run in the page, the rest of the folder in Node.
/// <reference lib="dom" />

export type PressKind = 'next' | 'verdict' | 'filter' | 'sort' | 'search' | 'document';
/** Milliseconds; a text on what stood in the page when nothing came of it in five seconds; null when there is nothing to measure: a reason was asked for, or the result stood there before the key. */
export type Press = number | string | null;

/** What the page shows, read anew at each call. */
type Shown = {
  readonly case: string;
  readonly checks: number;
  readonly row: Element | null;
  readonly counts: string;
  readonly order: string;
  readonly sortedBy: string;
  readonly rows: boolean;
  readonly asksReason: boolean;
  /** What the search has found, and the page that stands open in Beslut. */
  readonly hits: string;
  readonly paper: string;
};

declare global {
  interface Window {
    benchShown?: () => Shown;
    benchPress?: Promise<Press>;
  }
}

/** Once in a page, before the first press. */
export function installMeter(): void {
  const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
  window.benchShown = () => {
    const rows = [...document.querySelectorAll('#case-grid .grid-row')];
    const head = document.querySelector('#case-grid [aria-sort]');
    return {
      // By id: in a store of many years one name and one number belong to several cases.
      case: document.querySelector<HTMLElement>('.case')?.dataset['case'] ?? '',
      checks: document.querySelectorAll('.case .check').length,
      row: document.querySelector('#case-grid [aria-current="true"]'),
      counts: text('.counts [role="status"]'),
      order: rows.map((row) => row.id).join(' '),
      sortedBy: `${head?.textContent ?? ''} ${head?.getAttribute('aria-sort') ?? ''}`,
      rows: rows.length > 0 && document.querySelector('#case-grid .grid-waiting') === null,
      asksReason: document.querySelector('.reason-line, .reason-keys') !== null,
      hits: text('.palette-list'),
      paper: text('.paper-desk .paper'),
    };
  };
}

/** Made ready before each press; `benchPress` then holds its answer. */
export function armMeter(kind: PressKind): void {
  const shown = window.benchShown;
  if (shown === undefined) throw new Error('the meter is not installed');
  const before = shown();
  const verdict = before.row?.textContent;
  const caseShown = (now: Shown) => now.case !== before.case && now.checks > 0 && now.row !== before.row;
  const isShown: Readonly<Record<PressKind, (now: Shown) => boolean>> = {
    next: caseShown,
    verdict: (now) => caseShown(now) && before.row?.textContent !== verdict,
    filter: (now) => (now.counts !== before.counts || now.order !== before.order) && now.rows,
    sort: (now) => now.sortedBy !== before.sortedBy && now.order !== before.order && now.rows,
    // No view or command has a digit in its name: what is found by a number is cases.
    search: (now) => now.hits !== before.hits && now.hits !== '',
    document: (now) => now.paper !== before.paper && now.paper !== '',
  };
  const standing = () => {
    const now = shown();
    const same = now.case === before.case ? 'the case as before' : 'another case';
    const row = now.row === before.row ? 'the row as before' : 'another row';
    return `${same}, ${row}, ${now.checks} checks, focus in ${document.activeElement?.id ?? ''}`;
  };
  window.benchPress = new Promise<Press>((resolve) => {
    const started = (event: KeyboardEvent) => {
      const end = (answer: Press) => {
        clearTimeout(late);
        observer.disconnect();
        resolve(answer);
      };
      const look = () => {
        const now = shown();
        if (now.asksReason) return end(null);
        if (!isShown[kind](now)) return undefined;
        observer.disconnect();
        const painted = () => end(performance.now() - event.timeStamp);
        return requestAnimationFrame(() => requestAnimationFrame(painted));
      };
      const observer = new MutationObserver(look);
      const late = setTimeout(() => end(standing()), 5000);
      // The pause in typing ended before Enter: the list followed by itself, and there is nothing to measure.
      if (isShown[kind](shown())) return end(null);
      const all = { subtree: true, childList: true, attributes: true, characterData: true };
      return observer.observe(document.body, all);
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
