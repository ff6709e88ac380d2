// Owns: the words of resources/intake-values.json made ready for lookup. Must not: hold a word itself.
import { foldWord, type IntakeValues, spellingIndex } from '../resources.ts';

type Words<T> = ReadonlyMap<string, T>;
type Permit = IntakeValues['permits'][number];
type Key<K extends keyof IntakeValues> = keyof IntakeValues[K] & string;

export type ValueIndex = {
  readonly yesNo: Words<Key<'yesNo'>>;
  readonly consent: Words<Key<'consent'>>;
  readonly colour: Words<Key<'colour'>>;
  readonly gender: Words<Key<'gender'>>;
  readonly protectedIdentity: Words<Key<'protectedIdentity'>>;
  readonly rightToWork: Words<Key<'rightToWork'>>;
  readonly area: Words<Key<'area'>>;
  readonly targetGroup: Words<Key<'targetGroup'>>;
  readonly remoteWork: Words<Key<'remoteWork'>>;
  readonly offerState: Words<Key<'offerState'>>;
  readonly offerReason: Words<Key<'offerReason'>>;
  readonly outcome: Words<Key<'outcome'>>;
  readonly mailingChannel: Words<Key<'mailingChannel'>>;
  readonly permits: Words<Permit>;
  readonly tiedWords: readonly string[];
  readonly fullTime: ReadonlySet<string>;
  readonly hours: ReadonlySet<string>;
  readonly fullTimeHoursPerWeek: number;
  readonly months: Words<number>;
};

export function indexValues(values: IntakeValues): ValueIndex {
  return {
    yesNo: spellingIndex(values.yesNo),
    consent: spellingIndex(values.consent),
    colour: spellingIndex(values.colour),
    gender: spellingIndex(values.gender),
    protectedIdentity: spellingIndex(values.protectedIdentity),
    rightToWork: spellingIndex(values.rightToWork),
    area: spellingIndex(values.area),
    targetGroup: spellingIndex(values.targetGroup),
    remoteWork: spellingIndex(values.remoteWork),
    offerState: spellingIndex(values.offerState),
    offerReason: spellingIndex(values.offerReason),
    outcome: spellingIndex(values.outcome),
    mailingChannel: spellingIndex(values.mailingChannel),
    permits: new Map(
      values.permits.flatMap((one) => one.written.map((word) => [foldWord(word), one] as const)),
    ),
    tiedWords: values.tiedWords.map(foldWord),
    fullTime: new Set(values.extent.fullTime.map(foldWord)),
    hours: new Set(values.extent.hours.map(foldWord)),
    fullTimeHoursPerWeek: values.extent.fullTimeHoursPerWeek,
    months: new Map(Object.entries(values.months)),
  };
}
