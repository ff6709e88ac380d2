// Owns: the mailings of an intake as folded: what was prepared, sent, returned and deleted, and the other counts.
// Must not: merge two mailings, or add counts up; who reads them does.
import type { PayloadOf } from './payload.ts';

type Bare<K extends OfMailing['kind']> = Omit<PayloadOf<K>, 'kind' | 'mailing'>;
export type Told<T> = T & { readonly act: number };

export type Mailing = {
  readonly id: string;
  /** Null when the preparation was taken back by somebody who had not seen what was sent. */
  readonly prepared: Told<Bare<'mailing.prepared'>> | null;
  readonly sent: readonly Told<Bare<'mailing.sent'>>[];
  readonly returned: readonly Told<Bare<'mailing.returned'>>[];
  readonly cleared: Told<Bare<'mailing.cleared'>> | null;
};
export type Outreach = Told<Omit<PayloadOf<'outreach.counted'>, 'kind'>>;

export type MailingPart = {
  readonly mailings: readonly Mailing[];
  readonly outreach: readonly Outreach[];
};
export const noMailings: MailingPart = { mailings: [], outreach: [] };

export type MailingPayload = PayloadOf<
  'mailing.prepared' | 'mailing.sent' | 'mailing.returned' | 'mailing.cleared' | 'outreach.counted'
>;

/** Acts made apart all stand, each a line of its own: nobody's count overwrites another's. */
export function applyMailing<S extends MailingPart>(state: S, payload: MailingPayload, act: number): S {
  if (payload.kind === 'outreach.counted') {
    const { kind: _kind, ...value } = payload;
    return { ...state, outreach: [...state.outreach, { ...value, act }] };
  }
  const known = state.mailings.find(({ id }) => id === payload.mailing);
  const next = withAct(known ?? empty(payload.mailing), payload, act);
  const mailings = known
    ? state.mailings.map((one) => (one === known ? next : one))
    : [...state.mailings, next];
  return { ...state, mailings };
}

function empty(id: string): Mailing {
  return { id, prepared: null, sent: [], returned: [], cleared: null };
}

type OfMailing = Exclude<MailingPayload, { kind: 'outreach.counted' }>;

function withAct(mailing: Mailing, payload: OfMailing, act: number): Mailing {
  switch (payload.kind) {
    case 'mailing.prepared':
      return { ...mailing, prepared: { ...bare(payload), act } };
    case 'mailing.sent':
      return { ...mailing, sent: [...mailing.sent, { ...bare(payload), act }] };
    case 'mailing.returned':
      return { ...mailing, returned: [...mailing.returned, { ...bare(payload), act }] };
    case 'mailing.cleared':
      return { ...mailing, cleared: { ...bare(payload), act } };
  }
}

function bare<P extends OfMailing>({ kind: _kind, mailing: _mailing, ...value }: P) {
  return value;
}
