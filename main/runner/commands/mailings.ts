// Owns: the runner's commands on mailings before an intake. Must not: hold a rule, or print a recipient.
import { basename, resolve } from 'node:path';
import {
  batchIdSchema,
  eventHashSchema,
  intakeIdSchema,
  isoDateSchema,
  type IntakeId,
} from '../../../domain/ids.ts';
import { mailingChannels } from '../../../domain/intake/resources.ts';
import { outreachKinds } from '../../../domain/ledger/payloads/mailings.ts';
import { err, ok } from '../../../domain/result.ts';
import { readTable } from '../../files/decode.ts';
import { readMapping } from '../../services/intake/imports.ts';
import { writeMailingFile } from '../../services/mailings/files.ts';
import {
  clearMailing,
  countOutreach,
  mailingsView,
  noteReturned,
  noteSent,
  takeBack,
} from '../../services/mailings/mailings.ts';
import { mailingReport, prepareMailing, readMailing } from '../../services/mailings/prepare.ts';
import { flag, text, type CommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';

const usage = (message: string) => err({ tag: 'usage', message } as const);
const channels = mailingChannels.join('|');
const wanted = {
  prepare: 'prepare-mailing FILE --intake ID --apply-by DATE [--as-of DATE] [--dry-run]',
  file: `mailing-file --intake ID --mailing ID --channel ${channels} --out FILE`,
  note: `note-mailing --as sent|returned --intake ID --mailing ID --channel ${channels} --number N [--day DATE]`,
  clear: 'clear-mailing --intake ID --mailing ID',
  outreach: `count-outreach --kind ${outreachKinds.join('|')} --intake ID --number N [--day DATE] [--text TITLE]`,
  back: 'take-back-mailing --intake ID --item EVENT',
};

/** What every command on one mailing is told; undefined where a part is not as it should be. */
function which({ options }: CommandLine) {
  const intake = intakeIdSchema.safeParse(text(options, 'intake'));
  const mailing = batchIdSchema.safeParse(text(options, 'mailing'));
  const channel = mailingChannels.find((one) => one === text(options, 'channel'));
  return { intake: intake.data, mailing: mailing.data, channel };
}

function numberOf({ options }: CommandLine): number | undefined {
  const written = text(options, 'number') ?? '';
  return /^\d{1,7}$/.test(written) ? Number(written) : undefined;
}

function dayOf({ options }: CommandLine, today: string) {
  return isoDateSchema.safeParse(text(options, 'day') ?? today).data;
}

export const mailingCommands = {
  mailings: async ({ session }) => ok(mailingsView(session)),

  'prepare-mailing': async ({ session, line }) => {
    const [path] = line.positional;
    const { intake } = which(line);
    const asOf = isoDateSchema.safeParse(text(line.options, 'as-of') ?? session.today()).data;
    const applyBy = isoDateSchema.safeParse(text(line.options, 'apply-by')).data;
    if (path === undefined || !intake || !asOf || !applyBy) return usage(wanted.prepare);
    const table = await readTable({ path });
    if (!table.ok) return table;
    const { mapping } = readMapping(session, table.value, 'mailing');
    const file = { table: table.value, fileName: basename(path), intake, asOf, mapping };
    if (!flag(line.options, 'dry-run')) return prepareMailing(session, { file, applyBy });
    const parsed = readMailing(session, file);
    return parsed.ok ? ok(mailingReport(parsed.value)) : parsed;
  },

  'mailing-file': async ({ session, line }) => {
    const { intake, mailing, channel } = which(line);
    const out = text(line.options, 'out');
    if (!intake || !mailing || !channel || out === undefined) return usage(wanted.file);
    return writeMailingFile(session, { intake, mailing, channel }, resolve(out));
  },

  'note-mailing': async ({ session, line }) => {
    const { intake, mailing, channel } = which(line);
    const [count, day] = [numberOf(line), dayOf(line, session.today())];
    const as = text(line.options, 'as');
    if (!intake || !mailing || !channel || !count || !day) return usage(wanted.note);
    const counted = { intake, mailing, channel, day, count };
    if (as === 'sent') return noteSent(session, counted);
    return as === 'returned' ? noteReturned(session, counted) : usage(wanted.note);
  },

  'clear-mailing': async ({ session, line }) => {
    const { intake, mailing } = which(line);
    return intake && mailing ? clearMailing(session, { intake, mailing }) : usage(wanted.clear);
  },

  'count-outreach': async ({ session, line }) => {
    const intake: IntakeId | undefined = which(line).intake;
    const what = outreachKinds.find((one) => one === text(line.options, 'kind'));
    const [count, day] = [numberOf(line), dayOf(line, session.today())];
    if (!intake || !what || count === undefined || !day) return usage(wanted.outreach);
    const title = (text(line.options, 'text') ?? '').slice(0, 120);
    return countOutreach(session, { intake, what, day, count, title });
  },

  'take-back-mailing': async ({ session, line }) => {
    const id = eventHashSchema.safeParse(text(line.options, 'item')).data;
    const { intake } = which(line);
    return id && intake ? takeBack(session, { intake, id }) : usage(wanted.back);
  },
} satisfies Readonly<Record<string, Command>>;
