// A hand on the keyboard that counts: every press and every sign typed, by case and kind. It has no mouse.
import type { Page } from '@playwright/test';

export type Counted = { readonly kind: string; readonly cases: number; readonly keys: number };
export type KindRow = {
  readonly kind: string;
  readonly cases: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
};

export type Hand = {
  readonly press: (key: string) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** What was pressed since the last call belongs to so many cases of a kind. */
  readonly done: (kind: string, cases?: number) => void;
  readonly counted: () => readonly Counted[];
  /** Presses that fell on nothing, and presses of a mouse: both are faults of the program or of the script. */
  readonly stray: () => Promise<{ readonly lost: readonly string[]; readonly mouse: number }>;
};

declare global {
  interface Window {
    dayStray?: { lost: string[]; mouse: number };
  }
}

export async function createHand(page: Page): Promise<Hand> {
  await page.evaluate(() => {
    const stray = { lost: [] as string[], mouse: 0 };
    window.dayStray = stray;
    const onKey = (event: KeyboardEvent) => {
      if (event.target === document.body) stray.lost.push(event.key);
    };
    const onMouse = (event: MouseEvent) => {
      if (event.isTrusted) stray.mouse += 1;
    };
    window.addEventListener('keydown', onKey, { capture: true });
    window.addEventListener('mousedown', onMouse, { capture: true });
  });
  const counted: Counted[] = [];
  let keys = 0;
  return {
    press: (key) => {
      keys += 1;
      return page.keyboard.press(key);
    },
    type: (text) => {
      keys += text.length;
      return page.keyboard.type(text);
    },
    done: (kind, cases = 1) => {
      counted.push({ kind, cases, keys });
      keys = 0;
    },
    counted: () => counted,
    stray: () => page.evaluate(() => window.dayStray ?? { lost: [], mouse: -1 }),
  };
}

/** Keys per case, in the order in which the kinds were first met; what was done to many is shared out among them. */
export function byKind(counted: readonly Counted[]): readonly KindRow[] {
  return [...new Set(counted.map(({ kind }) => kind))].map((kind) => {
    const own = counted.filter((one) => one.kind === kind);
    const each = own
      .map(({ keys, cases }) => keys / Math.max(1, cases))
      .toSorted((a, b) => a - b)
      .map((value) => Number(value.toPrecision(2)));
    return {
      kind,
      cases: own.reduce((sum, { cases }) => sum + cases, 0),
      min: each[0] ?? 0,
      median: each[Math.floor((each.length - 1) / 2)] ?? 0,
      max: each.at(-1) ?? 0,
    };
  });
}

/** As Markdown, so that it can stand in docs/measured.md as it is. */
export function asTable(rows: readonly KindRow[]): string {
  const lines = rows.map(
    ({ kind, cases, min, median, max }) => `| ${kind} | ${cases} | ${min} | ${median} | ${max} |`,
  );
  return ['| | cases | fewest keys | middle | most |', '|---|---:|---:|---:|---:|', ...lines].join('\n');
}
