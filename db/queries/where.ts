// Owns: a lawful search as SQL with parameters. Must not: put a value into SQL text, nor know a column outside the lawful terms.
import type { Seen, SeenQuery } from '../../domain/lawful/seen-by.ts';
import type { Comparison, SortableTerm, Term } from '../../domain/review/query.ts';
import { searchWords } from '../../domain/review/sort-key.ts';

export type Compiled = { readonly sql: string; readonly params: readonly (string | number)[] };

/** `dayFlag`: the value is the day behind the colon of the stream's one flag of that name. */
type Column = {
  readonly exact: string;
  readonly words?: string;
  readonly flag?: true;
  readonly dayFlag?: string;
};

/** Each lawful term's column; `words` is the folded text whose beginnings of words are matched. */
const columns: Readonly<Record<Term, Column>> = {
  name: { exact: 'search_name', words: 'search_name' },
  identityNumber: { exact: 'identity_number' },
  applicationId: { exact: 'application_id', words: 'search_application' },
  barNumber: { exact: 'bar_number', words: 'search_bar' },
  consent: { exact: 'consent' },
  step: { exact: 'step' },
  colour: { exact: 'colour' },
  intake: { exact: 'intake' },
  targetGroup: { exact: 'target_group' },
  area: { exact: 'area', words: 'search_area' },
  receivedDate: { exact: 'received_date' },
  permitValidTo: { exact: 'permit_valid_to' },
  municipality: { exact: 'search_municipality', words: 'search_municipality' },
  employer: { exact: 'search_employer', words: 'search_employer' },
  startsOn: { exact: 'starts_on' },
  endsOn: { exact: 'ends_on' },
  decisionDay: { exact: 'decision_day' },
  missing: { exact: 'missing' },
  outcome: { exact: 'outcome' },
  registered: { exact: 'registered', flag: true },
  conclusion: { exact: 'conclusion' },
  // A note that nobody has taken over yet, for whomever it is (GR-15).
  handedOver: {
    exact: "(case_id in (select substr(stream, 6) from stream_flag where flag >= 'to' and flag < 'tp'))",
    flag: true,
  },
  assignee: { exact: 'assignees' },
  takenUntil: { exact: 'taken_until' },
  watchUntil: { exact: 'watch_until' },
  // RE-73: one list of ids for the whole search, whatever the number of rows.
  news: { exact: '(case_id in (select case_id from case_looked where news = 1))', flag: true },
  // RQ-15: a question to the responsible caseworker that nobody has noted an answer to.
  question: {
    exact:
      "(case_id in (select substr(stream, 6) from stream_flag where flag >= 'question' and flag < 'questioo'))",
    flag: true,
  },
  // DE-18: what waits counts only as long as the agency asks for it.
  secondLook: {
    exact:
      "(case_id in (select substr(stream, 6) from stream_flag where flag in (select 'eyes' || substr(flag, 5) from stream_flag where stream = 'shared' and flag >= 'asks' and flag < 'askt')))",
    flag: true,
  },
  // RQ-7: the earliest day on which an answer of the applicant is due.
  awaitsUntil: { exact: '', dayFlag: 'awaits' },
  // RQ-19: the recorded day on which the party opened a case at the agency.
  openedOn: { exact: '', dayFlag: 'opened' },
};

/** The indexed column of each sort; empty text is "none" and stands last in both directions. */
export const sortColumns: Readonly<Record<SortableTerm, string>> = {
  name: 'sort_name',
  applicationId: 'application_id',
  colour: 'colour',
  area: 'sort_area',
  permitValidTo: 'permit_valid_to',
  municipality: 'sort_municipality',
  employer: 'sort_employer',
  startsOn: 'starts_on',
  endsOn: 'ends_on',
  step: 'step',
  conclusion: 'conclusion',
  receivedDate: 'received_date',
  decisionDay: 'decision_day',
  barNumber: 'bar_number',
  watchUntil: 'watch_until',
};

/** Of every case. */
export const always: Compiled = { sql: '1', params: [] };
const never: Compiled = { sql: '0', params: [] };

/** A condition over `case_row`. Every part is true or false, never unknown, so that `not` means what it says. */
export function compileQuery(query: SeenQuery): Compiled {
  switch (query.op) {
    case 'and':
      return joined(query.all.map(compileQuery), 'AND', always);
    case 'or':
      return joined(query.any.map(compileQuery), 'OR', never);
    case 'not': {
      const inner = compileQuery(query.not);
      return { sql: `NOT (${inner.sql})`, params: inner.params };
    }
    case 'term':
      return compileTerm(query.term, query.cmp, query.value);
    case 'seen':
      return compileSeen(query);
  }
}

const barredFrom = 'SELECT substr(stream, 6) FROM stream_flag WHERE flag = ?';

function compileSeen({ barred, protectedToo }: Seen): Compiled {
  const notBarred = `case_id NOT IN (${barredFrom})`;
  const parts = [...(protectedToo ? [] : ['stub = 0']), ...(barred === null ? [] : [notBarred])];
  return {
    sql: parts.length === 0 ? '1' : parts.join(' AND '),
    params: barred === null ? [] : [`bar:${barred}`],
  };
}

function joined(parts: readonly Compiled[], word: 'AND' | 'OR', empty: Compiled): Compiled {
  const [first] = parts;
  if (first === undefined) return empty;
  if (parts.length === 1) return first;
  // In halves: a thousand words in a row would stand deeper than SQLite reads.
  const half = Math.ceil(parts.length / 2);
  const [left, right] = [parts.slice(0, half), parts.slice(half)].map((side) => joined(side, word, empty));
  if (left === undefined || right === undefined) return empty;
  return { sql: `(${left.sql}) ${word} (${right.sql})`, params: [...left.params, ...right.params] };
}

const orders = { lt: '<', le: '<=', gt: '>', ge: '>=' } as const;

/** By the index of flags: a subquery for each row would read them all again and again. */
function compileDayFlag(name: string, cmp: Comparison, value: string): Compiled {
  const [first, day, end] = [`${name}:`, `${name}:${value}`, `${name};`];
  const between = (low: string, high: string, ...params: string[]): Compiled => ({
    sql: `case_id in (select substr(stream, 6) from stream_flag where flag ${low} ? and flag ${high} ?)`,
    params,
  });
  switch (cmp) {
    case 'lt':
      return between('>=', '<', first, day);
    case 'le':
      return between('>=', '<=', first, day);
    case 'gt':
      return between('>', '<', day, end);
    case 'ge':
      return between('>=', '<', day, end);
    case 'is':
      return between('>=', '<=', day, day);
    case 'present':
    case 'words':
      return between('>=', '<', first, end);
  }
}

function compileTerm(term: Term, cmp: Comparison, value: string): Compiled {
  const column = columns[term];
  if (column.dayFlag !== undefined) return compileDayFlag(column.dayFlag, cmp, value);
  switch (cmp) {
    case 'present':
      return { sql: column.flag ? `${column.exact} = 1` : `${column.exact} <> ''`, params: [] };
    case 'is':
      return compileExact(term, column, value);
    case 'words':
      return term === 'identityNumber' ? numberBeginning(value) : compileWords(column, value);
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return { sql: `${column.exact} <> '' AND ${column.exact} ${orders[cmp]} ?`, params: [value] };
  }
}

function compileExact(term: Term, column: Column, value: string): Compiled {
  if (column.flag) return { sql: `${column.exact} = ?`, params: [value === 'yes' ? 1 : 0] };
  switch (term) {
    case 'assignee':
      return { sql: 'instr(assignees, ?) > 0', params: [` ${value} `] };
    case 'missing':
      return { sql: 'instr(missing, ?) > 0', params: [` ${value} `] };
    case 'applicationId':
    case 'barNumber':
      // Searched ids come in capitals without blanks; files bring them as they like.
      return { sql: `upper(replace(${column.exact}, ' ', '')) = ?`, params: [value] };
    case 'name':
    case 'municipality':
    case 'employer':
      return {
        sql: `${column.exact} = ?`,
        params: [
          searchWords(value)
            .map((word) => ` ${word}`)
            .join(''),
        ],
      };
    default:
      return { sql: `${column.exact} = ?`, params: [value] };
  }
}

/** Every written word begins a word of the text; no word at all matches nothing. */
function compileWords(column: Column, value: string): Compiled {
  const words = searchWords(value);
  const text = column.words ?? column.exact;
  return words.length === 0
    ? never
    : joined(
        words.map((word) => ({ sql: `instr(${text}, ?) > 0`, params: [` ${word}`] })),
        'AND',
        never,
      );
}

/** The beginning of a number, written with or without its century. */
function numberBeginning(digits: string): Compiled {
  if (digits === '') return never;
  const sql = 'substr(identity_number, 1, ?) = ? OR substr(identity_number, 3, ?) = ?';
  return { sql, params: [digits.length, digits, digits.length, digits] };
}
