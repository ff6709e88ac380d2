// Owns: what a file says about right to be and to work, and which of two ends its date is. Must not: judge it (rules do).
import type { IsoDate } from '../../ids.ts';
import type { ApplicationFacts } from '../facts.ts';
import { foldWord } from '../resources.ts';
import type { RowReader } from './row-reader.ts';
import type { ValueIndex } from './value-index.ts';

export type PermitFacts = Pick<
  ApplicationFacts,
  'permitKind' | 'permitWritten' | 'permitValidTo' | 'cardValidTo' | 'rightToWork'
>;

/**
 * A permanent permit has no end, and a residence card is not the right itself: the date on file is the card's. The right to
 * work is the file's own column if there is one, else what the permit's words say; words that bind it to an employer or an
 * occupation make it `tied` whatever else they say. Words that nobody listed become `other`, kept as written.
 * "Needs none" is no permit fact: citizenship decides that.
 */
export function readPermit(reader: RowReader): PermitFacts {
  const written = reader.text('permitKind');
  const stated = reader.choice('rightToWork', reader.context.values.rightToWork);
  const end = reader.date('permitValidTo');
  const cardEnd = reader.date('cardValidTo');
  if (written === undefined) return { rightToWork: stated, permitValidTo: end, cardValidTo: cardEnd };
  const { kind, rightToWork } = permitOf(written, reader.context.values);
  return {
    permitKind: kind,
    permitWritten: written,
    rightToWork: stated ?? rightToWork,
    ...ends(kind, end, cardEnd),
  };
}

function ends(
  kind: PermitFacts['permitKind'],
  end: IsoDate | undefined,
  cardEnd: IsoDate | undefined,
): Pick<PermitFacts, 'permitValidTo' | 'cardValidTo'> {
  const dateIsTheCards = kind === 'permanent' || kind === 'residenceCard';
  return dateIsTheCards ? { cardValidTo: cardEnd ?? end } : { permitValidTo: end, cardValidTo: cardEnd };
}

type Permit = { readonly kind: PermitFacts['permitKind']; readonly rightToWork: PermitFacts['rightToWork'] };

function permitOf(written: string, values: ValueIndex): Permit {
  const word = foldWord(written);
  const tied = values.tiedWords.find((tiedWord) => word.includes(tiedWord));
  const listed = values.permits.get(word) ?? (tied === undefined ? undefined : untied(word, tied, values));
  const kind = listed?.kind ?? 'other';
  if (kind === 'notNeeded') return { kind: undefined, rightToWork: undefined };
  return { kind, rightToWork: tied === undefined ? (listed?.rightToWork ?? 'unclear') : 'tied' };
}

/** "Uppehållstillstånd med arbetstillstånd hos viss arbetsgivare": the longest listed beginning says which permit. */
function untied(word: string, tied: string, values: ValueIndex) {
  const beginning = word.slice(0, word.indexOf(tied));
  const listed = [...values.permits.keys()].filter(
    (known) => known.length > 2 && beginning.startsWith(known),
  );
  const longest = listed.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : values.permits.get(longest);
}
