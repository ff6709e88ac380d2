// The procedure for a lost key says the same in the program and in the documents, in every language it has.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
type Situation = { readonly title: string; readonly lost: string } & Readonly<Record<string, string>>;
type Words = { readonly lost: string; readonly situation: Readonly<Record<string, Situation>> };

function wordsIn(language: string): Words {
  return JSON.parse(readFileSync(join(root, `renderer/locales/${language}/lostKey.json`), 'utf8')) as Words;
}

function sectionOf({ title, lost, ...steps }: Situation, line: string): string {
  const numbered = Object.keys(steps).map((step, index) => `${index + 1}. ${steps[step] ?? ''}`);
  return [`## ${title}`, line.replace('{{what}}', lost), ...numbered].join('\n');
}

describe('GR-13 the procedure for a lost key', () => {
  it('stands in docs/lost-key.md word for word, situation by situation, in the same order', () => {
    const words = wordsIn('en');
    const doc = readFileSync(join(root, 'docs/lost-key.md'), 'utf8');
    const sections = doc.split(/\n\n/u).filter((part) => part.startsWith('## '));
    const expected = Object.values(words.situation).map((one) => sectionOf(one, words.lost));
    expect(sections.slice(0, expected.length)).toEqual(expected);
  });

  it('has the same situations and steps in Swedish', () => {
    const shape = ({ situation }: Words) =>
      Object.entries(situation).map(([id, one]) => [id, Object.keys(one).sort()]);
    expect(shape(wordsIn('sv'))).toEqual(shape(wordsIn('en')));
  });
});
