// Owns: an offer's extent and remote work in words -> values with units. Must not: guess a unit (form field 4.4).
import type { Extent, OfferFacts } from './facts.ts';
import { foldWord } from './resources.ts';
import type { RowReader } from './row-reader.ts';
import { type Cell, cellText } from './table.ts';
import type { ValueIndex } from './value-index.ts';

/**
 * `heltid`, `100 %` and 40 hours a week are full time; `75 %` and `30 tim/v` keep their number and unit. A number alone, a
 * spreadsheet's 0,75, and anything else stay `unclear` with what was written, and a person is asked.
 */
export function parseExtent(cell: Cell, values: ValueIndex): Extent | undefined {
  const raw = cellText(cell).replace(/\s+/gu, ' ');
  if (raw === '') return undefined;
  if (values.fullTime.has(foldWord(raw))) return { kind: 'fullTime' };
  const unclear = { kind: 'unclear', raw } as const;
  const match = /^(\d{1,3}(?:[.,]\d{1,2})?) ?(\D.*)$/u.exec(
    raw.replace(/^(?:heltid|deltid|full time|part time),? \(?/iu, ''),
  );
  if (typeof cell !== 'string' || !match) return unclear;
  const amount = Number((match[1] ?? '').replace(',', '.'));
  const unit = (match[2] ?? '').replace(/\)$/, '').trim();
  if (amount === 0) return unclear;
  if (unit === '%' || /^pro ?cent$|^percent$/iu.test(unit)) return percent(amount) ?? unclear;
  return values.hours.has(foldWord(unit)) ? (hours(amount, values.fullTimeHoursPerWeek) ?? unclear) : unclear;
}

function percent(amount: number): Extent | undefined {
  if (amount === 100) return { kind: 'fullTime' };
  return amount < 100 ? { kind: 'percent', percent: amount } : undefined;
}

function hours(amount: number, fullTime: number): Extent | undefined {
  if (amount === fullTime) return { kind: 'fullTime' };
  return amount < fullTime ? { kind: 'partTime', hoursPerWeek: amount } : undefined;
}

/** `delvis (10 tim/v)` keeps the hours; a word that is not listed is a problem of the row. */
export function readRemoteWork(reader: RowReader): Pick<OfferFacts, 'remoteWork' | 'remoteHoursPerWeek'> {
  const cell = reader.cell('remoteWork');
  if (typeof cell === 'boolean') return { remoteWork: cell ? 'partly' : 'no' };
  const text = cellText(cell);
  if (text === '') return {};
  const match = /^(\D*?)\s*\(?(\d{1,2}(?:[.,]\d{1,2})?)\s*(\D+?)\)?$/u.exec(text);
  const { hours: units, remoteWork: words } = reader.context.values;
  const inHours =
    match !== null && [...units, 'tim', 'timmar', 'h', 'hours'].includes(foldWord(match[3] ?? ''));
  const word = foldWord(inHours ? (match[1] ?? '') : text);
  const remoteWork = inHours && word === '' ? 'partly' : words.get(word);
  if (remoteWork === undefined) return { remoteWork: reader.fail('remoteWork', 'unknownValue') };
  return { remoteWork, remoteHoursPerWeek: inHours ? Number((match[2] ?? '').replace(',', '.')) : undefined };
}
