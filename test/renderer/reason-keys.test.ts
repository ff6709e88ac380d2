// Which reason has which key: the most used first, and the same for the whole day.
import { expect, it } from 'vitest';
import type { ReasonView } from '../../ipc/review.ts';
import { onKeysToday } from '../../renderer/features/review/reason-line.tsx';

const reason = (code: string, uses: number): ReasonView => ({
  code,
  level1: '',
  text: code,
  valuing: false,
  uses,
});
const codes = (day: string, reasons: readonly ReasonView[]) =>
  onKeysToday(day, reasons).map(({ code }) => code);

it('RE-85 a key keeps its reason for the day, however often another is given meanwhile', () => {
  const morning = [reason('G1.1', 0), reason('G2.1', 9), reason('G2.2', 4)];
  expect(codes('2026-11-13 regular', morning)).toEqual(['G2.1', 'G2.2', 'G1.1']);
  const afternoon = [reason('G1.1', 20), reason('G2.1', 9), reason('G2.2', 12)];
  expect(codes('2026-11-13 regular', afternoon)).toEqual(['G2.1', 'G2.2', 'G1.1']);
  expect(codes('2026-11-14 regular', afternoon)).toEqual(['G1.1', 'G2.2', 'G2.1']);
});

it('RE-85 keys of one target group say nothing of another, and none stands before the reasons have come', () => {
  expect(codes('2026-11-15 pilot', [])).toEqual([]);
  expect(codes('2026-11-15 pilot', [reason('G3.3', 1)])).toEqual(['G3.3']);
  expect(codes('2026-11-15 regular', [reason('G3.1', 1)])).toEqual(['G3.1']);
});
