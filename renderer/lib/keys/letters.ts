// Owns: the keys of one sign: what each does, which sign it has for this person, and when it counts (WCAG 2.1.4).
// Must not: do what a key asks for, or know where the focus stands.
import type { LocalSettings } from '../../../ipc/app.ts';

/** In the order in which they are listed. */
export const letterNames = [
  'next',
  'previous',
  'nextForMe',
  'eligible',
  'needsCheck',
  'notEligible',
  'assign',
  'watch',
  'request',
  'question',
  'note',
  'facts',
  'attach',
  'takeOver',
  'handOver',
  'sheet',
] as const;
export type LetterName = (typeof letterNames)[number];
export type Letters = Readonly<Record<LetterName, string>>;

export const usualLetters: Letters = {
  next: 'J',
  previous: 'K',
  nextForMe: 'G',
  eligible: '1',
  needsCheck: '2',
  notEligible: '3',
  assign: 'A',
  watch: 'B',
  request: 'R',
  question: 'F',
  note: 'N',
  facts: 'E',
  attach: 'P',
  takeOver: 'T',
  handOver: 'L',
  sheet: '?',
};

/** As shown and compared: `j` and `J` are one key. Undefined where it is no single visible sign. */
export function signOf(text: string): string | undefined {
  const sign = text.trim().normalize('NFC').toLocaleUpperCase('sv');
  return /^[^\p{C}\p{Z}]$/u.test(sign) ? sign : undefined;
}

/** One's own signs over the usual ones; signs that are not one each, as after an update, are the usual ones altogether. */
export function lettersOf({ letters }: Pick<LocalSettings, 'letters'>): Letters {
  const own = Object.fromEntries(
    letterNames.map((name) => [name, signOf(letters[name] ?? '') ?? usualLetters[name]]),
  ) as Letters;
  return new Set(Object.values(own)).size === letterNames.length ? own : usualLetters;
}

export type Rebound = { readonly letters: Letters; readonly swapped: LetterName | undefined };

/** Whoever has the sign gets the old one instead, so that no act is ever without a key. Undefined: it is no sign. */
export function rebind(letters: Letters, name: LetterName, text: string): Rebound | undefined {
  const sign = signOf(text);
  if (sign === undefined) return undefined;
  const swapped = letterNames.find((other) => other !== name && letters[other] === sign);
  const given = swapped === undefined ? {} : { [swapped]: letters[name] };
  return { letters: { ...letters, ...given, [name]: sign }, swapped };
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Undefined: no act of ours, or the keys are switched off. */
export function letterOf(
  settings: Pick<LocalSettings, 'letters' | 'letterMode'>,
  { key, ctrlKey, metaKey, altKey }: Key,
): LetterName | undefined {
  const { letterMode } = settings;
  if (letterMode === 'off' || ctrlKey || metaKey || altKey !== (letterMode === 'alt')) return undefined;
  const sign = signOf(key);
  const letters = lettersOf(settings);
  return sign === undefined ? undefined : letterNames.find((name) => letters[name] === sign);
}

/** How the key is written beside its act; undefined when it is switched off. */
export function shownLetter(
  settings: Pick<LocalSettings, 'letters' | 'letterMode'>,
  name: LetterName,
): string | undefined {
  const sign = lettersOf(settings)[name];
  if (settings.letterMode === 'off') return undefined;
  return settings.letterMode === 'alt' ? `Alt+${sign}` : sign;
}
