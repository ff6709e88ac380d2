// Proves: an answer in several parts is shown by the names and words of its parts, not by codes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { valueText } from '../../renderer/lib/format.ts';

const path = join(import.meta.dirname, '../../renderer/locales/sv/codes.json');
const lists = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
function code(list: string, value: unknown): string {
  const words = lists[list] as Readonly<Record<string, string>> | undefined;
  return words?.[String(value)] ?? String(value);
}

it.each([
  [
    '5.7',
    { outcome: 'clear', day: '2026-10-20', validTo: '2027-01-20', by: 'Åsa Öberg', sources: 'Bolagsverket' },
    'utgång inget hinder funnet, dag 2026-10-20, giltig till 2027-01-20, av Åsa Öberg, källor Bolagsverket',
  ],
  ['5.7', { outcome: 'differs' }, 'utgång uppgifterna skiljer sig'],
  [
    '5.8',
    { organisation: 'Exempelfacket', answer: 'approves', day: '2026-10-20' },
    'organisation Exempelfacket, svar tillstyrker, dag 2026-10-20',
  ],
  [
    '5.8b',
    { organisation: 'Exempelfacket', differs: true },
    'organisation Exempelfacket, svaren skiljer sig',
  ],
  ['extent', { kind: 'fullTime' }, 'heltid'],
  ['extent', { kind: 'partTime', hoursPerWeek: 37.5 }, 'deltid, 37,5 timmar i veckan'],
  ['extent', { kind: 'percent', percent: 75 }, '75 procent av heltid'],
  ['extent', { kind: 'unclear', raw: '30' }, 'oklart, står så här i filen: 30'],
] as const)('%s %j', (field, value, shown) => {
  expect(valueText(code, field, value)).toBe(shown);
});
