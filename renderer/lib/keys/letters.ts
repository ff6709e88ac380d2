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
  'opened',
  'note',
  'facts',
  'attach',
  'takeOver',
  'handOver',
  'copy',
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
  opened: 'O',
  note: 'N',
  facts: 'E',
  attach: 'P',
  takeOver: 'T',
  handOver: 'L',
  copy: 'C',
  sheet: '?',
};

/** What of the open case a key presses where it stands: the button with the id `<pane>-<this>`. */
export const caseButtons: Readonly<Partial<Record<LetterName, string>>> = {
  assign: 'assign',
  watch: 'watch',
  request: 'request',
  question: 'question',
  note: 'note',
  facts: 'facts',
  attach: 'attach',
  takeOver: 'take-over',
  handOver: 'hand-over',
};

/** As shown and compared: `j` and `J` are one key. Undefined where it is no single visible sign. */
export function signOf(text: string): string | undefined {
  const sign = text.trim().normalize('NFC').toLocaleUpperCase('sv');
  return /^[^\p{C}\p{Z}]$/u.test(sign) ? sign : undefined;
}

const spare = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ456789');

/**
 * One's own signs over the usual ones. An act that came with an update takes its usual sign if nobody has it, else one that is free: what
 * a hand has learned stays. Two own signs alike can come only from a file that somebody wrote in: then the usual ones altogether.
 */
export function lettersOf({ letters }: Pick<LocalSettings, 'letters'>): Letters {
  const own = new Map<LetterName, string>();
  for (const name of letterNames) {
    const sign = signOf(letters[name] ?? '');
    if (sign !== undefined) own.set(name, sign);
  }
  if (new Set(own.values()).size < own.size) return usualLetters;
  const taken = new Set(own.values());
  const given = letterNames.map((name) => {
    const sign = own.get(name) ?? freeSign(usualLetters[name], taken);
    taken.add(sign);
    return [name, sign];
  });
  return Object.fromEntries(given) as Letters;
}

function freeSign(usual: string, taken: ReadonlySet<string>): string {
  if (!taken.has(usual)) return usual;
  const others = new Set(Object.values(usualLetters));
  return spare.find((sign) => !taken.has(sign) && !others.has(sign)) ?? usual;
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
