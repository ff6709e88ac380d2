// A case moved to the pilot intake in the window, by keyboard: what the dialog says, the new rules, and that the verdict counts no more.
import { expect, test } from './example.ts';
import { chooseTheme } from './screens.ts';
import { openView, said, settled } from './window.ts';

const pictures = process.env['TRANSFER_PICTURES'];

test('RE-39, RE-40 a case is moved to the pilot by keyboard and asks for new checks', async ({ office }) => {
  test.setTimeout(180_000);
  const { page, faults } = office;
  const shoot = async (name: string) => {
    if (pictures === undefined) return;
    await settled(page);
    await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  await openView(page, 'Granskning');
  const grid = page.getByRole('grid');
  const pane = page.getByRole('region', { name: 'Ärende', exact: true });
  const dialog = page.getByRole('dialog');
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('2');
  await settled(page);
  await page.keyboard.press('Home');
  await settled(page);
  await expect(pane.getByText(/^Ingen har tagit ställning än/)).toHaveCount(0);
  await shoot('before');
  const move = pane.getByRole('button', { name: /^Överför till (Våren|Hösten) \d+, pilot …$/ });
  await move.focus();
  await shoot('part');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Det får nya regler', { exact: false })).toBeVisible();
  await dialog.getByLabel('Varför ärendet överförs').fill('Söker till piloten.');
  await shoot('dialog');
  await dialog.getByRole('button', { name: 'Överför', exact: true }).press('Enter');
  await expect(
    said(page, /^Ärendet är överfört till (Våren|Hösten) \d+, pilot\. Nya kontroller behövs\.$/),
  ).toBeVisible();
  await expect(pane.getByText('Nya kontroller behövs', { exact: true })).toBeVisible();
  await pane.evaluate((element) => element.scrollTo({ top: 0 }));
  await shoot('after');
  const away = pane.getByText(/kontroller gäller inte här/).first();
  await away.focus();
  await page.keyboard.press('Enter');
  await expect(pane.getByText('Gäller inte: piloten kräver ingen akademisk examen.')).toBeVisible();
  await shoot('checks');
  if (pictures !== undefined) {
    for (const theme of ['Mörkt', 'Hög kontrast'] as const) {
      await chooseTheme(page, theme);
      await openView(page, 'Granskning');
      await shoot(theme);
    }
    await chooseTheme(page, 'Ljust');
    await openView(page, 'Intag');
    await shoot('intake');
  }
  expect(faults).toEqual([]);
});
