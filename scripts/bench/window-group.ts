// Owns: key to paint in the real window, at the usual and at the large number of cases. Must not: press faster than a hand can.
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { peakMemory, startApp, startBlank, userFolder } from './electron.ts';
import { megabytes, pressFigures, type Figure } from './figures.ts';
import {
  armMeter,
  installMeter,
  reachGrid,
  reachPaint,
  readMeter,
  type Press,
  type PressKind,
} from './meter.ts';
import { largeSize, usualSize } from './world.ts';

const presses = 100;
/** Between the result of one press and the next press. */
const pause = 60;

type Presses = {
  readonly kind: PressKind;
  readonly key: string;
  /** What comes before a press and is not itself measured. */
  readonly prepare?: (at: number) => Promise<void>;
  /** What follows a press that asked for a reason. */
  readonly asked?: () => Promise<void>;
};

async function pressMany(page: Page, { kind, key, prepare, asked }: Presses): Promise<number[]> {
  const values: number[] = [];
  let lost = 0;
  for (let at = 0; values.length < presses; at++) {
    if (at > 3 * presses) throw new Error(`${kind}: too few presses had a result`);
    await page.evaluate(armMeter, kind);
    await prepare?.(at);
    await page.keyboard.press(key);
    const press: Press = await page.evaluate(readMeter);
    if (typeof press === 'number') values.push(press);
    else if (press === null) await asked?.();
    else lost += 1;
    // A press that the page never answered is a fault of the page or of the measure: said aloud, never left out unsaid.
    if (typeof press === 'string') process.stderr.write(`${kind}: no result of press ${at + 1}: ${press}\n`);
    if (lost > 2) throw new Error(`${kind}: presses have no result`);
    await wait(pause);
  }
  return values;
}

/** Searches that differ in what they find, so that none is answered from an earlier one. */
function searches(): string[] {
  const areas = ['teknik', 'ekonomi', 'datavetenskap', 'hr', 'arkitektur', 'marknadsföring'];
  const days = Array.from({ length: 20 }, (_, at) => `2026-01-${String(at + 1).padStart(2, '0')}`);
  return days.flatMap((day) => areas.map((area) => `område:${area} inkom>${day}`));
}

async function measureSize(work: string, size: number): Promise<Figure[]> {
  const { app, page } = await startApp(await userFolder(work, size));
  await page.evaluate(reachGrid);
  await page.evaluate(installMeter);
  const grid = page.locator('#case-grid');
  const colourHead = grid.getByRole('columnheader').getByRole('button').first();
  const nameHead = grid.getByRole('columnheader').getByRole('button').nth(1);
  const field = page.locator('.filter-field input');
  await grid.focus();
  await page.keyboard.press('Home');
  await wait(500);
  const next = await pressMany(page, { kind: 'next', key: 'j' });
  const sorted = await pressMany(page, {
    kind: 'sort',
    key: 'Enter',
    prepare: (at) => (at % 3 === 0 ? colourHead : nameHead).focus(),
  });
  const queries = searches();
  const filtered = await pressMany(page, {
    kind: 'filter',
    key: 'Enter',
    prepare: (at) => field.fill(queries[at % queries.length] ?? ''),
  });
  await field.fill('');
  await page.keyboard.press('Enter');
  // By colour from the green end, whatever the order was: another column first.
  await nameHead.click();
  await colourHead.click();
  await wait(500);
  await grid.focus();
  await page.keyboard.press('Home');
  await wait(500);
  const judged = await pressMany(page, {
    kind: 'verdict',
    key: '1',
    asked: async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('j');
    },
  });
  const memory = await peakMemory(app);
  await app.close();
  return [
    ...pressFigures(`window ${size}: next case`, next),
    ...pressFigures(`window ${size}: verdict`, judged),
    ...pressFigures(`window ${size}: filter`, filtered),
    ...pressFigures(`window ${size}: sort`, sorted),
    megabytes(`window ${size}: peak memory`, memory),
  ];
}

async function measureBlank(work: string): Promise<Figure> {
  const { app, page } = await startBlank(`${work}/blank-memory`);
  await page.evaluate(reachPaint);
  const memory = await peakMemory(app);
  await app.close();
  return megabytes('window blank: peak memory', memory);
}

export async function measureWindow(work: string): Promise<Figure[]> {
  const usual = await measureSize(work, usualSize);
  const large = await measureSize(work, largeSize);
  return [...usual, ...large, await measureBlank(work)];
}
