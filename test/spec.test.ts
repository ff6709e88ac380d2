// The rules of docs/spec: each stands in one place, and a test that quotes one quotes one that is there.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const spec = join(root, 'docs/spec');

const ids = readdirSync(spec)
  .map((name) => readFileSync(join(spec, name), 'utf8'))
  .flatMap((text) =>
    [...text.matchAll(/^(?:\||-) \*{0,2}([A-Z]{2}-\d+[a-z]?)\*{0,2}(?: \|| )/gm)].flatMap(
      ([, id]) => id ?? [],
    ),
  );

const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.test\.tsx?$/.test(name),
);

/** The rules that the names of a file's tests begin with. */
function quoted(name: string): string[] {
  const text = readFileSync(join(root, 'test', name), 'utf8');
  return [
    ...text.matchAll(/\b(?:it|test)(?:\.prop\([^)]*\))?\(\s*['"`]((?:[A-Z]{2}-\d+[a-z]? ?)+)/g),
  ].flatMap(([, rules = '']) => rules.trim().split(' '));
}

describe('the rules', () => {
  it('are read', () => {
    expect(ids.length).toBeGreaterThan(300);
    expect(tests.flatMap(quoted).length).toBeGreaterThan(300);
  });

  it('stand in one place each', () => {
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it('are there when a test quotes them', () => {
    const known = new Set(ids);
    const unknown = tests.flatMap((name) =>
      quoted(name).flatMap((id) => (known.has(id) ? [] : `${relative('.', name)}: ${id}`)),
    );
    expect(unknown).toEqual([]);
  });
});
