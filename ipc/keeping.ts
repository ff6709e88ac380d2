// Owns: operations that keep the store from being lost: backups, restores, salvage, passphrases, keys, the idle lock, drafts.
// Must not: carry a key, or a path that the window could choose.
import { z } from 'zod';
import { operation } from './operation.ts';

const nothing = z.object({});
const passphrase = z.string().min(12).max(400);
const typed = z.string().max(400);
const sheetCode = z.string().min(1).max(200);
const personName = z.string().trim().min(1).max(120);
const backupName = z.string().max(80);
/** What a person has to open key slots with. */
const secret = z.union([z.object({ passphrase: typed }), z.object({ recoveryCode: z.string().max(200) })]);

/** What is unsafe about where something lies; a sentence each in the locale. */
export type PlaceWarning =
  | { readonly tag: 'diskNearlyFull'; readonly megabytes: number }
  | { readonly tag: 'diskFull' | 'folderReadOnly' | 'folderUnreachable' }
  | { readonly tag: 'folderOnNetwork' | 'profileRedirected' }
  | { readonly tag: 'folderSynced'; readonly service: string };

export type BackupView = {
  readonly name: string;
  /** Wall time in microseconds. */
  readonly madeAt: number;
  readonly events: number;
  readonly blobs: number;
  readonly megabytes: number;
};

/** One line of what the program has done to keep the store: newest first. */
export type KeepingEntry = {
  readonly at: number;
  readonly kind:
    | 'backup'
    | 'rehearsal'
    | 'restore'
    | 'salvage'
    | 'passphrase'
    | 'recoveryCode'
    | 'rekey'
    | 'thinOut';
  /** Tag of what went wrong, or null. */
  readonly problem: string | null;
  readonly backup: string | null;
  readonly events: number | null;
};

export type KeepingSettings = {
  readonly everyHours: number;
  readonly keep: number;
  /** Minutes without a key or the pointer before the store is locked. */
  readonly idleMinutes: number;
};

export type KeepingStatus = {
  readonly settings: KeepingSettings;
  /** Where backups go, as a person reads it; `own` is the program's own folder on the same disk as the store. */
  readonly folder: { readonly path: string; readonly own: boolean; readonly reachable: boolean };
  readonly backups: readonly BackupView[];
  /** Stores set aside by a restore or a salvage. */
  readonly setAside: number;
  /** A backup here, or another whole copy, still holds what has been purged. */
  readonly needsThinning: boolean;
  /** Folders where backups lay before, that cannot be reached now and may hold what has been purged, as a person reads them. */
  readonly foldersAway: readonly string[];
  readonly log: readonly KeepingEntry[];
  readonly nextAt: number | null;
  readonly rehearsedAt: number | null;
  readonly place: readonly PlaceWarning[];
  readonly backupPlace: readonly PlaceWarning[];
};

export type RehearsalReport = {
  readonly ok: boolean;
  readonly backup: string;
  readonly madeAt: number;
  readonly events: number;
  readonly problems: number;
};

/** Numbers of one device's chain that are neither in the store nor waiting. `cases`: application numbers, where they are known. */
export type MissingEvents = {
  readonly device: string;
  readonly member: string | null;
  readonly from: number;
  readonly to: number;
  readonly cases: readonly string[];
};

export type SalvageReport = {
  /** The backup that it was built on, or null: from the damaged store alone. */
  readonly base: { readonly name: string; readonly madeAt: number; readonly events: number } | null;
  /** False when not one page of the damaged store could be read. */
  readonly readable: boolean;
  readonly events: number;
  /** Events that were only in the damaged store. */
  readonly added: number;
  /** Sealed files of this computer's own that could be read, and events that were in them alone (ADR 42). */
  readonly ownFiles: number;
  readonly fromFiles: number;
  /** Readable, but after a hole in their chain: without effect until a colleague's file fills it. */
  readonly waiting: number;
  readonly missing: readonly MissingEvents[];
  /** Something of one's own chain is gone: colleagues may have it. */
  readonly ownBehind: boolean;
  /** Tables of this computer alone (drafts, waiting files) of which something could not be read. */
  readonly lostTables: readonly string[];
  readonly lostBlobs: number;
  readonly problems: number;
};

/** A file that the group was not built from, and why. `sheetFork`: the sheet has built the group on another computer before. */
export type LeftFile = {
  readonly file: string;
  readonly why:
    | 'notSealed'
    | 'otherGroup'
    | 'gap'
    | 'heldBack'
    | 'fork'
    | 'sheetFork'
    | 'otherKind'
    | 'damaged'
    | 'unreadable';
};

/** What the agency's recovery sheet gives back out of sealed files. */
export type RebuildAccount = {
  readonly team: string;
  /** Who is in the group; once it is built, the new one last. */
  readonly members: readonly string[];
  readonly events: number;
  readonly cases: number;
  /** Issued documents that are here, and those that the entries name and no file brings. */
  readonly documents: number;
  readonly documentsMissing: number;
  /** Contents that are for the named holders alone: the sheet is not given them. */
  readonly leftOut: number;
  /** Everybody in the group and everybody a file is from; `newestAt` in microseconds. */
  readonly from: readonly {
    readonly name: string;
    readonly files: number;
    readonly newestAt: number | null;
  }[];
  /** Changes that a file has shown to exist and none has brought; a null name is the sheet itself. */
  readonly missing: readonly { readonly name: string | null; readonly changes: number }[];
  readonly left: readonly LeftFile[];
  /** Whom the sheet has let in before, as far as the files know. */
  readonly builtBefore: readonly { readonly name: string; readonly at: number }[];
};

export type Rebuilt = RebuildAccount & { readonly recoveryCode: string };

/** A field of a form that is not sent yet, as the window keeps it: by name, its value as JSON; null when it is sent. */
export type KeptForm = { readonly id: string; readonly json: string | null };

export const keepingOperations = {
  'keeping.status': operation(nothing).returns<KeepingStatus>(),
  'keeping.saveSettings': operation(
    z
      .object({
        everyHours: z.int().min(1).max(168),
        keep: z.int().min(2).max(60),
        idleMinutes: z.int().min(1).max(60),
      })
      .partial(),
  ).returns<KeepingSettings>(),
  /** Asks for the folder in main; `own` goes back to the program's own. */
  'keeping.chooseFolder': operation(z.object({ own: z.boolean() })).returns<{ readonly chosen: boolean }>(),
  'keeping.backUp': operation(nothing).returns<BackupView>(),
  /** Unpacks the newest backup aside, opens it, proves all of it, and throws it away. */
  'keeping.rehearse': operation(nothing).returns<RehearsalReport>(),
  'keeping.restore': operation(z.object({ backup: backupName, secret })).returns<RehearsalReport>(),
  /** Where there is no store: backups in a folder the person chooses; null when the dialog is cancelled. */
  'keeping.findBackups': operation(nothing).returns<{
    readonly folder: string;
    readonly backups: readonly BackupView[];
  } | null>(),
  'keeping.salvage': operation(z.object({ secret, keep: z.boolean() })).returns<SalvageReport>(),
  /** Where there is no store: sealed files in a folder the person chooses; null when the dialog is cancelled. */
  'keeping.findSealed': operation(nothing).returns<{
    readonly folder: string;
    readonly files: number;
  } | null>(),
  /** Of the chosen folder. Nothing is signed and nothing is kept. */
  'keeping.lookBySheet': operation(z.object({ code: sheetCode })).returns<RebuildAccount>(),
  'keeping.rebuildBySheet': operation(z.object({ code: sheetCode, name: personName, passphrase })).returns<
    Rebuilt & { readonly words: readonly string[] }
  >(),
  'keeping.changePassphrase': operation(z.object({ current: typed, next: passphrase })).returns<{
    readonly backups: number;
  }>(),
  'keeping.newRecoveryCode': operation(z.object({ passphrase: typed })).returns<{
    readonly recoveryCode: string;
  }>(),
  'keeping.rekey': operation(z.object({ passphrase: typed })).returns<{ readonly recoveryCode: string }>(),
  /** A key or the pointer was used: the idle lock counts from here. */
  'keeping.active': operation(nothing).returns<{ readonly locksIn: number }>(),
  'keeping.forms': operation(nothing).returns<readonly KeptForm[]>(),
  'keeping.saveForms': operation(
    z.object({
      forms: z
        // An id of the inbox, as long as it may be, and the field's name.
        .array(z.object({ id: z.string().max(700), json: z.string().max(200_000).nullable() }))
        .max(200),
    }),
  ).returns<{ readonly saved: number }>(),
};
