// Owns: which attachment stands open beside the case, and where the focus goes when it closes. Must not: hold a byte of it.
import { createExternalStore } from '../external-store.ts';

export type ShownAttachment = { readonly caseId: string; readonly id: string; readonly name: string };

export const shownAttachment = createExternalStore<ShownAttachment | null>(null);

/** The id of its element: Granskning moves between the panes by key. */
export const viewerId = 'attachment-viewer';

/** Of the button that opens it. */
export function openerId(id: string): string {
  return `attachment-${id}`;
}

export function closeAttachment(): void {
  const shown = shownAttachment.get();
  shownAttachment.set(null);
  if (shown !== null) document.getElementById(openerId(shown.id))?.focus();
}
