// Owns: the locale's words for files of rows that were not read in, as they cross threads. Must not: hold a word.
import type { RejectWords } from '../../files/csv-out.ts';

/** Words as plain data: functions do not cross threads. */
export type RejectTexts = {
  readonly head: RejectWords['head'];
  readonly fields: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, string>>;
};

export function wordsFrom(texts: RejectTexts): RejectWords {
  return {
    head: texts.head,
    field: (field) => texts.fields[field] ?? field,
    reason: (line) => texts.reasons[line.code] ?? line.code,
  };
}
