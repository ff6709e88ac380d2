// The demo's driver on a few of the year's rows, and the whole example store: both through real stores and files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { caseIdSchema } from '../../domain/ids.ts';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import { conclusionOf } from '../../domain/ledger/case/readings.ts';
import { redCauses, type Counts, type RedCause } from '../../main/demo/plan.ts';
import { driveYear } from '../../main/demo/drive/drive.ts';
import { createExampleStore } from '../../main/demo/drive/drive-example.ts';
import { partOf } from '../../main/demo/drive/drive-parts.ts';
import type { DriveJob } from '../../main/demo/drive/drive-stages.ts';
import type { DemoFile } from '../../main/demo/csv.ts';
import { generateYear, type DemoIntake, type DemoYear } from '../../main/demo/generate.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer } from '../../main/pdf/renderer.ts';
import { listPending } from '../../main/services/intake/bar-list.ts';
import { wallMicros } from '../../main/services/clock.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { exchangeStatus } from '../../main/services/exchange/status.ts';
import { openForWriting, unlockByPassphrase } from '../../main/services/lifecycle.ts';
import { countMatching } from '../../main/services/review/lists.ts';
import { inbox } from '../../main/services/conflicts/inbox.ts';
import { loadReference } from '../../main/services/reference.ts';
import { expectLawful } from '../builders/lawful.ts';
import { must, nativeBinding, temporaryFolder } from '../builders/ledger.ts';

const resources = resolve(import.meta.dirname, '../../resources');
const reference = loadReference(resources);
const passphrase = 'en lång fras för provet';
const quiet: DriveJob = { cancelled: () => false, progress: () => undefined };

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

function rowsOf(file: DemoFile): string[] {
  return Buffer.from(file.bytes).toString('utf8').trimEnd().split('\r\n').slice(1);
}

const few = 100;
const isEarly = (row: string | undefined) => Number(/JS-2026[AB]-(\d{5})/.exec(row ?? '')?.[1]) <= few;

function fewOf(file: DemoFile): DemoFile {
  const rows = rowsOf(file);
  return partOf(file, (row) => isEarly(rows[row]));
}

/** Each red row's one fact, as it is written in the file. */
const marks: readonly (readonly [RedCause, RegExp])[] = [
  ['G1.1', /[;,]Nej[;,]{2}/],
  ['G2.2', /Tillfälligt uppehållstillstånd[;,]\d{4}-\d{2}-\d{2}[;,]Nej/],
  ['G2.4', /[;,]Studier[;,]/],
  ['G3.1', /[;,]Gymnasium[;,]/],
  ['G3.2', /[;,](Konst|Juridik|Medicin|Pedagogik)[;,]/],
  ['G4.1', /[;,]Sverige[;,]sok\d/],
];

/** What no other mark shows is a permit that has run out. */
function causesIn(people: readonly string[]): Record<RedCause, number> {
  const red = people.filter((row) => row.includes('röd'));
  const counts = marks.map(([cause, mark]) => [cause, red.filter((row) => mark.test(row)).length] as const);
  const marked = counts.reduce((sum, [, count]) => sum + count, 0);
  return Object.fromEntries([...counts, ['G2.3', red.length - marked]]) as Record<RedCause, number>;
}

function fewFrom(intake: DemoIntake): DemoIntake {
  const [applications, offers, form, bar] = [intake.applications, intake.offers, intake.form, intake.bar].map(
    fewOf,
  );
  if (!applications || !offers || !form || !bar) throw new Error('four files');
  const people = rowsOf(applications);
  const coloured = (word: string) => people.filter((row) => row.includes(word)).length;
  const expected = {
    ...intake.expected,
    applicants: people.length,
    green: coloured('grön'),
    orange: coloured('orange'),
    red: coloured('röd'),
    offered: rowsOf(offers).length,
    granted: rowsOf(bar).length,
    notEligible: causesIn(people),
  };
  return { ...intake, applications, offers, form, bar, expected };
}

function fewOfYear(): DemoYear {
  const year = generateYear(2026);
  const intakes = year.intakes.map(fewFrom);
  const idsIn = (files: readonly DemoFile[]) =>
    new Set(files.flatMap(rowsOf).map((row) => /JS-2026[AB]-\d{5}/.exec(row)?.[0]));
  const offered = idsIn(intakes.map((one) => one.offers));
  const granted = idsIn(intakes.map((one) => one.bar));
  const people = intakes.flatMap((one) => rowsOf(one.applications));
  const count = (wanted: (row: string) => boolean): Counts => {
    const rows = people.filter(wanted);
    const among = (ids: ReadonlySet<string | undefined>) =>
      rows.filter((row) => ids.has(/JS-2026[AB]-\d{5}/.exec(row)?.[0])).length;
    const eligible = rows.filter((row) => row.includes('grön')).length;
    return { applicants: rows.length, eligible, offered: among(offered), granted: among(granted) };
  };
  const isWoman = (row: string) => /[;,]Kvinna[;,]/.test(row);
  const expected = {
    female: count(isWoman),
    male: count((row) => !isWoman(row)),
    total: count(() => true),
    orange: people.filter((row) => row.includes('orange')).length,
    red: people.filter((row) => row.includes('röd')).length,
  };
  return { ...year, intakes, expected };
}

it('drives the main job to equal tables in two stores, and says which total is not as it must be', async () => {
  const year = fewOfYear();
  expect(year.expected.total.applicants).toBe(2 * few);
  expect(year.expected.total.granted).toBeGreaterThan(20);
  for (const cause of redCauses) {
    expect(year.intakes.reduce((sum, one) => sum + one.expected.notEligible[cause], 0)).toBeGreaterThan(0);
  }
  const at = (name: string) => join(folder.path, name);
  const report = must(
    await driveYear(
      {
        around: { dir: at('store'), reference, nativeBinding, now: wallMicros },
        passphrase,
        renderer: createRenderer(readFontFiles(resources)),
        year: { ...year, expected: { ...year.expected, orange: year.expected.orange + 1 } },
        documentsDir: at('beslut'),
        colleagueDir: at('kollega'),
        syncFile: at('till-kollegan'),
      },
      quiet,
    ),
  );
  expect(report.checks.filter((one) => one.expected !== one.found).map((one) => one.name)).toEqual([
    'Karin Holm orange',
    'Åsa Lindqvist orange',
  ]);
  expect(report.exact).toBe(false);
  const decisions = readdirSync(at('beslut')).filter((name) => name.startsWith('beslut-'));
  expect(decisions).toHaveLength(year.expected.total.granted);
  expect(existsSync(report.printFile ?? '') && existsSync(report.manifest ?? '')).toBe(true);
  const key = must(await unlockByPassphrase(at('kollega'), passphrase));
  const surroundings = {
    reference,
    nativeBinding,
    now: wallMicros,
    today: () => year.intakes[0]?.days.review,
  };
  const colleague = must(openForWriting({ ...surroundings, dir: at('kollega') } as never, key));
  expect(must(countMatching(colleague, 'läge:"ej behörig"'))).toBe(year.expected.red);
  await expectLawful(colleague);
  colleague.store.close();
}, 120_000);

it('makes an example store with work left, a colleague, one basis and one conclusion that differ', async () => {
  const painted: number[] = [];
  const job: DriveJob = {
    ...quiet,
    progress: (stage, done) => (stage === 'demo' ? painted.push(done) : undefined),
  };
  const input = { dir: folder.path, reference, nativeBinding, now: wallMicros, passphrase };
  const made = must(await createExampleStore(input, job));
  expect(painted).toEqual(painted.toSorted((a, b) => a - b));
  expect(readdirSync(folder.path).toSorted()).toEqual(['fran-kollegan', 'store']);
  const key = must(await unlockByPassphrase(join(folder.path, 'store'), passphrase));
  const today = () => made.day;
  const session = must(openForWriting({ ...input, dir: join(folder.path, 'store'), today }, key));
  const conflicts = inbox(session).items;
  expect(conflicts.map((one) => [one.kind, one.by.toSorted()])).toEqual([
    ['decision', ['Karin Holm', 'Åsa Lindqvist']],
    ['verdict', ['Karin Holm', 'Åsa Lindqvist']],
  ]);
  const states = conflicts.map((one) => session.ledger.caseState(caseIdSchema.parse(one.caseId)));
  expect(states[0] && decisionStanding(states[0]).status).toBe('conflict');
  expect(states[1] && conclusionOf(states[1]).status).toBe('differs');
  expect(
    listPending(session)
      .map((one) => one.reason)
      .toSorted(),
  ).toEqual([...['differs', 'differs', 'noBasis', 'noBasis', 'noBasis']]);
  for (const where of ['inläst', 'erbjuden', '"underlag fastställt"', 'beviljad']) {
    expect(must(countMatching(session, `läge:${where} intag:2026-autumn`))).toBeGreaterThan(20);
  }
  expect(must(countMatching(session, 'läge:erbjuden intag:2026-spring'))).toBe(0);
  expect(must(countMatching(session, 'läge:beviljad intag:2026-spring'))).toBe(515);
  expect(exchangeStatus(session).log).toHaveLength(1);
  const taken = must(await mergeBundle(session, readFileSync(made.bundle)));
  expect(taken).toMatchObject({ skipped: 0, conflicts: [], waiting: 0 });
  expect(taken.added).toBeGreaterThan(30);
  await expectLawful(session);
  session.store.close();
}, 240_000);

it('leaves nothing behind when it is cancelled', async () => {
  let ended = 0;
  const job: DriveJob = { ...quiet, cancelled: () => ended >= 2, ended: () => (ended += 1) };
  const input = { dir: folder.path, reference, nativeBinding, now: wallMicros, passphrase };
  expect(await createExampleStore(input, job)).toEqual({ ok: false, error: { tag: 'cancelled' } });
  expect(readdirSync(folder.path)).toEqual([]);
}, 60_000);
