// Owns: what an import changes, field by field, against what the same source said before. Must not: write or judge it.

export type FieldChange<Id extends string = string> = {
  readonly field: Id;
  /** undefined: nothing was known. */
  readonly before: unknown;
  /** undefined: the file no longer says anything. */
  readonly after: unknown;
};

export type FieldsDiff<Id extends string = string> =
  | { readonly kind: 'new'; readonly changes: readonly FieldChange<Id>[] }
  | { readonly kind: 'changed'; readonly changes: readonly FieldChange<Id>[] }
  | { readonly kind: 'unchanged' };

/**
 * `known` is what this source last said (undefined: nothing stored yet). A field that is known but absent from `incoming`
 * counts as taken away only when `covered` names it, that is when the file has a column for it; otherwise the file is silent.
 */
export function diffFields<T extends object>(
  known: T | undefined,
  incoming: T,
  covered: readonly (keyof T & string)[] = [],
): FieldsDiff<keyof T & string> {
  const fields = new Set([...keysOf(incoming), ...(known === undefined ? [] : covered)]);
  const changes = [...fields].flatMap((field) => {
    const before = known?.[field];
    const after = incoming[field];
    return sameValue(before, after) ? [] : [{ field, before, after }];
  });
  if (known === undefined) return { kind: 'new', changes };
  return changes.length === 0 ? { kind: 'unchanged' } : { kind: 'changed', changes };
}

function keysOf<T extends object>(value: T): (keyof T & string)[] {
  return Object.keys(value).filter((key): key is keyof T & string => key in value);
}

/** Structural; absent, undefined and null are the same silence. */
function sameValue(one: unknown, other: unknown): boolean {
  if (one === other || (one ?? undefined) === (other ?? undefined)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => sameValue(Reflect.get(one, key), Reflect.get(other, key)));
}
