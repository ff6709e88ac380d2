// Owns: the search text cut into signs, each with its place. Must not: know terms or values.

/** A value as written; a quoted one is taken literally. */
export type Written = {
  readonly text: string;
  readonly quoted: boolean;
  readonly at: number;
  readonly length: number;
};

export type Operator = ':' | '<' | '<=' | '>' | '>=';

type Place = { readonly at: number; readonly length: number };
export type Sign =
  | (Place & { readonly kind: 'open' | 'close' | 'minus' | 'and' | 'or' | 'not' })
  | (Place & { readonly kind: 'word'; readonly value: Written })
  | (Place & {
      readonly kind: 'term';
      readonly name: string;
      readonly operator: Operator;
      /** Parted by commas: any of them. Empty when nothing follows the operator. */
      readonly values: readonly Written[];
    });

export type ScanProblem = { readonly tag: 'unclosedQuote'; readonly at: number; readonly length: number };
export type Scan = { readonly signs: readonly Sign[]; readonly problem?: ScanProblem };

/** Marks too: a letter may come as two signs, and is the same word. */
const termStart = /(\p{L}[\p{L}\p{M}\p{N}-]*)(<=|>=|[:<>=])/uy;
const keywords: ReadonlyMap<string, 'and' | 'or' | 'not'> = new Map([
  ['och', 'and'],
  ['AND', 'and'],
  ['eller', 'or'],
  ['OR', 'or'],
  ['inte', 'not'],
  ['NOT', 'not'],
]);

export function scan(text: string): Scan {
  const signs: Sign[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/u.test(text.charAt(at))) {
      at++;
      continue;
    }
    const sign = nextSign(text, at);
    if ('tag' in sign) return { signs, problem: sign };
    signs.push(sign);
    at += sign.length;
  }
  return { signs };
}

function nextSign(text: string, at: number): Sign | ScanProblem {
  const first = text.charAt(at);
  if (first === '(') return { kind: 'open', at, length: 1 };
  if (first === ')') return { kind: 'close', at, length: 1 };
  if (first === '-') return { kind: 'minus', at, length: 1 };
  termStart.lastIndex = at;
  const term = termStart.exec(text);
  if (term) return termSign(text, at, term);
  const value = readValue(text, at, false);
  if ('tag' in value) return value;
  const keyword = value.quoted
    ? undefined
    : (keywords.get(value.text) ?? keywords.get(value.text.toLowerCase()));
  return keyword
    ? { kind: keyword, at, length: value.length }
    : { kind: 'word', value, at, length: value.length };
}

function termSign(text: string, at: number, match: RegExpExecArray): Sign | ScanProblem {
  const operator = (match[2] === '=' ? ':' : match[2]) as Operator;
  const values: Written[] = [];
  let end = at + match[0].length;
  for (;;) {
    const value = readValue(text, end, true);
    if ('tag' in value) return value;
    if (value.length > 0) values.push(value);
    end += value.length;
    if (text.charAt(end) !== ',') break;
    end++;
  }
  return { kind: 'term', name: match[1] ?? '', operator, values, at, length: end - at };
}

const quotes: Readonly<Record<string, string>> = { '"': '"', '”': '”', '“': '”' };

/** Reads to the next blank, parenthesis or (in a list) comma; or to the closing quotation mark, where `\` takes the next sign literally. */
function readValue(text: string, at: number, inList: boolean): Written | ScanProblem {
  const closing = quotes[text.charAt(at)];
  if (closing === undefined) {
    let end = at;
    while (end < text.length && !/[\s()]/u.test(text.charAt(end)) && !(inList && text.charAt(end) === ','))
      end++;
    return { text: text.slice(at, end), quoted: false, at, length: end - at };
  }
  let value = '';
  for (let end = at + 1; end < text.length; end++) {
    const sign = text.charAt(end);
    if (sign === '\\' && end + 1 < text.length) value += text.charAt(++end);
    else if (sign === closing) return { text: value, quoted: true, at, length: end + 1 - at };
    else value += sign;
  }
  return { tag: 'unclosedQuote', at, length: text.length - at };
}
