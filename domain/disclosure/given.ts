// Owns: what a case says of itself having been given out, and of complaints, read from its effective events.
// Must not: count an act without effect.
import type { EventHash } from '../ids.ts';
import { orderEvents } from '../ledger/dag.ts';
import type { CaseState } from '../ledger/case/state.ts';
import type { PayloadOf } from '../ledger/payload.ts';
import { write, type Act, type Register } from '../ledger/register.ts';
import { known, type FoldEvent } from '../ledger/stream.ts';

export type GivenAct<T> = {
  readonly event: EventHash;
  readonly actor: Act['actor'];
  readonly at: number;
  readonly value: T;
};
export type Complaint = Omit<PayloadOf<'complaint.noted'>, 'kind'>;
export type Disclosed = Omit<PayloadOf<'case.disclosed'>, 'kind'>;

export type Given = {
  readonly disclosed: readonly GivenAct<Disclosed>[];
  /** One for each complaint; two notes made apart both stand. */
  readonly complaints: readonly GivenAct<Complaint>[];
};

/** Only what the state lists among its acts has effect. */
export function givenOf(state: CaseState, set: readonly FoldEvent[]): Given {
  const { events, isAncestor } = orderEvents([...set]);
  const effective = new Set(state.acts.map((act) => act.event));
  const disclosed: GivenAct<Disclosed>[] = [];
  const complaints = new Map<string, Register<GivenAct<Complaint>>>();
  events.forEach((event, place) => {
    if (!effective.has(event.hash)) return;
    const act = { event: event.hash, actor: event.actor, at: event.hlc };
    const out = known(event, 'case.disclosed');
    if (out) disclosed.push({ ...act, value: out });
    const noted = known(event, 'complaint.noted');
    if (noted) {
      const seen = (earlier: number) => {
        const before = events[earlier];
        return before !== undefined && isAncestor(before.hash, event.hash);
      };
      const standing = complaints.get(noted.complaint) ?? [];
      complaints.set(noted.complaint, write(standing, { act: place, value: { ...act, value: noted } }, seen));
    }
  });
  return {
    disclosed,
    complaints: [...complaints.values()].flatMap((register) => register.map((one) => one.value)),
  };
}
