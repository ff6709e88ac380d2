// Owns: operations on mailings whose files the person chooses in a dialog. Must not: read the list or write a file itself.
import { basename } from 'node:path';
import { ok, type Result } from '../../domain/result.ts';
import type { Handlers } from '../../ipc/contract.ts';
import type { Problem } from '../../ipc/operation.ts';
import type { Context } from './context.ts';

type Name = 'mailings.saveRejects' | 'mailings.saveFile';
const fileNames = {
  email: 'utskick-e-post.csv',
  letter: 'utskick-brev.csv',
  digitalMailbox: 'utskick-digital-brevlada.csv',
} as const;

export function mailingHandlers({ around, control }: Context): Pick<Handlers, Name> {
  return {
    'mailings.saveRejects': async (plan) => {
      const path = await around.dialogs.save({
        title: 'Spara rader som inte lästes in',
        name: 'rader-som-inte-lastes-in.csv',
      });
      if (path === undefined) return ok({ saved: null });
      const input = { plan, path, words: around.rejectTexts() };
      const done = await control.onWriter<Result<null, Problem>>('mailingRejects', input).result;
      return done.ok ? ok({ saved: basename(path) }) : done;
    },
    'mailings.saveFile': async (input) => {
      // Refused before anybody is asked for a place (DI-1).
      const may = await control.onWriter<Result<null, Problem>>('mayWriteMailing', null).result;
      if (!may.ok) return may;
      const path = await around.dialogs.save({
        title: 'Spara utskicksfilen',
        name: fileNames[input.channel],
      });
      if (path === undefined) return ok({ saved: null, recipients: 0, appliedSince: 0 });
      const done = await control.onWriter<Result<{ recipients: number; appliedSince: number }, Problem>>(
        'mailingFile',
        { which: input, path },
      ).result;
      return done.ok ? ok({ ...done.value, saved: basename(path) }) : done;
    },
  };
}
