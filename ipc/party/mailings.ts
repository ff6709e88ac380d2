// Owns: operations on mailings before an intake: the list in, the file out, what was sent and came back, and other counts.
// Must not: answer with a recipient, the one of a letter's preview apart; nobody is looked up by a mailing (MA-6).
import { z } from 'zod';
import { batchIdSchema, eventHashSchema, intakeIdSchema, isoDateSchema } from '../../domain/ids.ts';
import { mailingChannels, type MailingChannel } from '../../domain/intake/resources.ts';
import type { TakenOutReason } from '../../domain/intake/rows/mailing.ts';
import { outreachKinds, type OutreachKind } from '../../domain/ledger/payloads/mailings.ts';
import { operation } from '../operation.ts';
import type { ImportReport } from '../intake.ts';

type ByChannel = Readonly<Record<MailingChannel, number>>;

/** rows = recipients + taken out + rejected + duplicates. */
export type MailingReport = Pick<ImportReport, 'rows' | 'rejected' | 'duplicates'> & {
  readonly recipients: ByChannel;
  readonly takenOut: Readonly<Record<TakenOutReason, number>>;
  /** Recipients whom the file's own channel does not reach, and another does. */
  readonly otherChannel: number;
};

export type CountLine = {
  /** The event, to take it back by. */
  readonly id: string;
  readonly channel: MailingChannel;
  readonly day: string;
  readonly count: number;
  readonly by: string;
  readonly at: number;
};

export type MailingView = {
  readonly id: string;
  readonly intake: string;
  /** Null when the preparation was taken back and something is noted as sent all the same. */
  readonly prepared: {
    readonly event: string;
    readonly fileName: string;
    readonly asOf: string;
    readonly applyBy: string;
    readonly rows: number;
    readonly recipients: ByChannel;
    readonly takenOut: Readonly<Record<TakenOutReason, number>>;
    readonly duplicates: number;
    readonly rejected: number;
    readonly by: string;
    readonly at: number;
  } | null;
  /** Recipients that this computer holds; null when it holds none. */
  readonly here: ByChannel | null;
  readonly sent: readonly CountLine[];
  readonly returned: readonly CountLine[];
  readonly cleared: {
    readonly day: string;
    readonly why: 'closed' | 'byHand';
    readonly recipients: number;
    readonly by: string;
  } | null;
};

export type OutreachView = {
  readonly id: string;
  readonly intake: string;
  readonly what: OutreachKind;
  readonly day: string;
  readonly count: number;
  readonly title: string | null;
  readonly by: string;
};

export type MailingsView = {
  /** The newest first. */
  readonly mailings: readonly MailingView[];
  readonly outreach: readonly OutreachView[];
  /** Pieces of the letter that nobody has confirmed: until then no file is written. */
  readonly unconfirmed: number;
};

const plan = z.object({
  token: z.string().max(60),
  intake: intakeIdSchema,
  asOf: isoDateSchema,
  mapping: z.record(z.string().max(300), z.string().max(60).nullable()),
});
export type MailingPlan = z.infer<typeof plan>;

const mailing = batchIdSchema;
const channel = z.enum(mailingChannels);
const counted = z.object({
  intake: intakeIdSchema,
  mailing,
  channel,
  day: isoDateSchema,
  count: z.int().min(1).max(1_000_000),
});

export const mailingOperations = {
  'mailings.list': operation(z.object({})).returns<MailingsView>(),
  'mailings.preview': operation(plan).returns<MailingReport>(),
  'mailings.prepare': operation(
    plan.extend({ applyBy: isoDateSchema, rememberMapping: z.boolean() }),
  ).returns<MailingReport & { readonly mailing: string }>(),
  'mailings.saveRejects': operation(plan.extend({ whole: z.boolean() })).returns<{
    readonly saved: string | null;
  }>(),
  /** The letter as the first recipient of the channel gets it. */
  'mailings.letter': operation(z.object({ mailing, intake: intakeIdSchema, channel })).returns<{
    readonly subject: string;
    readonly text: string;
    readonly unconfirmed: number;
  }>(),
  /** `appliedSince`: who has applied since the list was read in is taken out of it first. */
  'mailings.saveFile': operation(z.object({ mailing, intake: intakeIdSchema, channel })).returns<{
    readonly saved: string | null;
    readonly recipients: number;
    readonly appliedSince: number;
  }>(),
  'mailings.sent': operation(counted).returns<{ noted: true }>(),
  'mailings.returned': operation(counted).returns<{ noted: true }>(),
  'mailings.clear': operation(z.object({ mailing, intake: intakeIdSchema })).returns<{
    readonly deleted: number;
  }>(),
  'mailings.count': operation(
    z.object({
      intake: intakeIdSchema,
      what: z.enum(outreachKinds),
      day: isoDateSchema,
      count: z.int().min(0).max(1_000_000),
      title: z.string().trim().max(120).optional(),
    }),
  ).returns<{ noted: true }>(),
  'mailings.takeBack': operation(z.object({ intake: intakeIdSchema, id: eventHashSchema })).returns<{
    taken: true;
  }>(),
};
