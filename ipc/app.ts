// Owns: operations on the store as a whole, the member's own settings, jobs, texts to confirm. Must not: hold case data.
import { z } from 'zod';
import { isoDateSchema } from '../domain/ids.ts';
import { operation } from './operation.ts';

const nothing = z.object({});
const passphrase = z.string().min(12).max(400);
const personName = z.string().trim().min(1).max(120);

export type AppStatus = {
  /** `none`: no store in the folder yet; `locked`: a store that waits for its passphrase. */
  readonly phase: 'none' | 'locked' | 'open';
  readonly demo: boolean;
  readonly team: string | null;
  readonly member: { readonly id: string; readonly name: string; readonly administrator: boolean } | null;
  /** Six control words of the own device. */
  readonly words: readonly string[];
  readonly today: string;
  readonly version: string;
  readonly electron: string;
};

export const letterModes = ['single', 'alt', 'off'] as const;
export const lettersSchema = z
  .record(z.string().max(20), z.string().max(4))
  .refine((letters) => Object.keys(letters).length <= 40);

export type LocalSettings = {
  readonly language: 'sv' | 'en';
  readonly theme: 'system' | 'light' | 'dark' | 'contrast';
  /** Go on to the next case by itself after a verdict. */
  readonly autoAdvance: boolean;
  /** Keys of one sign alone, with Alt, or switched off (WCAG 2.1.4). */
  readonly letterMode: (typeof letterModes)[number];
  /** By act, where one has chosen another sign than the usual one (renderer/lib/keys/letters.ts). */
  readonly letters: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  /** By view, where one has opened or closed a pane or moved a divider. */
  readonly panes: z.infer<typeof panesSchema>;
};

export const paneNames = ['list', 'case', 'form', 'paper', 'attachment', 'employer'] as const;
const paneName = z.enum(paneNames);
const paneLayout = z.object({
  open: z.array(paneName).max(paneNames.length).optional(),
  /** How wide they are to one another (renderer/lib/panes/layout.ts). */
  shares: z.partialRecord(paneName, z.number().min(0.1).max(10_000)).optional(),
  /** Whether an attachment stands beside its case when there is room, not over the list. */
  beside: z.boolean().optional(),
});
/** A number is what version 0.1 remembered: the share of the second of two panes, per cent. */
export const viewPanes = z.union([z.number().min(0).max(100), paneLayout]);
export const panesSchema = z.object({
  review: viewPanes.optional(),
  decision: viewPanes.optional(),
  offers: viewPanes.optional(),
});
export type PaneName = (typeof paneNames)[number];
export type PaneLayout = z.infer<typeof paneLayout>;
export type PaneView = keyof z.infer<typeof panesSchema>;

const localSettings = z
  .object({
    language: z.enum(['sv', 'en']),
    theme: z.enum(['system', 'light', 'dark', 'contrast']),
    autoAdvance: z.boolean(),
    letterMode: z.enum(letterModes),
    letters: lettersSchema,
    columns: z.array(z.string().max(60)).max(40),
    panes: panesSchema,
  })
  .partial();

/** What *I dag* answers: what do I do now. */
export type TodaySummary = {
  readonly intake: string | null;
  readonly notReviewed: number;
  readonly needsCheck: number;
  readonly offered: number;
  /** Offered cases whose basis cannot be fixed yet. */
  readonly offeredNotReady: number;
  readonly basisFixed: number;
  /** Cases that wait for other eyes; 0 while the agency asks for none. */
  readonly secondLook: number;
  readonly conflicts: number;
  readonly pendingBar: number;
  readonly waitingBundles: number;
  readonly textsToConfirm: number;
  /** 1 when a shared folder is chosen and the last round could not put anything there. */
  readonly mailboxStopped: number;
  readonly next: readonly {
    readonly caseId: string;
    readonly name: string;
    readonly startsOn: string;
    readonly workingDays: number;
  }[];
  /** False for a member whose roles see no cases: nothing of a case is in this store (GR-12). */
  readonly holdsCases: boolean;
  /** Contents that a role given later has not brought yet. */
  readonly awaited: number;
  readonly lastExchange: { readonly at: number; readonly from: string; readonly events: number } | null;
};

export type TextToConfirm = {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  readonly confirmed: {
    readonly by: string;
    readonly day: string;
    readonly source: string;
    readonly example: boolean;
  } | null;
};

export type UndoEntry = {
  readonly batch: string;
  /** Kind of act, such as `verdict.given`; the locale names it. */
  readonly kind: string;
  readonly detail: string | null;
  readonly count: number;
  /** Of an act on one case. */
  readonly caseId: string | null;
  readonly at: number;
};
export type UndoOutcome = {
  readonly voided: number;
  readonly kept: readonly {
    readonly caseId: string;
    readonly applicationId: string;
    readonly reason: string;
  }[];
};

export const appOperations = {
  'app.status': operation(nothing).returns<AppStatus>(),
  'app.settings': operation(nothing).returns<LocalSettings>(),
  'app.saveSettings': operation(localSettings).returns<LocalSettings>(),
  'app.today': operation(z.object({ intake: z.string().max(40).optional() })).returns<TodaySummary>(),
  'app.cancelJob': operation(z.object({ job: z.string().max(60) })).returns<{ cancelled: boolean }>(),
  'store.create': operation(z.object({ name: personName, team: personName, passphrase })).returns<{
    recoveryCode: string;
    words: readonly string[];
  }>(),
  /** Makes the example store with its colleague and conflict; progress by notification. */
  'store.createDemo': operation(nothing).returns<{ passphrase: string }>(),
  'store.discardDemo': operation(nothing).returns<{ discarded: true }>(),
  'store.unlock': operation(z.object({ passphrase: z.string().max(400) })).returns<AppStatus>(),
  'store.unlockByRecoveryCode': operation(
    z.object({ code: z.string().max(200), newPassphrase: passphrase }),
  ).returns<AppStatus>(),
  'store.lock': operation(nothing).returns<AppStatus>(),
  'undo.list': operation(nothing).returns<readonly UndoEntry[]>(),
  'undo.preview': operation(z.object({ batch: z.string().max(40) })).returns<UndoOutcome>(),
  'undo.run': operation(z.object({ batch: z.string().max(40) })).returns<UndoOutcome>(),
  'texts.list': operation(nothing).returns<readonly TextToConfirm[]>(),
  'texts.confirm': operation(
    z.object({
      ids: z.array(z.string().max(120)).min(1).max(500),
      day: isoDateSchema,
      source: z.string().trim().min(3).max(400),
    }),
  ).returns<{ confirmed: number }>(),
};
