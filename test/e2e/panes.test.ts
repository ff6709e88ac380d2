// The panes of Beslut and Granskning: opened and closed by key and mouse, walked through with F6, remembered, and of use in every window.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { pdfFile } from '../builders/attached.ts';
import { faultsOf } from './axe.ts';
import { expect, test } from './example.ts';
import { chooseTheme } from './screens.ts';
import {
  answerOpen,
  openView,
  removeFolder,
  resize,
  said,
  settled,
  temporaryFolder,
  zoom,
} from './window.ts';

const pictures = process.env['WORK_PICTURES'];

async function shoot(page: Page, name: string): Promise<void> {
  await settled(page);
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
}

const paneOf = (page: Page) => ({
  list: page.getByRole('grid', { name: 'Ärenden att besluta' }),
  case: page.getByRole('region', { name: 'Ärende', exact: true }),
  form: page.getByRole('region', { name: 'Blanketten', exact: true }),
  paper: page.getByRole('region', { name: 'Sidan', exact: true }),
});
const widthOf = async (page: Page, name: string): Promise<number> =>
  (await page.locator(`.split-pane-${name}`).boundingBox())?.width ?? 0;

/** Which buttons say that their pane is open. */
async function pressed(page: Page): Promise<readonly string[]> {
  const buttons = page.getByRole('group', { name: 'Öppna rutor' }).locator('[aria-pressed="true"]');
  return (await buttons.allInnerTexts()).map((text) => text.split('\n')[0]?.trim() ?? '');
}

test('RE-86 the panes of Beslut are chosen by key and mouse, walked through with F6 and remembered', async ({
  office,
}) => {
  test.setTimeout(180_000);
  const { app, page, faults } = office;
  const pane = paneOf(page);
  const toggle = (name: string) =>
    page.getByRole('group', { name: 'Öppna rutor' }).getByRole('button', { name });
  await openView(page, 'Beslut');
  await expect(pane.form).toBeVisible();
  expect(await pressed(page)).toEqual(['Listan', 'Blanketten', 'Sidan']);
  await shoot(page, 'beslut');

  await pane.list.focus();
  await page.keyboard.press('Control+2');
  await expect(pane.case).toBeVisible();
  await expect(said(page, 'Ärendet visas.')).toBeVisible();
  await expect(pane.list).toBeFocused();
  await expect(pane.case.getByRole('group', { name: 'Ställningstagande' })).toHaveCount(0);
  await settled(page);
  await shoot(page, 'beslut-fyra-1280');
  await resize(app, 1600, 1000);
  for (const next of [pane.case, pane.form, pane.paper, pane.list]) {
    await page.keyboard.press('F6');
    await expect(next).toBeFocused();
  }
  await page.keyboard.press('Shift+F6');
  await expect(pane.paper).toBeFocused();
  await shoot(page, 'beslut-fyra');
  expect(await faultsOf(page)).toEqual([]);

  // An act of the case has its key here too, and the sheet names the panes'.
  await pane.case.focus();
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await pane.case.focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog').getByText('Ctrl+2', { exact: true })).toBeVisible();
  await shoot(page, 'beslut-tangenter');
  await page.keyboard.press('Escape');

  // An attachment that is opened there lies over the page, which is there to be read too.
  const folder = temporaryFolder('bilaga-beslut');
  writeFileSync(join(folder, 'kurs.pdf'), pdfFile(['Kursintyg']));
  await answerOpen(app, join(folder, 'kurs.pdf'));
  await pane.case.focus();
  await page.keyboard.press('p');
  await page.getByRole('dialog').getByLabel('Vad det är').selectOption({ index: 1 });
  await page.getByRole('dialog').getByRole('button', { name: 'Bifoga filen' }).press('Enter');
  const show = pane.case.getByRole('button', { name: 'Visa kurs.pdf' });
  await show.press('Enter');
  const viewer = page.getByRole('region', { name: 'Bilagan kurs.pdf' });
  await expect(viewer).toBeFocused();
  await expect(page.locator('.split-pane-paper')).toHaveAttribute('inert', '');
  await page.keyboard.press('F6');
  await expect(pane.list).toBeFocused();
  await shoot(page, 'beslut-bilaga');
  await page.keyboard.press('Control+4');
  await expect(page.locator('.split-pane-paper')).toHaveCount(0);
  await expect(viewer).toBeVisible();
  await page.keyboard.press('Control+4');
  await viewer.getByRole('button', { name: /^Stäng/ }).press('Enter');
  await expect(show).toBeFocused();
  await expect(page.locator('.split-pane-paper')).not.toHaveAttribute('inert', '');
  removeFolder(folder);

  // While somebody writes the keys work, write nothing, and leave the field where it is.
  const field = pane.form.locator('textarea:not([readonly]), input[type="text"]:not([readonly])').first();
  const before = await field.inputValue();
  await field.focus();
  await page.keyboard.press('Control+4');
  await expect(pane.paper).toHaveCount(0);
  await expect(field).toBeFocused();
  await page.keyboard.press('F6');
  await expect(pane.list).toBeFocused();
  await page.keyboard.press('F6');
  await page.keyboard.press('F6');
  await expect(field).toBeFocused();
  expect(await field.inputValue()).toBe(before);

  // Whoever stood in a pane that is closed stands in one that is left.
  await pane.case.focus();
  await page.keyboard.press('Control+2');
  await expect(pane.list).toBeFocused();
  await toggle('Listan').click();
  expect(await pressed(page)).toEqual(['Blanketten']);
  await toggle('Blanketten').click();
  await expect(said(page, 'Ärendet, blanketten eller sidan måste visas.')).toBeVisible();
  expect(await pressed(page)).toEqual(['Blanketten']);
  await toggle('Sidan').click();
  await toggle('Blanketten').click();
  await expect(pane.paper).toBeVisible();
  await expect(page.getByRole('button', { name: /^Fastställ underlag …/ })).toBeVisible();
  await shoot(page, 'beslut-sidan');
  await toggle('Blanketten').click();
  await toggle('Ärendet').click();

  const divider = page.getByRole('separator', { name: 'Gräns mellan Ärendet och Blanketten' });
  const other = page.getByRole('separator', { name: 'Gräns mellan Blanketten och Sidan' });
  await divider.focus();
  const paper = await widthOf(page, 'paper');
  const first = Number(await divider.getAttribute('aria-valuenow'));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => Number(await divider.getAttribute('aria-valuenow'))).toBeGreaterThan(first);
  expect(Math.abs((await widthOf(page, 'paper')) - paper)).toBeLessThan(2);
  const box = await other.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 3, 400);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) - 77, 400, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Math.round((await widthOf(page, 'paper')) - paper)).toBe(80);
  const stood = await divider.getAttribute('aria-valuetext');

  await page.reload();
  await openView(page, 'Beslut');
  await expect(pane.case).toBeVisible();
  expect(await pressed(page)).toEqual(['Ärendet', 'Blanketten', 'Sidan']);
  await expect(divider).toHaveAttribute('aria-valuetext', stood ?? '');
  expect(Math.round((await widthOf(page, 'paper')) - paper)).toBe(80);
  await resize(app, 1280, 800);
  await shoot(page, 'beslut-tre-1280');
  for (const name of ['case', 'form', 'paper']) expect(await widthOf(page, name)).toBeGreaterThanOrEqual(320);
  await toggle('Listan').click();
  await resize(app, 1600, 1000);
  if (pictures !== undefined) {
    await chooseTheme(page, 'Mörkt');
    await openView(page, 'Beslut');
    await shoot(page, 'beslut-fyra-mork');
    await resize(app, 1280, 800);
    await zoom(app, 2);
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(640);
    await shoot(page, 'beslut-dubbelt');
    for (const [name, region] of Object.entries(pane)) {
      await region.scrollIntoViewIfNeeded();
      await shoot(page, `beslut-dubbelt-${name}`);
    }
  }
  expect(faults).toEqual([]);
});

test('RE-87 an attachment stands over the list or beside the case, as one likes and as there is room', async ({
  office,
}) => {
  test.setTimeout(180_000);
  const { app, page, faults } = office;
  const folder = temporaryFolder('bilaga');
  const path = join(folder, 'examensbevis från Kungliga Tekniska högskolan.pdf');
  writeFileSync(path, pdfFile(['Examensbevis', 'Andra sidan']));
  const grid = page.getByRole('grid');
  const open = page.getByRole('region', { name: 'Ärende', exact: true });
  const viewer = page.getByRole('region', { name: /^Bilagan examensbevis/ });
  const show = open.getByRole('button', { name: /^Visa examensbevis/ });
  const covered = page.locator('.split-pane-list');
  await openView(page, 'Granskning');
  await grid.focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('button', { name: 'Bifoga filer …' })).toBeVisible();
  await answerOpen(app, path);
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Vad det är').selectOption({ label: 'examensbevis' });
  await dialog.getByRole('button', { name: 'Bifoga filen' }).press('Enter');
  await show.press('Enter');
  await expect(viewer).toBeFocused();
  await expect(covered).toHaveAttribute('inert', '');
  await shoot(page, 'granskning-over');
  const put = viewer.getByRole('button', { name: 'Ställ bredvid' });
  await put.press('Enter');
  await expect(viewer.getByRole('button', { name: 'Lägg över listan' })).toBeFocused();
  await expect(covered).not.toHaveAttribute('inert', '');
  await viewer.getByText('Sida 1 av 2').waitFor();
  await shoot(page, 'granskning-bredvid-1280');
  expect(await widthOf(page, 'list')).toBeGreaterThanOrEqual(290);
  expect(await faultsOf(page)).toEqual([]);
  for (const next of [grid, open, viewer]) {
    await page.keyboard.press('F6');
    await expect(next).toBeFocused();
  }
  await resize(app, 1600, 1000);
  await shoot(page, 'granskning-bredvid-1600');
  await resize(app, 1000, 800);
  await expect(covered).toHaveAttribute('inert', '');
  await expect(viewer.getByRole('button', { name: 'Lägg över listan' })).toHaveCount(0);
  await shoot(page, 'granskning-bredvid-1000');
  await page.keyboard.press('F6');
  await expect(open).toBeFocused();
  await page.keyboard.press('F6');
  await expect(viewer).toBeFocused();
  await resize(app, 1280, 800);
  await page.keyboard.press('Escape');
  await expect(show).toBeFocused();

  await page.reload();
  await openView(page, 'Granskning');
  await grid.focus();
  await page.keyboard.press('Home');
  await show.press('Enter');
  await expect(viewer).toBeVisible();
  await expect(covered).not.toHaveAttribute('inert', '');
  await viewer.getByRole('button', { name: 'Lägg över listan' }).press('Enter');
  await expect(covered).toHaveAttribute('inert', '');
  await page.keyboard.press('Escape');
  expect(faults).toEqual([]);
  removeFolder(folder);
});
