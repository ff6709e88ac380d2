// Owns: operations that give out of a case, or an incident's record, to a file that the person chooses.
// Must not: write anything without the permit that the services give.
import { basename } from 'node:path';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Handlers, Reply } from '../../ipc/contract.ts';
import type { Problem } from '../../ipc/operation.ts';
import type { GivenOut, Prepared } from '../services/disclosure/prepared.ts';
import type { Written } from '../services/disclosure/write-giving.ts';
import type { Context } from './context.ts';

type Name = 'disclosure.give' | 'incidents.save';

export function disclosureHandlers(context: Context): Pick<Handlers, Name> {
  const { around, control } = context;
  return {
    'disclosure.give': async (input) => {
      const prepared = await control.onReader<Result<Prepared, Problem>>('prepareGiving', input);
      if (!prepared.ok) return prepared;
      const written = await writePrepared(context, prepared.value);
      if (!written.ok) return written;
      if (written.value === null) return ok({ saved: null, pages: 0, files: [] });
      const { files, pages } = written.value;
      const { permit } = prepared.value;
      const noted = await control.onWriter<Result<unknown, Problem>>('recordGiving', { input, permit, files })
        .result;
      if (!noted.ok) return noted;
      around.notify({ kind: 'changed', cases: [input.id] });
      return ok(replyOf(files, pages));
    },
    'incidents.save': async (input) => {
      const prepared = await control.onReader<Result<Prepared, Problem>>('prepareIncident', input);
      if (!prepared.ok) return prepared;
      const written = await writePrepared(context, prepared.value);
      if (!written.ok) return written;
      if (written.value === null) return ok({ saved: null, pages: 0, files: [] });
      const { files, pages } = written.value;
      await control.onWriter<void>('noteFiles', files).result;
      return ok(replyOf(files, pages));
    },
  };
}

/** Null when the person closed the dialog. */
export async function writePrepared(
  { around, control }: Context,
  prepared: Prepared,
): Promise<Result<Written | null, Problem>> {
  const path = await around.dialogs.save({ title: 'Spara det som lämnas ut', name: `${prepared.stem}.pdf` });
  if (path === undefined) return ok(null);
  try {
    return await control.onPdf<Result<Written, Problem>>('giving', { prepared, path });
  } catch (error) {
    if (control.status().phase === 'open') throw error;
    return err({ tag: 'storeLocked' });
  }
}

export function replyOf(
  files: readonly GivenOut[],
  pages: number,
): Extract<Reply<'disclosure.give'>, { ok: true }>['value'] {
  const names = files.map((file) => basename(file.path));
  return { saved: names[0] ?? null, pages, files: names };
}
