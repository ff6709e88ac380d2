// Owns: what a case file is gathered from, as services hand it in. Must not: gather.
import type { AnswerWords } from '../history/answer-words.ts';
import type { CaseId } from '../ids.ts';
import type { CaseState } from '../ledger/case/state.ts';
import type { Answers } from '../ledger/payload.ts';
import type { FoldEvent, StreamState } from '../ledger/stream.ts';
import type { FilePage } from './file-items.ts';
import type { FileWords } from './file-words.ts';

export type FileCheck = {
  readonly id: string;
  readonly name: string;
  readonly outcome: string;
  readonly sentence: string;
  readonly source: string;
  readonly reads: readonly string[];
};
export type FileAnswer = { readonly number: string; readonly label: string; readonly value: string };

export type CaseFileInput = {
  readonly caseId: CaseId;
  readonly state: CaseState;
  readonly events: readonly FoldEvent[];
  /** Of the case's offers, each as its own stream. */
  readonly employers: readonly {
    readonly events: readonly FoldEvent[];
    readonly state: Pick<StreamState, 'voided' | 'notEntitled'>;
  }[];
  readonly nameOf: (member: string) => string;
  /** Moment in microseconds as `2026-11-02 14.30`, in Europe/Stockholm. */
  readonly moment: (at: number) => string;
  readonly words: FileWords;
  readonly checks: readonly FileCheck[];
  /** The fixed form's answers in words. */
  readonly answers: readonly FileAnswer[];
  /** The same as they were fixed; none while no basis stands. */
  readonly fixed: Answers;
  readonly answerWords: (number: string) => AnswerWords;
  readonly pages: readonly FilePage[];
  /** Incidents that name the case. */
  readonly incidents: readonly {
    readonly id: string;
    readonly discoveredOn: string;
    readonly what: string;
  }[];
};
