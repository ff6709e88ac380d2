// Owns: the main job on an invented year, from files to a colleague's store, through the services that the window uses.
// Must not: take a shortcut that a caseworker could not take, or say that totals are right without counting them.
import { writeOut } from '../../files/write-out.ts';
import { err, type Result } from '../../../domain/result.ts';
import type { Table1, Table1Row } from '../../../ipc/decision.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { Renderer } from '../../pdf/renderer.ts';
import { table1 } from '../../services/review/lists.ts';
import { localPorts, runExport } from '../../services/decision/print-run.ts';
import type { WriteSession } from '../../services/session.ts';
import type { DemoIntake, DemoYear } from '../generate.ts';
import {
  confirmAsExamples,
  openDesk,
  stoppable,
  take,
  type DemoSurroundings,
  type Desk,
} from './drive-desk.ts';
import { joinDesk, sealTo, takeIn } from './drive-exchange.ts';
import { redCauses } from '../plan.ts';
import { createStages, type DriveJob, type Stages, type StageTime } from './drive-stages.ts';
import {
  answerForUnions,
  casesWhere,
  checkEmployers,
  employersOf,
  fillForms,
  fixBases,
  readIn,
  reviewByColour,
  setLastDay,
} from './drive-steps.ts';

export type DriveInput = {
  /** Where the store comes to stand, and its surroundings. */
  readonly around: DemoSurroundings;
  readonly passphrase: string;
  readonly renderer: Renderer;
  readonly year: DemoYear;
  readonly documentsDir: string;
  readonly colleagueDir: string;
  readonly syncFile: string;
};

/** One total that the year must give, beside what the stores say. */
export type DriveCheck = { readonly name: string; readonly expected: number; readonly found: number };

export type DriveReport = {
  readonly stages: readonly StageTime[];
  readonly checks: readonly DriveCheck[];
  readonly exact: boolean;
  readonly table: Table1;
  readonly pages: number;
  readonly printFile: string | null;
  readonly manifest: string | null;
  readonly bundleBytes: number;
  readonly recoveryCode: string;
};

export const demoTeam = 'Exempelgruppen';
export const demoNames = { founder: 'Karin Holm', colleague: 'Åsa Lindqvist' };

type Run = { readonly input: DriveInput; readonly stages: Stages; readonly checks: DriveCheck[] };

/** Everything from founding to the colleague's equal table; a refusal on the way is handed back as it was. */
export async function driveYear(input: DriveInput, job: DriveJob): Promise<Result<DriveReport, Problem>> {
  const run: Run = { input, stages: createStages(job), checks: [] };
  const desks: Desk[] = [];
  const done = await stoppable(() => driveAll(run, desks));
  for (const desk of desks) desk.close();
  return done;
}

async function driveAll(run: Run, desks: Desk[]): Promise<DriveReport> {
  const { input, stages, checks } = run;
  const { year, around, passphrase } = input;
  const person = { name: demoNames.founder, team: demoTeam, passphrase };
  const desk = await openedDesk(run, person);
  desks.push(desk);
  for (const intake of year.intakes) await driveIntake(run, desk, intake);
  const exported = await exportAll(run, desk.session);
  const last = year.intakes.at(-1)?.days.barList ?? desk.session.today();
  let colleague = desk;
  await stages.run('join', async () => {
    const who = { person: { ...person, name: demoNames.colleague }, day: last };
    colleague = await joinDesk(desk.session, { ...around, dir: input.colleagueDir }, who);
    desks.push(colleague);
    return 1;
  });
  const bundleBytes = await handOver(run, desk.session, colleague.session);
  const table = take(table1(desk.session, undefined));
  checkTable(checks, year, { whose: demoNames.founder, table });
  checkTable(checks, year, { whose: demoNames.colleague, table: take(table1(colleague.session, undefined)) });
  await verified(run, [desk.session, colleague.session]);
  return {
    stages: stages.times(),
    checks,
    exact: checks.every((one) => one.expected === one.found),
    table,
    ...exported,
    bundleBytes,
    recoveryCode: desk.founded.recoveryCode,
  };
}

async function openedDesk({ input, stages }: Run, person: Parameters<typeof openDesk>[1]): Promise<Desk> {
  const first = input.year.intakes[0];
  if (!first) throw new Error('A year has intakes');
  const opened: Desk[] = [];
  await stages.run('found', async () => {
    const desk = await openDesk(input.around, person, first.days.applications);
    opened.push(desk);
    confirmAsExamples(desk.session);
    return 1;
  });
  const desk = opened[0];
  if (!desk) throw new Error('The desk was opened');
  return desk;
}

async function driveIntake(run: Run, desk: Desk, intake: DemoIntake): Promise<void> {
  await reviewIntake(run, desk, intake);
  await decideIntake(run, desk, intake);
}

async function reviewIntake({ stages, checks }: Run, desk: Desk, intake: DemoIntake): Promise<void> {
  const { id, days, expected } = intake;
  const { session } = desk;
  const check = (name: string, wanted: number, found: number) =>
    checks.push({ name: `${id} ${name}`, expected: wanted, found });
  desk.setDay(days.applications);
  const rows = await stages.run('applications', async (job) => {
    const file = {
      file: intake.applications,
      kind: 'applications' as const,
      intake: id,
      asOf: days.applications,
    };
    const read = await readIn({ session, job }, file);
    setLastDay(session, id, days.standardLastDay);
    return read.new;
  });
  check('applicants', expected.applicants, rows);
  desk.setDay(days.review);
  await stages.run('verdicts', (job) => {
    const reviewed = reviewByColour({ session, job }, id);
    check('green', expected.green, reviewed.green);
    check('orange', expected.orange, reviewed.orange);
    for (const cause of redCauses) check(cause, expected.notEligible[cause], reviewed.red[cause]);
    return reviewed.all;
  });
}

async function decideIntake({ stages, checks }: Run, desk: Desk, intake: DemoIntake): Promise<void> {
  const { id, days, expected } = intake;
  const { session } = desk;
  const check = (name: string, wanted: number, found: number) =>
    checks.push({ name: `${id} ${name}`, expected: wanted, found });
  desk.setDay(days.offers);
  const offers = await stages.run('offers', async (job) => {
    const file = { file: intake.offers, kind: 'offers' as const, intake: id, asOf: days.offers };
    return (await readIn({ session, job }, file)).new;
  });
  check('offers', expected.offered, offers);
  desk.setDay(days.checks);
  const employers = employersOf(session, id);
  await stages.run('employers', (job) => checkEmployers({ session, job }, employers));
  await stages.run('unions', (job) => answerForUnions({ session, job }, employers));
  desk.setDay(days.basis);
  check(
    'form',
    expected.granted,
    await stages.run('form', (job) => fillForms({ session, job }, intake.form)),
  );
  const offered = casesWhere(session, `läge:erbjuden intag:${id}`);
  const fixed = await stages.run('basis', (job) => fixBases({ session, job }, offered).fixed);
  check('basis', expected.granted, fixed);
  desk.setDay(days.barList);
  const registered = await stages.run('bar', async (job) => {
    const file = { file: intake.bar, kind: 'bar' as const, intake: id, asOf: days.barList };
    const read = await readIn({ session, job }, file);
    check('bar differs', 0, read.differs + read.noBasis);
    return read.new;
  });
  check('registered', expected.granted, registered);
}

type Exported = Pick<DriveReport, 'pages' | 'printFile' | 'manifest'>;

async function exportAll({ input, stages, checks }: Run, session: WriteSession): Promise<Exported> {
  const { renderer, documentsDir, year } = input;
  let exported: Exported = { pages: 0, printFile: null, manifest: null };
  const granted = casesWhere(session, 'läge:beviljad');
  const files = await stages.run('documents', async (job) => {
    const ports = localPorts(session, renderer);
    const wanted = { cases: granted, variant: 'party' as const, drafts: false, dir: documentsDir };
    const done = take(await runExport(ports, wanted, job));
    if (done.cancelled) take(err({ tag: 'cancelled' }));
    exported = { pages: done.pages, printFile: done.printFile, manifest: done.manifest };
    checks.push({ name: 'failed documents', expected: 0, found: done.failed.length });
    return done.files;
  });
  checks.push({ name: 'documents', expected: year.expected.total.granted, found: files });
  checks.push({ name: 'print file', expected: 1, found: exported.printFile === null ? 0 : 1 });
  checks.push({ name: 'manifest', expected: 1, found: exported.manifest === null ? 0 : 1 });
  return exported;
}

/** The whole of the work in one sealed file, opened by the colleague's store; both sides hold the same events after. */
async function handOver(run: Run, from: WriteSession, to: WriteSession): Promise<number> {
  const { input, stages, checks } = run;
  let bytes = new Uint8Array();
  const sealed = await stages.run('seal', async () => {
    const bundle = await sealTo(from, to);
    bytes = new Uint8Array(bundle.bytes);
    await writeOut(bundle.permit, input.syncFile, bytes);
    return bundle.events;
  });
  await stages.run('open', async () => {
    const merged = await takeIn(to, bytes);
    checks.push({ name: 'opened events', expected: sealed, found: merged.added + merged.skipped });
    checks.push({ name: 'conflicts', expected: 0, found: merged.conflicts.length });
    return merged.added;
  });
  return bytes.length;
}

async function verified({ stages, checks }: Run, sessions: readonly WriteSession[]): Promise<void> {
  for (const session of sessions) {
    await stages.run('verify', (job) => {
      const progress = (done: number, total: number) => job.progress('verify', done, total);
      const found = take(session.ledger.verify({ cancelled: job.cancelled, progress }));
      checks.push({ name: `${session.self.name} problems`, expected: 0, found: found.problems.length });
      return found.events;
    });
  }
}

function checkTable(
  checks: DriveCheck[],
  { expected }: DemoYear,
  of: { whose: string; table: Table1 },
): void {
  const { whose, table } = of;
  for (const row of ['female', 'male', 'total'] as const) {
    for (const measure of ['applicants', 'eligible', 'offered', 'granted'] as const) {
      const found: Table1Row = table[row];
      checks.push({
        name: `${whose} ${row} ${measure}`,
        expected: expected[row][measure],
        found: found[measure],
      });
    }
  }
  checks.push({ name: `${whose} orange`, expected: expected.orange, found: table.orange });
}
