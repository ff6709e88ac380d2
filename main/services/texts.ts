// Owns: the texts marked [att bekräfta] and their confirmation by an administrator. Must not: confirm by itself.
import { fieldsOfForm, fieldTextId } from '../../domain/form/definition.ts';
import { isConfirmed, textPiece, textsToConfirm, type TextSet } from '../../domain/document/texts.ts';
import type { Pin } from '../../domain/ledger/payload-parts.ts';
import type { IsoDate } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { needRole, rolesFor } from '../../domain/team/roles.ts';
import type { TextToConfirm } from '../../ipc/app.ts';
import type { Problem } from '../../ipc/operation.ts';
import type { NewAct } from '../../db/ledger/contract.ts';
import { isDemo, nameOf, type Session, type WriteSession } from './session.ts';

export function listTexts(session: Session): TextToConfirm[] {
  return awaiting(session).flatMap(({ pin, ids }) => ids.map((id) => textView(session, id, pin)));
}

/** Dated files of wordings beside the decision's: what is given out of a case, letters to applicants, mailings. Their ids are their own. */
function otherFiles({ reference }: Session): readonly { readonly pin: Pin; readonly texts: TextSet }[] {
  return [reference.disclosure, reference.requests, reference.mailing];
}

/** Of every dated file whose wordings are printed. */
function awaiting(session: Session): readonly { readonly pin: Pin; readonly ids: readonly string[] }[] {
  const { texts, form, pins } = session.reference.form;
  const others = otherFiles(session).map(({ pin, texts: { pieces } }) => ({
    pin,
    ids: pieces.filter((piece) => piece.toConfirm).map((piece) => piece.id),
  }));
  return [...textsToConfirm({ texts, form, pins }), ...others];
}

function textView(session: Session, id: string, pin: Pin): TextToConfirm {
  const { texts, form } = session.reference.form;
  const file = otherFiles(session).find((one) => one.pin.id === pin.id)?.texts ?? texts;
  const piece = textPiece(file, id);
  const field = fieldsOfForm(form).find((one) => fieldTextId(one) === id);
  const text = piece?.text ?? (field ? `${field.number} ${field.label}` : id);
  return { id, text, source: piece?.source ?? '', confirmed: confirmationOf(session, id, pin) };
}

function confirmationOf(session: Session, id: string, pin: Pin): TextToConfirm['confirmed'] {
  const shared = session.ledger.shared();
  if (!isConfirmed(shared.confirmations, id, pin)) return null;
  const standing = shared.confirmations[id]?.findLast((one) => one.value.texts.sha256 === pin.sha256);
  const act = standing ? shared.acts[standing.act] : undefined;
  if (!standing || !act) return null;
  const { day, source, example } = standing.value;
  return { by: nameOf(session.ledger.team(), act.actor), day, source, example };
}

export type Confirming = { readonly ids: readonly string[]; readonly day: IsoDate; readonly source: string };

/** Name, date and source stand in the event; another wording of the file needs another confirmation. */
export function confirmTexts(
  session: WriteSession,
  input: Confirming,
): Result<{ confirmed: number }, Problem> {
  const team = session.ledger.team();
  const may = needRole(team, session.self, rolesFor('text'));
  if (!may.ok) return may;
  if (input.day > session.today()) return err({ tag: 'dayInFuture', day: input.day });
  const wanted = new Set(input.ids);
  const acts: NewAct[] = awaiting(session).flatMap(({ pin, ids }): NewAct[] => {
    const chosen = ids.filter((id) => wanted.has(id));
    if (chosen.length === 0) return [];
    const { day, source } = input;
    return [
      {
        stream: 'shared',
        payload: { kind: 'texts.confirmed', ids: chosen, texts: pin, day, source, example: isDemo(session) },
      },
    ];
  });
  if (acts.length === 0) return err({ tag: 'unknownText' });
  const written = session.ledger.append(acts);
  return written.ok
    ? ok({
        confirmed: acts.reduce((sum, act) => sum + ('ids' in act.payload ? act.payload.ids.length : 0), 0),
      })
    : err(written.error);
}

export function unconfirmedTexts(session: Session): number {
  return listTexts(session).filter((one) => one.confirmed === null).length;
}
