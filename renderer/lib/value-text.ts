// Owns: a value of any shape as one line of text, by the words that it is given. Must not: know a language.
import { formatCount } from './format.ts';

type Code = (list: string, value: string | number | boolean | null | undefined) => string;

/** Of an answer in several parts, such as a union's statement, each part by its name and its own codes. */
export function valueText(code: Code, field: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return code('yesNo', value);
  if (typeof value === 'number') return formatCount(value);
  if (typeof value === 'string') return code(field, value);
  if (Array.isArray(value)) return value.map((item) => valueText(code, field, item)).join(', ');
  return Object.entries(value)
    .filter(([, part]) => part !== false)
    .map(([name, part]) => partText(code, name, part))
    .join(', ');
}

/** What is so is said by its name alone. */
function partText(code: Code, name: string, part: unknown): string {
  const word = code('fact', name);
  return part === true ? word : `${word} ${valueText(code, name, part)}`;
}
