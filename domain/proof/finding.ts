// Owns: what a proof can find, and which numbered law of docs/spec/proof.md each finding stands under.
// Must not: word a finding; the locale files do (`proof.json`).
import type { CaseId, DeviceId, EventHash, StreamId } from '../ids.ts';

/** The laws in the order they are shown. Each has its words in `proof.json` under `law` and its rule in docs/spec/proof.md. */
export const lawIds = [
  'PR-20',
  'PR-21',
  'PR-22',
  'PR-30',
  'PR-31',
  'PR-32',
  'PR-33',
  'PR-34',
  'PR-35',
  'PR-36',
  'PR-37',
  'PR-38',
  'PR-39',
  'PR-40',
  'PR-41',
  'PR-42',
  'PR-43',
  'PR-44',
  'PR-45',
] as const;
export type LawId = (typeof lawIds)[number];

/** One breach. `breach` picks the sentence, `facts` fill it in; no name and no number of a person ever stands here. */
export type Finding = {
  readonly law: LawId;
  readonly breach: string;
  readonly caseId?: CaseId;
  readonly event?: EventHash;
  readonly stream?: StreamId;
  readonly device?: DeviceId;
  readonly seq?: number;
  readonly facts?: Readonly<Record<string, string | number>>;
};
