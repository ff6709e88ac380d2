// Owns: the jobs that are killed, each by the services that the window uses. Must not: kill or judge.
import { join } from 'node:path';
import { caseOfStream, intakeIdSchema, memberIdSchema, type CaseId } from '../../domain/ids.ts';
import { casesWhere, fixBases, readIn } from '../../main/demo/drive/drive-steps.ts';
import { take } from '../../main/demo/drive/drive-desk.ts';
import { partOf } from '../../main/demo/drive/drive-parts.ts';
import { generateYear } from '../../main/demo/generate.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer } from '../../main/pdf/renderer.ts';
import { localPorts, runExport } from '../../main/services/decision/print-run.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { noteSealed, seal } from '../../main/services/exchange/sealing.ts';
import { backUp } from '../../main/services/keeping/backups.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { giveVerdictToMany } from '../../main/services/review/verdicts.ts';
import type { WriteSession } from '../../main/services/session.ts';
import { writeOut } from '../../main/files/write-out.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { readFileSync } from 'node:fs';

export const rows = 250;
export const year = generateYear(2026);

/** Where a job finds what it works with and puts what it makes. */
export type Place = {
  readonly session: WriteSession;
  readonly root: string;
  /** Folder for files; each round has its own. */
  readonly out: string;
  /** Colleague's bundle, and the colleague. */
  readonly bundle: string;
  readonly colleague: string;
  /** Tells that all up to the newest own event is acknowledged. */
  readonly acknowledge: () => void;
};

/** Opening itself is the job: an older store is brought to this program's schema. */
export const migration = 'migration';

export const jobs: Readonly<Record<string, (place: Place) => Promise<void>>> = {
  import: async ({ session }) => {
    const [intake] = year.intakes;
    if (!intake) return;
    const file = partOf(intake.applications, (row) => row < rows);
    const id = intakeIdSchema.parse('2027-autumn');
    await readIn(
      { session, job: quietJob },
      { file, kind: 'applications', intake: id, asOf: intake.days.applications },
    );
  },
  many: async ({ session }) => {
    const cases = casesWhere(session, 'läge:inläst').slice(0, 200);
    take(await Promise.resolve(giveVerdictToMany(session, { cases, conclusion: 'needsCheck' })));
  },
  basis: async ({ session }) => {
    await Promise.resolve(fixBases({ session, job: quietJob }, casesWhere(session, 'läge:erbjuden')));
  },
  documents: async ({ session, root, out }) => {
    const renderer = createRenderer(readFontFiles(join(root, 'resources')));
    const cases = casesWhere(session, 'läge:beviljad');
    take(
      await runExport(
        localPorts(session, renderer),
        { cases, variant: 'party', drafts: false, dir: out },
        quietJob,
      ),
    );
  },
  seal: async ({ session, out, colleague }) => {
    const sealed = take(await seal(session, memberIdSchema.parse(colleague), true));
    await writeOut(sealed.permit, join(out, 'till-kollegan.sprangbradan'), sealed.bytes);
    noteSealed(session, sealed);
  },
  merge: async ({ session, bundle }) => {
    take(await mergeBundle(session, readFileSync(bundle)));
  },
  backup: async ({ session, out }) => {
    const dataKey = Buffer.from(process.env['CRASH_KEY'] ?? '', 'hex');
    const keeping = { folder: join(out, 'kopior'), keep: 3, program: 'crash', dataKey };
    take(await Promise.resolve(backUp(session, keeping, quietJob)));
  },
  [migration]: () => Promise.resolve(),
  small: async ({ session, acknowledge }) => {
    const ids = session.store.db
      .prepare("SELECT stream FROM stream_state WHERE kind = 'case' LIMIT 40")
      .pluck()
      .all();
    const cases = ids
      .map((stream) => caseOfStream(String(stream) as never))
      .filter((id): id is CaseId => id !== undefined);
    for (const [at, id] of cases.entries()) {
      const { heads } = session.ledger.caseState(id);
      const entered = enterFacts(session, { id, heads, fields: { phone: `070-17406${at + 10}` } });
      if (entered.ok) acknowledge();
      await new Promise((resolve) => setImmediate(resolve));
    }
  },
};
