// Owns: figures of many acts at once in a store of 10,000 or 50,000 cases: verdicts given and taken back, a file taken in with its
// check for duplicates; and the user folder that the window is measured on. Must not: make a window.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { saveDraft } from '../../../db/local/drafts.ts';
import { rowsByIds } from '../../../db/queries/cases.ts';
import { parseFormCsv } from '../../../domain/form/csv.ts';
import type { IntakeId } from '../../../domain/ids.ts';
import type { DemoFile } from '../../../main/demo/csv.ts';
import { take } from '../../../main/demo/drive/drive-desk.ts';
import { casesWhere, readIn } from '../../../main/demo/drive/drive-steps.ts';
import { readTable } from '../../../main/files/decode.ts';
import { todaySummary } from '../../../main/services/overview.ts';
import { runUndo } from '../../../main/services/review/undo.ts';
import { giveVerdictToMany, previewMany } from '../../../main/services/review/verdicts.ts';
import { paceView } from '../../../main/services/triage/pace.ts';
import type { WriteSession } from '../../../main/services/session.ts';
import { quietJob } from '../../../main/threads/protocol.ts';
import { medianFigure, timed, type Figure } from '../figures.ts';
import { copyLargeStore, fill } from '../large-store.ts';
import { passphrase } from '../place.ts';
import { openSession, year } from '../world.ts';

const rounds = 3;
const imported = 10_000;

export const nameOf = (size: number): string => `${size / 1000},000 cases`;

/** A user folder with the large store in it, and a year's offers, so that there are documents to open. */
export async function deskFolder(work: string, size: number): Promise<string> {
  const folder = join(work, `desk-${size}`);
  const store = join(folder, 'example', 'store');
  await copyLargeStore(size, store);
  const session = await openSession(store);
  for (const { id: intake, days, offers, form } of year.intakes) {
    await readIn({ session, job: quietJob }, { file: offers, kind: 'offers', intake, asOf: days.offers });
    await draftForms(session, intake, form);
  }
  session.store.close();
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ examplePassphrase: passphrase }));
  return folder;
}

/** By intake: in a store of many years an application's number alone names several cases. */
async function draftForms(session: WriteSession, intake: IntakeId, file: DemoFile): Promise<void> {
  const { rows } = take(parseFormCsv(take(await readTable(file)), session.reference.form));
  const { db } = session.store;
  const cases = rowsByIds(db, casesWhere(session, `läge:erbjuden intag:${intake}`));
  const byNumber = new Map(cases.map((row) => [row.applicationId, row.caseId]));
  for (const { applicationId, answers } of rows) {
    const id = byNumber.get(applicationId);
    if (id !== undefined)
      saveDraft(db, { kind: 'form', id, body: { outcome: 'grant', answers }, savedAt: session.now() });
  }
}

/** A second for a thousand; two for five thousand, three of those where the store is five times as large. */
const budgetOf = (count: number, size: number): number =>
  count <= 1000 ? 1000 : size > imported ? 3000 : 2000;

type Round = { readonly given: number; readonly today: number; readonly undone: number };

/** In a store of its own each time: a second round would fold what the first has given and taken back. */
async function measureRound(dir: string, size: number, count: number): Promise<Round> {
  await copyLargeStore(size, dir);
  const session = await openSession(dir);
  const green = casesWhere(session, 'färg:grön');
  const { refused } = previewMany(session, { cases: green, conclusion: 'eligible' });
  const no = new Set<string>(refused.map((one) => one.caseId));
  const cases = green.filter((id) => !no.has(id)).slice(0, count);
  let batch = '';
  const given = await timed(() => {
    const outcome = take(giveVerdictToMany(session, { cases, conclusion: 'eligible' }));
    if (outcome.changed !== count || outcome.batch === null)
      throw new Error(`${outcome.changed} of ${count} changed`);
    batch = outcome.batch;
  });
  const today = await timed(() => [todaySummary(session, undefined), paceView(session, undefined)]);
  const undone = await timed(() => {
    const { voided } = take(runUndo(session, batch));
    if (voided !== count) throw new Error(`${voided} of ${count} taken back`);
  });
  session.store.close();
  return { given, today, undone };
}

async function measureVerdicts(work: string, size: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const count of [1000, 5000]) {
    const measured: Round[] = [];
    for (let round = 0; round < rounds; round++)
      measured.push(await measureRound(join(work, `desk-verdicts-${size}-${count}-${round}`), size, count));
    const name = `${nameOf(size)}: ${count.toLocaleString('en')} verdicts`;
    const budget = budgetOf(count, size);
    const of = (what: keyof Round) => measured.map((one) => one[what]);
    figures.push(medianFigure({ name: `${name} at once`, values: of('given'), unit: 'ms', budget }));
    figures.push(medianFigure({ name: `${name} taken back`, values: of('undone'), unit: 'ms', budget }));
    figures.push(medianFigure({ name: `${name} given: I dag`, values: of('today'), unit: 'ms' }));
  }
  return figures;
}

/** From the bytes of the files to committed; every row is held against the cases that are here. */
async function measureImport(session: WriteSession, size: number): Promise<Figure> {
  const values = [await timed(() => fill(session, { from: 1900, size: imported }))];
  return medianFigure({ name: `${nameOf(size)}: 10,000 rows taken in`, values, unit: 'ms', budget: 8000 });
}

export async function measureDeskStore(work: string, size: number): Promise<Figure[]> {
  const dir = join(work, `desk-store-${size}`);
  const verdicts = await measureVerdicts(work, size);
  await copyLargeStore(size, dir);
  const session = await openSession(dir);
  const figures = [...verdicts, await measureImport(session, size)];
  session.store.close();
  return figures;
}
