// Owns: the runner's purge commands, over the services the window uses. Must not: hold a rule, or name an applicant.
import { resolve } from 'node:path';
import { intakeIdSchema, isoDateSchema } from '../../../domain/ids.ts';
import { holdReasonSchema } from '../../../domain/ledger/payloads/purge.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { noteBackupFolder, noteFoldersReached } from '../../../db/local/keeping.ts';
import { purgesGone } from '../../../db/local/purge-duty.ts';
import { readFontFiles } from '../../pdf/font/files.ts';
import { createRenderer } from '../../pdf/renderer.ts';
import { noteWrittenOut } from '../../services/disclosure/given-files.ts';
import { writeGiving } from '../../services/disclosure/write-giving.ts';
import { foldersAway } from '../../services/keeping/backup-folders.ts';
import { needsThinning, thinOut, type Keeping } from '../../services/keeping/backups.ts';
import { finishPurge } from '../../services/purge/finish.ts';
import { preparePurgeProtocol } from '../../services/purge/protocol.ts';
import {
  freezeStatistics,
  previewPurge,
  recordArchive,
  setHold,
  signPurge,
} from '../../services/purge/runs.ts';
import { purgeStatus } from '../../services/purge/status.ts';
import { takeEffect } from '../../services/purge/take-effect.ts';
import { idsMatching } from '../../services/review/lists.ts';
import type { WriteSession } from '../../services/session.ts';
import type { JobContext } from '../../threads/protocol.ts';
import { text, type CommandLine, type Usage } from '../arguments.ts';
import type { Command, CommandContext } from '../command.ts';
import { keepingOf } from './keeping.ts';

type Reply = Promise<Result<object, Problem | Usage>>;
const usage = (message: string) => err({ tag: 'usage', message } as const);
const intakeOf = ({ options }: CommandLine) => intakeIdSchema.safeParse(text(options, 'intake'));
const needsIntake = usage('purge due|hand-over|freeze|sign --intake ID');

const acts: Readonly<Record<string, (context: CommandContext) => Reply>> = {
  status: async ({ session, around, dataKey, line, resourcesDir }) => {
    const { rules: _rules, ...status } = purgeStatus(session);
    const keeping = keepingOf({ around, dataKey, line, resourcesDir });
    const backupsLeft = needsThinning(session, keeping);
    return ok({ ...status, backupsLeft, foldersAway: foldersAway(session) });
  },

  due: async ({ session, line }) => {
    const intake = intakeOf(line);
    if (!intake.success) return ok({ intakes: purgeStatus(session).intakes });
    return ok(previewPurge(session, intake.data));
  },

  hold: async (context) => hold(context, true),
  lift: async (context) => hold(context, false),

  'hand-over': async ({ session, line }) => {
    const intake = intakeOf(line);
    const outcome = (['handedOver', 'notToBeKept'] as const).find(
      (one) => one === text(line.options, 'outcome'),
    );
    const day = isoDateSchema.safeParse(text(line.options, 'day') ?? session.today());
    const reference = text(line.options, 'reference');
    if (!intake.success || !outcome || !day.success || reference === undefined)
      return usage(
        'purge hand-over --intake ID --outcome handedOver|notToBeKept --reference TEXT [--day YYYY-MM-DD]',
      );
    return recordArchive(session, { intake: intake.data, outcome, day: day.data, reference });
  },

  freeze: async ({ session, line }) => {
    const intake = intakeOf(line);
    return intake.success ? freezeStatistics(session, intake.data) : needsIntake;
  },

  sign: async ({ session, line, job }) => {
    const intake = intakeOf(line);
    const run = text(line.options, 'run');
    if (run === undefined && !intake.success) return needsIntake;
    return signPurge(session, run === undefined ? { intake: intake.data } : { run }, job);
  },

  /** What is due and signed goes now, with the files and backups that can be reached. */
  run: async ({ session, around, dataKey, line, resourcesDir, job }) => {
    const { streams, kept } = takeEffect(session);
    await finishPurge(session);
    const keeping = keepingOf({ around, dataKey, line, resourcesDir });
    const thinned = needsThinning(session, keeping) ? thinOutNoted(session, keeping, job) : undefined;
    if (thinned && !thinned.ok) return thinned;
    const waiting: Record<string, number> = {};
    for (const block of kept.flatMap(({ blocks }) => blocks)) waiting[block] = (waiting[block] ?? 0) + 1;
    const gone = purgesGone(session.store.db)[0] ?? null;
    const backups = thinned?.value ?? null;
    return ok({ purged: streams.length, waiting, gone, backups, foldersAway: foldersAway(session) });
  },

  protocol: async ({ session, around, dataKey, line, resourcesDir }) => {
    const [run, out] = [text(line.options, 'run'), text(line.options, 'out')];
    if (run === undefined || out === undefined) return usage('purge protocol --run RUN --out FILE');
    const keeping = keepingOf({ around, dataKey, line, resourcesDir });
    const isLeft = needsThinning(session, keeping) || foldersAway(session).length > 0;
    const prepared = preparePurgeProtocol(session, run, isLeft);
    if (!prepared.ok) return prepared;
    const renderer = createRenderer(readFontFiles(resourcesDir));
    const written = await writeGiving(renderer, prepared.value, resolve(out));
    if (!written.ok) return written;
    noteWrittenOut(session, written.value.files);
    return ok({
      pages: written.value.pages,
      files: written.value.files.map(({ path, sha256 }) => ({ path, sha256 })),
    });
  },
};

/** As the window does: where the new backup lies, and which folders have been reached. */
function thinOutNoted(session: WriteSession, keeping: Keeping, job: JobContext) {
  noteBackupFolder(session.store.db, keeping.folder);
  const done = thinOut(session, keeping, job);
  if (!done.ok) return done;
  noteFoldersReached(session.store.db, done.value);
  const { made, removed, aside } = done.value;
  return ok({ made, removed, aside });
}

async function hold({ session, line }: CommandContext, held: boolean): Reply {
  const where = text(line.options, 'where');
  const reason = holdReasonSchema.safeParse(held ? text(line.options, 'reason') : 'lifted');
  if (where === undefined || !reason.success || (held && reason.data === 'lifted'))
    return usage(
      'purge hold --where QUERY --reason appeal|review|disclosure|archive|other [--reference TEXT]; purge lift --where QUERY',
    );
  const found = idsMatching(session, where);
  if (!found.ok) return found;
  const [id, ...more] = found.value;
  if (id === undefined) return err({ tag: 'caseNotOpened' });
  if (more.length > 0) return err({ tag: 'severalCases', count: found.value.length });
  const reference = text(line.options, 'reference') ?? '';
  return setHold(session, { id, held, reason: reason.data, reference });
}

export const purgeCommands: Readonly<Record<string, Command>> = {
  purge: async (context) => {
    const act = acts[context.line.positional[0] ?? ''];
    return act ? act(context) : usage('purge status|due|hold|lift|hand-over|freeze|sign|run|protocol');
  },
};
