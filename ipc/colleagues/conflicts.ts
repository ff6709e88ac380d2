// Owns: the inbox of what colleagues did apart: what waits, the acts side by side, and the acts that end it.
// Must not: let anything be ended without the heads that were shown and a reason.
import { z } from 'zod';
import { caseIdSchema, eventHashSchema, intakeIdSchema } from '../../domain/ids.ts';
import type { FieldValue } from '../../domain/ledger/payload-parts.ts';
import { operation } from '../operation.ts';

export const inboxGroups = ['decision', 'values', 'unseen', 'notEntitled', 'same', 'duplicate'] as const;
export type InboxGroup = (typeof inboxGroups)[number];

/** One thing that waits for a person. */
export type InboxItem = {
  /** Names the item in `conflicts.item` and the acts; built of keyed ids. */
  readonly id: string;
  readonly group: InboxGroup;
  /** What stands apart: decision, verdict, field, offerField, offerMove, transfer, check, union, join, joinedDecided, joinCircle, unseen, acts, duplicate, alike. */
  readonly kind: string;
  /** The field, the organisation or the kind of act it is about. */
  readonly about: string | null;
  readonly caseId: string | null;
  /** Application id, or the employer's name, or empty. */
  readonly label: string;
  readonly name: string;
  readonly by: readonly string[];
  readonly count: number;
};
export type Inbox = {
  /** Acts by which administrators have put each other out (GR-7): settled in the group's own view. */
  readonly disputed: number;
  /** At most 500 in order of group; `counts` has them all. */
  readonly items: readonly InboxItem[];
  readonly counts: Readonly<Record<InboxGroup, number>>;
};

export type CopyLine = {
  readonly label: string;
  readonly value: FieldValue | null;
  /** The other copy says another thing here, or (of facts) the decision's author had seen another. */
  readonly differs: boolean;
  /** What stood there for the one who decided; only of facts beside a decision. */
  readonly before?: FieldValue | null;
};
export type ActRef = { readonly kind: string; readonly by: string; readonly at: number };
/** One act as a paper copy. */
export type Copy = ActRef & {
  readonly event: string;
  /** It can be chosen to hold. */
  readonly choosable: boolean;
  readonly lines: readonly CopyLine[];
  readonly grounds: {
    readonly seen: number;
    readonly notSeen: readonly ActRef[];
    readonly pins: readonly { readonly name: string; readonly id: string; readonly version: string }[];
    /** The employer's check as its author had it. */
    readonly check: { readonly outcome: string; readonly day: string } | null;
  } | null;
};

export type InboxDetail = {
  readonly item: InboxItem;
  /** Heads of the stream, of both cases for two: commands carry them back. */
  readonly heads: readonly string[];
  readonly otherHeads: readonly string[];
  readonly copies: readonly Copy[];
  /** How it ends: by choosing a copy, with or without none; by having looked; by confirming; by joining; by parting. */
  readonly end: 'choose' | 'chooseOrNone' | 'look' | 'speak' | 'join' | 'part';
  /** The two cases of a pair, in the order of the copies. */
  readonly cases: readonly string[];
};

const heads = z.array(eventHashSchema).max(200);
const id = z.string().min(1).max(600);
const reason = z.string().trim().min(3).max(400);

export const conflictOperations = {
  'conflicts.list': operation(z.object({})).returns<Inbox>(),
  'conflicts.item': operation(z.object({ id })).returns<InboxDetail>(),
  /** The side that holds from now on; null: none, for deciding acts only. */
  'conflicts.settle': operation(z.object({ id, heads, keep: eventHashSchema.nullable(), reason })).returns<{
    settled: true;
  }>(),
  /** Facts beside a decision have been looked at. */
  'conflicts.look': operation(
    z.object({ id, heads, outcome: z.enum(['stands', 'toBeChanged']), reason }),
  ).returns<{ looked: true }>(),
  /** Acts of somebody not entitled: given effect, or left without. */
  'conflicts.speak': operation(z.object({ id, effect: z.enum(['confirm', 'leave']), reason })).returns<{
    readonly acts: number;
  }>(),
  'cases.join': operation(
    z.object({
      leads: caseIdSchema,
      leadsHeads: heads,
      follows: caseIdSchema,
      followsHeads: heads,
      reason,
    }),
  ).returns<{ joined: true }>(),
  /** To the season's other intake, and so under its rules. */
  'cases.transfer': operation(z.object({ id: caseIdSchema, heads, to: intakeIdSchema, reason })).returns<{
    readonly batch: string;
  }>(),
  'cases.part': operation(
    z.object({ one: caseIdSchema, oneHeads: heads, other: caseIdSchema, otherHeads: heads, reason }),
  ).returns<{ parted: true }>(),
};
