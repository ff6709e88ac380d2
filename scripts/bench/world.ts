// Owns: what every measured group starts from: the temporary folder, the invented year, stores made of it.
// Must not: measure.
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { IntakeId } from '../../domain/ids.ts';
import { confirmAsExamples, openDesk, take, type Desk } from '../../main/demo/drive/drive-desk.ts';
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
  type Step,
} from '../../main/demo/drive/drive-steps.ts';
import { generateYear, type DemoIntake } from '../../main/demo/generate.ts';
import { openForWriting, unlockByPassphrase } from '../../main/services/lifecycle.ts';
import type { WriteSession } from '../../main/services/session.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { around, lastDay, passphrase, seed } from './place.ts';

export const person = { name: 'Karin Holm', team: 'Mätgruppen', passphrase };
export const year = generateYear(seed);
export const usualSize = year.expected.total.applicants;
export const largeSize = 2 * usualSize;

/** The two intakes of the year, and the same people again as two further intakes. */
function intakesOf(size: number): readonly { readonly intake: DemoIntake; readonly id: IntakeId }[] {
  const own = year.intakes.map((intake) => ({ intake, id: intake.id }));
  if (size <= usualSize) return own;
  const again = year.intakes.map((intake) => ({
    intake,
    id: intake.id.replace('2026', '2027') as IntakeId,
  }));
  return [...own, ...again];
}

export async function readApplications(session: WriteSession, size: number): Promise<number> {
  let rows = 0;
  for (const { intake, id } of intakesOf(size)) {
    const file = {
      file: intake.applications,
      kind: 'applications' as const,
      intake: id,
      asOf: intake.days.applications,
    };
    rows += (await readIn({ session, job: quietJob }, file)).rows;
  }
  return rows;
}

export async function newDesk(dir: string): Promise<Desk> {
  const desk = await openDesk(around(dir), person, lastDay);
  confirmAsExamples(desk.session);
  return desk;
}

export async function openSession(dir: string): Promise<WriteSession> {
  const dataKey = take(await unlockByPassphrase(dir, passphrase));
  return take(openForWriting({ ...around(dir), today: () => lastDay }, dataKey));
}

const applicationsDir = (work: string, size: number) => join(work, `applications-${size}`);
export const decidedDir = (work: string) => join(work, 'decided');

/** Stores with so many cases read in and nothing more; made once a run, then copied. */
export async function makeApplicationsStores(work: string): Promise<void> {
  for (const size of [usualSize, largeSize]) {
    const dir = applicationsDir(work, size);
    if (existsSync(dir)) continue;
    const desk = await newDesk(dir);
    await readApplications(desk.session, size);
    desk.close();
  }
}

export function copyApplicationsStore(work: string, size: number, to: string): Promise<void> {
  return cp(applicationsDir(work, size), to, { recursive: true });
}

/** A store in which the whole year is decided; made once a run. */
export async function makeDecidedStore(work: string): Promise<void> {
  const dir = decidedDir(work);
  if (existsSync(dir)) return;
  const desk = await newDesk(dir);
  for (const intake of year.intakes) await decideIntake(desk, intake);
  desk.close();
}

async function decideIntake(desk: Desk, { id, days, ...files }: DemoIntake): Promise<void> {
  const { session } = desk;
  const step: Step = { session, job: quietJob };
  const fileOf = (kind: 'applications' | 'offers' | 'bar', asOf: DemoIntake['days']['review']) => ({
    file: files[kind],
    kind,
    intake: id,
    asOf,
  });
  desk.setDay(days.applications);
  await readIn(step, fileOf('applications', days.applications));
  setLastDay(session, id, days.standardLastDay);
  desk.setDay(days.review);
  reviewByColour(step, id);
  desk.setDay(days.offers);
  await readIn(step, fileOf('offers', days.offers));
  desk.setDay(days.checks);
  const employers = employersOf(session, id);
  checkEmployers(step, employers);
  answerForUnions(step, employers);
  desk.setDay(days.basis);
  await fillForms(step, files.form);
  fixBases(step, casesWhere(session, `läge:erbjuden intag:${id}`));
  desk.setDay(days.barList);
  await readIn(step, fileOf('bar', days.barList));
}
