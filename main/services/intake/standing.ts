// Owns: what a source of files last said of a case or an offer, and the fields of an event that says it anew.
// Must not: choose between two sources; domain/ledger/source-rules.ts does.
import type { FieldChange } from '../../../domain/intake/diff.ts';
import type { IsoDate } from '../../../domain/ids.ts';
import type { FieldValue } from '../../../domain/ledger/payload-parts.ts';
import type { Act, Fields } from '../../../domain/ledger/register.ts';

/** What this source last said, without the fields for which a later export already stands: those are told apart. */
export function standingFacts(
  state: { readonly acts: readonly Act[] },
  fields: Fields,
  of: { readonly source: string; readonly asOf: IsoDate },
): { readonly values: Record<string, unknown>; readonly later: ReadonlySet<string> } {
  const values: Record<string, unknown> = {};
  const later = new Set<string>();
  for (const [name, field] of Object.entries(fields)) {
    const register = field.sources[of.source] ?? [];
    const last = register[register.length - 1];
    if (!last) continue;
    // Two standing values written apart are neither: a new word from the source settles nothing by itself, but is written.
    if (register.length === 1) values[name] = last.value ?? undefined;
    if ((state.acts[last.act]?.asOf ?? '') > of.asOf) later.add(name);
  }
  for (const name of later) delete values[name];
  return { values, later };
}

/** An older export changes nothing where a later one stands. */
export function withLater(
  facts: Record<string, unknown>,
  later: ReadonlySet<string> | undefined,
): Record<string, unknown> {
  if (!later || later.size === 0) return facts;
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !later.has(name)));
}

export function changedFields(changes: readonly FieldChange[]): Record<string, FieldValue | null> {
  return Object.fromEntries(
    changes.map((change) => [change.field, (change.after ?? null) as FieldValue | null]),
  );
}
