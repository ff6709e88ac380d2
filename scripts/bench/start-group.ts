// Owns: from the start of the process to a grid that can be used, beside a blank window of the same Electron.
// Must not: count the typing of a passphrase; the example store's own is used.
import { join } from 'node:path';
import { beganAt, copyOf, startApp, startBlank, userFolder, type Started } from './electron.ts';
import { medianFigure, type Figure } from './figures.ts';
import { reachGrid, reachPaint } from './meter.ts';
import { usualSize } from './world.ts';

const rounds = 5;

async function untilShown({ app, page }: Started, reach: () => Promise<number>): Promise<number> {
  const shown = await page.evaluate(reach);
  const began = await beganAt(app);
  await app.close();
  return shown - began;
}

export async function measureStart(work: string): Promise<Figure[]> {
  const folder = await userFolder(work, usualSize);
  const grid: number[] = [];
  const blank: number[] = [];
  for (let round = 0; round < rounds; round++) {
    blank.push(await untilShown(await startBlank(join(work, `blank-${round}`)), reachPaint));
    grid.push(await untilShown(await startApp(await copyOf(folder, round)), reachGrid));
  }
  return [
    medianFigure({ name: 'start: to a usable grid of 5080', values: grid, unit: 'ms' }),
    medianFigure({ name: 'start: to a blank window', values: blank, unit: 'ms' }),
  ];
}
