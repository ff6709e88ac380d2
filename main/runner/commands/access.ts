// Owns: the runner's commands of the read log: how far it has come, sealing and receiving one, a kept protocol as PDF.
// Must not: judge an opening; a person does that, one at a time, in the window.
import { resolve } from 'node:path';
import { err, ok } from '../../../domain/result.ts';
import { writeOut } from '../../files/write-out.ts';
import { readFontFiles } from '../../pdf/font/files.ts';
import { createRenderer } from '../../pdf/renderer.ts';
import { noteLogSealed, receiveLog, sealOwnLog } from '../../services/access/read-log.ts';
import { accessStatus, keptProtocol } from '../../services/access/review.ts';
import { noteWrittenOut } from '../../services/disclosure/given-files.ts';
import { exportPermit } from '../../services/disclosure/grounds.ts';
import { text } from '../arguments.ts';
import type { Command, CommandContext, Reply } from '../command.ts';
import { readSealed } from '../read-sealed.ts';

const usage = (message: string) => err({ tag: 'usage', message } as const);

const acts: Readonly<Record<string, (context: CommandContext) => Reply>> = {
  status: async ({ session }) => {
    const { own, reviewers, received, lacking, finished } = accessStatus(session);
    return ok({ own, reviewers, received, lacking, finished });
  },

  seal: async ({ session, line }) => {
    const out = text(line.options, 'out');
    if (out === undefined) return usage('log seal --out FILE');
    const permit = exportPermit(session, 'protocol');
    if (!permit.ok) return permit;
    const sealed = await sealOwnLog(session);
    if (!sealed.ok) return sealed;
    const { bytes, lines, to } = sealed.value;
    noteWrittenOut(session, [await writeOut(permit.value, resolve(out), bytes)]);
    noteLogSealed(session, lines);
    return ok({ out, lines, to });
  },

  receive: async ({ session, line }) => {
    const file = line.positional[1];
    if (file === undefined) return usage('log receive FILE');
    const read = await readSealed(file);
    return read.ok ? receiveLog(session, read.value) : read;
  },

  protocol: async ({ session, line, resourcesDir }) => {
    const [id, out] = [Number(text(line.options, 'item')), text(line.options, 'out')];
    if (!Number.isSafeInteger(id) || out === undefined) return usage('log protocol --item N --out FILE');
    const permit = exportPermit(session, 'protocol');
    if (!permit.ok) return permit;
    const kept = keptProtocol(session, id);
    if (!kept.ok) return kept;
    const made = await createRenderer(readFontFiles(resourcesDir)).renderDocument(kept.value);
    if (!made.ok) return made;
    noteWrittenOut(session, [await writeOut(permit.value, resolve(out), made.value.bytes)]);
    return ok({ out, pages: made.value.pages });
  },
};

export const accessCommands: Readonly<Record<string, Command>> = {
  log: async (context) => {
    const act = acts[context.line.positional[0] ?? ''];
    return act ? act(context) : usage('log status|seal|receive|protocol');
  },
};
