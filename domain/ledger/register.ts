// Owns: values that stand beside one another until somebody who saw both writes again.
// Must not: pick a winner. Nothing is decided by a clock (design §3).
import type { EventHash, IsoDate, MemberId } from '../ids.ts';
import type { Micros } from '../ports.ts';
import type { FieldValue } from './payload-parts.ts';
import { sourceRule } from './source-rules.ts';

/** Who wrote, when, by which event. `asOf` is the export's own date where a file brought the value. */
export type Act = {
  readonly event: EventHash;
  readonly actor: MemberId;
  readonly at: Micros;
  readonly asOf?: IsoDate;
};

/** One standing write; `act` is a place in the state's list of acts, so that a hash is kept once. */
export type Standing<T> = { readonly act: number; readonly value: T };

/** All standing writes of one thing, oldest first. */
export type Register<T> = readonly Standing<T>[];

/** True when the act at that place happened before the event that is being applied. */
export type Seen = (act: number) => boolean;

/** A write takes away what its author had seen, and stands beside what nobody had. */
export function write<T>(register: Register<T>, next: Standing<T>, seen: Seen): Register<T> {
  return [...register.filter((old) => !seen(old.act)), next];
}

/** Of one source the later export stands, whenever it was read in; equal dates follow what was seen. */
export function writeAsOf<T>(
  register: Register<T>,
  next: Standing<T>,
  context: { readonly acts: readonly Act[]; readonly seen: Seen },
): Register<T> {
  const dateOf = (act: number) => context.acts[act]?.asOf ?? '';
  const date = dateOf(next.act);
  if (register.some((old) => dateOf(old.act) > date)) return register;
  return [...register.filter((old) => dateOf(old.act) === date && !context.seen(old.act)), next];
}

export type FieldRegisters = {
  /** Hand-made layer; a standing `null` lets the imported value through. */
  readonly hand: Register<FieldValue | null>;
  /** One register per source of files; a standing `null` says that the source has nothing here any more. */
  readonly sources: Readonly<Record<string, Register<FieldValue | null>>>;
};

export type Fields = Readonly<Record<string, FieldRegisters>>;

/** Names come from files and colleagues: `constructor` is one like any other, not what every object inherits. */
export function ownOf<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

export const emptyField: FieldRegisters = { hand: [], sources: {} };

/** What a field is worth to rules, filters and documents. Two different standing values are no value. */
export type FieldReading =
  | { readonly status: 'absent' }
  | { readonly status: 'value'; readonly value: FieldValue; readonly source: string; readonly act: number }
  | {
      readonly status: 'differs';
      readonly values: readonly (Standing<FieldValue> & { readonly source: string })[];
    };

/** A hand-made value lies above all (LE-6); of files the first by the rule of the field (IN-41). */
export function readField(field: FieldRegisters | undefined, name: string): FieldReading {
  if (!field) return { status: 'absent' };
  const hand = readRegister(field.hand, 'hand');
  if (hand.status !== 'absent') return hand;
  const { order, silence } = sourceRule(name);
  for (const source of order) {
    const standing = field.sources[source] ?? [];
    const reading = readRegister(standing, source);
    if (reading.status !== 'absent' || (silence === 'answers' && standing.length > 0)) return reading;
  }
  return { status: 'absent' };
}

/** A value and a standing `null` written apart differ too: the one who took it away had not seen the other. */
function readRegister(standing: Register<FieldValue | null>, source: string): FieldReading {
  const register = standing.filter((one): one is Standing<FieldValue> => one.value !== null);
  const first = register[0];
  if (!first) return { status: 'absent' };
  if (register.length === standing.length && register.every((one) => sameValue(one.value, first.value))) {
    return {
      status: 'value',
      value: first.value,
      source,
      act: register[register.length - 1]?.act ?? first.act,
    };
  }
  return { status: 'differs', values: register.map((one) => ({ ...one, source })) };
}

/** Verdicts, checks and answers: equal ones count as one, different ones are a conflict (design §3). */
export type Agreement<T> =
  | { readonly status: 'none' }
  | { readonly status: 'agreed'; readonly value: T; readonly act: number }
  | { readonly status: 'differs'; readonly values: Register<T> };

export function agree<T>(register: Register<T>, same: (a: T, b: T) => boolean = sameValue): Agreement<T> {
  const [first, ...rest] = register;
  if (!first) return { status: 'none' };
  if (rest.some((one) => !same(one.value, first.value))) return { status: 'differs', values: register };
  return { status: 'agreed', ...rest.reduce(byText, first) };
}

/** Equal ones may still differ in what was noted beside: the text chooses, the same on every computer, never a clock. */
function byText<T>(a: Standing<T>, b: Standing<T>): Standing<T> {
  return canonical(a.value) < canonical(b.value) ? b : a;
}

/** Structural equality of plain JSON values; keys of objects in any order. */
export function sameValue(a: unknown, b: unknown): boolean {
  return a === b || canonical(a) === canonical(b);
}

/** JSON with sorted keys: equal values give equal text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  );
}
