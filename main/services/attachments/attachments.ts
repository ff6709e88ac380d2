// Owns: attaching files to a case, describing them anew, taking them away, and how the open case lists them.
// Must not: decide what may be; domain/attachment does. Must not: read a file; choosing.ts has.
import {
  isAway,
  saidOf,
  type Attachment,
  type AttachmentDetails,
} from '../../../domain/attachment/attachments.ts';
import { decideAttach, decideDescribe, decideRemove } from '../../../domain/attachment/decide-attachment.ts';
import { caseStream, type CaseId, type EventHash } from '../../../domain/ids.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import { isBarred } from '../../../domain/ledger/case/work.ts';
import type { Payload } from '../../../domain/ledger/payload.ts';
import type { Standing } from '../../../domain/ledger/register.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { AttachmentSaid, AttachmentView, SaidInput } from '../../../ipc/party/attachments.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { dropUnnamed, hasBlob, putBlobs } from '../../../db/blobs.ts';
import { newBatch } from '../intake/import-plan.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';
import type { Chosen } from './choosing.ts';

type Of = { readonly id: CaseId; readonly heads: readonly EventHash[] };
type Done = Result<{ readonly batch: string }, Problem>;
export type Attaching = Of & {
  readonly files: readonly { readonly file: number; readonly said: SaidInput }[];
};

/** AT-1: all of them in one batch or none; the bytes are kept before the entries that name them. */
export function addAttachments(session: WriteSession, chosen: Chosen | undefined, input: Attaching): Done {
  const state = session.ledger.caseState(input.id);
  const batch = newBatch();
  const payloads: Payload[] = [];
  const bytes: Uint8Array[] = [];
  for (const { file, said } of input.files) {
    const one = chosen?.files[file];
    if (!one) return err({ tag: 'fileGone' });
    const details = detailsOf(said);
    const may = decideAttach(state, { sha256: one.sha256, details }, by(session));
    if (!may.ok) return may;
    // The same file chosen twice is one attachment.
    if (payloads.some((other) => other.kind === 'attachment.added' && other.sha256 === one.sha256)) continue;
    const { sha256, mediaType, name: fileName } = one;
    const size = one.bytes.length;
    payloads.push({ kind: 'attachment.added', batch, sha256, size, mediaType, fileName, ...details });
    bytes.push(one.bytes);
  }
  for (const put of putBlobs(session.store, bytes)) if (!put.ok) return put;
  const written = append(session, input, payloads);
  if (!written.ok) {
    dropUnnamed(session.store);
    return written;
  }
  return ok({ batch });
}

export function describeAttachment(
  session: WriteSession,
  { attachment: sha256, said, ...of }: Of & { readonly attachment: string; readonly said: SaidInput },
): Done {
  const details = detailsOf(said);
  const may = decideDescribe(session.ledger.caseState(of.id), { sha256, details }, by(session));
  if (!may.ok) return may;
  const batch = newBatch();
  const written = append(session, of, [{ kind: 'attachment.described', batch, sha256, ...details }]);
  return written.ok ? ok({ batch }) : written;
}

export function removeAttachment(
  session: WriteSession,
  { attachment: sha256, reason, ...of }: Of & { readonly attachment: string; readonly reason: string },
): Done {
  const may = decideRemove(session.ledger.caseState(of.id), { sha256, reason });
  if (!may.ok) return may;
  const batch = newBatch();
  const payload = { kind: 'attachment.removed' as const, batch, sha256, reason: reason.trim() };
  const written = append(session, of, [payload]);
  return written.ok ? ok({ batch }) : written;
}

function append(
  session: WriteSession,
  { id, heads }: Of,
  payloads: readonly Payload[],
): Result<unknown, Problem> {
  return session.ledger.append(
    payloads.map((payload) => ({ stream: caseStream(id), shownHeads: heads, payload })),
  );
}

function by({ today, reference }: Session) {
  return { today: today(), kinds: reference.attachmentKinds };
}

function detailsOf({ attachmentKind, issuer, issuedOn, verified, note }: SaidInput): AttachmentDetails {
  const [from, words] = [issuer.trim(), note.trim()];
  return {
    attachmentKind,
    verified,
    ...(from === '' ? {} : { issuer: from }),
    ...(issuedOn === null ? {} : { issuedOn }),
    ...(words === '' ? {} : { note: words }),
  };
}

/** For the open case: those of it first, then those taken away; none of a protected person, or for one who is barred (AT-9). */
export function attachmentViews(session: Session, state: CaseState): AttachmentView[] {
  if (state.stub !== null || isBarred(state, session.self.member)) return [];
  const all = state.attachments ?? [];
  const [away, standing] = [all.filter(isAway), all.filter((one) => !isAway(one))];
  return [...standing, ...away].map((one) => viewOf(session, state, one));
}

function viewOf(session: Session, state: CaseState, one: Attachment): AttachmentView {
  const actPart = (place: number | undefined) => {
    const act = place === undefined ? undefined : state.acts[place];
    return { by: act ? nameOf(session.ledger.team(), act.actor) : '', at: act?.at ?? 0 };
  };
  const agreed = saidOf(one);
  const said = agreed.status === 'agreed' ? [agreed] : one.details;
  const away = isAway(one) ? one.away.at(-1) : undefined;
  return {
    id: one.sha256,
    fileName: one.fileName,
    mediaType: one.mediaType,
    size: one.size,
    said: said.map(({ value, act }: Standing<AttachmentDetails>): AttachmentSaid => {
      const { attachmentKind, issuer = null, issuedOn = null, verified, note = null } = value;
      return { attachmentKind, issuer, issuedOn, verified, note, ...actPart(act) };
    }),
    ...actPart(one.added[0]),
    away: away ? { reason: away.value ?? '', ...actPart(away.act) } : null,
    here: hasBlob(session.store, one.sha256),
    keptBy: keptBy(session, state, one),
  };
}

/** AT-11: who attached it had it; several when it was attached apart. */
export function keptBy(session: Session, state: CaseState, { added }: Pick<Attachment, 'added'>): string {
  const team = session.ledger.team();
  const names = added.flatMap((place) => {
    const act = state.acts[place];
    return act ? [nameOf(team, act.actor)] : [];
  });
  return [...new Set(names)].join(', ');
}
