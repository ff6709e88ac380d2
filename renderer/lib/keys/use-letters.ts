// Owns: the signs of keys beside the buttons that do the same. Must not: bind a key.
import { shownLetter, type LetterName } from './letters.ts';
import { useSettings } from '../settings.tsx';

/** For a button: `{...letter('note')}` says its key as long as there is one. */
export function useLetters(): (name: LetterName) => { readonly keys?: string } {
  const { settings } = useSettings();
  return (name) => {
    const keys = shownLetter(settings, name);
    return keys === undefined ? {} : { keys };
  };
}
