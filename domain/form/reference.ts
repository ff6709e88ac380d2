// Owns: the dated data that a form and a decision rest on, as handed in by main, and the context of one case.
// Must not: read files or compute hashes; main parses, hashes `canonical(file)` and passes the pins.
import { z } from 'zod';
import type { TextSet } from '../document/texts.ts';
import type { CaseId, IsoDate, MemberId } from '../ids.ts';
import type { CaseState, OfferState } from '../ledger/case/state.ts';
import type { EmployerState } from '../ledger/employer-state.ts';
import type { DecisionOutcome } from '../ledger/payload.ts';
import type { LookSubject } from '../ledger/payloads/second-look.ts';
import type { Pin } from '../ledger/payload-parts.ts';
import { canonical } from '../ledger/register.ts';
import type { ReasonData, ReasonList } from '../review/reasons.ts';
import type { Countries } from '../rules/countries.ts';
import type { Thresholds } from '../rules/rule-set.ts';
import type { TeamState } from '../team/team-state.ts';
import type { FormDefinition } from './definition.ts';

/** resources/law.json: what the law or an agreement fixes and the form computes with. */
export const lawSchema = z.strictObject({
  id: z.string(),
  version: z.string(),
  date: z.iso.date(),
  source: z.string(),
  verified: z.boolean(),
  /** Hours a week that count as full time; a percentage in an offer is taken of this. */
  fullTimeHoursPerWeek: z.number().positive(),
  /** States of an offer and the reasons that each may carry, besides those of the list “closed”. */
  offerReasons: z.record(z.enum(['declined', 'withdrawn', 'lapsed']), z.array(z.string()).min(1)),
  paragraphs: z.array(
    z.strictObject({
      id: z.string(),
      law: z.string(),
      paragraph: z.string(),
      says: z.string(),
      verified: z.boolean(),
    }),
  ),
});
export type Law = z.infer<typeof lawSchema>;

export type Reference = {
  readonly form: FormDefinition;
  readonly texts: TextSet;
  readonly law: Law;
  /** `values` of resources/thresholds.json. */
  readonly policy: Thresholds;
  readonly reasons: ReasonData;
  readonly countries: Countries;
  readonly pins: { readonly form: Pin; readonly texts: Pin };
};

/** Everything that one case's form is judged against. `today` is the legal day. */
export type FormContext = {
  readonly reference: Reference;
  readonly caseId: CaseId;
  readonly state: CaseState;
  /** The offer the decision rests on; undefined when none is open. */
  readonly offer: OfferState | undefined;
  readonly employer: EmployerState | undefined;
  readonly team: TeamState;
  /** Who fixes the basis, and so is named as decider. */
  readonly member: MemberId;
  readonly today: IsoDate;
  readonly outcome: DecisionOutcome;
  /** The rules that the case is judged by. */
  readonly ruleSet: Pin;
  /** Earlier granted placements with the same employer that the group's store knows of (5.10). */
  readonly earlierPlacements?: number;
  /** What the agency asks a second look at. */
  readonly asks?: readonly LookSubject[];
};

/** `sha256` of `hashInput(file)` is what a pin holds; the hash function comes from outside. */
export function pinOf(file: { id: string; version: string | number }, sha256: (text: string) => string): Pin {
  return { id: file.id, version: String(file.version), sha256: sha256(canonical(file)) };
}

export function reasonsOf(reasons: ReasonData, list: ReasonList): readonly { code: string; name: string }[] {
  return reasons.lists[list].groups.flatMap((group) => group.reasons);
}
