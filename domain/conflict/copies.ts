// Owns: two acts side by side: line by line what each says, which lines differ, and what each had seen and rested on.
// Must not: say which holds, nor let the order of two clocks stand for an order of acts.
import type { EventHash, MemberId } from '../ids.ts';
import type { Micros } from '../ports.ts';
import type { Ancestry } from '../ledger/confirmations.ts';
import type { Payload } from '../ledger/payload.ts';
import type { FieldValue, Pin } from '../ledger/payload-parts.ts';
import { sameValue } from '../ledger/register.ts';
import type { FoldEvent } from '../ledger/stream.ts';

export type Line = { readonly label: string; readonly value: FieldValue | null };
/** One line over all sides, in the order of the sides; `null` where a side says nothing. */
export type Aligned = {
  readonly label: string;
  readonly values: readonly (FieldValue | null)[];
  readonly differs: boolean;
};

/** Lines in the order they first come. A line that one side lacks differs. */
export function align(sides: readonly (readonly Line[])[]): Aligned[] {
  const labels = [...new Set(sides.flatMap((lines) => lines.map((line) => line.label)))];
  return labels.map((label) => {
    const values = sides.map((lines) => lines.find((line) => line.label === label)?.value ?? null);
    return { label, values, differs: values.some((value) => !sameValue(value, values[0])) };
  });
}

/** What an act says, as lines. Documents and reasons of another person's act are left to the case itself. */
export function linesOf(payload: Payload): Line[] {
  switch (payload.kind) {
    case 'facts.imported':
    case 'offer.imported':
      return [...fieldLines(payload.fields), line('asOf', payload.asOf)];
    case 'facts.entered':
    case 'offer.entered':
      return fieldLines(payload.fields);
    case 'verdict.given':
      return filled(
        ['conclusion', payload.conclusion],
        ['reason', payload.reason],
        ['note', payload.note],
        ['confirms', payload.confirms],
      );
    case 'offer.moved':
      return filled(['offerState', payload.state], ['reason', payload.reason], ['day', payload.day]);
    case 'employer.checked':
      return filled(
        ['check', payload.outcome],
        ['day', payload.day],
        ['sources', payload.sources],
        ['note', payload.note],
      );
    case 'union.answered':
      return filled(
        ['organisation', payload.organisation],
        ['answer', payload.answer],
        ['day', payload.day],
        ['weighed', payload.weighed],
      );
    default:
      return decisionLines(payload);
  }
}

function decisionLines(payload: Payload): Line[] {
  switch (payload.kind) {
    case 'basis.fixed':
      return [
        ...filled(['outcome', payload.outcome], ['from', payload.period?.from], ['to', payload.period?.to]),
        line('day', payload.day),
        ...Object.entries(payload.answers).map(([number, value]) => line(number, value)),
      ];
    case 'decision.registered':
      return [
        ...filled(['outcome', payload.outcome], ['from', payload.period?.from], ['to', payload.period?.to]),
        line('day', payload.day),
        line('barNumber', payload.barNumber),
      ];
    case 'texts.confirmed':
      return [line('source', payload.source), line('day', payload.day)];
    case 'case.transferred':
      return [line('intake', payload.to), line('because', payload.reason)];
    case 'matter.opened':
      return [
        line('openedOn', payload.openedOn),
        ...filled(['openedHow', payload.openedHow], ['note', payload.note]),
      ];
    case 'registration.withdrawn':
    case 'conflict.resolved':
    case 'unseen.reviewed':
    case 'case.not-same':
      return [line('because', payload.reason)];
    case 'case.same-as':
      return [line('role', payload.role), line('because', payload.reason)];
    default:
      return [];
  }
}

function line(label: string, value: FieldValue | null): Line {
  return { label, value };
}

function filled(...lines: readonly [string, FieldValue | undefined][]): Line[] {
  return lines.flatMap(([label, value]) => (value === undefined ? [] : [line(label, value)]));
}

function fieldLines(fields: Readonly<Record<string, FieldValue | null>>): Line[] {
  return Object.entries(fields).map(([field, value]) => line(field, value));
}

/** An act that somebody had not seen, with who made it and by which clock. */
export type Beside = {
  readonly event: EventHash;
  readonly actor: MemberId;
  readonly at: Micros;
  readonly kind: string;
};

export type Grounds = {
  /** How many entries of the stream its author had seen. */
  readonly seen: number;
  /** Entries that its author had not seen and that had not seen it either. */
  readonly notSeen: readonly Beside[];
  /** Dated data it rested on: form, texts, rule set. */
  readonly pins: readonly (Pin & { readonly name: 'form' | 'texts' | 'ruleSet' })[];
};

/** On what basis an act was made: told by its refs alone. */
export function groundsOf(event: FoldEvent, stream: readonly FoldEvent[], isAncestor: Ancestry): Grounds {
  const others = stream.filter((one) => one.hash !== event.hash);
  const seen = others.filter((one) => isAncestor(one.hash, event.hash));
  const apart = others.filter(
    (one) => !isAncestor(one.hash, event.hash) && !isAncestor(event.hash, one.hash),
  );
  return { seen: seen.length, notSeen: apart.map(besideOf), pins: pinsOf(event) };
}

export function besideOf(event: FoldEvent): Beside {
  const kind = event.read.status === 'known' ? event.read.payload.kind : event.read.status;
  return { event: event.hash, actor: event.actor, at: event.hlc, kind };
}

function pinsOf(event: FoldEvent): Grounds['pins'] {
  if (event.read.status !== 'known') return [];
  const { payload } = event.read;
  if (payload.kind === 'verdict.given') return [{ name: 'ruleSet', ...payload.ruleSet }];
  if (payload.kind !== 'basis.fixed') return [];
  return [
    { name: 'form', ...payload.form },
    { name: 'texts', ...payload.texts },
    { name: 'ruleSet', ...payload.ruleSet },
  ];
}
