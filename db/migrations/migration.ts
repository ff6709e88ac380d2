// Owns: the shape of one step of the schema. A released step is never changed; the next one corrects it.
import type { Db } from '../connection.ts';

export type Migration = {
  /** Strictly increasing from 1; the number in the file's name. */
  readonly version: number;
  readonly name: string;
  readonly up: (db: Db) => void;
};
