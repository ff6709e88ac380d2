// Owns: the runner's commands, each a thin line over the services the window uses. Must not: hold a rule.
import { writeOut } from '../files/write-out.ts';
import { basename, resolve } from 'node:path';
import type { Permit } from '../../domain/disclosure/grounds.ts';
import { intakeIdSchema, isoDateSchema, type CaseId } from '../../domain/ids.ts';
import { importKinds, isLookup } from '../../domain/intake/fields.ts';
import type { RawTable } from '../../domain/intake/table.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { addDays } from '../../domain/rules/days.ts';
import type { Problem } from '../../ipc/operation.ts';
import { readTable } from '../files/decode.ts';
import { readFontFiles } from '../pdf/font/files.ts';
import { createRenderer } from '../pdf/renderer.ts';
import { noteWrittenOut } from '../services/disclosure/given-files.ts';
import { exportPermit, groundViews, recordGrounds } from '../services/disclosure/grounds.ts';
import { fixMany } from '../services/decision/decisions.ts';
import { listEmployers, registerChecks, registerUnions } from '../services/decision/employers.ts';
import {
  nextDocuments,
  noteGivenByHand,
  openAll,
  saveDocumentsBeside,
} from '../services/exchange/by-hand.ts';
import { previewBundle } from '../services/exchange/preview.ts';
import { noteSealed, sealInJob } from '../services/exchange/sealing.ts';
import { invite, join, ownKeyFile, readKeyFile, wordsOf } from '../services/group/invitations.ts';
import { readFormAnswers } from '../services/intake/form-file.ts';
import {
  prepareImport,
  readMapping,
  reportOf,
  writeImport,
  type FileImport,
} from '../services/intake/imports.ts';
import { handoverOverview } from '../services/review/handover.ts';
import { countMatching, idsMatching, table1 } from '../services/review/lists.ts';
import { localPorts, runExport } from '../services/decision/print-run.ts';
import { confirmTexts, listTexts } from '../services/texts.ts';
import { giveVerdictToMany } from '../services/review/verdicts.ts';
import { isDemo, type WriteSession } from '../services/session.ts';
import type { Command, CommandContext, Reply } from './command.ts';
import { arisingInWords } from './terminal.ts';
import { readSealed } from './read-sealed.ts';
import { accessCommands } from './commands/access.ts';
import { keepingCommands } from './commands/keeping.ts';
import { groupCommands, readAdmission } from './commands/group.ts';
import { flag, text, type CommandLine, type Usage } from './arguments.ts';
import { conflictCommands } from './commands/conflicts.ts';
import { proofCommands } from './commands/proof.ts';
import { purgeCommands } from './commands/purge.ts';
import { mailingCommands } from './commands/mailings.ts';
import { requestCommands } from './commands/requests.ts';
import { handoverCommands, heardOf } from './commands/handover.ts';
import { historyCommands } from './commands/history.ts';
import { secondLookCommands } from './commands/second-looks.ts';
import { exchangeCommands } from './commands/exchange.ts';
import { packageCommands } from './commands/packages.ts';
import { disclosureCommands } from './commands/disclosure.ts';

const usage = (message: string) => err({ tag: 'usage', message } as const);

export const commands: Readonly<Record<string, Command>> = {
  ...groupCommands,
  ...handoverCommands,
  ...historyCommands,
  ...secondLookCommands,
  ...accessCommands,
  ...mailingCommands,

  pubkey: async ({ session, line }) => {
    const out = text(line.options, 'out');
    if (out === undefined) return usage('pubkey --out FILE');
    const permit = exportPermit(session, 'keyFile');
    if (!permit.ok) return permit;
    await putOut(session, { permit: permit.value, out, bytes: Buffer.from(ownKeyFile(session), 'utf8') });
    return ok({ out, fingerprint: wordsOf(session, session.self.keys).join(' ') });
  },

  invite: async ({ session, line }) => {
    const [file, out] = [text(line.options, 'file'), text(line.options, 'out')];
    if (file === undefined || out === undefined) return usage('invite --file PUBLIC_KEY_FILE --out FILE');
    const read = await readSealed(file);
    if (!read.ok) return read;
    const key = readKeyFile(read.value.toString('utf8'));
    if (!key.ok) return key;
    const admission = readAdmission(session, line);
    if (!admission.ok) return admission;
    const invited = await invite(session, key.value, admission.value);
    if (!invited.ok) return invited;
    await putOut(session, { ...invited.value, out });
    return ok({ out, member: key.value.name, fingerprint: invited.value.words.join(' ') });
  },

  join: async ({ session, line }) => {
    const file = line.positional[0];
    if (file === undefined) return usage('join FILE');
    const read = await readSealed(file);
    if (!read.ok) return read;
    const joined = await join(session, read.value);
    return joined.ok ? ok({ team: joined.value.team, fingerprint: joined.value.words.join(' ') }) : joined;
  },

  members: async ({ session }) => {
    const team = session.ledger.team();
    const { colleagues } = handoverOverview(session);
    const members = team.members.map((member) => ({
      ...heardOf(colleagues, member.id),
      id: member.id,
      name: member.name,
      roles: member.roles,
      self: member.id === session.self.member,
      fingerprint: member.devices[0] ? wordsOf(session, member.devices[0]).join(' ') : '',
    }));
    return ok({ team: team.name, demo: team.demo, members });
  },

  'confirm-texts': async ({ session, line }) => {
    const open = listTexts(session).filter((one) => one.confirmed === null);
    if (open.length === 0) return ok({ confirmed: 0 });
    const day = isoDateSchema.safeParse(text(line.options, 'day') ?? session.today());
    if (!day.success) return usage('confirm-texts [--day YYYY-MM-DD] [--source TEXT]');
    // The record never claims a source that nobody has named.
    const source = text(line.options, 'source') ?? (isDemo(session) ? 'Exempel' : 'Ingen källa angiven');
    return confirmTexts(session, { ids: open.map((one) => one.id), day: day.data, source });
  },

  'confirm-grounds': async ({ session, line }) => {
    const open = groundViews(session).filter((one) => one.needsRecord && one.recorded?.allowed !== true);
    const named = text(line.options, 'kind');
    const kinds = open.map((one) => one.kind).filter((kind) => named === undefined || kind === named);
    if (kinds.length === 0) return ok({ recorded: 0 });
    const day = isoDateSchema.safeParse(text(line.options, 'day') ?? session.today());
    if (!day.success) return usage('confirm-grounds [--kind KIND] [--day YYYY-MM-DD] [--source TEXT]');
    const source = text(line.options, 'source') ?? (isDemo(session) ? 'Exempel' : 'Ingen källa angiven');
    return recordGrounds(session, { kinds, allowed: true, day: day.data, source });
  },

  ...disclosureCommands,
  ...packageCommands,

  import: importCommand,

  list: async ({ session, line }) => {
    const counted = countMatching(session, text(line.options, 'where') ?? '');
    return counted.ok ? ok({ count: counted.value }) : counted;
  },

  verdict: async ({ session, line, job }) => {
    const conclusions = {
      eligible: 'eligible',
      'needs-check': 'needsCheck',
      'not-eligible': 'notEligible',
    } as const;
    const to = text(line.options, 'to');
    const conclusion = Object.entries(conclusions).find(([name]) => name === to)?.[1];
    if (!conclusion || text(line.options, 'where') === undefined)
      return usage('verdict --where QUERY --to eligible|needs-check|not-eligible [--reason G1.1]');
    const cases = whereIds(session, line);
    if (!cases.ok) return cases;
    const given = giveVerdictToMany(
      session,
      { cases: cases.value, conclusion, reason: text(line.options, 'reason') },
      job,
    );
    if (!given.ok) return given;
    const refused = given.value.refused.map((one) => ({ case: one.applicationId, reason: one.reason }));
    return ok({ changed: given.value.changed, refused });
  },

  'fill-form': async ({ session, line }) => {
    const table = await tableFrom(line.positional[0]);
    return table.ok ? readFormAnswers(session, table.value) : table;
  },

  'check-employers': async ({ session, line }) => {
    if (!flag(line.options, 'all-clear')) return usage('check-employers --all-clear');
    if (!isDemo(session)) return err({ tag: 'onlyInDemo' });
    const employers = listEmployers(session, undefined).map((one) => one.id as FirstEmployer);
    const sources = ['Exempel: Bolagsverket', 'Exempel: Skatteverket'];
    const done = registerChecks(session, { employers, outcome: 'clear', day: session.today(), sources });
    return done.ok ? ok({ changed: done.value.changed }) : done;
  },

  union: async ({ session, line }) => {
    if (!flag(line.options, 'all-lapsed')) return usage('union --all-lapsed');
    if (!isDemo(session)) return err({ tag: 'onlyInDemo' });
    const employers = listEmployers(session, undefined).map((one) => one.id as FirstEmployer);
    const today = session.today();
    const [askedOn, dueOn] = [addDays(today, -15), addDays(today, -1)];
    const done = registerUnions(session, {
      employers,
      organisation: '',
      answer: 'noAnswer',
      askedOn,
      dueOn,
      day: today,
    });
    return done.ok ? ok({ changed: done.value.changed }) : done;
  },

  'fix-basis': async ({ session, line, job }) => {
    const outcome = text(line.options, 'outcome');
    const given = outcome === 'grant' || outcome === 'refusal';
    if (!given || text(line.options, 'where') === undefined)
      return usage('fix-basis --where QUERY --outcome grant|refusal');
    const cases = whereIds(session, line);
    if (!cases.ok) return cases;
    const dryRun = flag(line.options, 'dry-run');
    const done = fixMany(
      session,
      { cases: cases.value, outcome, dryRun, withExamples: isDemo(session) },
      job,
    );
    if (!done.ok) return done;
    const refused = done.value.refused.map((one) => ({
      case: one.case,
      missing: one.missing,
      ...(one.reason === null ? {} : { reason: one.reason }),
    }));
    return ok({ fixed: done.value.fixed, refused });
  },

  'export-decisions': async ({ session, line, job, resourcesDir }) => {
    const out = text(line.options, 'out');
    if (out === undefined) return usage('export-decisions --out DIR [--drafts] [--where QUERY]');
    const cases = whereIds(session, line);
    if (!cases.ok) return cases;
    const renderer = createRenderer(readFontFiles(resourcesDir));
    const input = {
      cases: cases.value,
      variant: 'party' as const,
      drafts: flag(line.options, 'drafts'),
      dir: resolve(out),
    };
    const done = await runExport(localPorts(session, renderer), input, job);
    if (!done.ok) return done;
    const { files, drafts, printFile, manifest, failed, pages } = done.value;
    return ok({
      files,
      drafts,
      pages,
      printFile,
      manifest,
      failed: failed.map((one) => ({ case: one.applicationId, reason: one.reason })),
    });
  },

  seal: async ({ session, line, job }) => {
    const [to, out] = [text(line.options, 'to'), text(line.options, 'out')];
    if (to === undefined || out === undefined) return usage('seal --to NAME --out FILE [--full]');
    const named = session.ledger.team().members.filter((one) => one.name === to || one.id === to);
    const member = named[0];
    if (!member) return err({ tag: 'unknownMember', name: to });
    if (named.length > 1) return err({ tag: 'severalSameName', name: to });
    const sealed = await sealInJob(session, { to: member.id, full: flag(line.options, 'full') }, job);
    if (!sealed.ok) return sealed;
    await putOut(session, { ...sealed.value, out });
    noteSealed(session, sealed.value);
    const again = flag(line.options, 'full');
    const beside = await saveDocumentsBeside(
      {
        next: (first) => nextDocuments(session, { to: member.id, again: first }),
        put: (given) => putOut(session, { ...given, out: given.path }),
        note: async (given) => noteGivenByHand(session, given),
      },
      { path: resolve(out), again },
    );
    const { events, bytes } = sealed.value;
    return ok({ events, bytes: bytes.length, ...filesBeside(beside) });
  },

  open: async ({ session, line, job, resourcesDir }) => {
    const file = line.positional[0];
    if (file === undefined) return usage('open FILE… [--dry-run]');
    if (!flag(line.options, 'dry-run')) {
      const opened = await openAll(session, line.positional, job);
      return opened.ok
        ? ok({ ...opened.value, ...arisingInWords(resourcesDir, opened.value.arising) })
        : opened;
    }
    const read = await readSealed(file);
    if (!read.ok) return read;
    const preview = await previewBundle(session, read.value, job);
    if (!preview.ok) return preview;
    const { added, skipped, conflicts, arising, waiting, newCases } = preview.value;
    const words = arisingInWords(resourcesDir, arising);
    return ok({ added, skipped, conflicts, ...words, waiting, newCases, dryRun: true });
  },

  ...keepingCommands,
  ...requestCommands,
  ...exchangeCommands,

  ...proofCommands,

  ...conflictCommands,

  ...purgeCommands,

  stats: async ({ session, line }) => {
    if (line.positional[0] !== 'table1') return usage('stats table1 [--intake ID]');
    const table = table1(session, text(line.options, 'intake'));
    if (!table.ok) return table;
    const { female, male, total, orange } = table.value;
    return ok({ female, male, total, orange });
  },
};

async function putOut(
  session: WriteSession,
  { permit, bytes, out }: { readonly permit: Permit; readonly bytes: Uint8Array; readonly out: string },
): Promise<void> {
  noteWrittenOut(session, [await writeOut(permit, resolve(out), bytes)]);
}

type FirstEmployer = Parameters<typeof registerChecks>[1]['employers'][number];

function whereIds(session: WriteSession, line: CommandLine): Result<CaseId[], Problem> {
  return idsMatching(session, text(line.options, 'where') ?? '');
}

function filesBeside({ documents, files }: Awaited<ReturnType<typeof saveDocumentsBeside>>): object {
  return files.length === 0 ? {} : { documents, documentFiles: files.map((one) => basename(one)) };
}

async function tableFrom(path: string | undefined): Promise<Result<RawTable, Problem | Usage>> {
  if (path === undefined) return usage('a FILE is needed');
  return readTable({ path });
}

async function importCommand({ session, line, job }: CommandContext): Reply {
  const file = await importFile(session, line);
  if (!file.ok) return file;
  const settle = text(line.options, 'settle');
  if (settle !== undefined && settle !== 'theirs') return usage('--settle theirs');
  if (settle !== undefined && !isDemo(session)) return err({ tag: 'onlyInDemo' });
  const prepared = prepareImport(session, file.value, settle === 'theirs' ? 'theirs' : null);
  if (!prepared.ok) return prepared;
  if (flag(line.options, 'dry-run')) return ok(reportOf(prepared.value));
  const written = writeImport(
    session,
    { file: file.value, prepared: prepared.value, empties: emptiesOf(line) },
    job,
  );
  if (!written.ok) return written;
  const { batch: _batch, ...report } = written.value;
  return ok(report);
}

/** The number that a dry run has shown; without it nothing is emptied. */
function emptiesOf({ options }: CommandLine): number {
  return Number(text(options, 'empties') ?? 0);
}

async function importFile(
  session: WriteSession,
  line: CommandLine,
): Promise<Result<FileImport, Problem | Usage>> {
  const path = line.positional[0];
  const kind = importKinds.find((one) => one === text(line.options, 'kind'));
  const intake = intakeIdSchema.safeParse(text(line.options, 'intake'));
  const asOf = isoDateSchema.safeParse(text(line.options, 'as-of') ?? session.today());
  if (path === undefined || !kind || !asOf.success) {
    return usage(`import FILE --kind ${importKinds.join('|')} [--intake ID] [--as-of DATE] [--dry-run]`);
  }
  if (!isLookup(kind) && !intake.success)
    return usage('--intake is written as 2026-autumn, 2026-spring or 2026-autumn-pilot');
  const table = await readTable({ path });
  if (!table.ok) return table;
  const { mapping } = readMapping(session, table.value, kind);
  return ok({
    table: table.value,
    fileName: basename(path),
    kind,
    intake: isLookup(kind) ? undefined : intake.data,
    asOf: asOf.data,
    mapping,
  });
}
