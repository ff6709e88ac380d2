// Owns: the two-way outcome of every operation that a user, a file or a colleague can make fail.
// Must not: carry sentences; a failure is a tag with facts, its sentence stands in the locale files.

export type Result<T, E extends Tagged = Tagged> = Ok<T> | Err<E>;
export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err<E> = { readonly ok: false; readonly error: E };

/** Every error is a plain object with a tag: it crosses threads, processes and JSON unchanged. */
export type Tagged = { readonly tag: string };

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function err<const E extends Tagged>(error: E): Err<E> {
  return { ok: false, error };
}

/** Ends an exhaustive switch; reaching it is a bug, never a user's error. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
