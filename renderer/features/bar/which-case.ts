// Owns: which case is open at the desk beside BÄR: the one that was shown, until the caseworker goes on or chooses another (DE-25).
// Must not: put another person in the place of one that goes away.

type Listed = { readonly caseId: string };

export type Pinned = {
  /** The open case; null until a row has been shown. */
  readonly caseId: string | null;
  /** Registered just now and perhaps still in the list: not opened by itself. */
  readonly done: string | null;
};

export type Which<Row extends Listed> =
  | { readonly status: 'open'; readonly row: Row; readonly index: number }
  /** What was open has left the list by nothing done here. */
  | { readonly status: 'gone' }
  | { readonly status: 'none' };

/** The first that is shown is held from then on, wherever it stands in the list. */
export function pinFirst(rows: readonly Listed[], pinned: Pinned): Pinned {
  if (pinned.caseId !== null) return pinned;
  const first = rows.find(({ caseId }) => caseId !== pinned.done);
  return first === undefined ? pinned : { ...pinned, caseId: first.caseId };
}

export function whichIsOpen<Row extends Listed>(rows: readonly Row[], { caseId }: Pinned): Which<Row> {
  if (caseId === null) return { status: 'none' };
  const index = rows.findIndex((row) => row.caseId === caseId);
  const row = rows[index];
  return row === undefined ? { status: 'gone' } : { status: 'open', row, index };
}

/** The one after it, at the end the one before it. */
export function afterRegistering(rows: readonly Listed[], caseId: string): Pinned {
  const index = rows.findIndex((row) => row.caseId === caseId);
  const next = index < 0 ? rows[0] : (rows[index + 1] ?? rows[index - 1]);
  return { caseId: next?.caseId ?? null, done: caseId };
}
