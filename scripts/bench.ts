// `npm run bench`: figures of speed and memory, each beside its budget. `-- --json` one object a line, `-- --only NAME`
// one group or the groups whose name holds NAME, `-- --seed S` another invented year, `-- --presses N` fewer presses in `desk-…`. Prints seed and number of figures last. Must not: fail for a figure over its budget; figures are reported, not held.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pressesVariable, seedVariable, usualPresses, usualSeed } from './bench/place.ts';
import { asJson, asLine, type Figure } from './bench/figures.ts';

/** Stores that groups start from, made in a process of their own before the first group that needs them. */
const stores = {
  applications: async (work: string) => (await import('./bench/world.ts')).makeApplicationsStores(work),
  decided: async (work: string) => (await import('./bench/world.ts')).makeDecidedStore(work),
} as const;
const needs: Readonly<Record<GroupName, keyof typeof stores | null>> = {
  start: 'applications',
  import: null,
  verdicts: 'applications',
  window: 'applications',
  documents: 'decided',
  exchange: 'decided',
  'large-50000': null,
  'large-500000': null,
  'desk-10000': null,
  'desk-50000': null,
  many: null,
};
/** Minutes the first time, gigabytes on the disk: only when asked for by name. */
const onDemand: ReadonlySet<GroupName> = new Set([
  'large-50000',
  'large-500000',
  'desk-10000',
  'desk-50000',
  'many',
]);

/** Each in a process of its own, so that none warms up another or adds to its memory. */
const groups = {
  start: async (work: string) => (await import('./bench/start-group.ts')).measureStart(work),
  import: async (work: string) => (await import('./bench/store-groups.ts')).measureImport(work),
  verdicts: async (work: string) => (await import('./bench/store-groups.ts')).measureVerdicts(work),
  window: async (work: string) => (await import('./bench/window-group.ts')).measureWindow(work),
  documents: async (work: string) => (await import('./bench/document-group.ts')).measureDocuments(work),
  exchange: async (work: string) => (await import('./bench/store-groups.ts')).measureExchange(work),
  'large-50000': async (work: string) => (await import('./bench/large-group.ts')).measureLarge(work, 50_000),
  'large-500000': async (work: string) =>
    (await import('./bench/large-group.ts')).measureLarge(work, 500_000),
  'desk-10000': async (work: string) =>
    (await import('./bench/desk/desk-group.ts')).measureDesk(work, 10_000),
  'desk-50000': async (work: string) =>
    (await import('./bench/desk/desk-group.ts')).measureDesk(work, 50_000),
  many: async (work: string) => (await import('./bench/desk/desk-group.ts')).measureMany(work),
} as const;
type GroupName = keyof typeof groups;
const groupNames = Object.keys(groups) as GroupName[];

type Options = {
  readonly json: boolean;
  readonly names: readonly GroupName[];
  readonly seed: number;
  readonly presses: number;
};

const isGroup = (name: string): name is GroupName => groupNames.some((one) => one === name);

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

function readOptions(): Options | undefined {
  try {
    const options = {
      json: { type: 'boolean' },
      only: { type: 'string' },
      seed: { type: 'string' },
      presses: { type: 'string' },
    } as const;
    const { values } = parseArgs({ options });
    const { only } = values;
    const seed = Number(values.seed ?? usualSeed);
    const presses = Number(values.presses ?? usualPresses);
    const names = groupNames.filter((name) =>
      only === undefined ? !onDemand.has(name) : isGroup(only) ? name === only : name.includes(only),
    );
    if (names.length === 0 || !isCount(seed) || !isCount(presses) || presses === 0) return undefined;
    return { json: values.json ?? false, names, seed, presses };
  } catch {
    return undefined;
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

type Of = { readonly work: string; readonly seed: number; readonly presses: number };

/** Undefined when it stopped on a fault, which it has written itself. */
function runAside(
  flag: '--group' | '--store',
  name: string,
  { work, seed, presses }: Of,
): Promise<readonly Figure[] | undefined> {
  return new Promise((resolve) => {
    let figures: readonly Figure[] | undefined;
    const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
    const child = fork(import.meta.filename, [flag, name, work], {
      stdio: [...stdio],
      env: { ...process.env, [seedVariable]: String(seed), [pressesVariable]: String(presses) },
    });
    child.on('message', (message) => {
      figures = message as readonly Figure[];
    });
    child.on('exit', (code) => resolve(code === 0 ? figures : undefined));
  });
}

async function measure({ json, names, seed, presses }: Options): Promise<number> {
  const work = mkdtempSync(join(tmpdir(), 'sprangbradan-bench-'));
  const { length: cores, 0: first } = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  say(
    `${cores} cores (${first?.model.trim() ?? 'unknown'}), ${gigabytes} GB, ${process.platform}, Node ${process.versions.node}`,
  );
  const measured: (readonly Figure[] | undefined)[] = [];
  try {
    for (const name of names) measured.push(await measureGroup(name, { work, seed, presses, json }));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const faults = measured.filter((figures) => figures === undefined).length;
  say(
    `bench: seed ${seed}, ${measured.flatMap((figures) => figures ?? []).length} figures, ${faults} faults`,
  );
  return faults === 0 ? 0 : 1;
}

async function measureGroup(
  name: GroupName,
  of: Of & { readonly json: boolean },
): Promise<readonly Figure[] | undefined> {
  const store = needs[name];
  if (store !== null) await runAside('--store', store, of);
  const figures = await runAside('--group', name, of);
  for (const figure of figures ?? []) process.stdout.write(`${of.json ? asJson(figure) : asLine(figure)}\n`);
  return figures;
}

/** What a child process does of the whole: makes one store, or measures one group and sends its figures. */
async function aside(
  flag: '--group' | '--store',
  of: { name: string | undefined; work: string },
): Promise<number> {
  const group = groupNames.find((each) => each === of.name);
  if (flag === '--group' && group !== undefined) process.send?.(await groups[group](of.work));
  if (flag === '--store' && (of.name === 'applications' || of.name === 'decided'))
    await stores[of.name](of.work);
  return 0;
}

async function main(): Promise<number> {
  const [flag, name, work = ''] = process.argv.slice(2);
  if (flag === '--group' || flag === '--store') return work === '' ? 2 : aside(flag, { name, work });
  const options = readOptions();
  if (options === undefined) {
    say(
      `npm run bench [-- --json] [-- --seed S] [-- --presses N] [-- --only NAME], where NAME is one of ${groupNames.join(', ')}`,
    );
    return 2;
  }
  return measure(options);
}

process.exitCode = await main();
