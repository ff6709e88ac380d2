// Owns: the example store of “Prova med exempeluppgifter”: a spring that is decided, an autumn with work left, a colleague.
// Must not: leave half a store behind, print a document, or hold a real person.
import { writeOut } from '../../files/write-out.ts';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseId, IsoDate } from '../../../domain/ids.ts';
import type { Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { rowsByIds } from '../../../db/queries/cases.ts';
import { fixMany } from '../../services/decision/decisions.ts';
import { giveVerdict } from '../../services/review/verdicts.ts';
import type { WriteSession } from '../../services/session.ts';
import { demoNames, demoTeam } from './drive.ts';
import {
  confirmAsExamples,
  inventPassphrase,
  openDesk,
  stoppable,
  take,
  type DemoSurroundings,
  type Desk,
} from './drive-desk.ts';
import { joinDesk, sealTo, takeIn } from './drive-exchange.ts';
import { endingEarlier, partOf } from './drive-parts.ts';
import { createStages, type DriveJob, type Stages, type StageTime } from './drive-stages.ts';
import {
  answerForUnions,
  casesWhere,
  checkEmployers,
  conclude,
  employersOf,
  fillForms,
  fixBases,
  readIn,
  reviewByColour,
  setLastDay,
} from './drive-steps.ts';
import { generateYear, type DemoIntake } from '../generate.ts';

export type ExampleInput = Omit<DemoSurroundings, 'dir'> & {
  /** The folder of the example: the store comes to stand in `store`, the colleague's next file beside it. */
  readonly dir: string;
  readonly passphrase?: string;
  readonly seed?: number;
};

export type ExampleStore = {
  readonly passphrase: string;
  readonly recoveryCode: string;
  /** The legal day on which the work stands. */
  readonly day: IsoDate;
  /** A sealed file from the colleague that has not been taken in. */
  readonly bundle: string;
  /** Application ids of the cases on which the two differ. */
  readonly conflicts: readonly string[];
  readonly stages: readonly StageTime[];
};

const usualSeed = 2026;
/** Stages that a whole run goes through; the bar is shared out evenly among them. */
const stagesInAll = 24;

/** Made aside and put in place whole: cancelled or stopped, it leaves nothing. Nothing is exported. */
export async function createExampleStore(
  input: ExampleInput,
  job: DriveJob,
): Promise<Result<ExampleStore, Problem>> {
  const making = join(input.dir, 'making');
  const desks: Desk[] = [];
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true });
  try {
    const made = await stoppable(() =>
      makeExample({ input, making, stages: createStages(wholeBar(job)), desks }),
    );
    for (const desk of desks) desk.close();
    if (made.ok) await rename(join(making, 'store'), join(input.dir, 'store'));
    return made;
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** One bar for all of it, under the one stage name that the window knows. */
function wholeBar(job: DriveJob): DriveJob {
  let done = 0;
  return {
    cancelled: job.cancelled,
    progress: (_stage, part, total) => {
      const share = total === 0 ? 0 : Math.min(1, part / total);
      job.progress('demo', Math.round(((done + share) / stagesInAll) * 1000), 1000);
    },
    ended: (time) => {
      done = Math.min(stagesInAll, done + 1);
      job.ended?.(time);
    },
  };
}

type Making = {
  readonly input: ExampleInput;
  readonly making: string;
  readonly stages: Stages;
  readonly desks: Desk[];
};

async function makeExample({ input, making, stages, desks }: Making): Promise<ExampleStore> {
  const [spring, autumn] = generateYear(input.seed ?? usualSeed).intakes;
  if (!spring || !autumn) throw new Error('A year has two intakes');
  const passphrase = input.passphrase ?? inventPassphrase(input.reference.words);
  const person = { name: demoNames.founder, team: demoTeam, passphrase };
  await stages.run('found', async () => {
    desks.push(await openDesk({ ...input, dir: join(making, 'store') }, person, spring.days.applications));
    return 1;
  });
  const [desk] = desks;
  if (!desk) throw new Error('The desk was opened');
  confirmAsExamples(desk.session);
  const work: Work = { stages, desk };
  await decideSpring(work, spring);
  await beginAutumn(work, autumn);
  await stages.run('join', async () => {
    const who = { person: { ...person, name: demoNames.colleague }, day: autumn.days.basis };
    desks.push(await joinDesk(desk.session, { ...input, dir: join(making, 'colleague') }, who));
    return 1;
  });
  const colleague = desks[1];
  if (!colleague) throw new Error('The colleague has joined');
  const conflicts = await workApart(work, colleague, autumn);
  await takeBarList(work, autumn);
  const bundle = await leaveBundle(
    work,
    colleague,
    join(input.dir, 'fran-kollegan', 'fran-Asa-Lindqvist.sprangbradan'),
  );
  const { recoveryCode } = desk.founded;
  return { passphrase, recoveryCode, day: autumn.days.barList, bundle, conflicts, stages: stages.times() };
}

type Work = { readonly stages: Stages; readonly desk: Desk };

async function readApplications(
  { stages, desk }: Work,
  { id, days, applications }: DemoIntake,
): Promise<void> {
  const { session } = desk;
  desk.setDay(days.applications);
  await stages.run('applications', async (job) => {
    const file = { file: applications, kind: 'applications' as const, intake: id, asOf: days.applications };
    const read = await readIn({ session, job }, file);
    setLastDay(session, id, days.standardLastDay);
    return read.new;
  });
  desk.setDay(days.review);
}

async function review(
  { stages, desk }: Work,
  { id }: DemoIntake,
  among?: ReadonlySet<CaseId>,
): Promise<void> {
  await stages.run('verdicts', (job) => reviewByColour({ session: desk.session, job }, id, among).all);
}

async function readOffers({ stages, desk }: Work, { id, days, offers }: DemoIntake): Promise<void> {
  const { session } = desk;
  desk.setDay(days.offers);
  await stages.run('offers', async (job) => {
    const file = { file: offers, kind: 'offers' as const, intake: id, asOf: days.offers };
    return (await readIn({ session, job }, file)).new;
  });
}

/** Which employers are checked and asked about, by their place in the list. */
type Chosen = { readonly checked: (index: number) => boolean; readonly asked: (index: number) => boolean };

async function readyEmployers(
  { stages, desk }: Work,
  { id, days }: DemoIntake,
  chosen: Chosen,
): Promise<void> {
  const { session } = desk;
  desk.setDay(days.checks);
  const employers = employersOf(session, id);
  const at = (keep: (index: number) => boolean) => employers.filter((_, index) => keep(index));
  await stages.run('employers', (job) => checkEmployers({ session, job }, at(chosen.checked)));
  await stages.run('unions', (job) => answerForUnions({ session, job }, at(chosen.asked)));
}

async function decideSpring(work: Work, spring: DemoIntake): Promise<void> {
  const { stages, desk } = work;
  const { session } = desk;
  await readApplications(work, spring);
  await review(work, spring);
  await readOffers(work, spring);
  await readyEmployers(work, spring, { checked: () => true, asked: () => true });
  desk.setDay(spring.days.basis);
  await stages.run('form', (job) => fillForms({ session, job }, spring.form));
  const offered = casesWhere(session, `läge:erbjuden intag:${spring.id}`);
  await stages.run('basis', (job) => fixBases({ session, job }, offered).fixed);
  desk.setDay(spring.days.barList);
  await stages.run('bar', async (job) => {
    const asOf = spring.days.barList;
    return (await readIn({ session, job }, { file: spring.bar, kind: 'bar', intake: spring.id, asOf })).new;
  });
}

/** One in six of those without an offer is left to review, some employers to check, one in four forms to fill. */
async function beginAutumn(work: Work, autumn: DemoIntake): Promise<void> {
  const { stages, desk } = work;
  const { session } = desk;
  await readApplications(work, autumn);
  const granted = new Set(autumn.expected.grantedApplicationIds);
  const all = rowsByIds(session.store.db, casesWhere(session, `intag:${autumn.id}`));
  const reviewed = all.filter((row, index) => granted.has(row.applicationId) || index % 6 !== 0);
  await review(work, autumn, new Set(reviewed.map((row) => row.caseId)));
  await readOffers(work, autumn);
  await readyEmployers(work, autumn, {
    checked: (index) => index % 8 !== 3,
    asked: (index) => index % 9 !== 5,
  });
  desk.setDay(autumn.days.basis);
  await stages.run('form', (job) =>
    fillForms(
      { session, job },
      partOf(autumn.form, (row) => row % 4 !== 3),
    ),
  );
}

/** The colleague is given everything; then both work without each other: one basis and one conclusion come out apart. */
async function workApart(
  { stages, desk }: Work,
  colleague: Desk,
  autumn: DemoIntake,
): Promise<readonly string[]> {
  const [mine, hers] = [desk.session, colleague.session];
  let sealed = new Uint8Array();
  await stages.run('seal', async () => {
    const bundle = await sealTo(mine, hers);
    sealed = new Uint8Array(bundle.bytes);
    return bundle.events;
  });
  await stages.run('open', async () => (await takeIn(hers, sealed)).added);
  const offered = casesWhere(mine, `läge:erbjuden intag:${autumn.id}`);
  const unseen = casesWhere(mine, `läge:inläst färg:grön intag:${autumn.id}`);
  await stages.run('basis', (job) => fixBases({ session: mine, job }, offered.slice(0, 240)).fixed);
  const shared = casesWhere(mine, `läge:"underlag fastställt" intag:${autumn.id}`).at(-1);
  const [doubted] = unseen;
  if (!shared || !doubted) throw new Error('The autumn has work to differ about');
  await stages.run(
    'verdicts',
    (job) => conclude({ session: mine, job }, { cases: [doubted], conclusion: 'eligible' }).changed,
  );
  await stages.run('colleague', (job) => {
    const given = conclude({ session: hers, job }, { cases: unseen.slice(1, 26), conclusion: 'eligible' });
    doubt(hers, doubted);
    return given.changed + 1 + fixOwn(hers, [shared, ...offered.slice(280, 300)]);
  });
  let conflicts: readonly string[] = [];
  await stages.run('open', async () => {
    const merged = await takeIn(mine, (await sealTo(hers, mine)).bytes);
    conflicts = merged.conflicts;
    return merged.added;
  });
  return conflicts;
}

/** Single, with the heads that she was shown, and a note: this reason values the person. */
function doubt(session: WriteSession, id: CaseId): void {
  const { heads } = session.ledger.caseState(id);
  const note = 'Kopian av examensbeviset går inte att läsa och lärosätet har inte svarat.';
  take(giveVerdict(session, { id, heads, conclusion: 'notEligible', reason: 'G3.4', note }));
}

/** She has no form file, so what it would have brought is example text made per case and marked as such. */
function fixOwn(session: WriteSession, cases: readonly CaseId[]): number {
  return take(fixMany(session, { cases, outcome: 'grant', dryRun: false, withExamples: true })).fixed;
}

/** BÄR's list of a part: most agree, two end earlier than our bases, three have no basis. */
async function takeBarList({ stages, desk }: Work, autumn: DemoIntake): Promise<void> {
  const { session } = desk;
  const idsOf = (where: string) =>
    rowsByIds(session.store.db, casesWhere(session, where)).map((row) => row.applicationId);
  const fixed = idsOf(`läge:"underlag fastställt" intag:${autumn.id}`).slice(0, 120);
  const notFixed = idsOf(`läge:erbjuden intag:${autumn.id}`).slice(-3);
  const asOf = autumn.days.barList;
  desk.setDay(asOf);
  await stages.run('bar', async (job) => {
    const file = endingEarlier(autumn.barCsv([...fixed, ...notFixed]), 2);
    return (await readIn({ session, job }, { file, kind: 'bar', intake: autumn.id, asOf })).new;
  });
}

/** What she did after: sealed and left beside the store, for “Ta emot” to be tried. */
async function leaveBundle({ stages, desk }: Work, colleague: Desk, path: string): Promise<string> {
  const hers = colleague.session;
  colleague.setDay(desk.session.today());
  await stages.run('colleague', async (job) => {
    const unseen = casesWhere(hers, 'läge:inläst färg:grön');
    const given = conclude({ session: hers, job }, { cases: unseen.slice(-30), conclusion: 'eligible' });
    const fixed = fixOwn(hers, casesWhere(hers, 'läge:erbjuden').slice(-12));
    const bundle = await sealTo(hers, desk.session);
    await mkdir(join(path, '..'), { recursive: true });
    await writeOut(bundle.permit, path, bundle.bytes);
    return given.changed + fixed;
  });
  return path;
}
