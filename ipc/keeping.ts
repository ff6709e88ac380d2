// Owns: operations that keep the store from being lost: backups, restores, salvage, passphrases, keys, the idle lock, drafts.
// Must not: carry a key, or a path that the window could choose.
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
