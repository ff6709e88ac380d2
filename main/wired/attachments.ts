// Owns: choosing files to attach in a dialog, and opening one to the window: logged as the reading of its case, then shown.
// Must not: show a byte that has not been logged, or keep a picture longer than until the next one or the lock.
import { randomBytes } from 'node:crypto';
import { ok, type Result } from '../../domain/result.ts';
import type { MediaType } from '../../domain/ledger/payloads/attachments.ts';
import type { Handlers, Reply } from '../../ipc/contract.ts';
import type { Problem } from '../../ipc/operation.ts';
import type { ReadAttachment } from '../services/attachments/opening.ts';
import type { Context } from './context.ts';

export type ShownPicture = { readonly mediaType: MediaType; readonly bytes: Uint8Array };

/** The one picture that the window shows, by an address that nobody can guess and that is never given again. */
export type Pictures = {
  readonly put: (picture: ShownPicture) => string;
  /** By the path of the address; undefined when it is not the picture that is shown now. */
  readonly take: (path: string) => ShownPicture | undefined;
  readonly forget: () => void;
};

export const picturePath = '/attachment/';

export function createPictures(): Pictures {
  let shown: { readonly path: string; readonly picture: ShownPicture } | undefined;
  return {
    put: (picture) => {
      const path = `${picturePath}${randomBytes(16).toString('hex')}`;
      shown = { path, picture };
      return path;
    },
    take: (path) => (shown?.path === path ? shown.picture : undefined),
    forget: () => {
      shown = undefined;
    },
  };
}

type Name = 'attachments.choose' | 'attachments.open';

export function attachmentHandlers({ around, control }: Context, pictures: Pictures): Pick<Handlers, Name> {
  return {
    'attachments.choose': async () => {
      const paths = await around.dialogs.openSeveral({
        title: 'Välj filer att bifoga',
        extensions: ['pdf', 'png', 'jpg', 'jpeg'],
      });
      if (paths.length === 0) return ok(null);
      return control.onWriter<Reply<'attachments.choose'>>('attachments', paths).result;
    },
    'attachments.open': async (input) => {
      pictures.forget();
      const read = await control.onReader<Result<ReadAttachment, Problem>>('attachment', input);
      if (!read.ok) return read;
      // Before anything is shown: an opening that cannot be noted is none (AT-7).
      const noted = await control.onWriter<Reply<'access.opened'>>('opened', input.id).result;
      if (!noted.ok) return noted;
      const { fileName, mediaType, bytes } = read.value;
      if (mediaType === 'application/pdf') return ok({ fileName, mediaType, address: null, bytes });
      return ok({ fileName, mediaType, address: pictures.put({ mediaType, bytes }), bytes: null });
    },
  };
}
