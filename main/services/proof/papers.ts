// Owns: that an issued paper is what the decision says: kept bytes by their hash, and the same page rendered again.
// Must not: write a file.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { composedDocumentSchema } from '../../../domain/document/blocks.ts';
import { releaseDocument } from '../../../domain/document/party-decision.ts';
import type { CaseId } from '../../../domain/ids.ts';
import type { Attachment } from '../../../domain/attachment/attachments.ts';
import type { CaseState, Issued } from '../../../domain/ledger/case/state.ts';
import type { Finding } from '../../../domain/proof/finding.ts';
import { getBlob } from '../../../db/blobs.ts';
import type { Renderer } from '../../pdf/renderer.ts';
import { rendererVersion } from '../../pdf/version.ts';
import { issuedDocuments } from '../review/lists.ts';
import type { Session } from '../session.ts';

/** Cutting the typeface costs some tenths of a second: asked for when the first paper is met. */
export type Papers = () => Renderer;

export type PaperPlace = { readonly id: CaseId; readonly state: CaseState };

/** Everything that is wrong with the papers of one case. Other variants than the party's decision are known by their bytes alone. */
export async function paperLaws(
  session: Session,
  { id, state }: PaperPlace,
  papers: Papers,
): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const issued of state.issued) {
    const breach =
      keptBreach(session, state, issued) ?? (await renderedBreach(session, { id, issued }, papers));
    const event = state.acts[issued.act]?.event;
    if (breach) found.push({ law: 'PR-39', breach, caseId: id, ...(event === undefined ? {} : { event }) });
  }
  return [...found, ...attachmentLaws(session, { id, state })];
}

/** PR-44: kept bytes are what the entry says; who attached them has them, whatever has been said of them since. */
function attachmentLaws(session: Session, { id, state }: PaperPlace): Finding[] {
  return (state.attachments ?? []).flatMap((one): Finding[] => {
    const breach = attachmentBreach(session, state, one);
    const event = state.acts[one.added[0] ?? -1]?.event;
    return breach ? [{ law: 'PR-44', breach, caseId: id, ...(event === undefined ? {} : { event }) }] : [];
  });
}

function attachmentBreach(session: Session, state: CaseState, one: Attachment): string | undefined {
  const bytes = getBlob(session.store, one.sha256);
  if (bytes)
    return sha256(bytes) === one.sha256 && bytes.length === one.size ? undefined : 'attachmentAltered';
  const events = one.added.flatMap((place) => {
    const act = state.acts[place];
    return act ? [session.ledger.eventByHash(act.event)] : [];
  });
  return events.some((event) => event?.device === session.self.device) ? 'attachmentGone' : undefined;
}

/** Bytes that a colleague issued are with the colleague; what this computer issued it has kept. */
function keptBreach(session: Session, state: CaseState, issued: Issued): string | undefined {
  const bytes = getBlob(session.store, issued.sha256);
  if (bytes) return sha256(bytes) === issued.sha256 ? undefined : 'paperAltered';
  const act = state.acts[issued.act];
  const event = act ? session.ledger.eventByHash(act.event) : undefined;
  return event?.device === session.self.device ? 'paperGone' : undefined;
}

async function renderedBreach(
  session: Session,
  { id, issued }: { readonly id: CaseId; readonly issued: Issued },
  papers: Papers,
): Promise<string | undefined> {
  if (issued.variant !== 'party' || issued.renderer !== rendererVersion) return undefined;
  const stored = storedPage.safeParse(issuedDocuments(session, id, issued.of));
  if (!stored.success) return 'paperWithoutPage';
  const made = await papers().renderDocument(releaseDocument(stored.data.party, []));
  return made.ok && made.value.sha256 === issued.sha256 ? undefined : 'paperElse';
}

const storedPage = z.object({ party: composedDocumentSchema });

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
