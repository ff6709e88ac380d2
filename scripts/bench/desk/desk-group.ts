// Owns: a caseworker's presses in the real window with 10,000 and with 50,000 cases, with and without a slowed processor, scrolling
// beside an empty list, and how much more the larger store costs. Must not: judge.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import { peakMemory, startApp } from '../electron.ts';
import { megabytes, median, pressFigures, rounded, type Figure } from '../figures.ts';
import { installMeter, reachGrid, type PressKind } from '../meter.ts';
import { deskPresses } from '../place.ts';
import { deskFolder, measureDeskStore, nameOf } from './desk-store.ts';
import { pressMany, searches } from './presses.ts';
import { scrollFor } from './scroll.ts';

const sizes = [10_000, 50_000] as const;
const slowed = 4;
/** A slowed run is only told, so a tenth of the presses is enough. */
const slowedShare = 10;

type Measured = Readonly<Record<PressKind, readonly number[]>>;
type Desk = { readonly page: Page; readonly grid: Locator; readonly presses: number };

async function toTop({ page, grid }: Desk): Promise<void> {
  await wait(500);
  await grid.focus();
  await page.keyboard.press('Home');
  await wait(500);
}

/** Away from where the last run of presses stood, so that the next has as many cases before it. */
async function next(desk: Desk): Promise<number[]> {
  await toTop(desk);
  return pressMany(desk.page, { kind: 'next', key: 'j', presses: desk.presses });
}

async function sort({ page, grid, presses }: Desk): Promise<number[]> {
  const heads = grid.getByRole('columnheader').getByRole('button');
  const prepare = (at: number) => heads.nth(at % 3 === 0 ? 0 : 1).focus();
  return pressMany(page, { kind: 'sort', key: 'Enter', presses, prepare });
}

async function filter({ page, presses }: Desk): Promise<number[]> {
  const field = page.locator('.filter-field input');
  const queries = searches(Math.ceil(presses / 5));
  const prepare = (at: number) => field.fill(queries[at % queries.length] ?? '');
  const values = await pressMany(page, { kind: 'filter', key: 'Enter', presses, prepare });
  await field.fill('');
  await page.keyboard.press('Enter');
  return values;
}

/** By colour from the green end, cases that nobody has looked at first. */
async function verdict(desk: Desk): Promise<number[]> {
  const { page, grid, presses } = desk;
  const field = page.locator('.filter-field input');
  await field.fill('läge:inläst färg:grön');
  await page.keyboard.press('Enter');
  await grid.getByRole('columnheader').getByRole('button').nth(1).click();
  await toTop(desk);
  const asked = async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
  };
  const values = await pressMany(page, { kind: 'verdict', key: '1', presses, asked });
  await field.fill('');
  await page.keyboard.press('Enter');
  return values;
}

const idOf = (at: number): string => `JS-2026A-${String(1 + (at % 2000)).padStart(5, '0')}`;

/** The last digit of an application's number, in the search over all. */
async function search({ page, presses }: Desk): Promise<number[]> {
  await page.keyboard.press('Control+k');
  const field = page.locator('.palette-input');
  const prepare = (at: number) => field.fill(idOf(at).slice(0, -1));
  const key = (at: number) => idOf(at).slice(-1);
  const values = await pressMany(page, { kind: 'search', key, presses, prepare });
  await page.keyboard.press('Escape');
  return values;
}

/** The next case of Beslut, until its page stands there. */
async function document({ page, presses }: Desk): Promise<number[]> {
  await page.locator('a.rail-link[href$="#/decision"]').click();
  await page.locator('.paper-desk .paper').waitFor();
  await page.locator('.decision-list [role="grid"]').focus();
  await page.keyboard.press('Home');
  await wait(500);
  const values = await pressMany(page, { kind: 'document', key: 'j', presses });
  await page.evaluate(reachGrid);
  return values;
}

async function pressAll(desk: Desk): Promise<Measured> {
  return {
    next: await next(desk),
    sort: await sort(desk),
    filter: await filter(desk),
    search: await search(desk),
    verdict: await verdict(desk),
    document: await document(desk),
  };
}

async function scroll(name: string, page: Page): Promise<Figure[]> {
  const empty = await page.evaluate(scrollFor, { empty: true });
  const full = await page.evaluate(scrollFor, { empty: false });
  const late = (what: string, of: typeof full, budget?: number): Figure => ({
    name: `${name}: late frames in five seconds, ${what}`,
    value: of.late,
    unit: 'frames',
    n: of.frames,
    ...(budget === undefined ? {} : { budget }),
  });
  return [late('the list', full, 1.5 * empty.late), late('an empty list', empty)];
}

type AtSize = { readonly figures: readonly Figure[]; readonly measured: Measured };

async function measureSize(work: string, size: number): Promise<AtSize> {
  const name = nameOf(size);
  const { app, page } = await startApp(await deskFolder(work, size));
  await page.evaluate(reachGrid);
  await page.evaluate(installMeter);
  const desk: Desk = { page, grid: page.locator('#case-grid'), presses: deskPresses };
  const scrolled = await scroll(name, page);
  const measured = await pressAll(desk);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowed });
  const slow = await pressAll({ ...desk, presses: Math.max(1, Math.ceil(deskPresses / slowedShare)) });
  const memory = await peakMemory(app);
  await app.close();
  const budgets = { p50: 50, p99: size > sizes[0] ? 200 : 100 };
  const figures = [
    ...kindsOf(measured).flatMap((kind) => pressFigures(`${name}: ${kind}`, measured[kind], budgets)),
    ...kindsOf(slow).flatMap((kind) =>
      pressFigures(`${name}, ${slowed} times slower: ${kind}`, slow[kind], {}),
    ),
    ...scrolled,
    megabytes(`${name}: peak memory of the window`, memory),
  ];
  return { figures, measured };
}

const kindsOf = (measured: Measured): PressKind[] => Object.keys(measured) as PressKind[];

type Middle = Readonly<Partial<Record<PressKind, number>>>;
const middles = (work: string, size: number): string => join(work, `desk-${size}.json`);

/** What ten thousand cases more cost a press, in the middle; nothing when the smaller desk was not measured in this run. */
async function growth(work: string, large: Measured): Promise<Figure[]> {
  const text = await readFile(middles(work, sizes[0]), 'utf8').catch(() => '{}');
  const small = JSON.parse(text) as Middle;
  const steps = (sizes[1] - sizes[0]) / sizes[0];
  return kindsOf(large).flatMap((kind) => {
    const before = small[kind];
    if (before === undefined) return [];
    return {
      name: `growth for each 10,000 cases more: ${kind} p50`,
      value: rounded((median(large[kind]) - before) / steps),
      unit: 'ms' as const,
      n: large[kind].length,
    };
  });
}

export async function measureDesk(work: string, size: (typeof sizes)[number]): Promise<Figure[]> {
  const { figures, measured } = await measureSize(work, size);
  const middle = Object.fromEntries(kindsOf(measured).map((kind) => [kind, median(measured[kind])]));
  await writeFile(middles(work, size), JSON.stringify(middle));
  return [...figures, ...(size === sizes[1] ? await growth(work, measured) : [])];
}

export async function measureMany(work: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of sizes) figures.push(...(await measureDeskStore(work, size)));
  return figures;
}
