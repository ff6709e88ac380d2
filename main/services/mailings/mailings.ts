// Owns: what is noted of mailings and of what else reached people, taking it back, and the view of it all.
// Must not: decide; domain/mailing does. Must not: name a recipient.
import { decideReturned, decideSent, decideTakeBack } from '../../../domain/mailing/decide-mailing.ts';
import {
  intakeIdSchema,
  intakeStream,
  type BatchId,
  type EventHash,
  type IntakeId,
} from '../../../domain/ids.ts';
import type { Mailing } from '../../../domain/ledger/mailing-state.ts';
import type { Payload, PayloadOf } from '../../../domain/ledger/payload.ts';
import type { IntakeState } from '../../../domain/ledger/shared-state.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { needRole, rolesForKind } from '../../../domain/team/roles.ts';
import type { Input } from '../../../ipc/contract.ts';
import type { CountLine, MailingsView, MailingView, OutreachView } from '../../../ipc/party/mailings.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { heldCounts, heldMailings } from '../../../db/local/mailings.ts';
import { listIntakes } from '../../../db/queries/intake-cases.ts';
import { newBatch, openIntake } from '../intake/import-plan.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';
import { unconfirmedPieces } from './files.ts';
import { deleteRecipients, noteCleared, removeMailingFiles, sweepMailings } from './sweep.ts';

export function mailingsView(session: Session): MailingsView {
  const intakes = listIntakes(session.store.db).map(({ intake }) => intakeIdSchema.parse(intake));
  const mailings = intakes.flatMap((intake) => {
    const state = session.ledger.intake(intake);
    return state.mailings.flatMap((one) => viewOf(session, { intake, state, mailing: one }) ?? []);
  });
  const outreach = intakes.flatMap((intake) => outreachOf(session, intake));
  return {
    mailings: mailings.sort((a, b) => (b.prepared?.at ?? 0) - (a.prepared?.at ?? 0)),
    outreach: outreach.sort((a, b) => (a.day < b.day ? 1 : -1)),
    unconfirmed: unconfirmedPieces(session),
  };
}

type Seen = { readonly intake: IntakeId; readonly state: IntakeState; readonly mailing: Mailing };

/** A preparation that was taken back is gone from the view, unless somebody has noted that it was sent. */
function viewOf(session: Session, { intake, state, mailing }: Seen): MailingView | undefined {
  const { id, prepared, sent, returned, cleared } = mailing;
  if (!prepared && sent.length === 0) return undefined;
  const by = (act: number) => nameAt(session, state, act);
  const line = (one: Mailing['sent'][number] | Mailing['returned'][number]): CountLine => ({
    id: state.acts[one.act]?.event ?? '',
    channel: one.channel,
    day: one.day,
    count: one.count,
    by: by(one.act),
    at: state.acts[one.act]?.at ?? 0,
  });
  return {
    id,
    intake,
    prepared: prepared && preparedView(prepared, { state, by: by(prepared.act) }),
    here: heldCounts(session.store.db, id) ?? null,
    sent: sent.map(line),
    returned: returned.map(line),
    cleared: cleared && {
      day: cleared.day,
      why: cleared.why,
      recipients: cleared.recipients,
      by: by(cleared.act),
    },
  };
}

function preparedView(
  { act, intake: _intake, sha256: _sha256, ...prepared }: NonNullable<Mailing['prepared']>,
  { state, by }: { readonly state: IntakeState; readonly by: string },
): NonNullable<MailingView['prepared']> {
  const done = state.acts[act];
  return { ...prepared, event: done?.event ?? '', by, at: done?.at ?? 0 };
}

function outreachOf(session: Session, intake: IntakeId): OutreachView[] {
  const state = session.ledger.intake(intake);
  return state.outreach.map(({ act, what, day, count, title = null }) => ({
    id: state.acts[act]?.event ?? '',
    intake,
    ...{ what, day, count, title },
    by: nameAt(session, state, act),
  }));
}

function nameAt(session: Session, state: IntakeState, act: number): string {
  const done = state.acts[act];
  return done ? nameOf(session.ledger.team(), done.actor) : '';
}

function mailingOf(session: Session, intake: IntakeId, id: string): Mailing | undefined {
  return session.ledger.intake(intake).mailings.find((one) => one.id === id);
}

/** The program sends nothing: this says that somebody did, how many and when. */
export function noteSent(
  session: WriteSession,
  input: Input<'mailings.sent'>,
): Result<{ noted: true }, Problem> {
  const { intake, mailing, channel, day, count } = input;
  const may = decideSent(mailingOf(session, intake, mailing), input, session.today());
  if (!may.ok) return may;
  const texts = session.reference.mailing.pin;
  return note(session, intake, { kind: 'mailing.sent', mailing, channel, day, count, texts });
}

export function noteReturned(
  session: WriteSession,
  input: Input<'mailings.returned'>,
): Result<{ noted: true }, Problem> {
  const { intake, mailing, channel, day, count } = input;
  const may = decideReturned(mailingOf(session, intake, mailing), input, session.today());
  return may.ok ? note(session, intake, { kind: 'mailing.returned', mailing, channel, day, count }) : may;
}

export function countOutreach(
  session: WriteSession,
  { intake, what, day, count, title }: Input<'mailings.count'>,
): Result<{ noted: true }, Problem> {
  if (day > session.today()) return err({ tag: 'dayInFuture', day });
  const named = title === undefined || title === '' ? {} : { title };
  return note(session, intake, { kind: 'outreach.counted', what, day, count, ...named });
}

function note(session: WriteSession, intake: IntakeId, payload: Payload): Result<{ noted: true }, Problem> {
  const written = session.ledger.append([
    ...openIntake(session, intake),
    { stream: intakeStream(intake), payload },
  ]);
  return written.ok ? ok({ noted: true }) : err(written.error);
}

/** A count that was wrong, or a list that was read in by mistake; with the list its recipients go (MA-7, MA-12). */
export async function takeBack(
  session: WriteSession,
  { intake, id }: { readonly intake: IntakeId; readonly id: EventHash },
): Promise<Result<{ taken: true }, Problem>> {
  const may = decideTakeBack(session.ledger.intake(intake), id);
  if (!may.ok) return may;
  const payload: PayloadOf<'acts.voided'> = { kind: 'acts.voided', batch: newBatch(), events: [id] };
  const written = session.ledger.append([{ stream: intakeStream(intake), payload }]);
  if (!written.ok) return err(written.error);
  if (sweepMailings(session) > 0) await removeMailingFiles(session);
  return ok({ taken: true });
}

/** Before the day, when everything has been sent: sooner is always lawful. Only the computer that holds them can. */
export async function clearMailing(
  session: WriteSession,
  { mailing }: { readonly mailing: BatchId; readonly intake: IntakeId },
): Promise<Result<{ deleted: number }, Problem>> {
  const may = needRole(session.ledger.team(), session.self, rolesForKind('mailing.cleared'));
  if (!may.ok) return may;
  const { db } = session.store;
  const held = heldMailings(db).find((one) => one.mailing === mailing);
  const counts = heldCounts(db, mailing);
  if (!held || !counts) return err({ tag: 'mailingNotHere' });
  noteCleared(session, held, 'byHand');
  deleteRecipients(session, mailing);
  await removeMailingFiles(session);
  return ok({ deleted: Object.values(counts).reduce((sum, count) => sum + count, 0) });
}
