// What is asked of an applicant, in the window by keyboard: asked, its letter made, more time, another letter, reminder and answer.
import { readdirSync } from 'node:fs';
import { expect, test } from './example.ts';
import { chooseTheme } from './screens.ts';
import { answerOpen, openView, said, settled, temporaryFolder } from './window.ts';

const pictures = process.env['WORK_PICTURES'];

test('RQ-1 RQ-6 RQ-8 RQ-9 a supplement is asked for, extended and answered, with a letter for each day', async ({
  office,
}) => {
  test.setTimeout(180_000);
  const { app, page, faults } = office;
  const out = temporaryFolder('brev');
  const shoot = async (name: string) => {
    await settled(page);
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  const dialog = page.getByRole('dialog');
  const asked = page.getByRole('region', { name: 'Begäran till den sökande' });
  await openView(page, 'Granskning');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');

  await page.keyboard.press('r');
  await expect(dialog.getByText(/^Begär uppgifter: JS-/)).toBeVisible();
  await dialog.getByLabel('Något mer som saknas (frivilligt)').fill('kopia av passet');
  await dialog.getByLabel('Svar senast').fill('20991201');
  await shoot('ask');
  await answerOpen(app, out);
  await dialog.getByRole('button', { name: 'Begär i 1 ärende' }).press('Enter');
  await expect(dialog.getByText('Begäran är antecknad i 1 ärende.', { exact: false })).toBeVisible();
  await shoot('asked');
  await dialog.getByRole('button', { name: 'Gör brevet (PDF) …' }).press('Enter');
  await expect(said(page, '1 brev är sparat.')).toBeVisible();
  await expect(asked.getByText('väntar på svar')).toBeVisible();
  await asked.scrollIntoViewIfNeeded();
  await shoot('waiting');

  await asked.getByRole('button', { name: 'Mer tid …' }).press('Enter');
  await dialog.getByLabel('Svar senast').fill('20991215');
  await shoot('extend');
  await dialog.getByRole('button', { name: 'Ge mer tid', exact: true }).press('Enter');
  await expect(
    asked.getByText('Brevet som är gjort har den tidigare dagen.', { exact: false }),
  ).toBeVisible();
  await answerOpen(app, temporaryFolder('brev-igen'));
  await asked.getByRole('button', { name: 'Gör brevet (PDF) …' }).press('Enter');
  await expect(asked.getByText('Brevet som är gjort har den tidigare dagen.', { exact: false })).toBeHidden();

  await asked.getByRole('button', { name: 'Påminn …' }).press('Enter');
  await expect(dialog.getByLabel('Hur påminde du?')).toBeVisible();
  await shoot('remind');
  await dialog.getByRole('button', { name: 'Anteckna', exact: true }).press('Enter');
  await expect(asked.getByText('Påmind', { exact: false })).toBeVisible();

  await asked.getByRole('button', { name: 'Svar …' }).press('Enter');
  await dialog.getByLabel('Vad kom in? (frivilligt)').fill('Kopia av passet.');
  await shoot('answer');
  await dialog.getByRole('button', { name: 'Spara', exact: true }).press('Enter');
  await expect(asked.getByText('besvarad')).toBeVisible();
  expect(readdirSync(out).filter((name) => name.startsWith('komplettering-'))).toHaveLength(1);

  if (pictures !== undefined) {
    for (const theme of ['Mörkt', 'Hög kontrast'] as const) {
      await chooseTheme(page, theme);
      await openView(page, 'Granskning');
      await page.getByRole('grid').focus();
      await asked.scrollIntoViewIfNeeded();
      await shoot(`answered-${theme}`);
      await page.keyboard.press('r');
      await expect(dialog.getByText(/^Begär uppgifter: JS-/)).toBeVisible();
      await shoot(`ask-${theme}`);
      await page.keyboard.press('Escape');
    }
  }
  expect(faults).toEqual([]);
});
