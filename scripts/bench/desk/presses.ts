// Owns: pressing one key many times in the real window, each press measured from key to paint. Must not: press faster than a hand can.
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { armMeter, readMeter, type Press, type PressKind } from '../meter.ts';

/** Between the result of one press and the next press. */
const pause = 60;
/** A thousand presses may lose a handful to a page that has nothing new to show; more is a fault of the measure. */
const mostLost = 0.02;

export type Presses = {
  readonly kind: PressKind;
  /** One key, or another for each press. */
  readonly key: string | ((at: number) => string);
  readonly presses: number;
  /** What comes before a press and is not itself measured. */
  readonly prepare?: (at: number) => Promise<void>;
  /** What follows a press that asked for a reason, or that had nothing to show. */
  readonly asked?: () => Promise<void>;
};

export async function pressMany(
  page: Page,
  { kind, key, presses, prepare, asked }: Presses,
): Promise<number[]> {
  const values: number[] = [];
  let lost = 0;
  for (let at = 0; values.length < presses; at++) {
    if (at > 3 * presses) throw new Error(`${kind}: too few presses had a result`);
    await page.evaluate(armMeter, kind);
    await prepare?.(at);
    await page.keyboard.press(typeof key === 'string' ? key : key(at));
    const press: Press = await page.evaluate(readMeter);
    if (typeof press === 'number') values.push(press);
    else if (press === null) await asked?.();
    else lost += 1;
    // A press that the page never answered is a fault of the page or of the measure: said aloud, never left out unsaid.
    if (typeof press === 'string') process.stderr.write(`${kind}: no result of press ${at + 1}: ${press}\n`);
    if (lost > Math.max(2, presses * mostLost)) throw new Error(`${kind}: presses have no result`);
    await wait(pause);
  }
  return values;
}

const firstDay = Date.UTC(2025, 10, 1);
const dayLength = 86_400_000;

/** Searches that differ in what they find, so that none is answered from an earlier one. */
export function searches(days: number): string[] {
  const areas = ['teknik', 'ekonomi', 'datavetenskap', 'hr', 'arkitektur', 'marknadsföring'];
  const from = Array.from({ length: days }, (_, at) =>
    new Date(firstDay + at * dayLength).toISOString().slice(0, 10),
  );
  return from.flatMap((day) => areas.map((area) => `område:${area} inkom>${day}`));
}
