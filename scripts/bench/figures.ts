// Owns: what a figure is, how many runs become one, and how figures are written. Must not: judge; a budget is printed beside.

export type Unit = 'ms' | 'MB' | 'times' | 'frames';

/** `times` is how many times faster than the baseline of the same run: there more is better, else less is. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly budget?: number;
  /** How many runs or presses lie behind the value. */
  readonly n: number;
};

export type Measured = Omit<Figure, 'value' | 'n'> & { readonly values: readonly number[] };

/** The value below which the share `part` (0–1) of the values lies, by nearest rank. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Three significant digits say all that a noisy machine can say. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

export function medianFigure({ values, ...rest }: Measured): Figure {
  return { ...rest, value: rounded(median(values)), n: values.length };
}

/** Key to paint: the middle press and the worst in a hundred, each with its budget. */
export function pressFigures(
  name: string,
  values: readonly number[],
  budgets: { readonly p50?: number; readonly p99?: number } = { p50: 50, p99: 100 },
): Figure[] {
  const figure = (part: 'p50' | 'p99', share: number): Figure => {
    const budget = budgets[part];
    return {
      name: `${name} ${part}`,
      value: rounded(percentile(values, share)),
      unit: 'ms',
      n: values.length,
      ...(budget === undefined ? {} : { budget }),
    };
  };
  return [figure('p50', 0.5), figure('p99', 0.99)];
}

export function megabytes(name: string, kilobytes: number): Figure {
  return { name, value: Math.round(kilobytes / 1024), unit: 'MB', n: 1 };
}

export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export function asJson({ name, value, unit, budget }: Figure): string {
  return JSON.stringify({ name, value, unit, ...(budget === undefined ? {} : { budget }) });
}

function standing({ value, unit, budget }: Figure): string {
  if (budget === undefined) return '';
  const within = unit === 'times' ? value >= budget : value <= budget;
  return `${within ? 'within' : 'over'} ${unit === 'times' ? 'at least ' : ''}${budget}`;
}

export function asLine(figure: Figure): string {
  const { name, value, unit, n } = figure;
  return `${name.padEnd(44)}${String(value).padStart(8)} ${unit.padEnd(6)}n ${String(n).padEnd(5)}${standing(figure)}`.trimEnd();
}
