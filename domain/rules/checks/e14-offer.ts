// E14: an offered place with what a decision needs to know of it. No part of the review.
import { check, differs, met, unmet, type Check } from '../check.ts';
import { textFact, type OfferFacts } from '../facts.ts';

const needed = [
  { field: 'start', word: 'startdag' },
  { field: 'extent', word: 'omfattning' },
  { field: 'supervisorName', word: 'handledare' },
] as const;

export const e14: Check = {
  id: 'E14',
  reads: [],
  find: ({ offer, offerFell }) => {
    if (!offer) return unmet(offerFell ? 'fell' : 'none');
    if (offer.differs || differs(...needed.map(({ field }) => offer.read(field)))) return check('differs');
    const missing = needed.filter(({ field }) => !isFilled(offer, field)).map(({ word }) => word);
    if (missing.length > 0) return check('incomplete', { saknas: listed(missing) });
    const values = { arbetsgivare: textFact(offer.read('employerName')) ?? 'okänd arbetsgivare' };
    return offer.day === null ? met('offeredPlain', values) : met('offered', { ...values, dag: offer.day });
  },
};

/** An extent without unit is asked about, so it does not count as filled. */
function isFilled(offer: OfferFacts, field: string): boolean {
  const fact = offer.read(field);
  if (fact.status !== 'value') return false;
  const { value } = fact;
  return !(typeof value === 'object' && !Array.isArray(value) && value['kind'] === 'unclear');
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} och ${words.at(-1) ?? ''}`;
}
