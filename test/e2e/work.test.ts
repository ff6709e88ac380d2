// The group's work in the window, by keyboard: many assigned, one watched and noted in, the list divided, an interest declared.
import { expect, test } from './example.ts';
import { openView, said, settled } from './window.ts';

const pictures = process.env['WORK_PICTURES'];

test('WO-1 to WO-10 cases are given, taken, watched, noted in and left by who has an interest', async ({
  office,
}) => {
  test.setTimeout(180_000);
  const { page, faults } = office;
  const shoot = async (name: string) => {
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  await openView(page, 'Granskning');
  const grid = page.getByRole('grid');
  const pane = page.getByRole('region', { name: 'Ärende', exact: true });
  const dialog = page.getByRole('dialog');
  await grid.focus();
  await page.keyboard.press('Home');
  for (const _row of [1, 2, 3]) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('a');
  await expect(dialog.getByText(/^Tilldela: 4$/)).toBeVisible();
  await dialog.getByLabel('Handläggare').selectOption({ index: 1 });
  await shoot('assign');
  await dialog.getByRole('button', { name: 'Tilldela', exact: true }).click();
  await expect(said(page, /^Handläggare: .+ 4 ärenden\.$/)).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Home');
  await page.keyboard.press('b');
  await expect(dialog.getByText(/^Bevaka: JS-/)).toBeVisible();
  await dialog.getByLabel('Bevaka till').fill('20991201');
  await dialog.getByLabel('Vad du väntar på (frivilligt)').fill('Svar från Migrationsverket');
  await shoot('watch');
  await dialog.getByRole('button', { name: 'Bevaka', exact: true }).click();
  await expect(pane.getByText('Bevakas till 2099-12-01', { exact: false }).first()).toBeVisible();

  await grid.focus();
  await page.keyboard.press('n');
  await dialog.getByLabel('Anteckning', { exact: true }).fill('Ringde: beviset kommer på måndag.');
  await shoot('note');
  await dialog.getByRole('button', { name: 'Spara anteckningen' }).click();
  await expect(pane.getByText('Ringde: beviset kommer på måndag.').first()).toBeVisible();
  await settled(page);
  await shoot('case');

  await page.getByRole('button', { name: /Välj vy$/ }).click();
  await page.getByRole('menuitem', { name: 'Dela upp listan …' }).click();
  await dialog.getByLabel('Högst antal öppna ärenden var (frivilligt)').fill('40');
  await expect(dialog.getByText('ingen av dem har plats kvar', { exact: false })).toBeVisible();
  await settled(page);
  await shoot('share');
  await dialog.getByRole('radio', { name: /^Ta min del/ }).check();
  await dialog.getByLabel('Till och med').fill('20991201');
  await settled(page);
  await shoot('mine');
  await dialog.getByRole('button', { name: /^Ta \d+ ärende/ }).click();
  await expect(dialog.getByText('någon har redan ärendet', { exact: false })).toBeVisible();
  await shoot('left');
  await dialog.getByRole('button', { name: 'Stäng' }).click();

  await grid.focus();
  await page.keyboard.press('Home');
  await pane.getByRole('button', { name: 'Jäv …' }).click();
  await expect(dialog.getByRole('button', { name: 'Anmäl jäv', exact: true })).toBeDisabled();
  await dialog.getByRole('radio', { name: 'Jag känner handledaren eller arbetsgivaren' }).check();
  await shoot('declare');
  await dialog.getByRole('button', { name: 'Anmäl jäv', exact: true }).click();
  await expect(pane.getByText('Du har anmält jäv')).toBeVisible();
  await expect(pane.getByText('Ringde: beviset kommer på måndag.')).toHaveCount(0);
  await expect(grid.getByText('Jäv anmält', { exact: false }).first()).toBeVisible();
  await settled(page);
  await shoot('barred');
  expect(faults).toEqual([]);
});
