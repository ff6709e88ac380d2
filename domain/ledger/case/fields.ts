// Owns: fields of a case or an offer: what a file or a hand writes, and what a field is worth to its readers.
// Must not: choose between two values that stand beside one another.
import type { FieldValue } from '../payload-parts.ts';
import { emptyField, ownOf, readField, write, writeAsOf, type Act, type Fields } from '../register.ts';
import type { Application } from '../stream.ts';

type Incoming = Application & { readonly fields: Record<string, FieldValue | null>; readonly source: string };

export function importFields(acts: readonly Act[], fields: Fields, incoming: Incoming): Fields {
  const next: Record<string, Fields[string]> = { ...fields };
  for (const [name, value] of Object.entries(incoming.fields)) {
    const field = ownOf(next, name) ?? emptyField;
    const written = { act: incoming.act, value };
    const standing = field.sources[incoming.source];
    const register = standing ? writeAsOf(standing, written, { acts, seen: incoming.seen }) : [written];
    next[name] = { hand: field.hand, sources: { ...field.sources, [incoming.source]: register } };
  }
  return next;
}

export function enterFields(
  fields: Fields,
  entered: Record<string, FieldValue | null>,
  application: Application,
): Fields {
  const next: Record<string, Fields[string]> = { ...fields };
  for (const [name, value] of Object.entries(entered)) {
    const field = ownOf(next, name) ?? emptyField;
    next[name] = { ...field, hand: write(field.hand, { act: application.act, value }, application.seen) };
  }
  return next;
}

/** The agreed value, or undefined while absent or in conflict. */
export function fieldValue(fields: Fields, name: string): FieldValue | undefined {
  const reading = readField(ownOf(fields, name), name);
  return reading.status === 'value' ? reading.value : undefined;
}

export function textValue(fields: Fields, name: string): string | undefined {
  const value = fieldValue(fields, name);
  return typeof value === 'string' ? value : undefined;
}

/**
 * Safe-side fields take the careful value while they differ: any standing `true` (or any date of withdrawal)
 * counts, whoever wrote it (design §3).
 */
export function carefulFlag(fields: Fields, name: string): boolean {
  const reading = readField(ownOf(fields, name), name);
  if (reading.status === 'absent') return false;
  if (reading.status === 'value') return isSet(reading.value);
  return reading.values.some((one) => isSet(one.value));
}

function isSet(value: FieldValue): boolean {
  return value !== false && value !== '' && value !== 'no';
}
