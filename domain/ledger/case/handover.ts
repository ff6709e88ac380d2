// Owns: who goes on with a case: notes that wait to be taken over, and who has taken it. Must not: choose between two who did.
import type { MemberId } from '../../ids.ts';
import type { PayloadOf } from '../payload.ts';
import { write, type Register } from '../register.ts';
import type { Application } from '../stream.ts';
import type { CaseState, Handover } from './state.ts';

/** GR-15: a note or a taking over ends what its author had seen of either; what nobody had seen stands beside it. */
export function applyHandover(
  handover: Register<Handover>,
  { payload, act, seen }: Application<PayloadOf<'handover.noted'> | PayloadOf<'handover.taken'>>,
): Register<Handover> {
  const value: Handover =
    payload.kind === 'handover.taken'
      ? { taken: true }
      : { taken: false, text: payload.text, forWhom: payload.forWhom ?? null };
  return write(handover, { act, value }, seen);
}

export type HandoverNote = { readonly act: number; readonly text: string; readonly forWhom: MemberId | null };

/** Oldest first. Empty of a person with protected identity, who is handled outside the program. */
export function waitingNotes({ handover, stub }: Pick<CaseState, 'handover' | 'stub'>): HandoverNote[] {
  if (stub !== null) return [];
  return handover.flatMap(({ act, value }) =>
    value.taken ? [] : [{ act, text: value.text, forWhom: value.forWhom }],
  );
}

/** Places of the acts by which somebody has taken the case over; two who did so apart both have it until one hands over. */
export function takenBy({ handover, stub }: Pick<CaseState, 'handover' | 'stub'>): number[] {
  return stub !== null ? [] : handover.flatMap(({ act, value }) => (value.taken ? [act] : []));
}

/** As the store looks them up: `to:any`, `to:<member>` for a note that waits, `by:<member>` for who has the case. */
export type HandoverFlag = `to:${'any' | MemberId}` | `by:${MemberId}`;

export function handoverFlags(state: CaseState): HandoverFlag[] {
  const to = waitingNotes(state).map(({ forWhom }): HandoverFlag => `to:${forWhom ?? 'any'}`);
  const by = takenBy(state).flatMap((act): HandoverFlag[] => {
    const actor = state.acts[act]?.actor;
    return actor === undefined ? [] : [`by:${actor}`];
  });
  return [...new Set([...to, ...by])];
}
