// Owns: the files that stand against what is here, as the window names them: from whom, and whose entries have two forms.
// Must not: take anything of them in.
import { z } from 'zod';
import { isSheet, recoveryRecipients, type TeamState } from '../../../domain/team/team-state.ts';
import type { ExchangeStatus } from '../../../ipc/colleagues/exchange.ts';
import { readSetting, writeSetting } from '../../../db/local/drafts.ts';
import { quarantinedBundles } from '../../../db/local/quarantine.ts';
import type { Session, WriteSession } from '../session.ts';
import { nameOfDevice } from './names.ts';

const key = 'exchange.setAsideFrom';
const sendersSchema = z.record(z.string(), z.string().max(120));

function sendersOf(session: Session): Record<string, string> {
  return sendersSchema.catch({}).parse(readSetting(session.store.db, key) ?? {});
}

/** By the file's own membership: who built the group a second time is nobody here. */
export function noteSender(session: WriteSession, sha256: string, name: string): void {
  writeSetting(session.store.db, key, { ...sendersOf(session), [sha256]: name });
}

export function setAsideOf(session: Session): ExchangeStatus['setAside'] {
  const team = session.ledger.team();
  const senders = sendersOf(session);
  return quarantinedBundles(session.store.db).map(
    ({ sha256, senderDevice, forkedDevice, seq, receivedAt }) => ({
      id: sha256,
      from: senders[sha256] ?? nameOfDevice(team, senderDevice),
      forked: nameOfDevice(team, forkedDevice),
      isOwn: forkedDevice === session.self.device,
      sheet: sheetState(team, forkedDevice),
      seq,
      at: receivedAt,
    }),
  );
}

function sheetState(team: TeamState, device: string): ExchangeStatus['setAside'][number]['sheet'] {
  if (!isSheet(team, device)) return null;
  return recoveryRecipients(team).some(({ id }) => id === device) ? 'inForce' : 'replaced';
}
