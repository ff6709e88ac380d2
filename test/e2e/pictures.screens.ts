// Remakes docs/screens: every view with the example data at the smallest office size, a few also dark. `npm run screens`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { messyFile } from '../../main/demo/messy.ts';
import { expect, test } from './example.ts';
import { smallPng } from './png.ts';
import { chooseTheme, views } from './screens.ts';
import { chooseFile, chooseIntake, dryRun, receive } from './steps.ts';
import { openView, removeFolder, settled, start, temporaryFolder } from './window.ts';

const folder = join(import.meta.dirname, '../../docs/screens');
const mostBytes = 200_000;

test.beforeAll(() => {
  mkdirSync(folder, { recursive: true });
});

async function picture(page: Page, name: string): Promise<void> {
  await settled(page);
  // The pointer would light up whatever it rests on.
  await page.mouse.move(0, 0);
  const path = join(folder, `${name}.png`);
  const shot = smallPng(await page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' }));
  expect(shot.length, name).toBeLessThan(mostBytes);
  writeFileSync(path, shot);
}

test('every view', async ({ office: { page } }) => {
  await chooseTheme(page, 'Ljust');
  for (const view of views) {
    await view.open(page);
    if (view.name === 'granskning') {
      await page.keyboard.press('Control+f');
      await page.keyboard.type('läge:inläst');
      await page.keyboard.press('Enter');
      await settled(page);
      await page.keyboard.press('Home');
      for (const key of ['j', 'j', 'Control+Space', 'j', 'Control+Space', 'j'])
        await page.keyboard.press(key);
    }
    if (view.name === 'beslut')
      await expect(page.getByRole('region', { name: 'Sidan', exact: true })).toBeVisible();
    await picture(page, view.name);
  }
});

test('dark', async ({ office: { page } }) => {
  await chooseTheme(page, 'Mörkt');
  for (const view of views.filter(({ name }) => ['idag', 'granskning', 'beslut'].includes(name))) {
    await view.open(page);
    await picture(page, `${view.name}-mork`);
  }
});

test('reading in: columns and dry run', async ({ office }) => {
  const { page, userData } = office;
  const { file, asOf } = messyFile();
  const path = join(userData, file.name);
  writeFileSync(path, file.bytes);
  await chooseTheme(page, 'Ljust');
  await chooseFile(office, { path, asOf, kind: 'Ansökningar' });
  await chooseIntake(page, 'Hösten 2026');
  await picture(page, 'intag-kolumner');
  await dryRun(page);
  await picture(page, 'intag-forhandsvisning');
});

test('several at once, and a file from a colleague', async ({ office }) => {
  const { page, userData } = office;
  await chooseTheme(page, 'Ljust');
  await openView(page, 'Granskning');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('1');
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Ändra / })).toBeFocused();
  await picture(page, 'granskning-flera');
  await page.keyboard.press('Escape');
  await receive(
    office,
    'Åsa Lindqvist',
    join(userData, 'example/fran-kollegan/fran-Asa-Lindqvist.sprangbradan'),
  );
  await picture(page, 'utbyte-ta-emot');
});

test('the first start', async () => {
  const userData = temporaryFolder('start');
  const { app, page } = await start(userData);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.getByRole('heading', { name: 'Hur vill du börja?' })).toBeVisible();
  await picture(page, 'start');
  await app.close();
  removeFolder(userData);
});
