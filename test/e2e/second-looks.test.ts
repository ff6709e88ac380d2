// The optional four eyes in the window, by keyboard: switched on, a verdict waits, is found, and is not confirmed by oneself.
import { expect, test } from './example.ts';
import { chooseTheme } from './screens.ts';
import { openView, said, settled } from './window.ts';

const pictures = process.env['WORK_PICTURES'];

test('DE-15 DE-16 DE-18 the setting is switched on, and a verdict waits for other eyes', async ({
  office,
}) => {
  test.setTimeout(240_000);
  const { page, faults } = office;
  const shoot = async (name: string) => {
    await settled(page);
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  await openView(page, 'Inställningar');
  const tick = page.getByRole('checkbox', { name: 'Ställningstagandet Ej behörig' });
  await tick.focus();
  await page.keyboard.press('Space');
  await expect(said(page, 'Arbetsgruppen ber nu om andra ögon.')).toBeVisible();
  await tick.scrollIntoViewIfNeeded();
  await shoot('eyes-setting');

  await openView(page, 'Granskning');
  const grid = page.getByRole('grid');
  const find = async (query: string, shown: string) => {
    await page.keyboard.press('Control+f');
    await expect(page.getByRole('combobox', { name: 'Filter' })).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(query);
    await page.keyboard.press('Enter');
    await expect(grid).toBeFocused();
    await expect(page.getByRole('grid', { name: shown })).toBeVisible();
    await settled(page);
    await page.keyboard.press('Home');
    await expect(grid.locator('[role="row"][aria-current="true"]')).toHaveAttribute('aria-rowindex', '2');
  };
  await grid.focus();
  await find('läge:kontrolleras', 'Ansökningar, 467 i listan');
  await page.keyboard.press('3');
  const reasons = page.getByRole('list', { name: 'Ej behörig: välj skäl' });
  await expect(reasons).toBeFocused();
  await expect(reasons.getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(said(page, /: Ej behörig\.$/)).toBeVisible();
  await find('ögon:väntar', 'Ansökningar, 1 i listan');
  const pane = page.getByRole('region', { name: 'Ärende', exact: true });
  await expect(pane.getByText('Väntar på andra ögon')).toBeVisible();
  await expect(pane.getByText('Det är din egen åtgärd. Någon annan ska titta.')).toBeVisible();
  await expect(pane.getByRole('button', { name: 'Bekräfta' })).toBeHidden();
  await shoot('eyes-waiting');
  await openView(page, 'I dag');
  await expect(page.getByText('1 ärende väntar på andra ögon')).toBeVisible();
  if (pictures !== undefined) {
    await chooseTheme(page, 'Mörkt');
    await openView(page, 'Granskning');
    await page.getByRole('grid').focus();
    await shoot('eyes-waiting-dark');
  }
  expect(faults).toEqual([]);
});
