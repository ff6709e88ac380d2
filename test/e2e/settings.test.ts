// The keys of one sign in the window: another sign, a swap, with Alt, switched off, and always as the buttons say.
import { expect, test } from './example.ts';
import { chooseTheme } from './screens.ts';
import { openView, said, settled } from './window.ts';

const pictures = process.env['WORK_PICTURES'];

test('RE-83 the signs of keys are one’s own, can ask for Alt or be off, and are shown as they are', async ({
  office,
}) => {
  test.setTimeout(180_000);
  const { page, faults } = office;
  const shoot = async (name: string) => {
    await settled(page);
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  const dialog = page.getByRole('dialog');
  const keys = page.getByRole('list', { name: 'Tangenter i listor och ärenden' });
  await openView(page, 'Inställningar');
  await keys.getByRole('button', { name: 'Byt tangent för: Anteckna i ärendet' }).press('Enter');
  const sign = dialog.getByLabel('Tecken', { exact: true });
  await expect(sign).toBeFocused();
  await sign.fill('ä');
  await sign.press('Enter');
  await expect(said(page, 'Anteckna i ärendet: Ä.')).toBeVisible();
  await keys.getByRole('button', { name: 'Byt tangent för: Bevaka till en dag' }).press('Enter');
  await sign.fill('n');
  await sign.press('Enter');
  await keys.getByRole('button', { name: 'Byt tangent för: Nästa ärende' }).press('Enter');
  await sign.fill('k');
  await expect(dialog.getByText('Föregående ärende har det tecknet och får J i stället.')).toBeVisible();
  await shoot('keys-swap');
  await sign.press('Enter');
  await keys.scrollIntoViewIfNeeded();
  await shoot('keys');
  if (pictures !== undefined)
    for (const theme of ['Mörkt', 'Hög kontrast', 'Ljust'] as const) {
      await chooseTheme(page, theme);
      await keys.scrollIntoViewIfNeeded();
      await shoot(`keys-${theme}`);
    }

  await openView(page, 'Granskning');
  const grid = page.getByRole('grid');
  const pane = page.getByRole('region', { name: 'Ärende', exact: true });
  const name = () => pane.getByRole('heading', { level: 2 });
  const number = () => pane.getByText(/^JS-/).first();
  await grid.focus();
  await page.keyboard.press('Home');
  await expect(name()).toBeVisible();
  const first = (await number().textContent()) ?? '';
  await page.keyboard.press('j');
  await expect(number()).toHaveText(first);
  await page.keyboard.press('k');
  await expect(number()).not.toHaveText(first);
  await page.keyboard.press('n');
  await expect(dialog.getByText(/^Bevaka: JS-/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(pane.getByRole('button', { name: /^Anteckna/ }).locator('kbd')).toHaveText('Ä');
  await page.keyboard.press('?');
  await expect(dialog.getByText('Ä', { exact: true })).toBeVisible();
  await shoot('keys-sheet');
  await page.keyboard.press('Escape');

  await openView(page, 'Inställningar');
  await page.getByRole('radio', { name: 'Alt och tecknet' }).check();
  await openView(page, 'Granskning');
  await grid.focus();
  await page.keyboard.press('Home');
  await expect(number()).toHaveText(first);
  await page.keyboard.press('k');
  await expect(number()).toHaveText(first);
  await page.keyboard.press('Alt+k');
  await expect(number()).not.toHaveText(first);
  await openView(page, 'Inställningar');
  await page.getByRole('radio', { name: /^Av:/ }).check();
  await expect(keys).toBeHidden();
  await openView(page, 'Granskning');
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Alt+k');
  await page.keyboard.press('k');
  await expect(number()).toHaveText(first);
  await page.keyboard.press('ArrowDown');
  await expect(number()).not.toHaveText(first);
  await openView(page, 'Inställningar');
  await page.getByRole('radio', { name: 'Tecknet ensamt' }).check();
  await page.getByRole('button', { name: 'Återställ alla tangenter' }).press('Enter');
  await expect(said(page, 'Tangenterna är återställda.')).toBeVisible();
  expect(faults).toEqual([]);
});
