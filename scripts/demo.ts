// `npm run demo`: the main job on an invented year, in the terminal, with its results in demo-output/.
// Must not: do anything itself; main/demo/drive.ts does, through the same services as the window.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { takeLock } from '../db/lock.ts';
import { demoNames, driveYear, type DriveReport } from '../main/demo/drive/drive.ts';
import { inventPassphrase } from '../main/demo/drive/drive-desk.ts';
import type { DriveJob, StageName, StageTime } from '../main/demo/drive/drive-stages.ts';
import { generateYear, type DemoYear } from '../main/demo/generate.ts';
import { readFontFiles } from '../main/pdf/font/files.ts';
import { createRenderer } from '../main/pdf/renderer.ts';
import { loadSentences, readPassphrase } from '../main/runner/terminal.ts';
import { wallMicros } from '../main/services/clock.ts';
import { loadReference, type Reference } from '../main/services/reference.ts';

const root = resolve(import.meta.dirname, '..');
const resources = join(root, 'resources');
const output = join(root, 'demo-output');
const places = {
  store: join(output, 'store'),
  colleague: join(output, 'kollegans-store'),
  documents: join(output, 'beslut'),
  files: join(output, 'filer'),
  syncFile: join(output, 'till-kollegan.sprangbradan'),
};
const binding = process.env['SPRANGBRADAN_SQLITE_BINDING'];
const usualSeed = 2026;

const words: Readonly<Record<StageName, string>> = {
  found: 'Skapar arbetsgruppen',
  applications: 'Läser in ansökningar',
  verdicts: 'Tar ställning till behörighet',
  offers: 'Läser in erbjudanden',
  employers: 'Kontrollerar arbetsgivare',
  unions: 'Noterar fackliga yttranden',
  form: 'Läser in blankettsvar',
  basis: 'Fastställer underlag',
  bar: 'Läser in BÄR:s lista',
  documents: 'Skriver beslut och utskriftsfil',
  join: 'Bjuder in en kollega',
  seal: 'Förseglar ändringarna',
  open: 'Öppnar dem hos kollegan',
  colleague: 'Kollegan arbetar',
  verify: 'Kontrollerar journalen',
};

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** 5 080, with a no-break space. */
function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1).replace('.', ',')} s`;
}

const barWidth = 30;
const repaintMilliseconds = 60;

/** A bar that moves on a terminal; on a pipe one line as each stage ends. Ctrl+C stops between two rows. */
function terminalJob(): DriveJob {
  let cancelled = false;
  let painted = 0;
  process.once('SIGINT', () => {
    cancelled = true;
  });
  const label = (stage: string) => (words[stage as StageName] ?? stage).padEnd(32);
  return {
    cancelled: () => cancelled,
    progress: (stage, done, total) => {
      if (!process.stderr.isTTY || performance.now() - painted < repaintMilliseconds) return;
      painted = performance.now();
      const full = total === 0 ? 0 : Math.round((Math.min(done, total) / total) * barWidth);
      const bar = '█'.repeat(full) + '░'.repeat(barWidth - full);
      process.stderr.write(`\r\u001b[K${label(stage)} ${bar} ${number(done)}/${number(total)}`);
    },
    ended: ({ stage, milliseconds, count }) => {
      const bar = process.stderr.isTTY ? `\r\u001b[K${label(stage)} ${'█'.repeat(barWidth)}` : label(stage);
      say(`${bar} ${number(count).padStart(7)} ${seconds(milliseconds).padStart(8)}`);
    },
  };
}

function readSeed(): number | undefined {
  try {
    const { values } = parseArgs({ options: { seed: { type: 'string' } } });
    const seed = Number(values.seed ?? usualSeed);
    return Number.isSafeInteger(seed) && seed >= 0 ? seed : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces the results of an earlier run, unless another program has that store open. */
function clearOutput(): boolean {
  const lockFile = join(places.store, 'lock.db');
  if (existsSync(lockFile)) {
    const lock = takeLock(lockFile, binding);
    if (!lock.ok) return false;
    lock.value.release();
  }
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output);
  return true;
}

function writeFiles({ intakes }: DemoYear): void {
  mkdirSync(places.files);
  for (const { applications, offers, form, bar } of intakes) {
    for (const file of [applications, offers, form, bar]) {
      writeFileSync(join(places.files, file.name), file.bytes);
    }
  }
}

/** Columns side by side: words to the left, figures to the right. */
function table(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  for (const row of rows) {
    const cells = row.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
    );
    print(`  ${cells.join('   ')}`.trimEnd());
  }
}

function printStages(stages: readonly StageTime[], total: number): void {
  print('\nSteg, antal och tid');
  table([
    ['Steg', 'Antal', 'Tid'],
    ...stages.map(({ stage, count, milliseconds }) => [words[stage], number(count), seconds(milliseconds)]),
    ['Allt', '', seconds(total)],
  ]);
}

function printTable1({ table: { female, male, total, orange } }: DriveReport): void {
  const row = (label: string, measure: 'applicants' | 'eligible' | 'offered' | 'granted') => [
    label,
    ...[female, male, total].map((counts) => number(counts[measure])),
  ];
  print('\nTabell 1');
  table([
    ['', 'Kvinnor', 'Män', 'Totalt'],
    row('Ansökningar', 'applicants'),
    row('Behöriga (gröna)', 'eligible'),
    row('Erbjudna', 'offered'),
    row('Beviljade', 'granted'),
  ]);
  print(`  Dessutom oranga: ${number(orange)}`);
}

function printPlaces(
  report: DriveReport,
  passphrase: { readonly made: boolean; readonly text: string },
): void {
  const shown = (path: string) => relative(process.cwd(), path) || '.';
  print('\nResultat');
  table(
    [
      ['Filerna som lästes in', shown(places.files)],
      ['Besluten', shown(places.documents)],
      ['Utskriftsfilen', shown(report.printFile ?? '')],
      ['Förteckningen', shown(report.manifest ?? '')],
      [`Filen till ${demoNames.colleague}`, shown(places.syncFile)],
      ['Arbetsgruppens uppgifter', shown(places.store)],
      ['Kollegans uppgifter', shown(places.colleague)],
    ].map(([label = '', path = '']) => [`${label.padEnd(28)}${path}`]),
  );
  print(
    passphrase.made
      ? `\nLösenfras till båda: ${passphrase.text}`
      : '\nLösenfrasen är den som står i SPRANGBRADAN_PASSPHRASE.',
  );
}

/** Every total that must be, beside what the two stores say; only those that differ are printed. */
function printChecks({ checks, exact }: DriveReport): void {
  const wrong = checks.filter((one) => one.expected !== one.found);
  if (exact) {
    print(`\nAlla ${number(checks.length)} kontrollerade summor stämmer, hos båda.`);
    return;
  }
  print('\nSummor som inte stämmer');
  table([
    ['Summa', 'Väntad', 'Funnen'],
    ...wrong.map((one) => [one.name, number(one.expected), number(one.found)]),
  ]);
}

function ownPassphrase(reference: Reference): { readonly made: boolean; readonly text: string } {
  const given = process.env['SPRANGBRADAN_PASSPHRASE'] ? readPassphrase() : undefined;
  return given === undefined
    ? { made: true, text: inventPassphrase(reference.words) }
    : { made: false, text: given };
}

async function main(): Promise<number> {
  const seed = readSeed();
  if (seed === undefined) {
    say('Så här: npm run demo [-- --seed TAL]');
    return 2;
  }
  const started = performance.now();
  if (!clearOutput()) {
    say('demo-output/store är öppet i ett annat program. Stäng det och kör igen.');
    return 1;
  }
  const reference = loadReference(resources);
  const passphrase = ownPassphrase(reference);
  const year = generateYear(seed);
  writeFiles(year);
  const driven = await driveYear(
    {
      around: { dir: places.store, reference, nativeBinding: binding, now: wallMicros },
      passphrase: passphrase.text,
      renderer: createRenderer(readFontFiles(resources)),
      year,
      documentsDir: places.documents,
      colleagueDir: places.colleague,
      syncFile: places.syncFile,
    },
    terminalJob(),
  );
  if (!driven.ok) {
    say(loadSentences(join(root, 'renderer/locales'))(driven.error.tag, driven.error));
    return 1;
  }
  printStages(driven.value.stages, performance.now() - started);
  printTable1(driven.value);
  printPlaces(driven.value, passphrase);
  printChecks(driven.value);
  return driven.value.exact ? 0 : 1;
}

process.exitCode = await main();
