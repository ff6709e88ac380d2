// Owns: the inbox as a test reads it: every item opened. Must not: end anything.
import type { InboxDetail } from '../../ipc/colleagues/conflicts.ts';
import { inbox } from '../../main/services/conflicts/inbox.ts';
import { inboxDetail } from '../../main/services/conflicts/item.ts';
import type { Session } from '../../main/services/session.ts';
import { must } from '../builders/ledger.ts';

export function openInbox(session: Session): InboxDetail[] {
  return inbox(session).items.map((item) => must(inboxDetail(session, item.id)));
}

export const kindsIn = (session: Session): string[] => inbox(session).items.map((item) => item.kind);
