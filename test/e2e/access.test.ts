// The read log as its reviewer meets it: the role given, what was opened noted, a sample drawn, another one openly, the protocol kept.
import { join } from 'node:path';
import { expect, test } from './example.ts';
import { answerSave, filesUnder, openView, said, settled } from './window.ts';

const pictures = process.env['ACCESS_PICTURES'];

test('PR-14 a log reviewer draws a sample, openly draws another, and keeps the protocol', async ({
  office,
}) => {
  test.setTimeout(120_000);
  const { app, page, faults, userData } = office;
  const shoot = async (name: string) => {
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  await openView(page, 'Inställningar');
  await page.getByRole('link', { name: 'Arbetsgruppen', exact: true }).click();
  await page
    .getByRole('button', { name: /^Ändra roller/ })
    .first()
    .click();
  const roles = page.getByRole('dialog');
  await roles.getByRole('checkbox', { name: 'logggranskare' }).check();
  await roles.getByRole('button', { name: 'Ändra roller', exact: true }).click();
  await expect(roles).toHaveCount(0);

  await page.getByRole('link', { name: 'Läslogg', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Läslogg' })).toBeVisible();
  await settled(page);
  await shoot('log');
  await page.getByRole('button', { name: 'Dra urval', exact: true }).click();
  await expect(page.getByText('Inget föll inom urvalet.')).toBeVisible();
  await page.getByRole('button', { name: 'Dra nytt urval …' }).click();
  await expect(page.getByText('Protokollet säger att det drogs.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Dra urval', exact: true }).click();
  await expect(page.getByText('1 tidigare urval är lagt åt sidan.')).toBeVisible();
  await shoot('review');
  await answerSave(app, join(userData, 'protokoll.pdf'));
  await page.getByRole('button', { name: 'Avsluta och spara protokoll …' }).click();
  await expect(
    said(page, 'Granskningen är avslutad. Protokollet är sparat som protokoll.pdf.'),
  ).toBeVisible();
  await expect(page.getByRole('table', { name: 'Avslutade granskningar' }).getByRole('row')).toHaveCount(2);
  expect(filesUnder(userData).some((file) => file.endsWith('protokoll.pdf'))).toBe(true);
  await shoot('finished');
  expect(faults).toEqual([]);
});
