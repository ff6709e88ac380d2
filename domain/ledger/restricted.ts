// Owns: what may stand under the coarse type `restricted`: kinds that say something of a person, and never where the person is.
// Must not: know who may hold it; domain/team/holding.ts does.
import type { FieldValue } from './payload-parts.ts';
import type { Payload, PayloadKind } from './payload.ts';
import { typeOf } from './read-payload.ts';

/** Kinds by which a person brings something into a case. What a file brings is not among them: of a marked row only the stub comes. */
const ofPerson: ReadonlySet<PayloadKind> = new Set<PayloadKind>([
  'facts.entered',
  'verdict.given',
  'offer.entered',
  'offer.moved',
  'basis.fixed',
  'decision.registered',
  'registration.withdrawn',
  'conflict.resolved',
  'document.issued',
  'document.posted',
  'case.disclosed',
  'complaint.noted',
  'unseen.reviewed',
  'handover.noted',
  'handover.taken',
]);

export function mayBeRestricted(kind: PayloadKind): boolean {
  return ofPerson.has(kind);
}

/** SY-10, GR-22: a kind travels under its own coarse type, or as what is for the holders alone. */
export function fitsType(kind: PayloadKind, type: string): boolean {
  return typeOf(kind) === type || (type === 'restricted' && mayBeRestricted(kind));
}

/** Facts that tell where a person can be found: of somebody with protected identity none is kept (domain.md §5, point 4). */
const whereabouts: ReadonlySet<string> = new Set(['address', 'phone', 'email', 'municipality']);

function tellsWhere(field: string): boolean {
  return whereabouts.has(field) || /^(?:workplace|supervisor|employer)/.test(field);
}

function withoutWhereabouts<V extends FieldValue | null>(
  fields: Readonly<Record<string, V>>,
): Record<string, V> {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !tellsWhere(field)));
}

/** The payload as it may be written for the holders: without whereabouts. */
export function asRestricted(payload: Payload): Payload {
  if (payload.kind !== 'facts.entered' && payload.kind !== 'offer.entered') return payload;
  return { ...payload, fields: withoutWhereabouts(payload.fields) };
}
