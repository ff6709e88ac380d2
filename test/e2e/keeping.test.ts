// Backups, damage and the passphrase as a person meets them: nothing is lost, and the program says what it did.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { answerOpen, removeFolder, said, start, temporaryFolder } from './window.ts';

const passphrase = 'björk regn tunnel safir';
const picture = process.env['KEEPING_PICTURES'];

async function lockAndUnlock(page: Page): Promise<void> {
  await page.waitForTimeout(1000);
  await page.evaluate(() =>
    (window as unknown as { sprangbradan: Record<string, (input: object) => Promise<unknown>> }).sprangbradan[
      'store.lock'
    ]?.({}),
  );
  await page.getByLabel('Lösenfras').fill(passphrase);
  await page.getByRole('button', { name: 'Lås upp', exact: true }).click();
}

test('backed up, rehearsed, damaged and rescued; a form outlives the lock', async () => {
  test.setTimeout(180_000);
  const folder = temporaryFolder('keeping');
  const first = await start(folder);
  const { page } = first;
  const shoot = async (name: string) => {
    if (picture !== undefined) await page.screenshot({ path: join(picture, `${name}.png`) });
  };
  await page.getByRole('button', { name: /^Skapa arbetsgrupp/ }).click();
  await page.getByLabel('Ditt namn').fill('Maria Ek');
  await page.getByLabel('Arbetsgruppens namn').fill('Jobbsprånget Umeå');
  await page.getByLabel('Lösenfras', { exact: true }).fill(passphrase);
  await page.getByLabel('Lösenfrasen en gång till').fill(passphrase);
  await page.getByRole('button', { name: 'Skapa', exact: true }).click();
  const code = (await page.locator('.recovery-code').innerText()).replaceAll('-', '').trim();
  await page.getByLabel(/^Skriv de 4 sista tecknen/).fill(code.slice(-4));
  await page.getByRole('button', { name: 'Koden är antecknad, fortsätt' }).click();

  const rail = page.getByRole('navigation', { name: 'Vyer' });
  await rail.getByRole('link', { name: 'Intag' }).click();
  await page.getByRole('button', { name: 'Mata in en ansökan …' }).click();
  await page.getByRole('dialog').getByLabel('Efternamn').fill('Påhittadsson');
  await lockAndUnlock(page);
  await rail.getByRole('link', { name: 'Intag' }).click();
  await page.getByRole('button', { name: 'Mata in en ansökan …' }).click();
  await expect(page.getByRole('dialog').getByLabel('Efternamn')).toHaveValue('Påhittadsson');
  await page.keyboard.press('Escape');
  const record = async () => {
    await rail.getByRole('link', { name: /^Inställningar/ }).click();
    await rail.getByRole('link', { name: 'Utlämnat', exact: true }).click();
    await page
      .getByRole('button', { name: /^Registrera grund för/ })
      .first()
      .click();
    return page.getByRole('dialog').getByLabel('Källa');
  };
  await (await record()).fill('Yttrande 2026-11-02, dnr 14');
  await lockAndUnlock(page);
  await expect(await record()).toHaveValue('Yttrande 2026-11-02, dnr 14');
  await page.keyboard.press('Escape');
  await expect(await record()).toHaveValue('');
  await page.keyboard.press('Escape');

  await rail.getByRole('link', { name: /^Inställningar/ }).click();
  await rail.getByRole('link', { name: 'Säkerhetskopior' }).click();
  await page.getByRole('button', { name: 'Säkerhetskopiera nu' }).click();
  await expect(said(page, /är gjord och läst tillbaka/)).toBeVisible();
  await page.getByRole('button', { name: 'Prova nu' }).click();
  await expect(page.getByText('Kopian går att återställa: allt i den stämmer.').first()).toBeVisible();
  await shoot('backup');
  await page.getByRole('button', { name: /^Återställ kopian/ }).click();
  await shoot('restore');
  await page.getByRole('alertdialog').getByLabel('Lösenfras').fill(passphrase);
  await page.getByRole('button', { name: 'Återställ', exact: true }).click();
  await expect(said(page, /Kopian är återställd/)).toBeVisible();
  await rail.getByRole('link', { name: 'Lösenfras och lås' }).click();
  await expect(page.getByLabel('Lås efter')).toBeVisible();
  await shoot('security');
  await page.getByRole('button', { name: 'Byt nyckel …' }).click();
  await page.getByRole('alertdialog').getByLabel('Nuvarande lösenfras').fill(passphrase);
  await page.getByRole('button', { name: 'Byt nyckel', exact: true }).click();
  await expect(page.locator('.keeping-code')).toBeVisible();
  await shoot('rekey');
  await page.getByRole('button', { name: 'Koden är antecknad' }).click();
  expect(first.faults).toEqual([]);
  await first.app.close();

  const path = join(folder, 'store', 'store.db');
  const bytes = readFileSync(path);
  bytes[200] = (bytes[200] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  const second = await start(folder);
  const again = second.page;
  await again.getByLabel('Lösenfras').fill(passphrase);
  await again.getByRole('button', { name: 'Lås upp', exact: true }).click();
  await again.getByRole('button', { name: 'Visa vad som går att rädda …' }).click();
  await again.getByRole('button', { name: 'Visa vad som går att rädda', exact: true }).click();
  await expect(again.getByText('Allt går att rädda.')).toBeVisible();
  if (picture !== undefined) await again.screenshot({ path: join(picture, 'salvage.png') });
  await again.getByRole('button', { name: 'Rädda', exact: true }).click();
  await again.getByRole('button', { name: 'Fortsätt' }).click();
  await expect(again.getByRole('heading', { level: 1, name: /^I dag/ })).toBeVisible();
  await second.app.close();
  removeFolder(folder);
});

test('a backup becomes a store on a computer that has none', async () => {
  test.setTimeout(120_000);
  const folder = temporaryFolder('keeping-new');
  const { app, page } = await start(folder);
  await page.getByRole('button', { name: /^Återställ/ }).click();
  await answerOpen(app, folder);
  await page.getByRole('button', { name: 'Välj mapp …' }).click();
  await expect(page.getByText('Ingen säkerhetskopia i mappen')).toBeVisible();
  await app.close();
  removeFolder(folder);
});
