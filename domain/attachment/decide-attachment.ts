// Owns: whether files may be attached to a case, described anew or taken away, and the refusals. Must not: ask for roles: the gate does.
import { z } from 'zod';
import type { IsoDate } from '../ids.ts';
import { isOpened } from '../ledger/case/readings.ts';
import type { CaseState } from '../ledger/case/state.ts';
import { sameValue } from '../ledger/register.ts';
import { err, ok, type Result } from '../result.ts';
import { attachmentOf, isAway, saidOf, type Attachment, type AttachmentDetails } from './attachments.ts';

/** The shipped list of what a document can be, in the order in which it is offered. */
export const attachmentKindsSchema = z
  .strictObject({
    id: z.string().min(1).max(80),
    version: z.string().min(1).max(40),
    date: z.iso.date(),
    source: z.string().min(1),
    verified: z.boolean(),
    kinds: z.array(z.string().regex(/^[a-z][A-Za-z]{0,39}$/)).min(1),
  })
  .refine(({ kinds }) => new Set(kinds).size === kinds.length, { error: 'a code stands twice' });

export type AttachmentRefusal =
  | { readonly tag: 'caseNotOpened' }
  | { readonly tag: 'specialHandling' }
  | { readonly tag: 'unknownAttachmentKind' }
  | { readonly tag: 'dayInFuture'; readonly day: string }
  | { readonly tag: 'attachedAlready'; readonly name: string }
  | { readonly tag: 'noSuchAttachment' }
  | { readonly tag: 'reasonMissing' }
  | { readonly tag: 'alreadySo' };

type Decided<T> = Result<T, AttachmentRefusal>;
type By = { readonly today: IsoDate; readonly kinds: readonly string[] };

/** AT-9: of a person with protected identity no file is kept. */
function mayHold(state: CaseState): Decided<null> {
  if (!isOpened(state)) return err({ tag: 'caseNotOpened' });
  return state.stub ? err({ tag: 'specialHandling' }) : ok(null);
}

function mayBeSaid({ attachmentKind, issuedOn }: AttachmentDetails, { today, kinds }: By): Decided<null> {
  if (!kinds.includes(attachmentKind)) return err({ tag: 'unknownAttachmentKind' });
  if (issuedOn !== undefined && issuedOn > today) return err({ tag: 'dayInFuture', day: issuedOn });
  return ok(null);
}

export function decideAttach(
  state: CaseState,
  file: { readonly sha256: string; readonly details: AttachmentDetails },
  by: By,
): Decided<null> {
  const may = mayHold(state);
  if (!may.ok) return may;
  const known = attachmentOf(state, file.sha256);
  if (known && !isAway(known)) return err({ tag: 'attachedAlready', name: known.fileName });
  return mayBeSaid(file.details, by);
}

/** The attachment, where it is of the case now. */
export function standingAttachment(state: CaseState, sha256: string): Decided<Attachment> {
  const may = mayHold(state);
  if (!may.ok) return may;
  const one = attachmentOf(state, sha256);
  return one && !isAway(one) ? ok(one) : err({ tag: 'noSuchAttachment' });
}

export function decideDescribe(
  state: CaseState,
  { sha256, details }: { readonly sha256: string; readonly details: AttachmentDetails },
  by: By,
): Decided<null> {
  const one = standingAttachment(state, sha256);
  if (!one.ok) return one;
  const said = saidOf(one.value);
  if (said.status === 'agreed' && sameValue(said.value, details)) return err({ tag: 'alreadySo' });
  return mayBeSaid(details, by);
}

export function decideRemove(
  state: CaseState,
  { sha256, reason }: { readonly sha256: string; readonly reason: string },
): Decided<null> {
  const one = standingAttachment(state, sha256);
  if (!one.ok) return one;
  return reason.trim() === '' ? err({ tag: 'reasonMissing' }) : ok(null);
}
