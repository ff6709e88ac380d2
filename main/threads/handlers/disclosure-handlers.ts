// Owns: the operations on what leaves the store, each one line to a service. Must not: open dialogs.
import { ok } from '../../../domain/result.ts';
import type { Input, Reply } from '../../../ipc/contract.ts';
import { noteComplaint } from '../../services/disclosure/complaints.ts';
import { disclosureView } from '../../services/disclosure/give-out.ts';
import { listIncidents, recordIncident } from '../../services/disclosure/incidents.ts';
import { cleanUp, givenFiles, markFilesPosted } from '../../services/disclosure/given-files.ts';
import { groundViews, recordGrounds } from '../../services/disclosure/grounds.ts';
import { previewWorkList } from '../../services/disclosure/work-list.ts';
import type { Session, WriteSession } from '../../services/session.ts';

type Reading = 'given.grounds' | 'given.files' | 'workList.preview' | 'disclosure.view' | 'incidents.list';
type Writing =
  | 'given.recordGrounds'
  | 'given.markPosted'
  | 'given.cleanUp'
  | 'disclosure.complaint'
  | 'incidents.record';

export const disclosureReaders: {
  readonly [N in Reading]: (session: Session, input: Input<N>) => Reply<N>;
} = {
  'given.grounds': (session) => ok(groundViews(session)),
  'given.files': (session, { left }) => ok(givenFiles(session, left)),
  'workList.preview': (session, input) => previewWorkList(session, input),
  'disclosure.view': (session, { id }) => disclosureView(session, id),
  'incidents.list': (session) => ok(listIncidents(session)),
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
  'disclosure.complaint': ({ session }, input) => noteComplaint(session, input),
  'incidents.record': ({ session }, input) => recordIncident(session, input),
};
