// Owns: small files of invented people, offers and decisions for fuzzed stores: few people, so that work meets.
// Must not: name anybody real: birth numbers 980–999.
import { inventedIdentityNumber, inventedOrganisationNumber } from '../../main/demo/numbers.ts';
import { seeded } from '../../main/demo/random.ts';

type Row = Readonly<Record<string, string>>;

/** So many people apply in a fuzzed group. */
export const people = 6;
export const employers = 2;

export function applicationIdOf(person: number): string {
  return `JS-2026B-${String(person + 1).padStart(5, '0')}`;
}

const numbers = Array.from({ length: people }, (_, at) =>
  inventedIdentityNumber(seeded(at + 1), 'female', false),
);

/** The portal's file in one of its states: a later one says other things of some, and knows one more. */
export function applicationsFile(edition: number): { readonly asOf: string; readonly text: string } {
  const known = Math.min(people, 4 + edition);
  const rows = Array.from({ length: known }, (_, at) => applicant(at, edition));
  return { asOf: `2026-09-${String(10 + edition)}`, text: csv(rows) };
}

function applicant(person: number, edition: number): Row {
  const moved = (person + edition) % 3 === 0;
  return {
    'Ansöknings-ID': applicationIdOf(person),
    Status: person === 3 && edition > 0 ? 'orange' : 'grön',
    Förnamn: 'Hend',
    Efternamn: `Silva${person}`,
    Personnummer: numbers[person] ?? '',
    Kön: 'Kvinna',
    Födelseland: 'Iran',
    Medborgarskap: 'Iran',
    'E-post': `sok${person}@example.org`,
    Telefon: moved ? `070-174060${edition}` : '070-1740605',
    'Inskriven hos Arbetsförmedlingen': 'Ja',
    Inskrivningsdatum: '2025-10-01',
    Uppehållstillstånd: 'PUT',
    'Tillstånd t.o.m.': '2029-09-24',
    Utbildningsområde: 'Teknik',
    Examen: 'Master',
    Lärosäte: 'Addis Abeba',
    Svenska: 'A2',
    Engelska: 'C1',
    Samtycke: 'Ja',
    Samtyckesdatum: '2026-08-03',
    'Skyddade personuppgifter': person === 5 ? 'Ja' : '',
  };
}

export function offersFile(edition: number): { readonly asOf: string; readonly text: string } {
  const rows = Array.from({ length: people - 1 }, (_, at) => ({
    'Ansöknings-ID': applicationIdOf(at),
    Personnummer: numbers[at] ?? '',
    Arbetsgivare: `Exempelverket ${at % employers} AB`,
    Organisationsnummer: inventedOrganisationNumber((at % employers) + 1),
    Ort: edition > 0 && at === 1 ? 'Luleå' : 'Umeå',
    Handledare: 'Karin Lind',
    'Handledare e-post': 'handledare@example.org',
    Startdatum: '2026-12-07',
    Slutdatum: '2027-04-06',
    Omfattning: '100 %',
    'Facklig organisation': 'Unionen',
    Kollektivavtal: 'Ja',
  }));
  return { asOf: `2026-10-${String(20 + edition)}`, text: csv(rows) };
}

function csv(rows: readonly Row[]): string {
  const header = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => header.map((name) => row[name] ?? '').join(';'));
  return `\uFEFF${[header.join(';'), ...lines].join('\r\n')}\r\n`;
}
