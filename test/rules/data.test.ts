import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findReason } from '../../domain/review/reasons.ts';
import { exemptionOf, indexCountries } from '../../domain/rules/countries.ts';
import { criterionIds } from '../../domain/rules/rule-set.ts';
import { foldWord } from '../../domain/intake/resources.ts';
import { countryData, pilotSet, reasons, ruleSet } from './case-builder.ts';

describe('the shipped rule data', () => {
  it('has every criterion once, with sentences for the outcomes it can have', () => {
    expect(ruleSet.criteria.map((one) => one.id)).toEqual(criterionIds.filter((id) => id !== 'AG6'));
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

describe('the checks and their sentences', () => {
  it.each([ruleSet, pilotSet])(
    'name only templates that the rule set has, and the rule set has none that no check names ($id)',
    (set) => {
      const folder = new URL('../../domain/rules/checks/', import.meta.url);
      const named = new Set<string>();
      for (const file of readdirSync(folder)) {
        const text = readFileSync(new URL(file, folder), 'utf8');
        const id = /^ {2}id: '(\w+)'/m.exec(text)?.[1];
        if (id === undefined) continue;
        for (const call of text.matchAll(/\b(met|check|unmet)\(([^;]*?)(?:, \{|\)[;\n ,:?])/gs)) {
          for (const variant of (call[2] ?? '').matchAll(/'(\w+)'/g))
            named.add(`${id} ${call[1]} ${variant[1]}`);
        }
      }
      const asked = set.criteria.filter((one) => one.applies);
      const held = asked.flatMap(({ id, sentences }) =>
        (['met', 'check', 'unmet'] as const).flatMap((outcome) =>
          Object.keys(sentences[outcome]).map((variant) => `${id} ${outcome} ${variant}`),
        ),
      );
      const isAsked = (one: string) => asked.some(({ id }) => one.startsWith(`${id} `));
      expect([...named].filter((one) => isAsked(one) && !held.includes(one))).toEqual([]);
      // Kept for the acts of a person that no rule can do: texts of E16, AG2 and AG3.
      expect(held.filter((one) => !named.has(one))).toEqual([
        'E16 unmet none',
        'AG2 unmet bar',
        'AG3 unmet refrained',
      ]);
    },
  );
});
