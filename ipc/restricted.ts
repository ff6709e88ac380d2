// Owns: operations on a person with protected identity whose case a named holder has opened, for a reason, and what it shows.
// Must not: be answered before the case was opened in this session, nor name the person outside the answer.
import { z } from 'zod';
import { openingReasonSchema } from '../domain/access/read-log.ts';
import { caseIdSchema } from '../domain/ids.ts';
import { operation } from './operation.ts';
import { enteredSchema, verdictSchema, type CaseView } from './review.ts';

const one = z.object({ id: caseIdSchema });

export const restrictedOperations = {
  /** Whether the own member is a holder: what the stub offers. */
  'restricted.mayOpen': operation(z.object({})).returns<{ readonly mayOpen: boolean }>(),
  /** The opening is a line of the read log. At most one case is open: opening another closes it. */
  'restricted.open': operation(one.extend({ reason: openingReasonSchema })).returns<{
    readonly opened: true;
  }>(),
  'restricted.case': operation(one).returns<CaseView>(),
  'restricted.close': operation(z.object({})).returns<{ readonly closed: true }>(),
  /** Whereabouts are not kept, whatever is sent. */
  'restricted.enterFacts': operation(enteredSchema).returns<{ readonly saved: true }>(),
  'restricted.verdict': operation(verdictSchema).returns<{ readonly saved: true }>(),
  'restricted.note': operation(one.extend({ text: z.string().trim().min(1).max(4000) })).returns<{
    readonly saved: true;
  }>(),
};
