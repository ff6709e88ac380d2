// Owns: how much of a file is taken in. Must not: read anything.

export type FileLimits = {
  readonly fileBytes: number;
  /** Counted over all parts of a spreadsheet while they are inflated. */
  readonly inflatedBytes: number;
  readonly rows: number;
  readonly columns: number;
  /** Parts in a spreadsheet's archive. */
  readonly parts: number;
};

export const defaultLimits: FileLimits = {
  fileBytes: 50 * 1024 * 1024,
  inflatedBytes: 300 * 1024 * 1024,
  rows: 100_000,
  columns: 200,
  parts: 10_000,
};

/** Whole megabytes for a sentence. */
export function megabytes(bytes: number): number {
  return Math.round(bytes / (1024 * 1024));
}
