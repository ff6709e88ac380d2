// Proves RE-60 to RE-63: an unlawful term is refused with its provision by every way to cases, and a new way needs a decision.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lawAgainst, unlawful } from '../../domain/lawful/unlawful.ts';
import { completions } from '../../domain/review/search-complete.ts';
import { parseQuery } from '../../domain/review/search-parse.ts';
import { lawfulTerms, sortableTerms } from '../../domain/review/query.ts';
import { termWords } from '../../domain/review/words.ts';
import { operations } from '../../ipc/contract.ts';
import { operationNames } from '../../ipc/names.ts';
import { parseArguments } from '../../main/runner/arguments.ts';
import { commands } from '../../main/runner/commands.ts';
import { closedCommands } from '../../main/runner/commands/keeping.ts';
import { readerHandlers } from '../../main/threads/handlers/reader-handlers.ts';
import { writerHandlers } from '../../main/threads/handlers/writer-handlers.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { applicant, countEvents, importRows, newDesk, type Desk } from '../services/desk.ts';
import {
  actors,
  finders,
  keptBy,
  notSearching,
  openers,
  searching,
  searchingPurge,
  tellers,
  texts,
} from './routes.ts';

const root = join(import.meta.dirname, '../..');
const words = Object.values(unlawful).flatMap((kind) => kind.words.map((word) => ({ word, law: kind.law })));

/** As people type them: other case, without marks, decomposed, negated, in a group, as a comparison, as a value, beside a lawful term. */
const writings = (word: string): string[] => {
  const plain = word.normalize('NFD').replaceAll(/\p{M}/gu, '');
  const texts = [`${word}:x`, `${word.toUpperCase()}:ja`, `${plain}:x`, `${word.normalize('NFD')}:x`];
  return [
    ...texts,
    `-${word}:x`,
    `(färg:grön eller ${word}:*)`,
    `${word}>2026`,
    `läge:"${word}"`,
    `färg:grön ${word}:a,b`,
  ];
};

async function deskWith(): Promise<Desk> {
  const desk = await newDesk('Åsa');
  await importRows(desk, [applicant(1), applicant(2)], { kind: 'applications' });
  return desk;
}

const refused = (law: string) => ({ ok: false, error: { tag: 'unlawfulTerm', law } });

describe('RE-60 the words', () => {
  it('stand for every kind that the law names, in both languages, and are no lawful term or value', () => {
    expect(Object.keys(unlawful)).toEqual([
      ...[
        'reasonsThatValue',
        'assessment',
        'conflictOfInterest',
        'protectedMark',
        'health',
        'socialConditions',
      ],
      ...['offences', 'noteText', 'originAndBelief', 'phone', 'contactsFunction'],
    ]);
    const lawful = lawfulTerms.flatMap((one) => [
      ...termWords[one].names,
      ...Object.values(termWords[one].values ?? {}).flat(),
    ]);
    expect(lawful.filter((word) => lawAgainst(word) !== undefined)).toEqual([]);
  });

  it.each(words)('$word is refused with $law however it is written', ({ word, law }) => {
    for (const text of writings(word)) expect([text, parseQuery(text)]).toMatchObject([text, refused(law)]);
    expect(completions(word, word.length).items.filter((one) => lawAgainst(one.label) !== undefined)).toEqual(
      [],
    );
  });

  it('sorts and groups hold lawful terms only', () => {
    expect(sortableTerms.filter((term) => !lawfulTerms.includes(term))).toEqual([]);
    const source = readFileSync(join(root, 'db/queries/cases.ts'), 'utf8');
    const grouped = /const countable = \{([^}]*)\}/.exec(source)?.[1] ?? '';
    const terms = [...grouped.matchAll(/^\s+(\w+):/gm)].map((match) => match[1]);
    expect(terms.length).toBeGreaterThan(0);
    expect(terms.filter((term) => !lawfulTerms.some((one) => one === term))).toEqual([]);
  });
});

type Schema = { readonly [key: string]: unknown };

/** Every text of a schema that is neither a listed code nor of a fixed pattern. */
function openTexts(node: Schema, path: string): string[] {
  const several = (node['anyOf'] ?? node['oneOf']) as readonly Schema[] | undefined;
  if (several) return [...new Set(several.flatMap((one) => openTexts(one, path)))];
  if (node['const'] !== undefined || node['enum'] !== undefined || node['pattern'] !== undefined) return [];
  switch (node['type']) {
    case 'string':
      return [path];
    case 'array':
      return openTexts(node['items'] as Schema, `${path}[]`);
    case 'object':
      return textsOfObject(node, path);
    case 'boolean':
    case 'number':
    case 'integer':
    case 'null':
      return [];
    default:
      return [`${path} (unknown)`];
  }
}

function textsOfObject(node: Schema, path: string): string[] {
  const named = Object.entries((node['properties'] ?? {}) as Record<string, Schema>);
  const rest = node['additionalProperties'];
  const keys = (node['propertyNames'] ?? { type: 'string' }) as Schema;
  return [
    ...named.flatMap(([key, value]) => openTexts(value, `${path}.${key}`)),
    ...(typeof rest === 'object' && rest !== null
      ? [...openTexts(keys, `${path}{key}`), ...openTexts(rest as Schema, `${path}{}`)]
      : []),
  ];
}

const contractTexts = Object.entries(operations).flatMap(([name, { input }]) =>
  openTexts(z.toJSONSchema(input as z.ZodType, { io: 'input', unrepresentable: 'any' }) as Schema, name),
);
const decided = Object.values(texts).flat() as readonly string[];
const operationOf = (text: string) => /^\w+\.\w+/.exec(text)?.[0] ?? '';

function runnerSources(): string[] {
  const dir = join(root, 'main/runner');
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(dir, path), 'utf8'));
}

describe('RE-61 every way to cases has a decision', () => {
  it('each operation', () => {
    const all = [...Object.keys(finders), ...openers, ...tellers, ...actors];
    expect(all.toSorted()).toEqual([...operationNames].toSorted());
  });

  it('each text that an operation takes', () => {
    const open = contractTexts.filter(
      (text) => !decided.includes(text) && !keptBy.some((name) => name === operationOf(text)),
    );
    expect(open).toEqual([]);
    expect(decided.filter((text) => !contractTexts.includes(text))).toEqual([]);
  });

  it('nothing that finds cases takes a text, a code or a list that is not named here', () => {
    const inputs = Object.keys(finders).map((name) => {
      const { input } = operations[name as keyof typeof operations];
      const schema = z.toJSONSchema(input as z.ZodType, { io: 'input', unrepresentable: 'any' }) as Schema;
      return [name, Object.keys((schema['properties'] ?? {}) as object)] as const;
    });
    expect(Object.fromEntries(inputs.filter(([, fields]) => fields.length > 0))).toEqual({
      'app.today': ['intake'],
      'bar.desk': ['intake'],
      'given.files': ['left'],
      'offers.list': ['intake'],
      'print.queue': ['query', 'intake', 'sort', 'descending'],
      'review.ids': ['query', 'intake', 'sort', 'descending'],
      'work.next': ['intake', 'after'],
    });
  });

  it('each command of the runner, and none has another way to choose cases', () => {
    const known = [...Object.keys(searching), ...notSearching, 'purge'];
    expect(known.toSorted()).toEqual([...Object.keys(commands), ...Object.keys(closedCommands)].toSorted());
    expect(parseArguments(['list', '--sort', 'phone'])).toMatchObject({ ok: false });
    expect(parseArguments(['list', '--group', 'land'])).toMatchObject({ ok: false });
  });

  it('each option that a command reads is one that the line takes', () => {
    const read = runnerSources().flatMap((source) =>
      [...source.matchAll(/\b(text|flag)\((?:\w+\.)*options, '([a-z-]+)'\)/g)].map(
        ([, how = '', name = '']) => [how, name] as const,
      ),
    );
    expect(read.length).toBeGreaterThan(30);
    const refused = read.filter(
      ([how, name]) => !parseArguments(['x', `--${name}`, ...(how === 'text' ? ['1'] : [])]).ok,
    );
    expect(refused).toEqual([]);
  });

  it('each link of the window into a list', () => {
    const links = windowSources().flatMap(({ path, text }) =>
      [...text.matchAll(/\bsearch[:=].*\bquery: ([^,}\n]+)/g)].map((match) => ({
        path,
        query: (match[1] ?? '').trim(),
      })),
    );
    const spoken = links.flatMap(({ query }) => (query.startsWith("'") ? [query.slice(1, -1)] : []));
    expect(spoken.toSorted()).toEqual(['fråga:öppen', 'färg:orange', 'svar:finns']);
    const computed = links.filter(({ query }) => !query.startsWith("'"));
    expect(computed.map(({ path, query }) => `${path} ${query}`).toSorted()).toEqual([
      'features/case/case-flags.tsx item',
      'features/case/case-parts.tsx about',
      'features/statistics/statistics-page.tsx searches[measure]',
      'features/today/today-page.tsx task.query',
    ]);
  });

  it('each search that the window has ready reads', () => {
    const ready = windowSources().flatMap(({ text }) =>
      [...text.matchAll(/'((?:-?\p{L}+(?::|<=?|>=?)[^'$\s]+ ?)+)'/gu)]
        .map((match) => match[1] ?? '')
        .filter((query) => termNamed(query)),
    );
    expect(ready.length).toBeGreaterThan(8);
    for (const query of ready) expect([query, parseQuery(query).ok]).toEqual([query, true]);
  });
});

function termNamed(query: string): boolean {
  const name = /^-?(\p{L}+)/u.exec(query)?.[1] ?? '';
  return lawAgainst(name) !== undefined || lawfulTerms.some((one) => termWords[one].names.includes(name));
}

function windowSources(): { readonly path: string; readonly text: string }[] {
  const folder = join(root, 'renderer');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

/** What a lawful caller sends; the text in question is put into it. */
const lawfulInput: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'review.ids': { query: '', sort: 'name', descending: false },
  'print.queue': { query: '', sort: 'name', descending: false },
  'review.saveView': { id: 'v', name: 'Min vy', query: '', sort: 'name', descending: false, columns: [] },
};

type Asked = { readonly ok: boolean; readonly error?: object };

/** As main serves a hostile window: the input is parsed, then the handler runs. */
async function ask(desk: Desk, name: string, input: object): Promise<Asked> {
  const parsed = operations[name as keyof typeof operations].input.parse(input) as never;
  const read = readerHandlers[name as keyof typeof readerHandlers] as
    | ((session: Desk['session'], given: never) => Asked)
    | undefined;
  if (read) return read(desk.session, parsed);
  const write = writerHandlers[name as keyof typeof writerHandlers] as unknown as (
    writing: object,
    given: never,
  ) => Promise<Asked>;
  return write({ session: desk.session, desk: {}, job: quietJob }, parsed);
}

describe('RE-60 a hostile caller', () => {
  it('gets the provision from every search and every sort of the contract, and nothing is written', async () => {
    const desk = await deskWith();
    const before = countEvents(desk);
    for (const place of texts.search) {
      const name = operationOf(place);
      for (const { word, law } of words) {
        const input = { ...lawfulInput[name], query: `färg:grön eller ${word}:x` };
        expect([place, word, await ask(desk, name, input)]).toMatchObject([place, word, refused(law)]);
      }
    }
    for (const place of texts.sort) {
      const name = operationOf(place);
      for (const { word, law } of [
        ...words,
        { word: 'n); DROP TABLE events', law: '14 § lagen (2002:546)' },
      ]) {
        if (word.length > 40) continue;
        const answer = await ask(desk, name, { ...lawfulInput[name], sort: word });
        expect([word, answer]).toMatchObject([word, { ok: false, error: { tag: 'sortNotAllowed', law } }]);
      }
    }
    expect(countEvents(desk)).toBe(before);
  });

  it('finds nothing by an intake that is none', async () => {
    const desk = await deskWith();
    const answer = await ask(desk, 'review.ids', { ...lawfulInput['review.ids'], intake: "' OR 1=1 --" });
    expect(answer).toMatchObject({ ok: true, value: { packed: { count: 0 }, all: 0 } });
  });

  it('gets the provision from every command that takes --where', async () => {
    const desk = await deskWith();
    const before = countEvents(desk);
    const rows = [
      ...Object.entries(searching).map(([command, options]) => ({
        command,
        options,
        positional: [] as string[],
      })),
      { command: 'purge', options: searchingPurge, positional: ['hold'] },
      { command: 'purge', options: searchingPurge, positional: ['lift'] },
    ];
    for (const { command, options, positional } of rows) {
      for (const { word, law } of words) {
        const line = { command, positional, options: { ...options, where: `${word}:x` } };
        const context = { session: desk.session, line, job: quietJob, resourcesDir: join(root, 'resources') };
        const answer = await commands[command]?.(context as never);
        expect([command, word, answer]).toMatchObject([command, word, refused(law)]);
      }
    }
    expect(countEvents(desk)).toBe(before);
  });
});
