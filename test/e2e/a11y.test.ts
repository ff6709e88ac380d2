// WCAG 2.2 AA by axe on every screen, in three themes; nothing cut off at 1280×800 and at 200 % zoom; focus in sight.
import type { Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { expect, test } from './example.ts';
import { chooseTheme, dialogs, views } from './screens.ts';
import { openView, removeFolder, settled, start, temporaryFolder } from './window.ts';

// Each opens a copy of the example of its own.
test.describe.configure({ mode: 'parallel' });

/** Elements that hold more than their width shows, in the frame and in the page; lists and tables may scroll. */
async function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const places = [
      'html',
      'body',
      '.shell',
      '.shell-main',
      '.top-line',
      '.rail',
      '.page',
      '.start',
      '.start-card',
      '.dialog',
    ];
    return places.flatMap((place) => {
      const element = document.querySelector(place);
      if (element === null || element.scrollWidth <= element.clientWidth) return [];
      return [`${place}: ${element.scrollWidth} > ${element.clientWidth}`];
    });
  });
}

for (const theme of ['Ljust', 'Mörkt', 'Hög kontrast'] as const) {
  test(`every view, ${theme.toLowerCase()}`, async ({ office: { page } }) => {
    await chooseTheme(page, theme);
    for (const screen of views) {
      await test.step(screen.name, async () => {
        await screen.open(page);
        expect.soft(await faultsOf(page), screen.name).toEqual([]);
        expect.soft(await cutOff(page), screen.name).toEqual([]);
      });
    }
  });
}

test('every dialog', async ({ office: { page } }) => {
  for (const dialog of dialogs) {
    await test.step(dialog.name, async () => {
      await openView(page, dialog.view);
      await dialog.open(page);
      await settled(page);
      await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toBeVisible();
      expect.soft(await faultsOf(page), dialog.name).toEqual([]);
      expect.soft(await cutOff(page), dialog.name).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toHaveCount(0);
    });
  }
});

test('twice the size: nothing is cut off sideways', async ({ office: { app, page } }) => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(640);
  for (const screen of views) {
    await test.step(screen.name, async () => {
      await screen.open(page);
      expect.soft(await cutOff(page), screen.name).toEqual([]);
    });
  }
});

test('Tab goes through the frame and the view with the focus in sight', async ({ office: { page } }) => {
  await openView(page, 'Inställningar');
  await page.locator('body').press('Tab');
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press('Tab');
    const ring = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const shown = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
      return {
        shown,
        inSight: box.width > 0 && box.bottom > 0 && box.top < window.innerHeight,
        at: element.outerHTML.slice(0, 120),
      };
    });
    if (ring !== null) expect(ring, ring.at).toMatchObject({ shown: true, inSight: true });
  }
});

test('start screens, from the first choice to the lock', async () => {
  const folder = temporaryFolder('start');
  const { app, page } = await start(folder);
  const look = async (name: string) => {
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    expect.soft(await faultsOf(page), name).toEqual([]);
    expect.soft(await cutOff(page), name).toEqual([]);
  };
  await look('Hur vill du börja?');
  for (const choice of [
    'Gå med i arbetsgrupp',
    'Återställ',
    'Prova med exempeluppgifter',
    'Skapa arbetsgrupp',
  ]) {
    await page.getByRole('button', { name: new RegExp(`^${choice}`) }).click();
    await look(choice);
    if (choice !== 'Skapa arbetsgrupp') await page.getByRole('button', { name: 'Tillbaka' }).click();
  }
  await page.getByRole('button', { name: 'Skapa', exact: true }).click();
  await expect(page.getByText('Skriv ditt namn.')).toBeVisible();
  await look('Skapa arbetsgrupp');
  await page.getByLabel('Ditt namn').fill('Maria Ek');
  await page.getByLabel('Arbetsgruppens namn').fill('Jobbsprånget Umeå');
  await page.getByLabel('Lösenfras', { exact: true }).fill('björk regn tunnel safir');
  await page.getByLabel('Lösenfrasen en gång till').fill('björk regn tunnel safir');
  await page.getByRole('button', { name: 'Skapa', exact: true }).click();
  await look('Ditt återställningsblad');
  const code = (await page.locator('.recovery-code').innerText()).replaceAll('-', '').trim();
  await page.getByLabel(/^Skriv de 4 sista tecknen/).fill(code.slice(-4));
  await page.getByRole('button', { name: 'Koden är antecknad, fortsätt' }).click();
  for (const view of [
    'I dag',
    'Intag',
    'Granskning',
    'Erbjudanden',
    'Beslut',
    'Utskrift',
    'Utbyte',
    'Statistik',
  ] as const) {
    await openView(page, view);
    expect.soft(await faultsOf(page), `${view}, empty`).toEqual([]);
    expect.soft(await cutOff(page), `${view}, empty`).toEqual([]);
  }
  await page.getByRole('button', { name: 'Lås', exact: true }).click();
  await look('Lås upp');
  await page.getByLabel('Lösenfras').fill('fel lösenfras');
  await page.getByRole('button', { name: 'Lås upp', exact: true }).click();
  await expect(
    page.getByRole('alert').or(page.getByRole('status')).filter({ hasText: 'ösenfras' }).first(),
  ).toBeVisible();
  await look('Lås upp');
  await app.close();
  removeFolder(folder);
});
