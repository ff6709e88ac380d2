// The purge as a person meets it: due, archive, a hold, figures, the first signature; and the mark that empties one case.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './example.ts';
import { openView, removeFolder, resize, said, settled, start, temporaryFolder } from './window.ts';

const pictures = process.env['PURGE_PICTURES'];

test('due, archive, hold, figures and the first of two signatures', async ({ example }) => {
  test.setTimeout(180_000);
  const userData = temporaryFolder('purge');
  for (const name of ['example', 'settings.json'])
    cpSync(join(example.folder, name), join(userData, name), { recursive: true });
  const { app, page, faults } = await start(userData, { SPRANGBRADAN_TODAY: '2030-02-01' });
  const shoot = async (name: string) => {
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) });
  };
  await openView(page, 'Inställningar');
  await page.getByRole('link', { name: 'Gallring', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Gallring' })).toBeVisible();
  await settled(page);
  await shoot('due');
  await page.getByRole('button', { name: /^Visa steg för Hösten 2026/ }).click();
  const steps = page.getByRole('region', { name: /^Steg för Hösten 2026/ });
  await expect(steps.getByRole('table').first()).toBeVisible();
  await shoot('steps');

  await steps.getByRole('button', { name: 'Anteckna …' }).click();
  await page.getByLabel('Mottagare och kvittonummer').fill('Centralarkivet, kvitto 7');
  await shoot('archive');
  await page.getByRole('button', { name: 'Anteckna', exact: true }).click();
  await expect(said(page, /^Antecknat för/)).toBeVisible();
  await expect(steps.getByText('Antecknat för alla ärenden')).toBeVisible();

  await steps.getByLabel('Sök ansökningsnummer').fill('JS');
  await steps
    .getByRole('button', { name: /^Spärra / })
    .first()
    .click();
  await shoot('hold');
  await page.getByRole('button', { name: 'Spärra', exact: true }).click();
  await expect(said(page, /är spärrat mot gallring/)).toBeVisible();
  await expect(steps.getByText(/^spärrat: Överklagat/).first()).toBeVisible();

  await steps.getByRole('button', { name: 'Frys siffrorna' }).click();
  await expect(said(page, 'Siffrorna är frysta 2030-02-01.')).toBeVisible();
  await expect(steps.getByRole('table', { name: 'Frysta 2030-02-01' })).toBeVisible();
  await steps.getByRole('button', { name: 'Underteckna …' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('button', { name: 'Underteckna', exact: true })).toBeDisabled();
  await dialog.getByLabel(/^Jag har sett ärendena/).check();
  await shoot('sign');
  await dialog.getByRole('button', { name: 'Underteckna', exact: true }).click();
  await expect(said(page, /^Du har undertecknat/)).toBeVisible({ timeout: 60_000 });
  // The status of 2,538 cases is read anew.
  await expect(page.getByText('En underskrift till behövs').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^Du har undertecknat. En annan medarbetare/)).toBeVisible();
  await shoot('signed');
  await page.getByRole('heading', { level: 2, name: 'Gallringar' }).scrollIntoViewIfNeeded();
  await shoot('runs');
  await resize(app, 640, 400);
  await shoot('half');
  expect(faults).toEqual([]);
  await app.close();
  removeFolder(userData);
});

test('a late mark of protected identity empties one case, after a confirmation', async ({ office }) => {
  const { page } = office;
  await openView(page, 'Granskning');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  const pane = page.getByRole('region', { name: 'Ärende', exact: true });
  const name = await pane.getByRole('heading', { level: 2 }).innerText();
  await pane.getByRole('button', { name: 'Skyddade personuppgifter …' }).click();
  const dialog = page.getByRole('alertdialog');
  const run = dialog.getByRole('button', { name: 'Märk och ta bort uppgifterna' });
  await expect(run).toBeDisabled();
  await dialog.getByLabel(/^Jag vet att uppgifterna försvinner/).check();
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, 'protect.png') });
  await run.click();
  await expect(said(page, /är märkt. Uppgifterna om personen är borta/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(name, { exact: true })).toHaveCount(0);
});
