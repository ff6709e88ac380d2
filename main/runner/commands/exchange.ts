// Owns: the runner's commands for the shared folder and for what stands around an exchange. Must not: hold a rule.
import { resolve } from 'node:path';
import { err, ok } from '../../../domain/result.ts';
import { createMailboxFolder } from '../../files/mailbox-folder.ts';
import { writeOut } from '../../files/write-out.ts';
import { noteWrittenOut } from '../../services/disclosure/given-files.ts';
import { exportPermit } from '../../services/disclosure/grounds.ts';
import { openingKeyFile } from '../../services/group/key-file.ts';
import { mailboxStatus } from '../../services/mailbox/mailbox-view.ts';
import { mailboxSetting, saveMailbox } from '../../services/mailbox/mailbox.ts';
import { runRound, storePorts } from '../../services/mailbox/round.ts';
import { seenView } from '../../services/exchange/seen.ts';
import { handoverOverview } from '../../services/review/handover.ts';
import { exchangeStatus } from '../../services/exchange/status.ts';
import { flag, text } from '../arguments.ts';
import type { Command } from '../command.ts';
import { heardOf } from './handover.ts';

export const exchangeCommands: Readonly<Record<string, Command>> = {
  'set-mailbox': async ({ session, line }) => {
    const folder = text(line.options, 'folder');
    const stop = flag(line.options, 'stop');
    if (folder === undefined && !stop)
      return err({ tag: 'usage', message: 'set-mailbox --folder DIR [--ask] | --stop' });
    if (folder !== undefined) {
      const listed = await createMailboxFolder(resolve(folder)).list();
      if (!listed.ok) return listed;
    }
    const takeIn = flag(line.options, 'ask') ? 'ask' : 'self';
    const saved = saveMailbox(session, {
      folder: stop || folder === undefined ? null : resolve(folder),
      takeIn,
    });
    return ok({ folder: saved.folder, takeIn: saved.takeIn });
  },

  mailbox: async ({ session, line }) => {
    const { folder } = mailboxSetting(session);
    if (folder === null) return err({ tag: 'mailboxNotChosen' });
    const ports = { folder: createMailboxFolder(folder), store: storePorts(session) };
    const done = await runRound(ports, { pickUp: !flag(line.options, 'put-only'), put: true });
    if (!done.ok) return done;
    const { left } = mailboxStatus(session);
    return ok({
      ...done.value,
      left: left.map(({ name, from, reason }) => ({ name, from, reason })),
    });
  },

  'export-key': async ({ session, line }) => {
    const out = text(line.options, 'out');
    if (out === undefined) return err({ tag: 'usage', message: 'export-key --out FILE' });
    const permit = exportPermit(session, 'keyFile');
    if (!permit.ok) return permit;
    const bytes = Buffer.from(openingKeyFile(session), 'utf8');
    noteWrittenOut(session, [await writeOut(permit.value, resolve(out), bytes)]);
    return ok({ out, recipient: session.self.keys.recipient });
  },

  seen: async ({ session }) => {
    const { members, cells, documents } = seenView(session);
    const name = (id: string) => members.find((one) => one.id === id)?.name ?? id;
    const { colleagues } = handoverOverview(session);
    return ok({
      members: members.map(({ id, name: who }) => ({ name: who, ...heardOf(colleagues, id) })),
      cells: cells.map(({ of, by, missing, given }) => ({ of: name(of), by: name(by), missing, given })),
      documents,
    });
  },

  waiting: async ({ session }) => {
    const { waiting, setAside } = exchangeStatus(session);
    return ok({
      waiting: waiting.map(({ from, missing }) => ({ from, missing })),
      setAside: setAside.map(({ from, forked, seq, sheet }) => ({ from, forked, seq, sheet })),
    });
  },
};
