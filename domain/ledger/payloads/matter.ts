// Owns: the kinds by which it is recorded that the party has opened a case at the agency itself, and what may be ordered only then.
// Must not: say which day stands; domain/matter/matter.ts does.
import { z } from 'zod';
import { batchIdSchema, isoDateSchema } from '../../ids.ts';
import { pinSchema, shortText } from '../payload-parts.ts';
import { requestSent } from './requests.ts';

/** `register`: as BÄR says. */
export const matterWays = ['writing', 'oral', 'visit', 'register'] as const;
export type MatterWay = (typeof matterWays)[number];

/**
 * An application to Jobbsprånget is none to the agency: only from a day that somebody recorded has the party a case there, with the
 * clock of 11 and 12 §§ förvaltningslagen (2017:900). `openedOn` null: what was recorded does not hold, no case was opened.
 */
export const matterOpened = z.object({
  kind: z.literal('matter.opened'),
  batch: batchIdSchema.optional(),
  openedOn: isoDateSchema.nullable(),
  openedHow: z.enum(matterWays).optional(),
  note: shortText.optional(),
});

/**
 * The applicant is ordered to complete what cannot be tried (20 § förvaltningslagen (2017:900)). A kind of its own: an older program
 * would refuse a `request.sent` of a sort that it does not know, and keeps and relays this.
 */
export const requestOrdered = requestSent
  .omit({ what: true })
  .extend({ kind: z.literal('request.ordered'), texts: pinSchema });

export const matterPayloads = [matterOpened, requestOrdered] as const;
