// Owns: the operations of purges, each a line to a service, by thread. Must not: judge.
import type { Input, Reply } from '../../../ipc/contract.ts';
import { ok } from '../../../domain/result.ts';
import {
  countOverdue,
  freezeStatistics,
  previewPurge,
  recordArchive,
  setHold,
  signPurge,
} from '../../services/purge/runs.ts';
import { nameOfficer, purgeNamed, purgeStatus } from '../../services/purge/status.ts';
import { protectCase } from '../../services/purge/protect.ts';
import { finishPurge } from '../../services/purge/finish.ts';
import type { Session, WriteSession } from '../../services/session.ts';
import type { ReaderName, WriterName } from '../names.ts';
import type { JobContext } from '../protocol.ts';

type Writing = { readonly session: WriteSession; readonly job: JobContext };
type Reads = Extract<ReaderName, `purge.${string}`>;
type Writes = Extract<WriterName, `purge.${string}`>;

export const purgeReaders: { readonly [N in Reads]: (session: Session, input: Input<N>) => Reply<N> } = {
  'purge.status': (session) => ok(purgeStatus(session)),
  'purge.overdue': (session) => ok({ cases: countOverdue(session) }),
  'purge.preview': (session, { intake }) => ok(previewPurge(session, intake)),
  'purge.named': (session, { run }) => purgeNamed(session, run),
};

export const purgeWriters: {
  readonly [N in Writes]: (writing: Writing, input: Input<N>) => Reply<N> | Promise<Reply<N>>;
} = {
  'purge.sign': async ({ session, job }, input) => {
    const signed = signPurge(session, input, job);
    if (signed.ok) await finishPurge(session);
    return signed;
  },
  'purge.protect': async ({ session }, input) => {
    const marked = protectCase(session, input);
    if (marked.ok) await finishPurge(session);
    return marked;
  },
  'purge.freeze': ({ session }, { intake }) => freezeStatistics(session, intake),
  'purge.recordArchive': ({ session }, input) => recordArchive(session, input),
  'purge.hold': ({ session }, input) => setHold(session, input),
  'purge.nameOfficer': ({ session }, input) => nameOfficer(session, input),
};
