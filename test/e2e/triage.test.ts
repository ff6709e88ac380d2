// Nästa för mig and Takt i intaget in the window, by keyboard: the case that presses, its reason read aloud, the group's pace.
import { expect, test } from './example.ts';
import { chooseTheme } from './screens.ts';
import { openView, said, settled } from './window.ts';

const pictures = process.env['WORK_PICTURES'];

test('RE-65 RE-66 G goes to what presses most and says why; RE-67 I dag tells the pace of the group', async ({
  office,
}) => {
  test.setTimeout(180_000);
  const { page, faults } = office;
  const shoot = async (name: string) => {
    await settled(page);
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  await openView(page, 'Granskning');
  const pane = page.getByRole('region', { name: 'Ärende', exact: true });
  await page.getByRole('grid').focus();
  await page.keyboard.press('g');
  await expect(said(page, /^Nästa för dig\. .+\.$/)).toBeVisible();
  const reasons = pane.getByRole('list', { name: 'Varför det brådskar' });
  await expect(reasons.getByRole('listitem').first()).toBeVisible();
  const first = await pane.getByRole('heading', { level: 2 }).textContent();
  await shoot('next');
  await page.keyboard.press('g');
  await expect(pane.getByRole('heading', { level: 2 })).not.toHaveText(first ?? '');
  await page.getByRole('button', { name: /^Nästa för mig/ }).click();
  await expect(said(page, /^Nästa för dig\. .+\.$/)).toBeVisible();
  await openView(page, 'I dag');
  await expect(page.getByRole('heading', { name: 'Takt i intaget (arbetsgruppen)' })).toBeVisible();
  await page.getByRole('heading', { name: 'Takt i intaget (arbetsgruppen)' }).scrollIntoViewIfNeeded();
  await shoot('pace');
  if (pictures !== undefined) {
    for (const theme of ['Mörkt', 'Hög kontrast'] as const) {
      await chooseTheme(page, theme);
      await openView(page, 'Granskning');
      await shoot(`next-${theme}`);
    }
  }
  expect(faults).toEqual([]);
});
