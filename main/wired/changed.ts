// Owns: which cases an act has changed, as the window is told. Must not: ask the store; the act's own input says it.

export type ActInput = { readonly id?: string; readonly cases?: readonly string[] };

/** Chosen by hand, one or a handful: the list stays as it stands under the fingers. */
const handful = 50;

export function changedCases({ id, cases }: ActInput): readonly string[] | 'many' {
  if (typeof id === 'string') return [id];
  return Array.isArray(cases) && cases.length <= handful ? cases : 'many';
}
