// Owns: which document a case prints now: the decision in earnest, or a draft with its head. Must not: render or write.
import { z } from 'zod';
import { composedDocumentSchema, type ComposedDocument } from '../../../domain/document/blocks.ts';
import { decisionInputOf, unconfirmedNow } from '../../../domain/decision/print-state.ts';
import { composeDecision, releaseDocument } from '../../../domain/document/party-decision.ts';
import type { CaseId, EventHash } from '../../../domain/ids.ts';
import { decisionStanding, type DecisionStanding } from '../../../domain/ledger/case/decisions.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import type { RequestKind } from '../../../domain/ledger/payloads/requests.ts';
import { orderBlock } from '../../../domain/request/decide-request.ts';
import type { PrintVariant } from '../../../ipc/decision.ts';
import { getBlob } from '../../../db/blobs.ts';
import { formContext } from './decisions.ts';
import { formDocument } from './pages.ts';
import { letterAct, requestLetter } from '../requests/letter.ts';
import { letterRequest } from '../requests/requests.ts';
import { isHidden } from '../review/hidden.ts';
import { issuedDocuments } from '../review/lists.ts';
import { isDemo, type Session } from '../session.ts';

export type Printable = {
  readonly caseId: CaseId;
  readonly applicationId: string;
  readonly barNumber: string | null;
  readonly variant: PrintVariant;
  /** The act whose document this is: the deciding one, or that which gave the day to answer by. */
  readonly event: EventHash;
  readonly draft: boolean;
  readonly document: ComposedDocument;
  /** Bytes already issued of the same act: given out again whatever renderer made them, never made anew (PD-19). */
  readonly issued: Issued | null;
  /** SHA-256 of everything issued of it, also where the bytes are with a colleague: nothing else may be issued. */
  readonly issuedAs: readonly string[];
};
export type Issued = { readonly bytes: Uint8Array; readonly pages: number; readonly renderer: string };

/** `null`: nothing to print (no basis, a conflict, or a page that lacks what it must say), or not for who is barred (WO-8). */
export function printableOf(session: Session, caseId: CaseId, variant: PrintVariant): Printable | null {
  const state = session.ledger.caseState(caseId);
  if (state.stub || isHidden(session, caseId)) return null;
  return variant === 'party' || variant === 'form'
    ? printableDecision(session, { caseId, state, variant })
    : printableLetter(session, { caseId, state, variant });
}

type Deciding = { readonly caseId: CaseId; readonly state: CaseState; readonly variant: 'party' | 'form' };
type Asking = { readonly caseId: CaseId; readonly state: CaseState; readonly variant: RequestKind };

function printableDecision(session: Session, { caseId, state, variant }: Deciding): Printable | null {
  const standing = decisionStanding(state);
  if (standing.status !== 'basis' && standing.status !== 'registered') return null;
  const shared = {
    caseId,
    applicationId: state.applicationId ?? '',
    barNumber: standing.status === 'registered' ? standing.registered.barNumber : null,
    event: standing.event,
    variant,
  };
  const found =
    variant === 'form' ? formPage(session, caseId, standing) : partyPage(session, caseId, standing);
  if (!found) return null;
  const issued = found.draft ? nothingIssued : issuedOf(session, state, { event: standing.event, variant });
  return { ...shared, ...found, ...issued };
}

/** A letter is no decision and no draft of one: it is sent as it stands, before anything is decided. */
function printableLetter(session: Session, { caseId, state, variant }: Asking): Printable | null {
  const request = letterRequest(state, variant);
  if (!request) return null;
  // RQ-20: where no day stands any more, no letter may say that the application can be dismissed.
  if (variant === 'order' && orderBlock(state, request.sentOn)) return null;
  const document = requestLetter(session, { caseId, state, request });
  if (!document) return null;
  const event = letterAct(state, request);
  const shared = { caseId, applicationId: state.applicationId ?? '', barNumber: null, draft: false };
  return { ...shared, variant, event, document, ...issuedOf(session, state, { event, variant }) };
}

type Page = Pick<Printable, 'draft' | 'document'>;
type Standing = Extract<DecisionStanding, { status: 'basis' | 'registered' }>;

/** The form is our own paper: it never bears BESLUT, and is no draft once its basis is fixed. */
function formPage(session: Session, caseId: CaseId, standing: Standing): Page | undefined {
  const basis = standing.basis;
  if (!basis) return undefined;
  const document = formDocument(session, formContext(session, caseId, basis.outcome), basis.answers);
  return document ? { document, draft: false } : undefined;
}

function partyPage(session: Session, caseId: CaseId, standing: Standing): Page | undefined {
  const input = decisionInputOf(standing, {
    reference: session.reference.form,
    caseId,
    team: session.ledger.team(),
    confirmations: session.ledger.shared().confirmations,
    demo: isDemo(session),
  });
  if (!input) return undefined;
  if (standing.status === 'basis') {
    const composed = composeDecision(input);
    return composed.ok ? { document: composed.value.document, draft: true } : undefined;
  }
  const stored = storedDocument(session, caseId, standing.event);
  if (!stored) return undefined;
  const document = releaseDocument(stored, unconfirmedNow(input));
  return { document, draft: document.draftHead !== undefined };
}

/** The words that were decided, as the event holds them. */
function storedDocument(session: Session, caseId: CaseId, event: EventHash): ComposedDocument | undefined {
  const parsed = z
    .object({ party: composedDocumentSchema })
    .safeParse(issuedDocuments(session, caseId, event));
  return parsed.success ? parsed.data.party : undefined;
}

type Before = Pick<Printable, 'issued' | 'issuedAs'>;
const nothingIssued: Before = { issued: null, issuedAs: [] };

/** The first that is kept here: a later one with other bytes is not what went out. */
function issuedOf(
  session: Session,
  state: CaseState,
  of: { readonly event: EventHash; readonly variant: PrintVariant },
): Before {
  const all = state.issued.filter((one) => one.of === of.event && one.variant === of.variant);
  const issuedAs = all.map((one) => one.sha256);
  for (const { sha256, pages, renderer } of all) {
    const bytes = getBlob(session.store, sha256);
    if (bytes) return { issued: { bytes, pages, renderer }, issuedAs };
  }
  return { issued: null, issuedAs };
}
