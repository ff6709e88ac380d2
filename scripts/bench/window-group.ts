// Owns: key to paint in the real window, at the usual and at the large number of cases. Must not: press faster than a hand can.
import { setTimeout as wait } from 'node:timers/promises';
import { peakMemory, startApp, startBlank, userFolder } from './electron.ts';
import { megabytes, pressFigures, type Figure } from './figures.ts';
import { pressMany, searches } from './desk/presses.ts';
import { installMeter, reachGrid, reachPaint } from './meter.ts';
import { largeSize, usualSize } from './world.ts';

const presses = 100;

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
  const next = await pressMany(page, { kind: 'next', key: 'j', presses });
  const sorted = await pressMany(page, {
    kind: 'sort',
    key: 'Enter',
    presses,
    prepare: (at) => (at % 3 === 0 ? colourHead : nameHead).focus(),
  });
  const queries = searches(20);
  const filtered = await pressMany(page, {
    kind: 'filter',
    key: 'Enter',
    presses,
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
    presses,
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
