// Owns: the store that every round starts from a copy of: one intake decided, one at work, a colleague with acts of her own.
// Must not: kill.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  confirmAsExamples,
  openDesk,
  take,
  type DemoSurroundings,
} from '../../main/demo/drive/drive-desk.ts';
import { joinDesk, sealTo, takeIn } from '../../main/demo/drive/drive-exchange.ts';
import { partOf } from '../../main/demo/drive/drive-parts.ts';
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
  type Step,
} from '../../main/demo/drive/drive-steps.ts';
import type { DemoIntake } from '../../main/demo/generate.ts';
import { wallMicros } from '../../main/services/clock.ts';
import { loadReference } from '../../main/services/reference.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { loadOlder, unpackOlder } from '../fuzz/trees.ts';
import { rows, year } from './jobs.ts';

export type Base = {
  readonly store: string;
  readonly key: string;
  /** A store that the released program of one version earlier has written. */
  readonly older: { readonly store: string; readonly key: string };
  readonly bundle: string;
  readonly colleague: string;
};

export const root = resolve(import.meta.dirname, '../..');

export async function makeBase(dir: string): Promise<Base> {
  const reference = loadReference(join(root, 'resources'));
  const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];
  const around = (name: string): DemoSurroundings => ({
    dir: join(dir, name),
    reference,
    nativeBinding,
    now: wallMicros,
  });
  const [first, second] = year.intakes;
  if (!first || !second) throw new Error('no year');
  mkdirSync(dir, { recursive: true });
  const person = { name: 'Karin Holm', team: 'Provgruppen', passphrase: 'avbrott av påhittade uppgifter' };
  const desk = await openDesk(around('store'), person, second.days.barList);
  confirmAsExamples(desk.session);
  const step: Step = { session: desk.session, job: quietJob };
  await workUp(step, first, { setDay: desk.setDay, decided: true });
  await readIn(step, fileOf(first, 'bar', first.days.barList));
  await workUp(step, second, { setDay: desk.setDay, decided: false });
  const who = { person: { ...person, name: 'Per Lund' }, day: second.days.barList };
  const other = await joinDesk(desk.session, around('colleague'), who);
  await takeIn(other.session, (await sealTo(desk.session, other.session)).bytes);
  conclude(
    { session: other.session, job: quietJob },
    { cases: casesWhere(other.session, 'färg:orange'), conclusion: 'needsCheck' },
  );
  const { bytes } = await sealTo(other.session, desk.session);
  const bundle = join(dir, 'from-colleague.sprangbradan');
  writeFileSync(bundle, bytes);
  const colleague = other.session.self.member;
  const key = Buffer.from(desk.founded.dataKey).toString('hex');
  other.close();
  desk.close();
  return { store: join(dir, 'store'), key, bundle, colleague, older: await makeOlder(dir, first) };
}

/** The same file read in by the program of one version earlier: what this one must bring to its schema. */
async function makeOlder(dir: string, intake: DemoIntake): Promise<Base['older']> {
  const tree = join(dir, 'older-program');
  unpackOlder(tree);
  const program = await loadOlder(tree);
  const today = intake.days.applications;
  const around = {
    dir: join(dir, 'older'),
    reference: program.loadReference(join(tree, 'resources')),
    nativeBinding: process.env['SPRANGBRADAN_SQLITE_BINDING'],
    now: wallMicros,
    today: () => today,
  };
  const founding = {
    name: 'Karin Holm',
    team: 'Provgruppen',
    passphrase: 'avbrott av påhittade',
    demo: true,
  };
  const { dataKey } = take(await program.foundStore(around, founding));
  const session = take(program.openForWriting(around, dataKey));
  const { file, kind, intake: id, asOf } = fileOf(intake, 'applications', today);
  const table = take(await program.readTable(file));
  const { mapping } = program.readMapping(session, table, kind);
  const read = { table, fileName: file.name, kind, intake: id, asOf, mapping };
  take(
    program.writeImport(session, { file: read, prepared: take(program.prepareImport(session, read, null)) }),
  );
  session.store.close();
  return { store: around.dir, key: Buffer.from(dataKey).toString('hex') };
}

type Kind = 'applications' | 'offers' | 'bar';

function fileOf(
  intake: DemoIntake,
  kind: Kind,
  asOf: DemoIntake['days']['review'],
): Parameters<typeof readIn>[1] {
  const file = partOf(intake[kind], (row) => row < rows);
  return { file, kind, intake: intake.id, asOf };
}

async function workUp(
  step: Step,
  intake: DemoIntake,
  how: { readonly setDay: (day: DemoIntake['days']['review']) => void; readonly decided: boolean },
): Promise<void> {
  const { id, days } = intake;
  const { setDay, decided } = how;
  setDay(days.applications);
  await readIn(step, fileOf(intake, 'applications', days.applications));
  setLastDay(step.session, id, days.standardLastDay);
  setDay(days.review);
  if (decided) reviewByColour(step, id);
  else
    conclude(step, {
      cases: casesWhere(step.session, `färg:grön intag:${id}`).slice(0, 60),
      conclusion: 'eligible',
    });
  setDay(days.offers);
  await readIn(step, fileOf(intake, 'offers', days.offers));
  setDay(days.checks);
  const employers = employersOf(step.session, id);
  checkEmployers(step, employers);
  answerForUnions(step, employers);
  setDay(days.basis);
  await fillForms(step, intake.form);
  if (decided) fixBases(step, casesWhere(step.session, `läge:erbjuden intag:${id}`));
  setDay(days.barList);
}
