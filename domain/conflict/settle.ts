// Owns: settling values that stand side by side: the chosen side is written anew by somebody who has seen them all.
// Must not: settle deciding acts (domain/decision/resolve.ts) or joins (decide-join.ts), nor choose.
import type { BatchId } from '../ids.ts';
import type { Payload } from '../ledger/payload.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import type { Register } from '../ledger/register.ts';
import { err, ok, type Result } from '../result.ts';
import type { CaseConflict, EmployerConflict } from './find.ts';

/** Conflicts whose sides are plain values. */
export type ValueConflict = Exclude<
  CaseConflict | EmployerConflict,
  { readonly kind: 'decision' | 'join' | 'joinedDecided' }
>;
export type SettleError = { readonly tag: 'notASide' } | { readonly tag: 'emptyFromFile' };

export type SettleCommand = {
  /** Place of the act whose value holds from now on. */
  readonly act: number;
  readonly reason: string;
  readonly batch: BatchId;
};

export function settleValue(conflict: ValueConflict, command: SettleCommand): Result<Payload, SettleError> {
  const { act, reason, batch } = command;
  switch (conflict.kind) {
    case 'field': {
      const value = fieldSide(conflict, act);
      if (!value.ok) return value;
      return ok({ kind: 'facts.entered', batch, fields: { [conflict.field]: value.value }, basis: reason });
    }
    case 'offerField': {
      const value = fieldSide(conflict, act);
      if (!value.ok) return value;
      const { offer, field } = conflict;
      return ok({ kind: 'offer.entered', batch, offer, fields: { [field]: value.value }, basis: reason });
    }
    case 'verdict':
      return kept(conflict.sides, act, (value) => ({
        kind: 'verdict.given',
        batch,
        ...value,
        note: reason,
      }));
    case 'transfer':
      return kept(conflict.sides, act, ({ to }) => ({ kind: 'case.transferred', batch, to, reason }));
    case 'matter':
      return kept(conflict.sides, act, (value) => ({ kind: 'matter.opened', batch, ...value, note: reason }));
    case 'offerMove':
      return kept(conflict.sides, act, (value) => ({
        kind: 'offer.moved',
        batch,
        offer: conflict.offer,
        ...value,
        note: reason,
      }));
    case 'check':
      return kept(conflict.sides, act, (value) => ({
        kind: 'employer.checked',
        batch,
        ...value,
        note: reason,
      }));
    case 'union':
      return kept(conflict.sides, act, (value) => ({
        kind: 'union.answered',
        batch,
        ...value,
        note: reason,
      }));
  }
}

function kept<T>(sides: Register<T>, act: number, make: (value: T) => Payload): Result<Payload, SettleError> {
  const side = sides.find((one) => one.act === act);
  return side ? ok(make(side.value)) : err({ tag: 'notASide' });
}

type FieldConflict = Extract<ValueConflict, { readonly kind: 'field' | 'offerField' }>;

/** Of two files one that says nothing any more cannot be kept by hand: there is no hand-made "nothing". */
function fieldSide({ source, sides }: FieldConflict, act: number): Result<FieldValue | null, SettleError> {
  const side = sides.find((one) => one.act === act);
  if (!side) return err({ tag: 'notASide' });
  return side.value === null && source !== 'hand' ? err({ tag: 'emptyFromFile' }) : ok(side.value);
}
