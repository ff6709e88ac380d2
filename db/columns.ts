// Owns: reading typed values out of a row. Must not: be lenient; another type than the schema's is a bug or a damaged store.
import type { Row } from './connection.ts';

export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`Column ${column} holds no text`);
  return value;
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : textOf(row, column);
}

export function numberOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`Column ${column} holds no number`);
  return value;
}

export function numberOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : numberOf(row, column);
}

export function bytesOf(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw new TypeError(`Column ${column} holds no bytes`);
  return value;
}

export function hexOf(row: Row, column: string): string {
  return Buffer.from(bytesOf(row, column)).toString('hex');
}

export function hexOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : hexOf(row, column);
}
