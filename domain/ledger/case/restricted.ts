// Owns: the two sides of a case with protected identity: the stub that everything sees, and what only the opened case shows.
// Must not: ask who may open it; services do (GR-23).
import { emptyCase, type CaseState, type RestrictedContent } from './state.ts';
import { without } from '../without.ts';

/** The case as a holder works on it: without its stub, with what was written for the holders and nothing else. */
export function openedCase(state: CaseState): CaseState {
  const outer = without(state, 'restricted', 'attachments');
  return { ...outer, ...contentOf(state.restricted ?? emptyCase), stub: null };
}

/** What has been done in the opened case goes back behind the stub. */
export function closedOver(state: CaseState, opened: CaseState): CaseState {
  return { ...state, restricted: contentOf(opened) };
}

function contentOf(state: RestrictedContent): RestrictedContent {
  const { fields, verdicts, offers, decisions, decisionHeads, facts, unseen, issued, handover } = state;
  return { fields, verdicts, offers, decisions, decisionHeads, facts, unseen, issued, handover };
}
