// Owns: taking pieces from a text file into runs, remembering which were used, which await confirmation, which failed.
// Must not: decide what a document says.
import type { IsoDate } from '../ids.ts';
import type { Pin } from '../ledger/payload-parts.ts';
import type { Run } from './blocks.ts';
import {
  isConfirmed,
  mergeText,
  mergeWithGaps,
  textPiece,
  type Confirmations,
  type MergeValues,
  type TextProblem,
  type TextSet,
} from './texts.ts';

export type Writer = {
  /** The piece as plain text, with the mark after it in `runs` only. */
  readonly plain: (id: string, values?: MergeValues) => string;
  /** The piece as runs; one that awaits confirmation is followed by the visible mark. */
  readonly runs: (id: string, values?: MergeValues) => Run[];
  /** A value that must not be empty; an empty one is a problem of the field named. */
  readonly need: (field: string, value: string | undefined) => string;
  /** `2026-12-07` as `7 december 2026`. */
  readonly longDay: (day: IsoDate | undefined) => string | undefined;
  readonly used: () => readonly string[];
  readonly unconfirmed: () => readonly string[];
  readonly problems: () => readonly TextProblem[];
};

export type WriterSource = {
  readonly texts: TextSet;
  readonly pin: Pin;
  readonly confirmations: Confirmations;
  /** The live page of a form that is not finished: what is missing stands as a visible gap. Never printed. */
  readonly showGaps?: boolean | undefined;
};

export function createWriter({ texts, pin, confirmations, showGaps = false }: WriterSource): Writer {
  const used = new Set<string>();
  const unconfirmed = new Set<string>();
  const problems: TextProblem[] = [];
  const gap = showGaps ? (textPiece(texts, 'draft.gap')?.text ?? '') : '';
  const plain = (id: string, values: MergeValues = {}): string => {
    const piece = textPiece(texts, id);
    if (piece === undefined) {
      problems.push({ tag: 'textMissing', id });
      return '';
    }
    used.add(id);
    if (piece.toConfirm === true && !isConfirmed(confirmations, id, pin)) unconfirmed.add(id);
    const merged = mergeText(piece, values);
    if (merged.ok) return merged.value;
    problems.push(merged.error);
    return showGaps ? mergeWithGaps(piece, values, gap) : '';
  };
  const mark = (): Run => ({ text: textPiece(texts, 'mark.toConfirm')?.text ?? '', style: 'mark' });
  return {
    plain,
    runs: (id, values) => {
      const text = plain(id, values);
      return unconfirmed.has(id) ? [{ text }, { text: ' ' }, mark()] : [{ text }];
    },
    need: (field, value) => {
      const text = value?.trim() ?? '';
      if (text === '') problems.push({ tag: 'mergeFieldEmpty', id: 'answers', field });
      return text === '' ? gap : text;
    },
    longDay: (day) => (day === undefined ? undefined : longDay(day, textPiece(texts, 'months')?.text ?? '')),
    used: () => [...used],
    unconfirmed: () => [...unconfirmed],
    problems: () => problems,
  };
}

function longDay(day: IsoDate, months: string): string {
  const name = months.split(' ')[Number(day.slice(5, 7)) - 1] ?? day.slice(5, 7);
  return `${Number(day.slice(8, 10))} ${name} ${day.slice(0, 4)}`;
}

/** Runs one after another with a blank between them. */
export function joinRuns(...parts: readonly (readonly Run[])[]): Run[] {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? [...part] : [{ text: ' ' }, ...part]));
}

/** Adds a full stop to a caseworker's words where they end without one; a provision in brackets needs none. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.?!…”)]$/u.test(trimmed) || trimmed === '' ? trimmed : `${trimmed}.`;
}

/** Words that continue a sentence lose their own full stop. */
export function clause(text: string | undefined): string | undefined {
  return text?.trim().replace(/\.+$/, '');
}
