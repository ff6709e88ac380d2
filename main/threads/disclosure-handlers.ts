// Owns: the operations on what leaves the store, each one line to a service. Must not: open dialogs.
import { ok } from '../../domain/result.ts';
import type { Input, Reply } from '../../ipc/contract.ts';
import { cleanUp, givenFiles, markFilesPosted } from '../services/disclosure/given-files.ts';
import { groundViews, recordGrounds } from '../services/disclosure/grounds.ts';
import type { Session, WriteSession } from '../services/session.ts';

type Reading = 'given.grounds' | 'given.files';
type Writing = 'given.recordGrounds' | 'given.markPosted' | 'given.cleanUp';

export const disclosureReaders: {
  readonly [N in Reading]: (session: Session, input: Input<N>) => Reply<N>;
} = {
  'given.grounds': (session) => ok(groundViews(session)),
  'given.files': (session, { left }) => ok(givenFiles(session, left)),
};

export const disclosureWriters: {
  readonly [N in Writing]: (
    writing: { readonly session: WriteSession },
    input: Input<N>,
  ) => Reply<N> | Promise<Reply<N>>;
} = {
  'given.recordGrounds': ({ session }, input) => recordGrounds(session, input),
  'given.markPosted': ({ session }, input) => markFilesPosted(session, input),
  'given.cleanUp': async ({ session }, { ids }) => ok(await cleanUp(session, ids)),
};
