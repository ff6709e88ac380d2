// Owns: operations between colleagues whose files the person chooses: keys, invitations, sealed bundles.
// Must not: judge a file; the services do.
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Permit } from '../../domain/disclosure/grounds.ts';
import { isFork } from '../../domain/sync/fork.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Handlers, Input, Reply } from '../../ipc/contract.ts';
import type { Problem } from '../../ipc/operation.ts';
import { saveDocumentsBeside, type DocumentsByHand } from '../services/exchange/by-hand.ts';
import type { SealedOut } from '../services/exchange/sealing.ts';
import { putOut, readChosen, type Context } from './context.ts';

type GroupName =
  | 'exchange.savePublicKey'
  | 'exchange.choosePublicKey'
  | 'exchange.invite'
  | 'exchange.chooseInvitation'
  | 'exchange.join';
const keyExtension = 'sprangbradan-nyckel';
const sealedExtension = 'sprangbradan';

export function groupHandlers(context: Context): Pick<Handlers, GroupName> {
  const { around, control } = context;
  let key: { readonly token: string; readonly text: string } | undefined;
  return {
    'exchange.savePublicKey': async () => {
      const own = await control.onWriter<Result<{ text: string; permit: Permit }, Problem>>('ownKey', null)
        .result;
      if (!own.ok) return own;
      const { text, permit } = own.value;
      const path = await around.dialogs.save({
        title: 'Spara din nyckelfil',
        name: `min-nyckel.${keyExtension}`,
      });
      if (path !== undefined) await putOut(context, { permit, path, bytes: Buffer.from(text, 'utf8') });
      return ok({ saved: path === undefined ? null : basename(path) });
    },
    'exchange.choosePublicKey': async () => {
      const chosen = await readChosen(context, {
        title: 'Välj kollegans nyckelfil',
        extensions: [keyExtension, 'json'],
      });
      if (!chosen.ok || chosen.value === null) return chosen.ok ? ok(null) : chosen;
      const text = chosen.value.toString('utf8');
      type Read = Result<{ name: string; words: readonly string[] }, Problem>;
      const read = await control.onWriter<Read>('readKey', text).result;
      if (!read.ok) return read;
      key = { token: randomUUID(), text };
      return ok({ token: key.token, ...read.value });
    },
    'exchange.invite': async ({ token, roles, as }) => {
      if (key?.token !== token) return err({ tag: 'fileGone' });
      const input = { text: key.text, roles, as };
      const sealed = await control.onWriter<Result<{ bytes: Uint8Array; permit: Permit }, Problem>>(
        'invite',
        input,
      ).result;
      if (!sealed.ok) return sealed;
      around.notify({ kind: 'changed', cases: 'many' });
      const path = await around.dialogs.save({
        title: 'Spara inbjudan',
        name: `inbjudan.${sealedExtension}`,
      });
      const { bytes, permit } = sealed.value;
      if (path !== undefined) await putOut(context, { permit, path, bytes });
      return ok({ saved: path === undefined ? null : basename(path) });
    },
    ...joinHandlers(context),
  };
}

/** The inviter's six words are shown before anything is joined: a forged invitation must not take a store over. */
function joinHandlers(context: Context): Pick<Handlers, 'exchange.chooseInvitation' | 'exchange.join'> {
  let invitation: { readonly token: string; readonly bytes: Uint8Array } | undefined;
  type Read = Result<{ team: string; from: string; words: readonly string[] }, Problem>;
  return {
    'exchange.chooseInvitation': async () => {
      const chosen = await readChosen(context, { title: 'Välj inbjudan', extensions: [sealedExtension] });
      if (!chosen.ok || chosen.value === null) return chosen.ok ? ok(null) : chosen;
      const bytes = new Uint8Array(chosen.value);
      const read = await context.control.onWriter<Read>('invitation', bytes).result;
      if (!read.ok) return read;
      invitation = { token: randomUUID(), bytes };
      return ok({ token: invitation.token, ...read.value });
    },
    'exchange.join': async ({ token }) =>
      invitation?.token === token ? joinGroup(context, invitation.bytes) : err({ tag: 'fileGone' }),
  };
}

/** The store becomes the inviter's group's and is opened anew. */
async function joinGroup({ around, control }: Context, bytes: Uint8Array): Promise<Reply<'exchange.join'>> {
  const joined = await control.onWriter<Result<{ team: string }, Problem>>('join', bytes).result;
  if (!joined.ok) return joined;
  const again = await control.reopen();
  if (!again.ok) return again;
  around.notify({ kind: 'changed', cases: 'many' });
  return ok({ team: joined.value.team });
}

export function exchangeHandlers(context: Context): Pick<Handlers, 'exchange.seal' | 'exchange.choose'> {
  return {
    'exchange.seal': (input) => sealTo(context, input),
    'exchange.choose': async () => {
      const paths = await context.around.dialogs.openSeveral({
        title: 'Välj fil från en kollega',
        extensions: [sealedExtension],
      });
      if (paths.length === 0) return ok(null);
      const { control, jobs } = context;
      const read = await jobs.run('exchange.choose', (progress) =>
        control.onWriter<Reply<'exchange.choose'>>('received', paths, progress),
      );
      const isKept = read.ok ? read.value?.token === null : isFork(read.error);
      if (isKept) context.around.notify({ kind: 'changed', cases: [] });
      return read;
    },
  };
}

/** The colleague counts as given only once the file is whole in its place. */
async function sealTo(context: Context, input: Input<'exchange.seal'>): Promise<Reply<'exchange.seal'>> {
  const { around, control, jobs } = context;
  const sealed = await jobs.run('exchange.seal', (progress) =>
    control.onWriter<Result<SealedOut, Problem>>('seal', input, progress),
  );
  if (!sealed.ok) return sealed;
  const { bytes, permit, ...given } = sealed.value;
  const path = await around.dialogs.save({
    title: 'Spara fil till kollega',
    name: 'till-kollega.sprangbradan',
  });
  if (path === undefined) return ok({ saved: null, events: 0, bytes: 0, documents: 0, documentFiles: [] });
  await putOut(context, { permit, path, bytes });
  await control.onWriter<void>('noteSealed', given).result;
  const { documents, files } = await saveDocumentsBeside(
    {
      next: (again) =>
        control.onWriter<DocumentsByHand | undefined>('documents', { to: input.to, again }).result,
      put: (file) => putOut(context, file),
      note: (documentsGiven) => control.onWriter<void>('noteDocuments', documentsGiven).result,
    },
    { path, again: input.full },
  );
  around.notify({ kind: 'changed', cases: [] });
  const documentFiles = files.map((file) => basename(file));
  return ok({ saved: basename(path), events: given.events, bytes: bytes.length, documents, documentFiles });
}
