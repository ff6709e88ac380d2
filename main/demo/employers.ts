// Owns: invented employers and their workplaces. Must not: use a number outside the invented range.
import { areaNames, areas, municipalities, streets, type Area } from './areas.ts';
import { inventedOrganisationNumber } from './numbers.ts';
import type { Random } from './random.ts';

export type Employer = {
  readonly name: string;
  readonly number: string;
  readonly area: Area;
  readonly municipality: string;
  readonly workplace: string;
  readonly address: string;
  readonly unions: readonly string[];
  readonly agreement: boolean;
};

const places = [
  ...[
    'Fjällbo',
    'Norrsken',
    'Björkö',
    'Älvdal',
    'Solberga',
    'Kullen',
    'Havsvik',
    'Tallmo',
    'Ekbacken',
    'Lövsta',
  ],
  ...['Åsbro', 'Granliden', 'Öland', 'Vintergatan', 'Strandängen', 'Morgondagg', 'Rönnbäret', 'Stjärnfallet'],
] as const;

/** Each name once; the same employers take placements in both intakes. */
export function inventEmployers(random: Random): ReadonlyMap<Area, readonly Employer[]> {
  let index = 0;
  const entries = areaNames.map((area) => {
    const names = areas[area].branches.flatMap((branch) => places.map((place) => `${place} ${branch} AB`));
    const chosen = random.shuffled(names).slice(0, 38);
    return [area, chosen.map((name) => inventEmployer(random, { name, area, index: index++ }))] as const;
  });
  return new Map(entries);
}

function inventEmployer(random: Random, given: { name: string; area: Area; index: number }): Employer {
  const municipality = random.pick(municipalities);
  const unions = areas[given.area].unions;
  return {
    name: given.name,
    number: inventedOrganisationNumber(given.index),
    area: given.area,
    municipality,
    workplace: `${given.name.replace(/ AB$/, '')} ${municipality}`,
    address: `${random.pick(streets)} ${random.between(1, 80)}, ${random.between(100, 989)} ${random.between(10, 99)} ${municipality}`,
    unions: random.chance(0.25) ? unions : unions.slice(0, 1),
    agreement: random.chance(0.7),
  };
}
