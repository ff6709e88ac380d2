// Owns: an offer's extent and remote work in words -> values with units. Must not: guess a unit (form field 4.4).
import type { Extent, OfferFacts } from '../facts.ts';
import { foldWord } from '../resources.ts';
import type { RowReader } from './row-reader.ts';
import { type Cell, cellText } from '../table.ts';
import type { ValueIndex } from './value-index.ts';

/**
 * `heltid`, `100 %` and 40 hours a week are full time; `75 %` and `30 tim/v` keep their number and unit. A number alone, a
 * spreadsheet's 0,75, and anything else stay `unclear` with what was written, and a person is asked.
 */
export function parseExtent(cell: Cell, values: ValueIndex): Extent | undefined {
  const raw = cellText(cell).replace(/\s+/gu, ' ');
  if (raw === '') return undefined;
  if (values.fullTime.has(foldWord(raw))) return { kind: 'fullTime' };
  return (typeof cell === 'string' ? withUnit(raw, values) : undefined) ?? { kind: 'unclear', raw };
}

const leadingWord = /^(?:heltid|deltid|full time|part time),? \(?/iu;

function withUnit(raw: string, values: ValueIndex): Extent | undefined {
  const measure = parseMeasure(raw.replace(leadingWord, '').replace(/\)$/, ''));
  if (measure === undefined || measure.amount === 0) return undefined;
  if (/^(?:%|procent|percent)$/iu.test(measure.unit)) return percent(measure.amount);
  return values.hours.has(foldWord(measure.unit))
    ? hours(measure.amount, values.fullTimeHoursPerWeek)
    : undefined;
}

type Measure = { readonly amount: number; readonly unit: string };

function parseMeasure(text: string): Measure | undefined {
  const match = /^(\d{1,3}(?:[.,]\d{1,2})?) ?(\D.*)$/u.exec(text.trim());
  return match ? { amount: Number(`${match[1]}`.replace(',', '.')), unit: `${match[2]}`.trim() } : undefined;
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
  const { remoteWork: words } = reader.context.values;
  const timed = remoteHours(text, reader.context.values);
  const remoteWork = timed?.word === '' ? 'partly' : words.get(foldWord(timed?.word ?? text));
  if (remoteWork === undefined) return { remoteWork: reader.fail('remoteWork', 'unknownValue') };
  return { remoteWork, remoteHoursPerWeek: timed?.hoursPerWeek };
}

const plainHours = ['tim', 'timmar', 'h', 'hours'];

/** Here hours can only be hours a week: the field asks how much of the week is away from the workplace. */
function remoteHours(text: string, values: ValueIndex): { word: string; hoursPerWeek: number } | undefined {
  const match = /^(\D*)(\d.*)$/u.exec(text.replace(/[()]/gu, ' '));
  const measure = match ? parseMeasure(`${match[2]}`) : undefined;
  if (match === null || measure === undefined) return undefined;
  const unit = foldWord(measure.unit);
  const inHours = values.hours.has(unit) || plainHours.includes(unit);
  return inHours ? { word: foldWord(`${match[1]}`), hoursPerWeek: measure.amount } : undefined;
}
