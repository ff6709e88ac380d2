// Owns: an offer's extent -> answers 4.4 and 4.4b. Must not: read a number without unit as anything.
import type { FieldValue } from '../ledger/payload-parts.ts';

/**
 * Full time is full time; hours are hours; a percentage is taken of the hours that count as full time (75 % of 40 is 30).
 * An extent without unit gives no answer: a person is asked (domain.md §10.9).
 */
export function extentAnswers(extent: FieldValue, fullTimeHours: number): Record<string, FieldValue> {
  if (typeof extent !== 'object' || Array.isArray(extent)) return {};
  switch (extent['kind']) {
    case 'fullTime':
      return { '4.4': 'fullTime' };
    case 'partTime':
      return byHours(extent['hoursPerWeek'], fullTimeHours);
    case 'percent':
      return typeof extent['percent'] === 'number'
        ? byHours((extent['percent'] * fullTimeHours) / 100, fullTimeHours)
        : {};
    default:
      return {};
  }
}

function byHours(hours: unknown, fullTimeHours: number): Record<string, FieldValue> {
  if (typeof hours !== 'number' || !(hours > 0) || hours > fullTimeHours) return {};
  if (hours === fullTimeHours) return { '4.4': 'fullTime' };
  return { '4.4': 'partTime', '4.4b': Math.round(hours * 100) / 100 };
}

/** What stands in the file where no unit is given, for the question put to the caseworker. */
export function unclearExtent(extent: FieldValue | undefined): string | undefined {
  if (extent === undefined || typeof extent !== 'object' || Array.isArray(extent)) return undefined;
  return extent['kind'] === 'unclear' && typeof extent['raw'] === 'string' ? extent['raw'] : undefined;
}
