import { describe, expect, it } from 'vitest';
import { findReason } from '../../domain/review/reasons.ts';
import { exemptionOf, indexCountries } from '../../domain/rules/countries.ts';
import { criterionIds } from '../../domain/rules/rule-set.ts';
import { foldWord } from '../../domain/intake/resources.ts';
import { countryData, reasons, ruleSet } from './case-builder.ts';

describe('the shipped rule data', () => {
  it('has every criterion once, with sentences for the outcomes it can have', () => {
    expect(ruleSet.criteria.map((one) => one.id)).toEqual([...criterionIds]);
    expect(ruleSet.criteria.filter((one) => !one.applies).map((one) => one.id)).toEqual(['E5']);
  });

  it('names each country by one word only', () => {
    const names = countryData.countries.flatMap((one) => [one.name, ...one.also].map(foldWord));
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    expect(twice).toEqual([]);
  });

  it('holds the thirty EEA states and the five Nordic ones', () => {
    const { countries } = countryData;
    expect(countries.filter((one) => one.eea)).toHaveLength(30);
    expect(countries.filter((one) => one.nordic).every((one) => one.eea)).toBe(true);
    expect(countries.filter((one) => one.nordic)).toHaveLength(5);
  });

  it('leaves border cases and dissolved states to a person', () => {
    const { find } = indexCountries(countryData);
    const border = ['Turkiet', 'ryssland', 'Cypern', 'Georgien', 'Kazakhstan', 'Armenien', 'Azerbajdzjan'];
    expect(border.map((name) => find(name)?.europe)).toEqual(border.map(() => 'unclear'));
  });

  it('frees Swedish, Nordic and EEA citizens from the permit and nobody else', () => {
    const countries = indexCountries(countryData);
    expect(
      ['Sverige', 'Irak, Sverige', 'Danmark', 'Poland', 'Schweiz', 'Indien', 'okänt'].map((one) =>
        exemptionOf(countries, one),
      ),
    ).toEqual([
      'svensk medborgare',
      'svensk medborgare',
      'nordisk medborgare',
      'EES-medborgare',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keeps the three lists of reasons apart and marks those that value a person', () => {
    expect(findReason(reasons, 'notEligible', 'G1.1')?.name).toBe('Inte inskriven som arbetssökande');
    expect(findReason(reasons, 'refusal', 'G1.1')).toBeUndefined();
    expect(findReason(reasons, 'closed', 'D3')?.name).toBe('Den sökande tackade nej');
    const valuing = reasons.lists.notEligible.groups
      .flatMap((group) => group.reasons)
      .filter((one) => one.valuesPerson);
    expect(valuing.map((one) => one.code)).toEqual(['G4.2', 'G4.3', 'G5.1', 'G5.2', 'G6.1']);
    expect(valuing.every((one) => one.shownBy.length === 0)).toBe(true);
  });
});
