// Owns: the kinds beside `view.saved` (payload.ts): whose a saved view is, where it stands in the list, and that it is gone.
// Must not: hold a search; view.saved does.
import { z } from 'zod';

export const viewPlaced = z.object({
  kind: z.literal('view.placed'),
  id: z.string().max(60),
  /** Personal: in the list of whoever saved it, on all their computers. Else the group's. */
  mine: z.boolean(),
  order: z.int().min(0).max(100_000),
});
export const viewRemoved = z.object({ kind: z.literal('view.removed'), id: z.string().max(60) });
export const viewPayloads = [viewPlaced, viewRemoved] as const;
