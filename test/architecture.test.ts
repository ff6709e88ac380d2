// The layout as a test: who may import whom, what stays pure, how deep and wide folders grow (docs/architecture.md).
// The rules are functions over file texts, so each is also shown to catch an invented offender.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

type Source = { path: string; text: string };
type Import = { from: string; to: string; typeOnly: boolean };

const root = join(import.meta.dirname, '..');
const LAYERS = ['domain', 'ipc', 'db', 'main', 'preload', 'renderer'] as const;
const DEEPEST = 3;
const WIDEST = 14;

/** Folders that hold one file for each of a kind, which the law or time adds to. */
const ONE_FILE_EACH = new Set(['domain/rules/checks', 'db/migrations']);

/** Suppressions in the whole repository. This number may only fall. */
const SUPPRESSIONS_ALLOWED = 12;

type Layer = (typeof LAYERS)[number];

/** For each layer the folders and the packages it may import. A package name ending in `/` covers its paths. */
const ALLOWED: Record<Layer, { folders: readonly string[]; packages: readonly string[] | 'any' }> = {
  domain: {
    folders: ['domain'],
    packages: ['zod', 'personnummer', 'organisationsnummer', 'temporal-polyfill'],
  },
  ipc: { folders: ['ipc', 'domain'], packages: ['zod'] },
  db: {
    folders: ['db', 'domain'],
    packages: ['better-sqlite3', 'zod', 'node:crypto', 'node:fs', 'node:fs/promises', 'node:path'],
  },
  main: { folders: ['main', 'db', 'ipc', 'domain'], packages: 'any' },
  preload: { folders: ['preload', 'ipc'], packages: ['electron'] },
  renderer: { folders: ['renderer', 'ipc', 'domain'], packages: 'any' },
};

const NOT_IN_THE_WINDOW = /^(node:|electron$|electron\/|better-sqlite3$|fs$|path$|crypto$)/;
const CLOCK_OR_CHANCE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.now\b|\bTemporal\.Now\b|\bcrypto\.(randomUUID|getRandomValues|randomBytes)\b/;
const SUPPRESSION =
  /(?:\/\/|\/\*)\s*(?:oxlint-disable|eslint-disable|biome-ignore|@ts-expect-error|@ts-ignore|@ts-nocheck|v8 ignore|c8 ignore)/;

const layerOf = (path: string): string => path.split('/')[0] ?? '';

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}

function importsOf({ path, text }: Source): Import[] {
  const code = withoutComments(text);
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) => {
    const to = specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;
    found.push({ from: path, to, typeOnly });
  };
  for (const match of code.matchAll(/^\s*(?:import|export)\s+(type\s)?[^;'"]*?\sfrom\s*['"]([^'"]+)['"]/gm)) {
    add(match[2] ?? '', match[1] !== undefined);
  }
  for (const match of code.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm)) add(match[1] ?? '', false);
  for (const match of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) add(match[1] ?? '', false);
  return found;
}

const isPackage = ({ to }: Import): boolean =>
  !LAYERS.some((layer) => to.startsWith(`${layer}/`)) && !to.includes('.ts');

const packageOf = (to: string): string =>
  to.startsWith('node:')
    ? to
    : to
        .split('/')
        .slice(0, to.startsWith('@') ? 2 : 1)
        .join('/');

/** Imports that cross a border they may not cross. */
function borderCrossings(files: readonly Source[]): string[] {
  return files.flatMap(importsOf).flatMap((one) => {
    const layer = LAYERS.find((name) => name === layerOf(one.from));
    if (layer === undefined) return [];
    const { folders, packages } = ALLOWED[layer];
    const allowed = isPackage(one)
      ? packages === 'any' || packages.includes(packageOf(one.to))
      : folders.includes(layerOf(one.to));
    return allowed && !crossesSpecially(one) ? [] : [`${one.from} imports ${one.to}`];
  });
}

const featureOf = (path: string) => /^renderer\/features\/([^/]+)\//.exec(path)?.[1];

/** Borders inside a layer: services without Electron, contract as types, window without system, features apart. */
const SPECIAL: readonly ((one: Import) => boolean)[] = [
  ({ from, to }) => /^main\/(services|runner)\//.test(from) && /^electron($|\/)/.test(to),
  ({ from, to, typeOnly }) =>
    from.startsWith('preload/') && to.startsWith('ipc/') && !typeOnly && to !== 'ipc/names.ts',
  ({ from, to }) => from.startsWith('renderer/') && NOT_IN_THE_WINDOW.test(to),
  ({ from, to }) => {
    const [own, other] = [featureOf(from), featureOf(to)];
    return own !== undefined && other !== undefined && own !== other;
  },
];

const crossesSpecially = (one: Import): boolean => SPECIAL.some((crosses) => crosses(one));

function impureFiles(files: readonly Source[]): string[] {
  return files
    .filter(({ path }) => path.startsWith('domain/'))
    .filter(({ text }) => CLOCK_OR_CHANCE.test(withoutComments(text)))
    .map(({ path }) => path);
}

function importersOfTest(files: readonly Source[]): string[] {
  return files
    .filter(({ path }) => !path.startsWith('test/'))
    .flatMap(importsOf)
    .filter(({ to }) => to.startsWith('test/'))
    .map(({ from }) => from);
}

function tooDeep(files: readonly Source[]): string[] {
  return files.map(({ path }) => path).filter((path) => path.split('/').length - 1 > DEEPEST);
}

function tooWide(files: readonly Source[]): string[] {
  const sizes = new Map<string, number>();
  for (const { path } of files) sizes.set(dirname(path), (sizes.get(dirname(path)) ?? 0) + 1);
  return [...sizes]
    .filter(([folder, count]) => count > WIDEST && !ONE_FILE_EACH.has(folder))
    .map(([folder, count]) => `${folder}: ${count} files`);
}

function suppressions(files: readonly Source[]): { all: string[]; withoutReason: string[] } {
  const all = files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (SUPPRESSION.test(line) ? [{ at: `${path}:${index + 1}`, line }] : [])),
  );
  const hasReason = (line: string) =>
    !/@ts-(ignore|nocheck)/.test(line) && /(?:--|:|@ts-expect-error)\s+\S+\s+\S+/.test(line);
  return {
    all: all.map(({ at }) => at),
    withoutReason: all.filter(({ line }) => !hasReason(line)).map(({ at }) => at),
  };
}

function withoutOpeningComment(files: readonly Source[]): string[] {
  return files.filter(({ text }) => !/^\s*(\/\/|\/\*)/.test(text)).map(({ path }) => path);
}

/**
 * What somebody writes or chooses in a field outlives a lock (ADR 0031): it is held by `useKept`. These hold it otherwise,
 * each for its reason. A tick alone is not meant: one by which somebody says that they have looked is made afresh.
 */
const NOT_KEPT: Readonly<Record<string, readonly string[]>> = {
  passphrase: [
    'keeping/new-key.tsx passphrase',
    'keeping/restore-dialog.tsx passphrase',
    'keeping/security-page.tsx again',
    'keeping/security-page.tsx current',
    'keeping/security-page.tsx next',
    'proof/rescue.tsx passphrase',
    'start/create-store.tsx passphrase',
    'start/rebuild-group.tsx passphrase',
    'start/restore-backup.tsx passphrase',
    'start/restore-form.tsx passphrase',
    'start/unlock.tsx passphrase',
  ],
  'recovery code': [
    'group/disputes.tsx code',
    'group/sheets.tsx code',
    'start/rebuild-group.tsx code',
    'start/recovery-sheet.tsx noted',
    'start/restore-form.tsx code',
  ],
  'follows a check that is made anew': ['packages/case-package.tsx fields'],
  'before there is a store to keep it in': [
    'start/create-store.tsx name',
    'start/create-store.tsx team',
    'start/rebuild-group.tsx name',
    'start/restore-backup.tsx chosen',
  ],
  search: [
    'given-out/incident-cases.tsx text',
    'offers/employer-list.tsx search',
    'offers/enter-offer.tsx text',
    'purge/case-table.tsx text',
    'review/filter-bar.tsx text',
    'shell/command-palette.tsx text',
  ],
  'what is shown or ticked of a list': [
    'decision/case-list.tsx seen',
    'group/guide.tsx chosen',
    'settings/texts.tsx chosen',
  ],
  'a case of a protected person is opened for a reason each time, and kept forms lie in the window before that':
    [
      'case/behind-stub.tsx conclusion',
      'case/behind-stub.tsx note',
      'case/behind-stub.tsx reason',
      'case/behind-stub.tsx text',
    ],
  'a kept mark would tell who has a protected identity': ['case/protect-dialog.tsx mark'],
  'of a file that is forgotten at the lock, and chosen again': [
    'exchange/invite-dialog.tsx as',
    'exchange/invite-dialog.tsx roles',
    'intake/import-flow.tsx plan',
  ],
  'rows of another program, up to 5 MB, that still lie there': ['intake/paste-dialog.tsx text'],
  'how the next file is written, and to whom': ['exchange/give-dialog.tsx to', 'print/run-bar.tsx variant'],
  'one sign, pressed and saved at once': ['settings/letter-keys.tsx text'],
  'shown of what is kept elsewhere': ['decision/form-field.tsx text'],
  'found and asked anew when the kept entry is sent again': [
    'decision/register-dialog.tsx differs',
    'decision/register-dialog.tsx kept',
  ],
};

const FIELDS = /from '[^']*ui\/(?:fields|day-field)\.tsx'/;
const STATE = /const \[(\w+|\{[^}]*\}), \w+\] = useState(?:<[^;=]*?>)?\(\s*(.*)/g;
/** What is open, tried or ticked is no text, nor are the rows that are selected. */
const OPEN_OR_NOT = /^(?:false|true|null|new Set\(\))\)/;

/** Values of a component's own state that are shown in a field, or stand where fields are and could be. */
function unkept(files: readonly Source[]): string[] {
  return files
    .filter(({ path }) => path.startsWith('renderer/features/'))
    .flatMap(({ path, text }) => {
      const code = withoutComments(text);
      const shown = [...code.matchAll(/\b(?:value|values|plan|draft)=\{([^}]*)\}/g)].map(
        ([, it]) => it ?? '',
      );
      return [...code.matchAll(STATE)].flatMap(([, names = '', first = '']) => {
        const held = FIELDS.test(code) && !OPEN_OR_NOT.test(first);
        const own = names.match(/\w+/g) ?? [];
        return own
          .filter((name) => held || shown.some((it) => new RegExp(`\\b${name}\\b`).test(it)))
          .map((name) => `${path.replace('renderer/features/', '')} ${name}`);
      });
    });
}

function readTree(folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
      .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
      .sort()
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
  );
}

const sources = readTree(LAYERS);
const everything = readTree([...LAYERS, 'scripts', 'test']).filter(
  ({ path }) => path !== 'test/architecture.test.ts',
);

describe('the source tree', () => {
  it('is read', () => {
    expect(sources.filter(({ path }) => path.startsWith('domain/')).length).toBeGreaterThan(5);
  });

  it('imports only what its layer may import', () => {
    expect(borderCrossings(sources)).toEqual([]);
  });

  it('imports no test', () => {
    expect(importersOfTest([...sources, ...everything])).toEqual([]);
  });

  it('keeps clock and chance out of the domain', () => {
    expect(impureFiles(sources)).toEqual([]);
  });

  it('is at most three folders deep', () => {
    expect(tooDeep(sources)).toEqual([]);
  });

  it('has at most fourteen files in a folder', () => {
    expect(tooWide(sources)).toEqual([]);
  });

  it('keeps what is written in a field over a lock, with named exceptions (ST-44)', () => {
    expect([...new Set(unkept(sources))].sort()).toEqual(Object.values(NOT_KEPT).flat().sort());
  });

  it('opens every file with what it owns', () => {
    expect(withoutOpeningComment(sources)).toEqual([]);
  });

  it('gives every suppression a reason on its line, and has few', () => {
    const { all, withoutReason } = suppressions(everything);
    expect(withoutReason).toEqual([]);
    expect(all.length).toBeLessThanOrEqual(SUPPRESSIONS_ALLOWED);
  });
});

describe('the rules catch an offender', () => {
  const file = (path: string, text: string): Source => ({ path, text });

  it.each([
    ['domain/rules/a.ts', "import { x } from 'node:fs';"],
    ['domain/rules/a.ts', "import { x } from '../../db/open.ts';"],
    ['domain/rules/a.ts', "import {\n  x,\n  y,\n} from 'react';"],
    ['domain/rules/a.ts', "export { x } from 'lodash';"],
    ['domain/rules/a.ts', "const x = await import('node:os');"],
    ['ipc/a.ts', "import { x } from '../main/wiring.ts';"],
    ['db/open.ts', "import { x } from 'node:net';"],
    ['db/open.ts', "import type { X } from '../main/wiring.ts';"],
    ['main/index.ts', "import { x } from '../renderer/app/shell.tsx';"],
    ['main/services/intake.ts', "import { dialog } from 'electron';"],
    ['main/services/intake.ts', "import type { Dialog } from 'electron/main';"],
    ['preload/index.ts', "import { schema } from '../ipc/intake.ts';"],
    ['preload/index.ts', "import { z } from 'zod';"],
    ['renderer/app/shell.tsx', "import { x } from 'node:path';"],
    ['renderer/app/shell.tsx', "import { x } from '../../db/open.ts';"],
    ['renderer/features/offer/list.tsx', "import { x } from '../review/grid.tsx';"],
  ])('%s with %s', (path, text) => {
    expect(borderCrossings([file(path, text)])).toHaveLength(1);
  });

  it.each([
    ['domain/rules/a.ts', "import { Temporal } from 'temporal-polyfill';"],
    ['domain/rules/a.ts', "// import { x } from 'node:fs';"],
    ['preload/index.ts', "import type { Api } from '../ipc/api.ts';"],
    ['preload/index.ts', "import { names } from '../ipc/names.ts';"],
    [
      'renderer/features/offer/list.tsx',
      "import { x } from './row.tsx';\nimport { y } from '../../ui/button.tsx';",
    ],
    ['main/window.ts', "import { BrowserWindow } from 'electron';"],
  ])('but not %s with %s', (path, text) => {
    expect(borderCrossings([file(path, text)])).toEqual([]);
  });

  it('sees a clock and chance in code, not in comments', () => {
    const names = ['Date.now()', 'new Date()', 'Math.random()', 'Temporal.Now.plainDateISO()'];
    const bad = names.map((call, index) => file(`domain/${index}.ts`, `const x = ${call};`));
    const good = [file('domain/a.ts', '// Date.now() is not here'), file('main/a.ts', 'Date.now()')];
    expect(impureFiles([...bad, ...good])).toEqual([
      'domain/0.ts',
      'domain/1.ts',
      'domain/2.ts',
      'domain/3.ts',
    ]);
  });

  it('sees depth, width, imported tests and missing openings', () => {
    const wide = Array.from({ length: 15 }, (_, index) => file(`db/${index}.ts`, '// x'));
    const migrations = wide.map(({ path, text }) => file(path.replace('db/', 'db/migrations/'), text));
    expect(tooWide([...wide, ...migrations])).toEqual(['db: 15 files']);
    expect(tooDeep([file('a/b/c/d/e.ts', ''), file('a/b/c/d.ts', '')])).toEqual(['a/b/c/d/e.ts']);
    expect(importersOfTest([file('db/a.ts', "import { x } from '../test/builders/a.ts';")])).toEqual([
      'db/a.ts',
    ]);
    expect(withoutOpeningComment([file('a.ts', 'const a = 1;'), file('b.ts', '// b')])).toEqual(['a.ts']);
  });

  it('sees what is written and lost at a lock: in a field, in a draft that is handed on, not what is open', () => {
    const field = "import { TextField } from '../../ui/fields.tsx';\n";
    const bad = [
      `${field}const [note, setNote] = useState('');\n<TextField value={note} onChange={setNote} />`,
      `${field}const [draft, setDraft] = useState<Draft>(emptyDraft);\n<What draft={draft} onChange={set} />`,
      `const [{ a }, set] = useState(() => ({ a: '' }));\n<Reason value={a} onChange={set} />`,
    ];
    const good = [
      `${field}const [note, setNote] = useKept('a/note', '');\n<TextField value={note} onChange={setNote} />`,
      `${field}const [open, setOpen] = useState(false);\nconst [one, setOne] = useState<One | null>(null);`,
      `const [opened, setOpened] = useState('');\n<List chosen={opened} onChoose={setOpened} />`,
    ];
    const all = [...bad, ...good].map((text, index) => file(`renderer/features/a/${index}.tsx`, text));
    expect(unkept(all)).toEqual(['a/0.tsx note', 'a/1.tsx draft', 'a/2.tsx a']);
  });

  it('sees a suppression without a reason', () => {
    const lines = [
      '// oxlint-disable-next-line max-lines',
      '// oxlint-disable-next-line max-lines -- generated from the law',
      '// @ts-ignore because I say so',
      '// @ts-expect-error the library types it wrongly',
      '// biome-ignore format: one row a line',
    ];
    const { all, withoutReason } = suppressions([file('a.ts', lines.join('\n'))]);
    expect(all).toHaveLength(5);
    expect(withoutReason).toEqual(['a.ts:1', 'a.ts:3']);
  });
});
