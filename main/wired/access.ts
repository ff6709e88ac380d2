// Owns: the read log's operations that open a dialog, and the note that a case was shown. Must not: judge a log.
import { basename } from 'node:path';
import type { Permit } from '../../domain/disclosure/grounds.ts';
import type { ComposedDocument } from '../../domain/document/blocks.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Handlers, Reply } from '../../ipc/contract.ts';
import type { Problem } from '../../ipc/operation.ts';
import type { SealedLog } from '../services/access/read-log.ts';
import { putOut, readChosen, type Context } from './context.ts';

type AccessName = 'access.opened' | 'access.seal' | 'access.receive' | 'access.finish' | 'access.protocol';
const extension = 'sprangbradan-logg';

export function accessHandlers(context: Context): Pick<Handlers, AccessName> {
  const { control, around } = context;
  return {
    'access.opened': ({ id }) => control.onWriter<Reply<'access.opened'>>('opened', id).result,
    'access.seal': () => sealLog(context),
    'access.receive': async () => {
      const chosen = await readChosen(context, {
        title: 'Välj logg från en kollega',
        extensions: [extension],
      });
      if (!chosen.ok || chosen.value === null) return chosen.ok ? ok(null) : chosen;
      const bytes = new Uint8Array(chosen.value);
      const received = await control.onWriter<Reply<'access.receive'>>('receiveLog', bytes).result;
      if (received.ok) around.notify({ kind: 'changed', cases: [] });
      return received;
    },
    'access.finish': async () => {
      const done = await control.onWriter<Result<{ id: number }, Problem>>('finishReview', null).result;
      if (!done.ok) return done;
      around.notify({ kind: 'changed', cases: [] });
      const saved = await saveProtocol(context, done.value.id);
      return saved.ok ? ok({ id: done.value.id, ...saved.value }) : saved;
    },
    'access.protocol': ({ id }) => saveProtocol(context, id),
  };
}

/** Counts as given only once the file is whole in its place. */
async function sealLog({ control, around }: Context): Promise<Reply<'access.seal'>> {
  const permit = await permitOf(control);
  if (!permit.ok) return permit;
  const sealed = await control.onWriter<Result<SealedLog, Problem>>('sealLog', null).result;
  if (!sealed.ok) return sealed;
  const { bytes, lines } = sealed.value;
  const path = await around.dialogs.save({
    title: 'Spara logg till granskare',
    name: `min-logg.${extension}`,
  });
  if (path === undefined) return ok({ saved: null, lines });
  await putOut({ control }, { permit: permit.value, path, bytes });
  await control.onWriter<void>('noteLogSealed', lines).result;
  around.notify({ kind: 'changed', cases: [] });
  return ok({ saved: basename(path), lines });
}

/** DI-1: neither a log nor a protocol leaves without a recorded ground. */
function permitOf(control: Context['control']): Promise<Result<Permit, Problem>> {
  return control.onWriter<Result<Permit, Problem>>('permit', 'protocol').result;
}

type Rendered = Result<{ readonly bytes: Uint8Array }, Problem>;

async function saveProtocol({ control, around }: Context, id: number): Promise<Reply<'access.protocol'>> {
  const permit = await permitOf(control);
  if (!permit.ok) return permit;
  const kept = await control.onWriter<Result<ComposedDocument, Problem>>('protocol', id).result;
  if (!kept.ok) return kept;
  const path = await around.dialogs.save({ title: 'Spara protokoll', name: 'granskning-av-laslogg.pdf' });
  if (path === undefined) return ok({ saved: null });
  const made = await control.onPdf<Rendered>('renderOne', kept.value);
  if (!made.ok) return err(made.error);
  await putOut({ control }, { permit: permit.value, path, bytes: made.value.bytes });
  return ok({ saved: basename(path) });
}
