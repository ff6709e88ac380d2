// Owns: operations of the proof: what is known of the store's soundness, and proving it now. Must not: carry anything of a person.
import { z } from 'zod';
import { operation } from './operation.ts';

const nothing = z.object({});

/** One breach of a numbered law; words are made from `breach` and `facts` (`proof.json`). */
export type FindingView = {
  readonly law: string;
  readonly breach: string;
  readonly caseId?: string;
  /** The application's own number, so that a person can find the case. */
  readonly applicationId?: string;
  readonly event?: string;
  readonly stream?: string;
  readonly device?: string;
  readonly seq?: number;
  readonly facts?: Readonly<Record<string, string | number>>;
};

/** A proof of everything, as it is remembered in the store. */
export type ProofRecord = {
  /** Microseconds. */
  readonly at: number;
  readonly by: 'idle' | 'window' | 'runner';
  readonly events: number;
  readonly cases: number;
  readonly papers: number;
  /** Contents that are not here: not for this computer's member, or awaited since a role came later (GR-12). */
  readonly notOurs?: number;
  readonly awaited?: number;
  readonly findings: readonly FindingView[];
  /** Findings beyond the listed ones. */
  readonly more: number;
};

export type ProofStatus = {
  /** The ends of all chains, looked at when the store was opened. */
  readonly start: { readonly at: number; readonly findings: readonly FindingView[] };
  readonly last: ProofRecord | null;
  /** A proof that runs now, in idle time or on demand. */
  readonly running: { readonly done: number; readonly total: number; readonly idle: boolean } | null;
  readonly laws: readonly string[];
};

export const proofOperations = {
  'proof.status': operation(nothing).returns<ProofStatus>(),
  /** Everything, now; progress by notification, can be cancelled. */
  'proof.run': operation(nothing).returns<ProofRecord>(),
};
