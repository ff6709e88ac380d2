// Owns: the writer's turns of a round at the shared folder. Must not: touch the folder; main does, so that a slow share holds nobody.
import {
  leftFile,
  mailboxSetting,
  mayPut,
  nextToPut,
  noteLying,
  notePut,
  pickUp,
  saveMailbox,
  worthReading,
} from '../services/mailbox/mailbox.ts';
import type { WriteSession } from '../services/session.ts';

type Second<F> = F extends (session: never, input: infer I) => unknown ? I : never;

/** `current` gives the open session at the moment of the call. */
export function mailboxHalves(current: () => WriteSession) {
  return {
    'mailbox.setting': () => mailboxSetting(current()),
    'mailbox.save': (change: Second<typeof saveMailbox>) => saveMailbox(current(), change),
    'mailbox.worthReading': (files: Second<typeof worthReading>) => worthReading(current(), files),
    'mailbox.pickUp': (file: Second<typeof pickUp>) => pickUp(current(), file),
    'mailbox.noteLying': (lying: Second<typeof noteLying>) => noteLying(current(), lying),
    'mailbox.mayPut': () => mayPut(current()),
    'mailbox.next': (turn: Second<typeof nextToPut>) => nextToPut(current(), turn),
    'mailbox.notePut': (put: Second<typeof notePut>) => notePut(current(), put),
    'mailbox.left': (name: string) => leftFile(current(), name),
  };
}
