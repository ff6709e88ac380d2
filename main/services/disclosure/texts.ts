// Owns: the wordings of disclosed papers with what has been confirmed of them. Must not: hold a wording.
import type { DisclosureTexts } from '../../../domain/disclosure/file-document.ts';
import { isDemo, type Session } from '../session.ts';

export function disclosureTexts(session: Session): DisclosureTexts {
  const { texts, pin } = session.reference.disclosure;
  return { texts, pin, confirmations: session.ledger.shared().confirmations, demo: isDemo(session) };
}
