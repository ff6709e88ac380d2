// Owns: the operations on signed data packages, each a line to a service. Must not: open dialogs.
import { ok } from '../../../domain/result.ts';
import type { Input, Reply } from '../../../ipc/contract.ts';
import { checkPackage, takePackage } from '../../services/package/check.ts';
import { issuerViews, trustIssuer } from '../../services/package/issuers.ts';
import type { Session, WriteSession } from '../../services/session.ts';

type Reading = 'packages.check' | 'packages.issuers';
type Writing = 'packages.take' | 'packages.trust';

export const packageReaders: {
  readonly [N in Reading]: (session: Session, input: Input<N>) => Promise<Reply<N>>;
} = {
  'packages.check': (session, input) => checkPackage(session, input),
  'packages.issuers': async (session) =>
    ok({
      issuers: await issuerViews(session),
      types: session.reference.dataPackages.types.map(({ id }) => id),
    }),
};

export const packageWriters: {
  readonly [N in Writing]: (
    writing: { readonly session: WriteSession },
    input: Input<N>,
  ) => Reply<N> | Promise<Reply<N>>;
} = {
  'packages.take': ({ session }, input) => takePackage(session, input),
  'packages.trust': ({ session }, input) => trustIssuer(session, input),
};
