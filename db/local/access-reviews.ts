// Owns: finished reviews of the read log with their protocols. Must not: change one.
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db } from '../connection.ts';
import type { Micros } from '../../domain/ports.ts';

export type KeptReview = {
  readonly id: number;
  readonly finishedAt: Micros;
  readonly reviewer: string;
  readonly sampled: number;
  readonly toInvestigate: number;
  readonly sha256: string;
  /** The composed protocol as JSON. */
  readonly document: string;
};

export function keepReview(db: Db, review: Omit<KeptReview, 'id'>): number {
  const { finishedAt, reviewer, sampled, toInvestigate, sha256, document } = review;
  const done = prepared(
    db,
    `INSERT INTO access_review (finished_at, reviewer, sampled, to_investigate, sha256, document) VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(finishedAt, reviewer, sampled, toInvestigate, sha256, document);
  return Number(done.lastInsertRowid);
}

/** Newest first. */
export function keptReviews(db: Db): KeptReview[] {
  return prepared(db, 'SELECT * FROM access_review ORDER BY id DESC')
    .all()
    .map((row) => ({
      id: numberOf(row, 'id'),
      finishedAt: numberOf(row, 'finished_at'),
      reviewer: textOf(row, 'reviewer'),
      sampled: numberOf(row, 'sampled'),
      toInvestigate: numberOf(row, 'to_investigate'),
      sha256: textOf(row, 'sha256'),
      document: textOf(row, 'document'),
    }));
}
