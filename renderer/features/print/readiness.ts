// Owns: what stands between a case and its printed decision. Must not: decide it; main does.
import type { PrintQueue } from '../../../ipc/decision.ts';
import type { Tone } from '../../lib/tones.ts';

export type QueueRow = PrintQueue['rows'][number];
export type Readiness = 'issued' | 'ready' | 'texts' | 'noBar' | 'conflict';

export const isPrintable = (row: QueueRow): boolean => row.printable;

/** Failures first, then drafts, then what is ready, last what has been issued. */
export const order: readonly Readiness[] = ['conflict', 'noBar', 'texts', 'ready', 'issued'];
export const tones: Readonly<Record<Readiness, Tone>> = {
  conflict: 'bad',
  noBar: 'check',
  texts: 'check',
  ready: 'good',
  issued: 'info',
};

export function readinessOf(row: QueueRow): Readiness {
  if (row.conflict) return 'conflict';
  if (!row.registered) return 'noBar';
  if (!row.printable) return 'texts';
  return row.issued ? 'issued' : 'ready';
}
