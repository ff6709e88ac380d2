// Owns: the steps of one intake's work, each through the services that the window uses, one after another.
// Must not: write to the store itself (the intake's last day apart, an act without a rule), or choose what is lawful.
import {
  employerIdSchema,
  intakeStream,
  type CaseId,
  type IntakeId,
  type IsoDate,
} from '../../../domain/ids.ts';
import type { ImportKind } from '../../../domain/intake/fields.ts';
import type { Conclusion } from '../../../domain/ledger/payload.ts';
import { addDays } from '../../../domain/rules/days.ts';
import type { FixMany } from '../../../ipc/decision.ts';
import { readTable } from '../../files/decode.ts';
import { fixMany } from '../../services/decision/decisions.ts';
import { listEmployers, registerChecks, registerUnions } from '../../services/decision/employers.ts';
import { readFormAnswers } from '../../services/intake/form-file.ts';
import { prepareImport, readMapping, writeImport, reportOf } from '../../services/intake/imports.ts';
import { idsMatching } from '../../services/review/lists.ts';
import type { WriteSession } from '../../services/session.ts';
import { giveVerdictToMany } from '../../services/review/verdicts.ts';
import type { JobContext } from '../../threads/protocol.ts';
import type { DemoFile } from '../csv.ts';
import { take } from './drive-desk.ts';
import { redCauses, type RedCause } from '../plan.ts';

export type Step = { readonly session: WriteSession; readonly job: JobContext };

export type FileRead = {
  readonly rows: number;
  readonly new: number;
  readonly rejected: number;
  readonly differs: number;
  readonly noBasis: number;
};
export type FileToRead = {
  readonly file: DemoFile;
  readonly kind: ImportKind;
  readonly intake: IntakeId;
  readonly asOf: IsoDate;
};

/** A file from its bytes to the store: decoded, mapped, dry run, one transaction. */
export async function readIn(
  { session, job }: Step,
  { file, kind, intake, asOf }: FileToRead,
): Promise<FileRead> {
  const table = take(await readTable(file));
  const { mapping } = readMapping(session, table, kind);
  const input = { table, fileName: file.name, kind, intake, asOf, mapping };
  const prepared = take(prepareImport(session, input));
  const { empties } = reportOf(prepared);
  const report = take(writeImport(session, { file: input, prepared, empties }, job));
  return {
    rows: report.rows,
    new: report.new,
    rejected: report.rejected.length + report.duplicates.length,
    differs: report.differs?.length ?? 0,
    noBasis: report.noBasis?.length ?? 0,
  };
}

export function setLastDay(session: WriteSession, intake: IntakeId, standardLastDay: IsoDate): void {
  const payload = { kind: 'intake.settings' as const, standardLastDay };
  take(session.ledger.append([{ stream: intakeStream(intake), payload }]));
}

export function casesWhere(session: WriteSession, where: string): CaseId[] {
  return take(idsMatching(session, where));
}

type Given = { readonly changed: number; readonly refused: readonly CaseId[] };
export type Judging = {
  readonly cases: readonly CaseId[];
  readonly conclusion: Conclusion;
  readonly reason?: string;
};

export function conclude({ session, job }: Step, judging: Judging): Given {
  const { changed, refused } = take(giveVerdictToMany(session, judging, job));
  return { changed, refused: refused.map((one) => one.caseId as CaseId) };
}

/** One bar over several batches: `total` acts in all, each batch counting on from the one before. */
function asOneJob(job: JobContext, total: number): JobContext {
  let before = 0;
  let last = 0;
  return {
    cancelled: job.cancelled,
    progress: (stage, done) => {
      if (done < last) before += last;
      last = done;
      job.progress(stage, Math.min(total, before + done), total);
    },
  };
}

export type Reviewed = {
  readonly green: number;
  readonly orange: number;
  readonly red: Readonly<Record<RedCause, number>>;
  readonly all: number;
};

/**
 * An intake's cases by Jobbsprånget's colour, or those of them that `among` names: green eligible, orange to be checked,
 * red not eligible by the reason that each one's facts show.
 */
export function reviewByColour(step: Step, intake: IntakeId, among?: ReadonlySet<CaseId>): Reviewed {
  const ofColour = (colour: string) =>
    casesWhere(step.session, `färg:${colour} intag:${intake}`).filter((one) => among?.has(one) ?? true);
  const [green, orange, red] = [ofColour('grön'), ofColour('orange'), ofColour('röd')];
  const whole: Step = { ...step, job: asOneJob(step.job, green.length + orange.length + red.length) };
  const eligible = conclude(whole, { cases: green, conclusion: 'eligible' }).changed;
  const toCheck = conclude(whole, { cases: orange, conclusion: 'needsCheck' }).changed;
  const notEligible = concludeByReason(whole, red);
  const all = Object.values(notEligible).reduce((sum, count) => sum + count, eligible + toCheck);
  return { green: eligible, orange: toCheck, red: notEligible, all };
}

/** Not eligible for many, reason by reason: each takes the cases whose facts show it, the next what is left. */
function concludeByReason(step: Step, red: readonly CaseId[]): Readonly<Record<RedCause, number>> {
  const counts: Partial<Record<RedCause, number>> = {};
  let left = red;
  for (const reason of redCauses) {
    const given = conclude(step, { cases: left, conclusion: 'notEligible', reason });
    counts[reason] = given.changed;
    left = given.refused;
  }
  return counts as Record<RedCause, number>;
}

type EmployerIds = Parameters<typeof registerChecks>[1]['employers'];

/** Employers with an offer that stands: nobody is asked about one that fell. */
export function employersOf(session: WriteSession, intake: IntakeId): EmployerIds {
  const standing = listEmployers(session, intake).filter((one) =>
    one.cases.some((row) => row.step === 'offered'),
  );
  return standing.map((one) => employerIdSchema.parse(one.id));
}

/** Nothing found against any of them (9 b § förordningen (2000:628)). */
export function checkEmployers({ session }: Step, employers: EmployerIds): number {
  const sources = ['Exempel: Bolagsverket', 'Exempel: Skatteverket'];
  return take(registerChecks(session, { employers, outcome: 'clear', day: session.today(), sources }))
    .changed;
}

/** Every organisation that the offers name was asked (9 a §): one in three has not answered in time. */
export function answerForUnions({ session }: Step, employers: EmployerIds): number {
  const today = session.today();
  const [askedOn, dueOn] = [addDays(today, -15), addDays(today, -1)];
  const silent = employers.filter((_, index) => index % 3 === 0);
  const content = employers.filter((_, index) => index % 3 !== 0);
  const shared = { organisation: '', askedOn, dueOn, day: today };
  const lapsed = take(registerUnions(session, { ...shared, employers: silent, answer: 'noAnswer' }));
  const approved = take(registerUnions(session, { ...shared, employers: content, answer: 'approves' }));
  return lapsed.changed + approved.changed;
}

export async function fillForms({ session }: Step, file: DemoFile): Promise<number> {
  return take(readFormAnswers(session, take(await readTable(file)))).filled;
}

export function fixBases({ session, job }: Step, cases: readonly CaseId[]): FixMany {
  return take(fixMany(session, { cases, outcome: 'grant', dryRun: false, withExamples: false }, job));
}
