// Owns: the country list as data and the look-up of a country as somebody wrote it. Must not: decide a border case.
import { z } from 'zod';
import { foldWord } from '../intake/resources.ts';
import { datedData } from './rule-set.ts';

const countrySchema = z.strictObject({
  name: z.string().min(1),
  also: z.array(z.string().min(1)),
  /** `unclear`: on the border of the continent, or a state that no longer exists. */
  europe: z.enum(['yes', 'no', 'unclear']),
  eea: z.boolean(),
  nordic: z.boolean(),
});
export type Country = z.infer<typeof countrySchema>;

export const countriesSchema = z.strictObject({
  ...datedData,
  id: z.literal('countries'),
  countries: z.array(countrySchema).min(1),
});
export type CountryData = z.infer<typeof countriesSchema>;

export type Countries = { readonly find: (written: string) => Country | undefined };

/** Looks up by Swedish name or listed variant, in any case and spacing. */
export function indexCountries(data: CountryData): Countries {
  const index = new Map<string, Country>();
  for (const country of data.countries) {
    for (const name of [country.name, ...country.also]) index.set(foldWord(name), country);
  }
  return { find: (written) => index.get(foldWord(written)) };
}

/** Citizens of these need no permit, wherever they were born (domain.md §10.2). */
export type Exemption = 'svensk medborgare' | 'nordisk medborgare' | 'EES-medborgare';

/** Several citizenships may stand in one cell; one that frees from the permit is enough. */
export function exemptionOf(countries: Countries, citizenship: string): Exemption | undefined {
  const found = [citizenship, ...citizenship.split(/[,;/&+]| och | and /u)].map((one) =>
    countries.find(one.trim()),
  );
  if (found.some((one) => one?.name === 'Sverige')) return 'svensk medborgare';
  if (found.some((one) => one?.nordic)) return 'nordisk medborgare';
  return found.some((one) => one?.eea) ? 'EES-medborgare' : undefined;
}
