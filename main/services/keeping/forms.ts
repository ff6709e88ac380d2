// Owns: forms that are not sent yet, kept in the encrypted store so that neither a lock nor a crash loses what was written.
// Must not: give them any effect; they are no facts.
import type { KeptForm } from '../../../ipc/keeping.ts';
import { draftsOfKind, dropDraft, saveDraft } from '../../../db/local/drafts.ts';
import type { Session, WriteSession } from '../session.ts';

const kind = 'kept';
/** Forgotten ones must not fill the window's memory. */
const mostForms = 500;

export function keptForms({ store }: Session): KeptForm[] {
  return draftsOfKind(store.db, kind)
    .slice(0, mostForms)
    .map(({ id, body }) => ({ id, json: String(body) }));
}

/** Null takes a form away: it was sent, or emptied. */
export function saveForms(
  { store, now }: WriteSession,
  forms: readonly KeptForm[],
): { readonly saved: number } {
  const savedAt = Math.round(now());
  store.db.transaction(() => {
    for (const { id, json } of forms) {
      if (json === null) dropDraft(store.db, kind, id);
      else saveDraft(store.db, { kind, id, body: json, savedAt });
    }
  })();
  return { saved: forms.length };
}
