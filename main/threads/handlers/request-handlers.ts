// Owns: the operations on what is asked of applicants, each a line to a service. Must not: make a letter.
import { ok } from '../../../domain/result.ts';
import type { Input, Reply } from '../../../ipc/contract.ts';
import {
  endRequests,
  extendRequests,
  proposeRequests,
  remindOf,
  requestOverview,
  sendRequests,
} from '../../services/requests/requests.ts';
import { recordMatter } from '../../services/requests/matter.ts';
import { askQuestion, endQuestion } from '../../services/requests/questions.ts';
import type { Session, WriteSession } from '../../services/session.ts';

type Reading = 'requests.overview' | 'requests.propose';
type Writing =
  | 'requests.send'
  | 'requests.extend'
  | 'requests.remind'
  | 'requests.end'
  | 'requests.matter'
  | 'requests.question'
  | 'requests.endQuestion';

export const requestReaders: {
  readonly [N in Reading]: (session: Session, input: Input<N>) => Reply<N>;
} = {
  'requests.overview': (session) => ok(requestOverview(session)),
  'requests.propose': (session, input) => ok(proposeRequests(session, input)),
};

export const requestWriters: {
  readonly [N in Writing]: (writing: { readonly session: WriteSession }, input: Input<N>) => Reply<N>;
} = {
  'requests.send': ({ session }, input) => sendRequests(session, input),
  'requests.extend': ({ session }, input) => extendRequests(session, input),
  'requests.remind': ({ session }, input) => remindOf(session, input),
  'requests.end': ({ session }, input) => endRequests(session, input),
  'requests.matter': ({ session }, input) => recordMatter(session, input),
  'requests.question': ({ session }, input) => askQuestion(session, input),
  'requests.endQuestion': ({ session }, input) => endQuestion(session, input),
};
