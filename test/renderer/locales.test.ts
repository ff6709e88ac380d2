// The words of the window: both languages have the same keys, every error has its sentence, every key asked for exists.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const locales = join(root, 'renderer/locales');
type Tree = { readonly [key: string]: string | Tree };

function readTexts(language: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const file of readdirSync(join(locales, language))) {
    const tree = JSON.parse(readFileSync(join(locales, language, file), 'utf8')) as Tree;
    for (const [key, text] of flat(tree)) texts.set(`${file.replace('.json', '')}:${key}`, text);
  }
  return texts;
}

function flat(tree: Tree, before = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${before}${key}`, value]] : flat(value, `${before}${key}.`),
  );
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));
}

const holes = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? '').sort();

const sv = readTexts('sv');
const en = readTexts('en');

describe('the locale files', () => {
  it('have the same keys in Swedish and English', () => {
    expect([...en.keys()].sort()).toEqual([...sv.keys()].sort());
  });

  it('CO-6 have a word for every line of an act in the inbox', () => {
    const source = readFileSync(join(root, 'domain/conflict/copies.ts'), 'utf8');
    const labels = [...source.matchAll(/(?:line\(|\[)'(\w+)', payload/g)].map((match) => match[1] ?? '');
    expect(labels).toContain('intake');
    const without = (label: string) => !sv.has(`conflicts:label.${label}`) && !sv.has(`codes:field.${label}`);
    expect(labels.filter(without)).toEqual([]);
  });

  it('fill the same holes in both languages', () => {
    const different = [...sv]
      .filter(([key, text]) => holes(text).join() !== holes(en.get(key) ?? '').join())
      .map(([key]) => key);
    expect(different).toEqual([]);
  });

  it('hold no empty text, no exclamation mark and no straight quotation mark', () => {
    const wrong = [...sv, ...en]
      .filter(([, text]) => text.trim() === '' || /[!"]/.test(text))
      .map(([key]) => key);
    expect(wrong).toEqual([]);
  });

  it('have a plural for every singular', () => {
    const lonely = [...sv.keys()].filter(
      (key) => key.endsWith('_one') && !sv.has(key.replace(/_one$/, '_other')),
    );
    expect(lonely).toEqual([]);
  });
});

/** Tags that are no refusal of an operation: what a file's reading notes, or what ends a search in the program itself. */
const notSentences =
  /^(encodingGuessed|errorCellsEmpty|formulasReadAsValues|hiddenColumnsRead|hiddenRowsRead|hiddenSheetsIgnored|noFinalLineBreak|otherSheetsIgnored|titleRowsSkipped)$/;

describe('every refusal', () => {
  it('has a sentence', () => {
    const tags = new Set(
      ['domain', 'db', 'main']
        .flatMap(sourceFiles)
        .flatMap((text) => [...text.matchAll(/\btag: '([A-Za-z]+)'/g)].map((match) => match[1] ?? '')),
    );
    expect(tags.size).toBeGreaterThan(50);
    expect([...tags].filter((tag) => !notSentences.test(tag) && !sv.has(`errors:${tag}`))).toEqual([]);
  });
});

/** Keys written out in a file, with the namespaces the file uses. Keys that are put together are not seen here. */
function keysAskedFor(text: string): { keys: string[]; namespaces: string[] } {
  const namespaces = [...text.matchAll(/useTranslation\('(\w+)'/g)].map((match) => match[1] ?? '');
  const keys = [...text.matchAll(/\bt\('([^'`$]+)'/g)].map((match) => match[1] ?? '');
  return { keys, namespaces };
}

describe('the window', () => {
  it('asks only for keys that exist', () => {
    const has = (key: string) => sv.has(key) || sv.has(`${key}_other`);
    const missing = sourceFiles('renderer').flatMap((text) => {
      const { keys, namespaces } = keysAskedFor(text);
      if (namespaces.length === 0) return [];
      return keys.filter((key) =>
        key.includes(':') ? !has(key) : !namespaces.some((name) => has(`${name}:${key}`)),
      );
    });
    expect(missing).toEqual([]);
  });
});
