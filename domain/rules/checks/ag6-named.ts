// AG6: only named employers take part in the pilot. One who is not named is asked about: the list may be older than the offer.
import { employerName } from '../../ledger/employer-state.ts';
import { check, met, notApplicable, type Check, type RuleContext } from '../check.ts';
import { textFact, type OfferFacts } from '../facts.ts';

export const ag6: Check = {
  id: 'AG6',
  reads: [],
  find: ({ offer }, context) => {
    if (!offer) return notApplicable;
    const one = employerOf(offer, context);
    if (one.name === undefined) return check('unknown');
    const values = { arbetsgivare: one.name };
    const named = context.ruleSet.employers ?? [];
    if (named.length === 0) return check('noneNamed', values);
    return named.some((other) => isSame(one, other)) ? met('named', values) : check('notNamed', values);
  },
};

type Known = { readonly name?: string | undefined; readonly organisationNumber?: string | undefined };

function employerOf(offer: OfferFacts, { employer }: RuleContext): Known {
  const known = employer === undefined ? undefined : employerName(employer);
  return {
    name: known?.name ?? textFact(offer.read('employerName')),
    organisationNumber: known?.organisationNumber ?? textFact(offer.read('organisationNumber')),
  };
}

/** By number where both have one; a name is written in more than one way. */
function isSame(one: Known, other: Known): boolean {
  if (one.organisationNumber !== undefined && other.organisationNumber !== undefined)
    return one.organisationNumber === other.organisationNumber;
  return one.name?.trim().toLocaleLowerCase('sv') === other.name?.trim().toLocaleLowerCase('sv');
}
