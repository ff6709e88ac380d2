// Owns: what can stand at the caret of a half-written search. Must not: offer an unlawful term.
import type { Term } from './query.ts';
import { termWords } from './words.ts';

/** `from` to `to` of the text is replaced by `insert`. */
export type Completion = { readonly insert: string; readonly label: string };
export type Completions = {
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
};

const most = 12;

/** Terms at the beginning of a word, values after `term:`. */
export function completions(text: string, caret: number): Completions {
  const before = /[^\s()]*$/u.exec(text.slice(0, caret))?.[0] ?? '';
  const part = before.replace(/^-/, '');
  const [, name, value = ''] = /^(\p{L}[\p{L}\p{N}-]*):(.*)$/u.exec(part) ?? [];
  const typed = (name === undefined ? part : (value.split(',').at(-1) ?? ''))
    .replace(/^["”“]/u, '')
    .toLowerCase();
  const items = name === undefined ? termItems(typed) : valueItems(name, typed);
  const from = caret - (name === undefined ? part.length : (value.split(',').at(-1) ?? '').length);
  return { from, to: caret, items: items.slice(0, most) };
}

function termItems(typed: string): Completion[] {
  return Object.values(termWords)
    .filter(({ names }) => names.some((name) => name.toLowerCase().startsWith(typed)))
    .map(({ names }) => ({ insert: `${names[0]}:`, label: names[0] }));
}

function valueItems(name: string, typed: string): Completion[] {
  const term = (Object.keys(termWords) as Term[]).find((one) =>
    termWords[one].names.includes(name.toLowerCase()),
  );
  const values = term === undefined ? undefined : termWords[term].values;
  return Object.values(values ?? {})
    .filter((words) => words.some((word) => word.toLowerCase().startsWith(typed)))
    .map(([word]) => ({ insert: /\s/.test(word) ? `"${word}"` : word, label: word }));
}
