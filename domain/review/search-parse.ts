// Owns: search text -> query. `och` binds harder than `eller`; words side by side mean both; `-` and `inte` take away.
// Must not: let a term pass that is not on the lawful list (query.ts).
import { lawAgainst } from '../lawful/unlawful.ts';
import { err, ok, type Result } from '../result.ts';
import { everything, type Query, type Term } from './query.ts';
import { nearest, type SearchProblem } from './search-problem.ts';
import { scan, type Sign, type Written } from './search-scan.ts';
import { fail, readIdentityNumber, readTermValue, termQuery } from './search-value.ts';
import { termWords } from './words.ts';

type Read = Result<Query, SearchProblem>;

const longest = 2000;
const deepest = 20;

const termByName: ReadonlyMap<string, Term> = new Map(
  (Object.keys(termWords) as Term[]).flatMap((term) =>
    termWords[term].names.map((name) => [name, term] as const),
  ),
);
/** Search terms stand here in Swedish: what is offered when a word is not known. */
export const termNames: readonly string[] = Object.values(termWords).map((one) => one.names[0]);
/** Said alone they ask for yes: `samtycke`, `-registrerad`, `överlämnat`. */
const aloneMeansYes: readonly Term[] = ['consent', 'registered', 'handedOver'];

/** An empty text matches every case. */
export function parseQuery(text: string): Read {
  if (text.length > longest)
    return fail('searchTooLong', { text: '', at: longest, length: text.length - longest });
  const { signs, problem } = scan(text);
  if (problem)
    return fail(problem.tag, { text: text.slice(problem.at), at: problem.at, length: problem.length });
  if (signs.length === 0) return ok(everything);
  const reader = new Reader(text, signs);
  return reader.readAll();
}

/** Recursive descent over the signs; `place` is the next one. */
class Reader {
  private place = 0;
  private depth = 0;
  private readonly text: string;
  private readonly signs: readonly Sign[];

  constructor(text: string, signs: readonly Sign[]) {
    this.text = text;
    this.signs = signs;
  }

  readAll(): Read {
    const query = this.readEither();
    const left = this.signs[this.place];
    return query.ok && left ? fail('unbalancedParenthesis', this.at(left)) : query;
  }

  private readEither(): Read {
    const any: Query[] = [];
    do {
      const part = this.readBoth();
      if (!part.ok) return part;
      any.push(...(part.value.op === 'or' ? part.value.any : [part.value]));
    } while (this.take('or'));
    return ok(joined(any, (all) => ({ op: 'or', any: all })));
  }

  private readBoth(): Read {
    const all: Query[] = [];
    do {
      const part = this.readOne();
      if (!part.ok) return part;
      all.push(...(part.value.op === 'and' ? part.value.all : [part.value]));
    } while (this.take('and') || this.startsOne());
    return ok(joined(all, (parts) => ({ op: 'and', all: parts })));
  }

  private readOne(): Read {
    const sign = this.signs[this.place];
    if (!sign) return fail('missingOperand', { text: '', at: this.text.length, length: 0 });
    if (++this.depth > deepest) return fail('searchTooDeep', this.at(sign));
    this.place++;
    const query = this.readSign(sign);
    this.depth--;
    return query;
  }

  private readSign(sign: Sign): Read {
    switch (sign.kind) {
      case 'minus':
      case 'not': {
        const part = this.readOne();
        return part.ok ? ok(negated(part.value)) : part;
      }
      case 'open':
        return this.readGroup(sign);
      case 'term':
        return readTerm(sign);
      case 'word':
        return readWord(sign.value);
      default:
        return fail(sign.kind === 'close' ? 'unbalancedParenthesis' : 'missingOperand', this.at(sign));
    }
  }

  private readGroup(open: Sign): Read {
    if (this.signs[this.place]?.kind === 'close') return fail('missingOperand', this.at(open));
    const query = this.readEither();
    if (!query.ok) return query;
    return this.take('close') ? query : fail('unbalancedParenthesis', this.at(open));
  }

  private take(kind: Sign['kind']): boolean {
    if (this.signs[this.place]?.kind !== kind) return false;
    this.place++;
    return true;
  }

  private startsOne(): boolean {
    const kind = this.signs[this.place]?.kind;
    return kind !== undefined && kind !== 'close' && kind !== 'or';
  }

  private at(sign: Sign) {
    return { text: this.text.slice(sign.at, sign.at + sign.length), at: sign.at, length: sign.length };
  }
}

function joined(parts: readonly Query[], join: (parts: readonly Query[]) => Query): Query {
  const [only] = parts;
  return parts.length === 1 && only ? only : join(parts);
}

function negated(query: Query): Query {
  return query.op === 'not' ? query.not : { op: 'not', not: query };
}

function readTerm(sign: Extract<Sign, { kind: 'term' }>): Read {
  const term = termByName.get(sign.name.toLowerCase().normalize('NFC'));
  if (term === undefined) return err(unknownTerm(sign.name, sign.at));
  const end = sign.at + sign.length;
  if (sign.values.length === 0) return fail('missingValue', { text: sign.name, at: end, length: 0 });
  const any: Query[] = [];
  for (const value of sign.values) {
    if (value.text.trim() === '') return fail('missingValue', { ...value, text: sign.name });
    const query = readTermValue({ term, operator: sign.operator, value });
    if (!query.ok) return query;
    any.push(...(query.value.op === 'or' ? query.value.any : [query.value]));
  }
  return ok(joined(any, (all) => ({ op: 'or', any: all })));
}

function unknownTerm(name: string, at: number): SearchProblem {
  const word = name.toLowerCase().normalize('NFC');
  const place = { at, length: name.length, word: name };
  const law = lawAgainst(word);
  if (law !== undefined) return { tag: 'unlawfulTerm', law, ...place, suggestions: [] };
  return { tag: 'unknownTerm', ...place, suggestions: nearest(word, termNames) };
}

/** A word alone: a yes-term, an identity number, an application id or BÄR number, else the beginning of a name. */
function readWord(value: Written): Read {
  const word = value.text.normalize('NFC').trim();
  if (word === '') return fail('missingValue', value);
  if (value.quoted) return ok(termQuery('name', 'words', word));
  const term = termByName.get(word.toLowerCase());
  if (term !== undefined && aloneMeansYes.includes(term)) return ok(termQuery(term, 'is', 'yes'));
  if (/^(\d{2})?\d{6}[-+]?\d{4}$/.test(word)) return readIdentityNumber(value);
  if (/^\d+$/.test(word)) return ok(termQuery('applicationId', 'words', word));
  if (/^BÄR-?\d/iu.test(word)) return ok(termQuery('barNumber', 'is', word.toUpperCase()));
  if (/\d{3}$/.test(word)) return ok(termQuery('applicationId', 'is', word.toUpperCase()));
  return ok(termQuery('name', 'words', word));
}
