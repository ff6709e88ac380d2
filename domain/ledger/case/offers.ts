// Owns: offers within a case: what an event makes of them, which is open, which one a decision can rest on.
// Must not: judge an offer; the rules do.
import type { PayloadOf } from '../payload.ts';
import { agree, write, type Agreement } from '../register.ts';
import type { Application } from '../stream.ts';
import { enterFields, importFields } from './fields.ts';
import type { CaseState, OfferMove, OfferState } from './state.ts';

type OfferPayload = PayloadOf<'offer.imported'> | PayloadOf<'offer.entered'> | PayloadOf<'offer.moved'>;

export function applyOffer(state: CaseState, payload: OfferPayload, application: Application): CaseState {
  const { offer: id } = payload;
  const offer = state.offers[id] ?? { id, employer: null, fields: {}, moves: [], after: [] };
  const others = Object.values(state.offers).filter((one) => one.id !== id);
  const seenNow = others.filter((one) => actsOf(one).every(application.seen)).map((one) => one.id);
  // Beside an act on the same offer both count: neither of the two is the last.
  const isLast = actsOf(offer).every(application.seen);
  const after = isLast ? seenNow : [...new Set([...offer.after, ...seenNow])].sort();
  const earlier = others.map((one): [string, OfferState] => [one.id, notAfter(one, id)]);
  return {
    ...state,
    offers: {
      ...Object.fromEntries(earlier),
      [id]: { ...changeOffer(state, offer, { ...application, payload }), after },
    },
  };
}

/** What `other` has just been told was not seen by the last act on this offer. */
function notAfter(offer: OfferState, other: string): OfferState {
  return offer.after.includes(other)
    ? { ...offer, after: offer.after.filter((one) => one !== other) }
    : offer;
}

function changeOffer(
  state: CaseState,
  offer: OfferState,
  application: Application<OfferPayload>,
): OfferState {
  const { payload } = application;
  switch (payload.kind) {
    case 'offer.imported':
      return {
        ...offer,
        employer: payload.employer,
        fields: importFields(state.acts, offer.fields, {
          ...application,
          fields: payload.fields,
          source: 'offers',
        }),
      };
    case 'offer.entered':
      return {
        ...offer,
        employer: payload.employer ?? offer.employer,
        fields: enterFields(offer.fields, payload.fields, application),
      };
    case 'offer.moved': {
      const move: OfferMove = {
        state: payload.state,
        day: payload.day,
        ...(payload.reason === undefined ? {} : { reason: payload.reason }),
      };
      return { ...offer, moves: write(offer.moves, { act: application.act, value: move }, application.seen) };
    }
  }
}

/** The state of an offer: different standing moves are a conflict; an offer without a move is `offered`. */
export function offerMove(offer: OfferState): Agreement<OfferMove> {
  return agree(offer.moves);
}

export function isOpenOffer(offer: OfferState): boolean {
  const move = offerMove(offer);
  if (move.status === 'none') return true;
  return move.status === 'agreed' && (move.value.state === 'offered' || move.value.state === 'accepted');
}

/**
 * The offer a decision can rest on: the one open offer, or of several the one that was written knowing the others.
 * Where two were written apart no clock chooses: the id does, the same on every computer.
 */
export function currentOffer(state: CaseState): OfferState | undefined {
  const open = Object.values(state.offers).filter(isOpenOffer);
  const overtaken = new Set(open.flatMap((offer) => offer.after));
  const last = open.filter((offer) => !overtaken.has(offer.id));
  return [...(last.length > 0 ? last : open)].sort((a, b) => (a.id < b.id ? -1 : 1)).at(-1);
}

function actsOf(offer: OfferState): readonly number[] {
  const fields = Object.values(offer.fields).flatMap((field) => [
    ...field.hand.map((one) => one.act),
    ...Object.values(field.sources).flatMap((register) => register.map((one) => one.act)),
  ]);
  return [...fields, ...offer.moves.map((one) => one.act)];
}
