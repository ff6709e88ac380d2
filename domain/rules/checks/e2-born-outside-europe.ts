// E2: born outside Europe. A border case is a person's to settle, by the field birthCountryCountsAs.
import { check, differs, met, unmet, type Check } from '../check.ts';
import { textFact } from '../facts.ts';

export const e2: Check = {
  id: 'E2',
  reads: ['birthCountry', 'birthCountryCountsAs'],
  lists: ['countries'],
  find: (facts, { countries }) => {
    const fact = facts.read('birthCountry');
    const settled = facts.read('birthCountryCountsAs');
    if (differs(fact, settled)) return check('differs');
    const written = textFact(fact);
    if (written === undefined) return check('missing');
    const country = countries.find(written);
    const values = { land: country?.name ?? written };
    const counts = textFact(settled);
    if (counts === 'outside') return met('outside', values);
    if (counts === 'europe') return unmet('inside', values);
    if (!country) return check('unknown', values);
    if (country.europe === 'unclear') return check('border', values);
    return country.europe === 'yes' ? unmet('inside', values) : met('outside', values);
  },
};
