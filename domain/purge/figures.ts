// Owns: the counts of Table 1 as numbers, and how those frozen before a purge stand together with the rows that are left.
// Must not: count; the store does.
import type { FrozenCounts } from '../ledger/shared-state.ts';

/** Applications, not persons; a case that is handled in another is the same application and counted there. `eligible` is Jobbsprånget's green; `orange` stands apart from it. */
export type Counts = {
  readonly applicants: number;
  readonly eligible: number;
  readonly offered: number;
  readonly granted: number;
  readonly orange: number;
};

export const figureLines = ['female', 'male', 'unknown', 'total'] as const;
export type Figures = Readonly<Record<(typeof figureLines)[number], Counts>>;

export function sumCounts(a: Counts, b: Counts): Counts {
  return withBoth(a, b, (x, y) => x + y);
}

export function addFigures(a: Figures, b: Figures): Figures {
  return eachLine((line) => sumCounts(a[line], b[line]));
}

export function subtractFigures(a: Figures, b: Figures): Figures {
  return eachLine((line) => withBoth(a[line], b[line], (x, y) => Math.max(0, x - y)));
}

export function sameFigures(a: Figures, b: Figures): boolean {
  return figureLines.every((line) => {
    const [one, other] = [a[line], b[line]];
    return measures.every((measure) => one[measure] === other[measure]);
  });
}

export function figuresIn({ female, male, unknown, total }: Figures): Figures {
  return { female, male, unknown, total };
}

/**
 * PU-10: the frozen table that stands for an intake, and the runs whose cases it has counted for good. Of the runs that two
 * have signed, the one that counts most applications: a later one carries the earlier with it. No clock chooses.
 */
export function standingFrozen(
  frozen: readonly FrozenCounts[],
  signed: ReadonlySet<string>,
): { readonly table: FrozenCounts; readonly runs: readonly string[] } | undefined {
  let at = -1;
  for (const [index, one] of frozen.entries())
    if (signed.has(one.run) && one.total.applicants >= (frozen[at]?.total.applicants ?? 0)) at = index;
  const table = frozen[at];
  return table ? { table, runs: frozen.slice(0, at + 1).map((one) => one.run) } : undefined;
}

/** `live` are the rows that no counted run names: what has become of them since the freeze is seen, the rest stands as frozen. */
export function joinedFigures(frozen: FrozenCounts, live: Figures): Figures {
  const table = figuresIn(frozen);
  return frozen.left ? addFigures(subtractFigures(table, frozen.left), live) : table;
}

const measures = ['applicants', 'eligible', 'offered', 'granted', 'orange'] as const;

function withBoth(a: Counts, b: Counts, join: (a: number, b: number) => number): Counts {
  return {
    applicants: join(a.applicants, b.applicants),
    eligible: join(a.eligible, b.eligible),
    offered: join(a.offered, b.offered),
    granted: join(a.granted, b.granted),
    orange: join(a.orange, b.orange),
  };
}

function eachLine(make: (line: keyof Figures) => Counts): Figures {
  return { female: make('female'), male: make('male'), unknown: make('unknown'), total: make('total') };
}
