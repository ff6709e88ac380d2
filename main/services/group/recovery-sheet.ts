// Owns: the agency's recovery sheet: making it and acting by it (rebuild.ts builds the group again by it).
// Must not: keep the code or show it twice.
import type { DeviceId, EventHash, MemberId } from '../../../domain/ids.ts';
import { eventHashSchema, memberIdSchema } from '../../../domain/ids.ts';
import { bodyVersion } from '../../../domain/ledger/event.ts';
import type { Payload } from '../../../domain/ledger/payload.ts';
import { typeOf } from '../../../domain/ledger/read-payload.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { needRole } from '../../../domain/team/roles.ts';
import { memberOf, recoveryRecipients } from '../../../domain/team/team-state.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { makeEvent } from '../../../db/ledger/event-rows.ts';
import { readDeviceHead } from '../../../db/ledger/writing.ts';
import { readMeta } from '../../../db/meta.ts';
import { encryptTo } from '../../crypto/age.ts';
import { createSheet, readSheet, type SheetKeys } from '../../crypto/recovery-sheet.ts';
import { signHash } from '../../crypto/signing.ts';
import type { WriteSession } from '../session.ts';
import { wordsOf } from './invitations.ts';

export type NewSheet = { readonly code: string; readonly words: readonly string[] };

/** GR-11: from now on every sealed file can be opened with the sheet; a former sheet opens nothing new. */
export async function setRecoverySheet(
  session: WriteSession,
  keeper: string,
): Promise<Result<NewSheet, Problem>> {
  const may = needRole(session.ledger.team(), session.self, ['administrator']);
  if (!may.ok) return may;
  const { code, keys } = await createSheet();
  const sealed = await encryptTo([keys.recipient], Buffer.from(session.self.idSecret, 'hex'));
  const idSecret = Buffer.from(sealed).toString('base64');
  const written = session.ledger.append([
    { stream: 'team', payload: { kind: 'recoveryKey.set', device: keys, keeper, idSecret } },
  ]);
  return written.ok ? ok({ code, words: wordsOf(session, keys) }) : err(written.error);
}

export type SheetAct =
  | { readonly kind: 'settle'; readonly setAside: readonly EventHash[]; readonly reason: string }
  | { readonly kind: 'administrator'; readonly member: MemberId };

/** The sheet acts under its own key: an event of its own chain, written on whichever computer the sheet is typed in at. */
export async function actBySheet(
  session: WriteSession,
  code: string,
  act: SheetAct,
): Promise<Result<null, Problem>> {
  const sheet = await readSheet(code);
  if (!sheet.ok) return sheet;
  const team = session.ledger.team();
  if (!recoveryRecipients(team).some(({ id }) => id === sheet.value.keys.id))
    return err({ tag: 'otherSheet' });
  const payload = payloadOf(session, act);
  if (!payload.ok) return payload;
  const merged = session.ledger.appendForeign([eventBySheet(session, sheet.value, payload.value)]);
  return merged.ok ? ok(null) : err(merged.error);
}

function payloadOf(session: WriteSession, act: SheetAct): Result<Payload, Problem> {
  const team = session.ledger.team();
  if (act.kind === 'settle') {
    const open = act.setAside.every((hash) => team.disputed.includes(hash));
    const payload = { kind: 'membership.settled' as const, setAside: [...act.setAside], reason: act.reason };
    return open ? ok(payload) : err({ tag: 'notDisputed' });
  }
  const member = memberOf(team, act.member);
  if (member?.standing !== 'active') return err({ tag: 'unknownMember' });
  const roles = [...new Set([...member.roles, 'administrator' as const])];
  const seen = member.devices.map(({ id }) => ({
    device: id,
    seq: readDeviceHead(session.store.db, id).contiguous,
  }));
  return ok({ kind: 'roles.changed', member: member.id, roles, seen });
}

/** An event of the sheet's own chain; whoever asks for it has read the code. */
export function eventBySheet(session: WriteSession, { keys, signingKey }: SheetKeys, payload: Payload) {
  const { db } = session.store;
  const head = readDeviceHead(db, keys.id);
  const sign = (hash: Uint8Array) =>
    Buffer.from(signHash(signingKey, eventHashSchema.parse(Buffer.from(hash).toString('hex'))), 'hex');
  const { stored } = makeEvent(
    {
      v: bodyVersion,
      device: keys.id,
      seq: head.seq + 1,
      hlc: Math.max(session.now(), (readMeta(db).clock ?? 0) + 1),
      actor: sheetMember(keys.id),
      stream: 'team',
      type: typeOf(payload.kind),
      refs: [...session.ledger.heads('team')].sort(),
      prev: head.hash,
    },
    payload,
    sign,
  );
  return stored;
}

/** The sheet is nobody's: its member id is its device's. */
function sheetMember(device: DeviceId): MemberId {
  return memberIdSchema.parse(device);
}
