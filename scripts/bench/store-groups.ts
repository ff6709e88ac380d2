// Owns: figures of the services on a store: read in, verdicts, seal, open. Must not: make a window or a PDF.
import { join } from 'node:path';
import type { CaseId } from '../../domain/ids.ts';
import { takeIn, joinDesk, sealTo } from '../../main/demo/drive/drive-exchange.ts';
import { take } from '../../main/demo/drive/drive-desk.ts';
import { casesWhere } from '../../main/demo/drive/drive-steps.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { giveVerdictToMany, previewMany } from '../../main/services/review/verdicts.ts';
import type { WriteSession } from '../../main/services/session.ts';
import { medianFigure, megabytes, timed, type Figure } from './figures.ts';
import { around, lastDay } from './place.ts';
import {
  copyApplicationsStore,
  decidedDir,
  newDesk,
  openSession,
  person,
  readApplications,
  usualSize,
} from './world.ts';

const rounds = 3;

function peak(group: string): Figure {
  return megabytes(`${group}: peak memory`, process.resourceUsage().maxRSS);
}

/** From the bytes of two files to committed, in a new store each time; then the same files again. */
export async function measureImport(work: string): Promise<Figure[]> {
  const fresh: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const desk = await newDesk(join(work, `import-${round}`));
    fresh.push(await timed(() => readApplications(desk.session, usualSize)));
    again.push(await timed(() => readApplications(desk.session, usualSize)));
    desk.close();
  }
  return [
    medianFigure({ name: 'import: 5080 rows', values: fresh, unit: 'ms', budget: 4000 }),
    medianFigure({ name: 'import: the same rows again', values: again, unit: 'ms' }),
    peak('import'),
  ];
}

/** Green cases that may be made eligible together: a few have facts that the rules say no to. */
function eligibleCases(session: WriteSession): CaseId[] {
  const cases = casesWhere(session, 'färg:grön');
  const { refused } = previewMany(session, { cases, conclusion: 'eligible' });
  const no = new Set(refused.map((one) => one.caseId));
  return cases.filter((id) => !no.has(id));
}

/** A thousand cases of their own each round. */
export async function measureVerdicts(work: string): Promise<Figure[]> {
  const dir = join(work, 'verdicts');
  await copyApplicationsStore(work, usualSize, dir);
  const session = await openSession(dir);
  const green = eligibleCases(session);
  const given: number[] = [];
  const undone: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const cases = green.slice(round * 1000, (round + 1) * 1000);
    let batch = '';
    given.push(
      await timed(() => {
        const outcome = take(giveVerdictToMany(session, { cases, conclusion: 'eligible' }));
        if (outcome.changed !== 1000 || outcome.batch === null)
          throw new Error(`${outcome.changed} of 1000 changed`);
        batch = outcome.batch;
      }),
    );
    undone.push(
      await timed(() => {
        const { voided } = take(runUndo(session, batch));
        if (voided !== 1000) throw new Error(`${voided} of 1000 taken back`);
      }),
    );
  }
  session.store.close();
  return [
    medianFigure({ name: 'verdicts: 1000 at once', values: given, unit: 'ms', budget: 1000 }),
    medianFigure({ name: 'verdicts: 1000 taken back', values: undone, unit: 'ms' }),
    peak('verdicts'),
  ];
}

/** The whole decided year to a colleague who has nothing: a new colleague each round. */
export async function measureExchange(work: string): Promise<Figure[]> {
  const session = await openSession(decidedDir(work));
  const sealed: number[] = [];
  const opened: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const who = { person: { ...person, name: `Kollega ${round + 1}` }, day: lastDay };
    const colleague = await joinDesk(session, around(join(work, `colleague-${round}`)), who);
    let bytes = new Uint8Array();
    sealed.push(
      await timed(async () => {
        bytes = new Uint8Array((await sealTo(session, colleague.session)).bytes);
      }),
    );
    opened.push(
      await timed(async () => {
        const { added, conflicts } = await takeIn(colleague.session, bytes);
        if (added === 0 || conflicts.length > 0) throw new Error('The colleague did not take in the year');
      }),
    );
    colleague.close();
  }
  session.store.close();
  return [
    medianFigure({ name: 'exchange: a year sealed', values: sealed, unit: 'ms', budget: 1000 }),
    medianFigure({ name: 'exchange: a year opened', values: opened, unit: 'ms', budget: 8000 }),
    peak('exchange'),
  ];
}
