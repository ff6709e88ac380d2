// Owns: an offer while it is written by hand: what it lacks, and its fields as the ledger takes them. Must not: guess a unit.
import { isIsoDate } from '../../../domain/ids.ts';
import type { Sent } from '../../lib/api.ts';

export const offerTexts = [
  'employerName',
  'organisationNumber',
  'workplaceName',
  'workplaceAddress',
  'municipality',
  'supervisorName',
  'supervisorPhone',
  'supervisorEmail',
] as const;
const days = ['start', 'end'] as const;
export const extents = ['fullTime', 'partTime'] as const;

/** Whether a labour conflict goes on; unanswered where nobody has looked (AG5). */
export const conflicts = ['no', 'yes'] as const;

type Named =
  | (typeof offerTexts)[number]
  | (typeof days)[number]
  | 'extent'
  | 'hours'
  | 'unions'
  | 'tasks'
  | 'labourConflict';
export type OfferDraft = Readonly<Partial<Record<Named, string>>>;
export const emptyOffer: OfferDraft = {};

const text = (draft: OfferDraft, name: Named): string => draft[name]?.trim() ?? '';
const hoursOf = (draft: OfferDraft): number => Number(text(draft, 'hours').replace(',', '.'));

export function offerLacks(draft: OfferDraft): readonly string[] {
  const lacks: string[] = [];
  if (text(draft, 'employerName') === '') lacks.push('employerName');
  const organisation = text(draft, 'organisationNumber').replace('-', '');
  if (organisation !== '' && !/^\d{10}$/.test(organisation)) lacks.push('organisationNumber');
  for (const day of days) {
    if (text(draft, day) !== '' && !isIsoDate(text(draft, day))) lacks.push(day);
  }
  if (draft.extent === 'partTime' && !(hoursOf(draft) > 0 && hoursOf(draft) < 40)) lacks.push('hours');
  return lacks;
}

/** Empty fields are left out: an offer may lack days and extent, and E14 then asks for them. */
export function offerFields(draft: OfferDraft): Sent<'offers.enter'>['fields'] {
  const plain = [...offerTexts, ...days, 'tasks' as const].map((name): [string, string] => [
    name,
    text(draft, name),
  ]);
  const organisation = text(draft, 'organisationNumber').replace('-', '');
  const unions = text(draft, 'unions')
    .split(/[,;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return {
    ...Object.fromEntries(plain.filter(([, value]) => value !== '')),
    ...(organisation === '' ? {} : { organisationNumber: organisation }),
    ...(unions.length === 0 ? {} : { unions }),
    ...(draft.labourConflict === undefined ? {} : { labourConflict: draft.labourConflict === 'yes' }),
    ...extentField(draft),
  };
}

function extentField(draft: OfferDraft): Sent<'offers.enter'>['fields'] {
  if (draft.extent === 'fullTime') return { extent: { kind: 'fullTime' } };
  return draft.extent === 'partTime' ? { extent: { kind: 'partTime', hoursPerWeek: hoursOf(draft) } } : {};
}
